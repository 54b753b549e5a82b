"""Is a table right? Conditions, guards, null tests and outputs of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from ombud.kernel.errors import Place, RuleError
from ombud.rules.checked import Rule, Table
from ombud.rules.declare import Answers, ExprText, Output, RuleDecl, TableDecl, Type
from ombud.rules.define import TRUE, asks_null
from ombud.rules.guards import Guards, guards_of
from ombud.rules.infer import Infer
from ombud.rules.literals import adapted, constant, named
from ombud.rules.parse import parse
from ombud.rules.scope import Scope, check_name
from ombud.rules.syntax import Name, Operation, Syntax, parts
from ombud.rules.tree import And, Compare, Const, Fact, In, Node, Not

MAY_ASK_NULL: frozenset[Answers] = frozenset(
    ("goodwill", "priority", "approval", "measure", "headline", "question", "sweep")
)
DEFAULT_GUARD = TableDecl.__dataclass_fields__["guard"].default
_T = TypeVar("_T")


class Attempt(Protocol):
    """Runs a step and keeps its refusal."""

    def __call__(self, step: Callable[[], _T]) -> _T | None:
        """The result, or None."""


@dataclass(frozen=True, slots=True)
class Read:
    """One conjunct or output as it was read: its tree as written, checked, where and how it stands in the book."""

    tree: Syntax
    node: Node
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Checking:
    """What every check needs."""

    scope: Scope
    guards: Guards
    attempt: Attempt

    def lawful(self, read: Read, held: frozenset[str], *, may_ask_null: bool) -> None:
        """Refuse unguarded reads of absent facts, and IS NULL where it has no place.

        Raises:
            RuleError: at the name or test that is wrong.
        """
        if not may_ask_null and asks_null(read.node, self.scope):
            at = self._null_test(read.tree)
            says = "IS NULL has no place here, not even through a value"
            hint = "what is decided must not turn on what we happen to know"
            raise RuleError(says, at=_spot(read.place, at), hint=hint, code="rule.null")
        loose = sorted(self.guards.open_reads(read.node, held))
        if loose:
            fact, guard = loose[0]
            says = f"{fact!r} is absent unless {guard!r} holds"
            hint = f"write {guard} AND … beside it, or put {guard} into requires"
            raise RuleError(says, at=_spot(read.place, self._reader(read.tree, loose[0])), hint=hint, code="rule.guard")

    def _reader(self, tree: Syntax, pair: tuple[str, str]) -> Syntax:
        """The name in the text through which the pair is read."""
        for part in parts(tree):
            found = self.scope.look_up(part.text) if isinstance(part, Name) else None
            if found is not None and pair in self.guards.open_reads(found):
                return part
        return tree

    def _null_test(self, tree: Syntax) -> Syntax:
        """The IS NULL in the text, or the name of a value that uses it."""
        for part in parts(tree):
            if isinstance(part, Operation) and part.op == "IS NULL":
                return part
            if isinstance(part, Name) and (meaning := self.scope.meanings.get(part.text)) and meaning.asks_null:
                return part
        return tree

    def read(self, text: str, place: Place, want: Type | None = None) -> Read:
        """A text as one checked read.

        Raises:
            RuleError: outside the grammar, unknown names, wrong types.
        """
        tree = parse(text, place)
        return Read(tree, Infer(self.scope, place).checked(tree, want), place, text)


def _spot(place: Place, tree: Syntax) -> Place:
    return Place(place.file, place.key, place.line, tree.at + 1)


def check_table(table: TableDecl, checking: Checking) -> Table | None:
    """The checked table, None when a rule was refused (the checking's `attempt` keeps each refusal).

    Raises:
        RuleError: something wrong with the table as a whole.
    """
    limit = _limit(table, checking.scope)
    if len({rule.id for rule in table.rules}) < len(table.rules):
        raise RuleError(f"table {table.name!r} has two rules of one name", at=table.at, code="rule.twice")
    rules = [_check_rule(number, rule, table, limit, checking) for number, rule in enumerate(table.rules, 1)]
    outputs = _outputs(table, [rule for rule in rules if rule is not None])
    if None in rules or outputs is None:
        return None
    typed = tuple(
        Rule(r.number, r.id, r.condition, r.conjuncts, _adapted(r.outputs, outputs), r.declared, r.texts)
        for r in rules
        if r is not None
    )
    return Table(table.name, typed, tuple(sorted(outputs.items())), table)


def _limit(table: TableDecl, scope: Scope) -> tuple[Node, str] | None:
    """`labels` of the table as one more conjunct of each rule, so that every back end keeps to them."""
    guard = scope.declared.facts.get(table.guard)
    if guard is None and (table.labels or table.guard != DEFAULT_GUARD):
        hint = scope.nearest(table.guard)
        raise RuleError(f"unknown guard {table.guard!r}", at=table.at.at("guard"), hint=hint, code="rule.unknown_name")
    if guard is None or not table.labels:
        return None
    unknown = sorted(set(table.labels) - set(guard.labels))
    if unknown:
        hint = f"the labels are {', '.join(guard.labels)}"
        raise RuleError(f"unknown label {unknown[0]!r}", at=table.at.at("labels"), hint=hint, code="rule.label")
    item, options = Fact(guard.name, "text"), tuple(Const(label, "text") for label in table.labels)
    if len(options) == 1:
        return Compare("=", item, options[0]), f"{guard.name} = '{table.labels[0]}'"
    return In(item, options), f"{guard.name} IN ({', '.join(repr(label) for label in table.labels)})"


def _check_rule(
    number: int, rule: RuleDecl, table: TableDecl, limit: tuple[Node, str] | None, checking: Checking
) -> Rule | None:
    """The rule with its outputs not yet in one type with the other rules'."""
    may_ask_null = table.answers in MAY_ASK_NULL
    reads = [checking.attempt(partial(_conjuncts, rule, key, checking)) for key in ("requires", "when", "unless")]
    sound = [part for part in reads if part is not None]
    held = guards_of(read.node for part in sound for read in part)
    whole = len(sound) == len(reads)
    for part in sound if whole else ():
        whole &= _lawful(part, held, checking, may_ask_null=may_ask_null)
    outputs: dict[str, Node] = {}
    for name, output in rule.then.items():
        read = checking.attempt(partial(_output, rule, name, output, checking))
        if read is not None and (not whole or _lawful([read], held, checking, may_ask_null=may_ask_null)):
            outputs[name] = read.node
    if not whole or len(outputs) < len(rule.then):
        return None
    return _rule(number, rule, limit, [read for part in sound for read in part], outputs)


def _lawful(reads: Iterable[Read], held: frozenset[str], checking: Checking, *, may_ask_null: bool) -> bool:
    def step() -> bool:
        for read in reads:
            checking.lawful(read, held, may_ask_null=may_ask_null)
        return True

    return checking.attempt(step) is not None


def _rule(
    number: int, rule: RuleDecl, limit: tuple[Node, str] | None, reads: list[Read], outputs: Mapping[str, Node]
) -> Rule:
    pairs = [limit] if limit else []
    pairs += [(read.node, read.text) for read in reads if read.node != TRUE]
    nodes, texts = tuple(node for node, _ in pairs), tuple(text for _, text in pairs)
    if not nodes:
        nodes, texts = (TRUE,), ("TRUE",)
    condition = nodes[0] if len(nodes) == 1 else And(nodes)
    return Rule(number, rule.id, condition, nodes, outputs, rule, texts)


def _conjuncts(rule: RuleDecl, key: str, checking: Checking) -> list[Read]:
    """The conjuncts of `requires`, `when` or `unless`; an exception with OR is one conjunct an alternative."""
    text: str = getattr(rule, key)
    place = rule.at.at(key)
    if not text and key != "when":
        return []
    tree, negated = parse(text, place), key == "unless"
    items = tree.items if isinstance(tree, Operation) and tree.op == ("OR" if negated else "AND") else (tree,)
    infer, reads = Infer(checking.scope, place), []
    for item in items:
        node, written = infer.checked(item, "bool"), text[item.at : item.end]
        if negated:
            node, written = Not(node), f"NOT {written}" if isinstance(item, Name) else f"NOT ({written})"
        reads.append(Read(item, node, place, written))
    return reads


def _output(rule: RuleDecl, name: str, output: Output, checking: Checking) -> Read:
    place = rule.at.at(f"then.{name}")
    check_name(name, place)
    want: Type | None = "money" if name == "amount" else None
    if isinstance(output, ExprText):
        return checking.read(output.text, place, want)
    node = constant(output, want)
    if node is None:
        says = f"{output!r} is not {named(want) if want else 'a value of the language'}"
        raise RuleError(says, at=place, hint='an expression is written { expr = "…" }', code="rule.type")
    return Read(Name("", 0, 0), node, place, repr(output))


def _outputs(table: TableDecl, rules: list[Rule]) -> dict[str, Type]:
    """One type for each output name: that of the first expression, else of the finest literal.

    Raises:
        RuleError: two rules give one output in two types.
    """
    found: dict[str, Type] = {}
    for name in sorted({name for rule in rules for name in rule.outputs}):
        nodes = [(rule, rule.outputs[name]) for rule in rules if name in rule.outputs]
        kinds = [node.type for _, node in nodes if not isinstance(node, Const)] or [
            node.type for _, node in sorted(nodes, key=lambda pair: pair[1].type == "int")
        ]
        found[name] = kinds[0]
        for rule, node in nodes:
            if node.type != kinds[0] and adapted(node, kinds[0]) is None:
                says = f"{name!r} is {named(node.type)} here and {named(kinds[0])} in another rule of {table.name!r}"
                raise RuleError(says, at=rule.declared.at.at(f"then.{name}"), code="rule.type")
    return found


def _adapted(outputs: Mapping[str, Node], kinds: Mapping[str, Type]) -> dict[str, Node]:
    return {name: adapted(node, kinds[name]) or node for name, node in outputs.items()}
