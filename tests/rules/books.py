"""Small books made by hand for the tests: facts, tables and programs of checked trees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from ombud.rules.checked import Program, Rule, Table
from ombud.rules.declare import Declarations, FactDecl, Hit, RuleDecl, TableDecl, Type, Value
from ombud.rules.tree import And, Arith, Call, Case, Compare, CompareOp, Const, Fact, In, Node, Not, Or, Ref

TRUE = Const(True, "bool")
DAY = date(2026, 1, 1)


def day(number: int) -> date:
    """The day `number` days after the first one."""
    return date.fromordinal(DAY.toordinal() + number)


def const(value: Value | None, kind: Type | None = None) -> Const:
    """A literal of the type that the value shows."""
    kinds: dict[type, Type] = {bool: "bool", int: "int", str: "text", Decimal: "money", date: "date"}
    return Const(value, kind or kinds[type(value)])


def cmp(left: Node, op: CompareOp, right: Node) -> Compare:
    """A comparison."""
    return Compare(op, left, right)


def one_of(item: Node, *values: Value) -> In:
    """Membership."""
    return In(item, tuple(const(value, item.type) for value in values))


def plus(left: Node, right: Node) -> Arith:
    """A sum of the left side's type."""
    return Arith("+", left, right, left.type)


def minus(left: Node, right: Node) -> Arith:
    """A difference of the left side's type."""
    return Arith("-", left, right, left.type)


def days_between(later: Node, earlier: Node) -> Call:
    """Whole days from the earlier to the later day."""
    return Call("days_between", (later, earlier), "int")


def both(*items: Node) -> Node:
    """AND, of one or more."""
    return items[0] if len(items) == 1 else And(items)


def either(*items: Node) -> Node:
    """OR, of one or more."""
    return items[0] if len(items) == 1 else Or(items)


def no(item: Node) -> Not:
    """NOT."""
    return Not(item)


def rule(number: int, condition: Node, outputs: Mapping[str, Node] | None = None) -> Rule:
    """A rule with its number."""
    return Rule(number, f"r{number}", condition, (condition,), outputs or {}, RuleDecl(f"r{number}", "", {}))


def table(*conditions: Node | tuple[Node, Mapping[str, Node]], hit: Hit = "first", name: str = "t") -> Table:
    """A table of conditions, each alone or with its outputs."""
    pairs = [one if isinstance(one, tuple) else (one, {}) for one in conditions]
    rules = tuple(rule(number, condition, outputs) for number, (condition, outputs) in enumerate(pairs, 1))
    kinds = {key: node.type for _, outputs in pairs for key, node in outputs.items()}
    return Table(name, rules, tuple(sorted(kinds.items())), TableDecl(name, "finding", hit, ()))


def program(
    facts: Mapping[str, FactDecl],
    definitions: Mapping[str, Node] | None = None,
    constraints: tuple[Node, ...] = (),
    burdens: Mapping[str, Case] | None = None,
    holidays: frozenset[date] = frozenset(),
) -> Program:
    """A program of these parts; its tables are passed around apart."""
    declared = Declarations(facts, holidays=holidays)
    return Program(declared, definitions or {}, {}, burdens or {}, {}, constraints)


class FactParts(TypedDict, total=False):
    """What the tests say of a fact beside its type and bounds."""

    labels: tuple[str, ...]
    always: bool
    present_if: str
    cost: int
    judgement: bool
    default: Value


def fact(
    name: str, kind: Type, low: Value | None = None, high: Value | None = None, **more: Unpack[FactParts]
) -> FactDecl:
    """An event fact with bounds."""
    return FactDecl(name, kind, "event", low=low, high=high, **more)


SMALL: Mapping[str, FactDecl] = {
    one.name: one
    for one in (
        fact("reason", "text", labels=("late", "lost"), always=True),
        fact("asof", "date", day(0), day(6), always=True),
        fact("a", "int", 0, 6),
        fact("b", "int", 0, 6),
        fact("c", "int", 0, 6),
        fact("d", "date", day(0), day(6)),
        fact("e", "date", day(0), day(6)),
        fact("g", "date", day(0), day(6), present_if="p"),
        fact("h", "int", 0, 6, present_if="q"),
        fact("p", "bool", cost=1),
        fact("q", "bool", cost=2),
        fact("s", "text", labels=("x", "y", "z")),
        fact("m", "money", Decimal("0.00"), Decimal("0.05")),
        fact("n", "money", Decimal("0.00"), Decimal("0.05")),
    )
}

NAMES: Mapping[str, Fact] = {name: Fact(name, one.type) for name, one in SMALL.items()}
DEFINITIONS: Mapping[str, Node] = {
    "v": Case(((NAMES["p"], NAMES["a"]), (TRUE, plus(NAMES["b"], const(1)))), "int"),
    "end": Case(((NAMES["p"], NAMES["g"]), (TRUE, NAMES["asof"])), "date"),
    "rate": Case(((cmp(NAMES["d"], ">=", const(day(3))), const(2)), (TRUE, const(5))), "int"),
    "gap": Call("greatest", (const(0), days_between(NAMES["d"], NAMES["e"])), "int"),
}
REFS: Mapping[str, Ref] = {name: Ref(name, node.type) for name, node in DEFINITIONS.items()}
