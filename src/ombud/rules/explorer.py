"""What the unknown facts of one row can still touch: the open conditions, outputs and constraints, and their atoms.

Prepared once for a set of tables and the label of their guard; asked once for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import Type, Value
from ombud.rules.linear import Atoms, is_linear, numeric
from ombud.rules.residual import Reads, Residue, is_false, is_true, residue
from ombud.rules.tree import Const, Node, Ref, walk

Kind: TypeAlias = Literal["missing", "contested", "pending", "unsettled", "judgement"]
AMOUNTS: frozenset[Type] = frozenset(("money", "date"))


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a fact is not known. `claimed` holds the claimed values of a contested fact, and only of one."""

    kind: Kind = "missing"
    claimed: tuple[Value, ...] = ()


def key_outputs(table: Table) -> tuple[str, ...]:
    """The outputs that are part of an outcome's key: all but amounts of money and due days."""
    return tuple(name for name, kind in table.outputs if kind not in AMOUNTS)


@dataclass(slots=True)
class Open:
    """Residuals of one row. `weighs` are the facts that conditions and key outputs read, `prices` those of amounts."""

    conditions: list[Node] = field(default_factory=list)
    keys: list[Node] = field(default_factory=list)
    amounts: list[Node] = field(default_factory=list)
    constraints: list[Node] = field(default_factory=list)
    weighs: set[str] = field(default_factory=set)
    prices: set[str] = field(default_factory=set)
    ties: set[str] = field(default_factory=set)
    impossible: bool = False
    reads_amount: bool = False

    @property
    def facts(self) -> set[str]:
        """Every fact that worlds are drawn over."""
        return self.weighs | self.prices | self.ties


@dataclass(frozen=True, slots=True)
class Explorer:
    """Tables of a program under known guard labels.

    `exact` is the mode that holds whatever else is known. `computed` are facts that these tables find out themselves
    (a later table reads the output of an earlier one): they follow from the others and are not drawn.
    """

    program: Program
    tables: tuple[Table, ...]
    reads: Reads
    names: tuple[str, ...]
    exact: bool
    dead: frozenset[tuple[str, int]]
    computed: frozenset[str]
    settled: Mapping[str, frozenset[str]]
    """Tables that reach no number which the law leaves open, with the facts that they read."""

    @classmethod
    def of(cls, program: Program, tables: Iterable[Table], labels: Mapping[str, Value | None]) -> Explorer:
        """Prepare the tables that apply under these labels (guard fact -> its known value)."""
        kept = tuple(
            table
            for table in tables
            if not table.declared.labels or labels.get(table.declared.guard) in (None, *table.declared.labels)
        )
        reads = Reads(program.definitions)
        facts = program.declared.facts
        known = {name for name, label in labels.items() if label is not None}
        folded = residue(program, reads, labels, facts.keys() - known)
        dead, conditions, keys = set(), [], []
        for table in kept:
            for rule in table.rules:
                condition = folded.of(rule.condition)
                if is_false(condition):
                    dead.add((table.name, rule.number))
                    continue
                conditions.append(condition)
                keys += [folded.of(rule.outputs[name]) for name in key_outputs(table) if name in rule.outputs]
        types = {name: fact.type for name, fact in facts.items()}
        nullable = {name for name, fact in facts.items() if not fact.always and name not in known}
        exact = is_linear(conditions, keys, numeric(types, nullable), program.definitions)
        names = _with_guards(program, cls._read(program, kept, reads))
        computed = frozenset(name for table in kept for name, _ in table.outputs) & facts.keys()
        settled = {
            table.name: frozenset(cls._facts_read(table, reads))
            for table in kept
            if not cls._law_is_open(table, program)
        }
        return cls(program, kept, reads, tuple(sorted(names)), exact, frozenset(dead), computed, settled)

    @staticmethod
    def _law_is_open(table: Table, program: Program) -> bool:
        nodes = [node for rule in table.rules for node in (rule.condition, *rule.outputs.values())]
        seen: set[str] = set()
        while nodes:
            for node in walk(nodes.pop()):
                if isinstance(node, Const) and node.value is None:
                    return True
                if isinstance(node, Ref) and node.name not in seen:
                    seen.add(node.name)
                    nodes.append(program.definitions[node.name])
        return False

    @staticmethod
    def _facts_read(table: Table, reads: Reads) -> set[str]:
        names: set[str] = set()
        for rule in table.rules:
            names |= reads.of(rule.condition).union(*map(reads.of, rule.outputs.values()))
        return names

    @staticmethod
    def _read(program: Program, tables: Iterable[Table], reads: Reads) -> set[str]:
        names = set[str]().union(*(Explorer._facts_read(table, reads) for table in tables))
        return names.union(*map(reads.of, program.constraints))

    def unknown(self, row: Row, unknowns: Mapping[str, Unknown]) -> dict[str, bool]:
        """Facts without a known value that have one (or may have one), each with: is it only its guard we miss?"""
        facts = self.program.declared.facts
        found: dict[str, bool] = {}
        settled: set[str] = set()
        stack = list(reversed(self.names))
        while stack:
            name = stack.pop()
            guard = facts[name].present_if
            if name in settled:
                continue
            if guard and guard not in settled:
                stack += [name, guard]
                continue
            settled.add(name)
            missing = name in unknowns or row.get(name) is None
            if guard in found:
                found[name] = not missing
            elif missing and not (guard and not row.get(guard)):
                found[name] = False
        return found

    def open(self, row: Row, unknown: AbstractSet[str], computed: AbstractSet[str]) -> Open:
        """What these unknown facts leave open in this row; those of them that are `computed` are not drawn."""
        left = residue(self.program, self.reads, row, unknown)
        result = Open()
        for table in self.tables:
            if table.name not in self.settled or not unknown.isdisjoint(self.settled[table.name]):
                self._table(table, left, result)
        local = Reads(self.program.definitions)
        weighs = _facts(local, result.conditions + result.keys)
        result.reads_amount = any(self.program.declared.facts[name].type in AMOUNTS for name in weighs & computed)
        result.weighs = _with_guards(self.program, weighs - computed) & unknown
        result.prices = _with_guards(self.program, _facts(local, result.amounts) - computed) & unknown
        self._tie(left, local, result)
        return result

    def _table(self, table: Table, left: Residue, result: Open) -> None:
        keys = key_outputs(table)
        for rule in table.rules:
            if (table.name, rule.number) in self.dead:
                continue
            condition = left.of(rule.condition)
            if is_false(condition):
                continue
            if not is_true(condition):
                result.conditions.append(condition)
            for name, node in rule.outputs.items():
                part = left.of(node)
                if not isinstance(part, Const):
                    (result.keys if name in keys else result.amounts).append(part)
            if is_true(condition) and table.declared.hit == "first":
                break

    def _tie(self, left: Residue, local: Reads, result: Open) -> None:
        """Constraints that reach the open facts, and the facts that they bring in."""
        constraints = [left.of(node) for node in self.program.constraints]
        result.impossible = any(map(is_false, constraints))
        waiting = [(node, _with_guards(self.program, local.of(node)) & left.unknown) for node in constraints]
        while touched := [pair for pair in waiting if not pair[1].isdisjoint(result.facts)]:
            waiting = [pair for pair in waiting if pair[1].isdisjoint(result.facts)]
            result.constraints += [node for node, _ in touched]
            result.ties = result.ties.union(*(names for _, names in touched))

    def atoms(self, result: Open, types: Mapping[str, Type]) -> tuple[Atoms, bool]:
        """All atoms, and whether all that bear on the key are linear and answerable."""
        atoms = Atoms(types)
        for node in (*result.conditions, *result.constraints):
            atoms.condition(node)
        for node in result.keys:
            atoms.output(node)
        exact = atoms.linear and not atoms.open_law and not result.reads_amount
        for node in result.amounts:
            atoms.amount(node)
        return atoms, exact


def _facts(reads: Reads, nodes: Iterable[Node]) -> set[str]:
    return set().union(*map(reads.of, nodes))


def _guards(program: Program, name: str) -> Iterator[str]:
    while name := program.declared.facts[name].present_if:
        yield name


def _with_guards(program: Program, names: Iterable[str]) -> set[str]:
    return {one for name in names for one in (name, *_guards(program, name))}
