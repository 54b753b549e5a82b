"""Generated Python that explains: what each condition came to, also of the rules that did not fire.

An explanation is first a compact tuple, cheap enough for every case; sentences are rendered from it on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from ombud.rules.checked import Program, Row, Rule, Table
from ombud.rules.declare import Value
from ombud.rules.emit_kleene import Kleene
from ombud.rules.emit_python import build, by_label, guard_of, names_for
from ombud.rules.interpret import Evaluation
from ombud.rules.reach import Reach, spread
from ombud.rules.reads import facts_of
from ombud.rules.tree import Const, Fact

Compact: TypeAlias = tuple[int, tuple[bool | None, ...], tuple[Value | None, ...]]
"""`(number, truths, values)`: the number as in deciding (0 for collect), the truths of all conditions looked at, rule
after rule, and the values of the facts that they read, after the guard's label (None when the table has no guard)."""


LONGEST_ROW = 32


Reads: TypeAlias = tuple[tuple[str, ...], ...]
"""The facts that each condition of a rule reads."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as written, what it came to, what it read, and the facts that left it open."""

    text: str
    truth: bool | None
    reads: tuple[tuple[str, Value | None], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule that was looked at. `truth` is True where it fired, None where unknown facts leave it open."""

    number: int
    id: str
    truth: bool | None
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains one table: `explain(row)` gives the compact tuple, `render(compact)` the rules in words."""

    explain: Callable[[Row], Compact]
    program: Program
    table: Table
    layouts: dict[Value | None, _Layout] = field(default_factory=dict, compare=False, repr=False)

    def look(self, row: Row) -> Compact:
        """The same as `explain` without compiled code: for a table that is not asked often."""
        guard = guard_of(self.program, (self.table,))
        label = row.get(guard.name) if guard is not None else None
        layout, on = self._layout(label), Evaluation(row, self.program)
        truths: list[bool | None] = []
        number = 0
        for rule in layout.table.rules:
            found = [cast("bool | None", on.value(node)) for node in rule.conjuncts]
            truths += found
            if layout.table.declared.hit == "first" and False not in found:
                number = -rule.number if None in found else rule.number
                break
        return number, tuple(truths), (label, *map(row.get, layout.facts))

    def _layout(self, label: Value | None) -> _Layout:
        layout = self.layouts.get(label)
        if layout is None:
            layout = self.layouts[label] = _layout(_reach(self.program, self.table, label))
        return layout

    def render(self, compact: Compact) -> tuple[Explained, ...]:
        """The rules looked at, in order; rules that the guard's label excludes are left out."""
        number, truths, values = compact
        layout = self._layout(values[0])
        known = dict(zip(layout.facts, values[1:], strict=False))
        explained, start = [], 0
        for rule in layout.table.rules:
            end = start + len(rule.conjuncts)
            explained.append(self._rule(rule, truths[start:end], known, layout.reads[rule.number]))
            start = end
            if rule.number == abs(number):
                break
        return tuple(explained)

    def _rule(
        self, rule: Rule, truths: tuple[bool | None, ...], known: Mapping[str, Value | None], reads: Reads
    ) -> Explained:
        conditions = []
        for names, text, truth in zip(reads, rule.texts, truths, strict=True):
            read = tuple((name, known[name]) for name in names)
            missing = tuple(name for name, value in read if value is None and not self._absent(name, known))
            conditions.append(Condition(text, truth, read, missing if truth is None else ()))
        truth = False if False in truths else None if None in truths else True
        return Explained(rule.number, rule.id, truth, tuple(conditions))

    def _absent(self, name: str, known: Mapping[str, Value | None]) -> bool:
        """Absent is not unknown: the event that would give the value did not happen."""
        guard = self.program.declared.facts[name].present_if
        return bool(guard) and known.get(guard) is False


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the compact tuple of a specialised table is laid out."""

    reach: Reach
    facts: tuple[str, ...]
    reads: Mapping[int, Reads]

    @property
    def table(self) -> Table:
        return self.reach.tables[0]


def compile_explain(program: Program, table: Table) -> Explainer:
    """The explainer of a table, specialised by its guard's label, each label compiled when first met."""

    def make(known: Mapping[str, Const]) -> Callable[[Row], Any]:
        return _compiled(program, _layout(spread(program, (table,), known)))

    return Explainer(by_label(program, (table,), make), program, table)


def _reach(program: Program, table: Table, label: Value | None) -> Reach:
    guard = guard_of(program, (table,))
    known = {guard.name: Const(label, "text")} if guard is not None and label in guard.labels else {}
    return spread(program, (table,), known)


def _layout(reach: Reach) -> _Layout:
    rules = reach.tables[0].rules
    nodes = [node for rule in rules for node in rule.conjuncts]
    reads = {
        rule.number: tuple(tuple(facts_of((node,), reach.definitions)) for node in rule.conjuncts) for rule in rules
    }
    return _Layout(reach, tuple(facts_of(nodes, reach.definitions)), reads)


def _compiled(program: Program, layout: _Layout) -> Callable[[Row], Compact]:
    source = Kleene(program.declared, layout.reach)
    guard = guard_of(program, (layout.table,))
    label = "None" if guard is None else f"get({guard.name!r})"
    truths = _Row(source, "t")
    for rule in layout.table.rules:
        for name in facts_of(rule.conjuncts, layout.reach.definitions):
            source.value(Fact(name, program.declared.facts[name].type))
        source.share(rule.conjuncts)
        names = [source.value(node) for node in rule.conjuncts]
        truths.extend(names)
        if layout.table.declared.hit == "first":
            _end(source, rule, names, _result(source, label, truths))
    source.line(f"return (0, {_result(source, label, truths)})")
    return build(source, source.code("decide", " get = row.get"), names_for(program, safe=True))


def _end(source: Kleene, rule: Rule, names: list[str], result: str) -> None:
    """The rule fires, or stops the search, or lets the next be looked at."""
    if not names:
        source.line(f"return ({rule.number}, {result})")
        return
    source.line(f"if {' and '.join(names)}: return ({rule.number}, {result})")
    if any(source.doubtful(name) for name in names):
        open_still = " and ".join(f"{name} is not False" for name in names)
        source.line(f"if {open_still}: return ({-rule.number}, {result})")


def _result(source: Kleene, label: str, truths: _Row) -> str:
    values = [name for node, name in source.known.items() if isinstance(node, Fact)]
    return f"{truths.text()}, ({label}, {''.join(f'{name}, ' for name in values)})"


class _Row:
    """A tuple that grows from rule to rule; packed now and then, so that the code grows in proportion to the table."""

    def __init__(self, source: Kleene, stem: str) -> None:
        self.source = source
        self.stem = stem
        self.names: list[str] = []

    def extend(self, names: list[str]) -> None:
        if len(self.names) + len(names) > LONGEST_ROW:
            packed = self.source.fresh(self.stem)
            self.source.line(f"{packed} = {self.text()}")
            self.names = [f"*{packed}"]
        self.names += names

    def text(self) -> str:
        return f"({''.join(f'{name}, ' for name in self.names)})"
