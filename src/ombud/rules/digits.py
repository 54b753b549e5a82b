"""How large and how fine can a number be? So that no engine overflows and no engine rounds on its own.

Money is DECIMAL(12, 2), a rate DECIMAL(9, 4), an int has nine digits, unless the fact's bounds, the parameter's
values or a literal say less. Sums and products that could exceed 18 digits are refused (DuckDB aborts a whole query).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from ombud.rules.declare import DatedValue, FactDecl, Type, Value
from ombud.rules.tree import Arith, Call, Case, Const, Fact, Node, Ref

MOST_DIGITS = 18
PLACES: dict[Type, int] = {"money": 2, "rate": 4, "int": 0}
LARGEST: dict[Type, Decimal] = {
    "money": Decimal("9999999999.99"),
    "rate": Decimal("99999.9999"),
    "int": Decimal(999_999_999),
}
DAYS_OF_ALL_YEARS = Decimal(3_652_060)
MOST_WORKDAYS = 10_000

Bounds: TypeAlias = Callable[[Fact | Ref], Decimal]
"""The largest magnitude of a fact, value or parameter."""


def places(node: Node) -> int:
    """Decimal places of a number: 2 for money, 4 for a rate, their sum for a product, until ROUND."""
    match node:
        case Const(Decimal() as value):
            return max(0, -int(value.as_tuple().exponent))
        case Arith("*", left, right):
            return places(left) + places(right)
        case Arith(_, left, right):
            return max(places(left), places(right))
        case Call("least" | "greatest", args):
            return max(places(arg) for arg in args)
        case Case(branches):
            return max(places(result) for _, result in branches)
        case _:
            return PLACES.get(node.type, 0)


def largest(node: Node, bounds: Bounds) -> Decimal:
    """An upper bound of the magnitude of a number."""
    match node:
        case Const(value):
            return magnitude(value)
        case Fact() | Ref():
            return bounds(node)
        case Arith("*", left, right):
            return largest(left, bounds) * largest(right, bounds)
        case Arith(_, left, right) if node.type != "date":
            return largest(left, bounds) + largest(right, bounds)
        case Call(function, args):
            return _largest_of_call(function, node.type, args, bounds)
        case Case(branches):
            return max(largest(result, bounds) for _, result in branches)
        case _:
            return LARGEST.get(node.type, Decimal(0))


def _largest_of_call(function: str, kind: Type, args: tuple[Node, ...], bounds: Bounds) -> Decimal:
    if function in ("least", "greatest"):
        return max(largest(arg, bounds) for arg in args)
    if function == "round":
        return largest(args[0], bounds) + 1
    if function == "days_between":
        return DAYS_OF_ALL_YEARS
    return LARGEST.get(kind, Decimal(0))


def width(node: Node, bounds: Bounds) -> int:
    """Digits before and after the point that a number may need."""
    return len(str(int(largest(node, bounds)))) + places(node)


def magnitude(value: Value | None) -> Decimal:
    """The size of a number; 0 for what is none."""
    return abs(Decimal(value)) if isinstance(value, Decimal | int) and not isinstance(value, bool) else Decimal(0)


def largest_fact(fact: FactDecl) -> Decimal:
    """By the fact's own bounds when it has both, else by its type."""
    if fact.low is None or fact.high is None:
        return LARGEST.get(fact.type, Decimal(0))
    return max(magnitude(fact.low), magnitude(fact.high))


def largest_value(values: tuple[DatedValue, ...]) -> Decimal:
    """Over all the values of a parameter."""
    return max((magnitude(dated.value) for dated in values), default=Decimal(0))
