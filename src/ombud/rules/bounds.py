"""Between which ends must a sum lie, whatever its unknown facts turn out to be?

Interval arithmetic over the checked tree. What is known is a point; an unknown fact lies within its declared `low` and
`high`; a value by first hit lies within the branches that may still be chosen. The ends are sound and not always
tight: a fact that occurs twice is counted as two. Days are counted as whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from ombud.rules.checked import Program, Row
from ombud.rules.interpret import WIDE, evaluate, half_up
from ombud.rules.tree import Arith, Call, Case, Fact, Function, Node, Ref

End: TypeAlias = Decimal | None
"""A number; None is no end."""

PLACES = 2


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most; None is no end."""

    low: End = None
    high: End = None


ANY = Bounds()


def bounds(node: Node, row: Row, program: Program) -> Bounds:
    """The ends of a number or day on a row with unknown facts. A known one has both ends in one point."""
    value = evaluate(node, row, program)
    if value is not None:
        return _point(value)
    match node:
        case Fact(name):
            fact = program.declared.facts[name]
            return Bounds(_number(fact.low), _number(fact.high))
        case Ref(name):
            return bounds(program.definitions[name], row, program)
        case Arith(op, left, right):
            return _ARITH[op](bounds(left, row, program), bounds(right, row, program))
        case Call(function, args):
            compute = _CALLS.get(function)
            return compute([bounds(arg, row, program) for arg in args]) if compute else ANY
        case Case(branches):
            return _hull([bounds(result, row, program) for result in _open(branches, row, program)])
        case _:
            return ANY


def _open(branches: tuple[tuple[Node, Node], ...], row: Row, program: Program) -> list[Node]:
    """The results of the branches that may be chosen."""
    found = []
    for condition, result in branches:
        holds = evaluate(condition, row, program)
        if holds is not False:
            found.append(result)
        if holds is True:
            break
    return found


def _point(value: object) -> Bounds:
    number = _number(value)
    return Bounds(number, number)


def _number(value: object) -> End:
    if isinstance(value, date):
        return Decimal(value.toordinal())
    return Decimal(value) if isinstance(value, int | Decimal | str) else None


def _hull(parts: list[Bounds]) -> Bounds:
    return Bounds(_least_or_none([one.low for one in parts]), _most_or_none([one.high for one in parts]))


def _least_or_none(ends: list[End]) -> End:
    """The least of all; no end where one has none."""
    known = [end for end in ends if end is not None]
    return min(known) if known and len(known) == len(ends) else None


def _most_or_none(ends: list[End]) -> End:
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _plus(one: Bounds, two: Bounds) -> Bounds:
    low = None if one.low is None or two.low is None else one.low + two.low
    high = None if one.high is None or two.high is None else one.high + two.high
    return Bounds(low, high)


def _minus(one: Bounds, two: Bounds) -> Bounds:
    low = None if one.low is None or two.high is None else one.low - two.high
    high = None if one.high is None or two.low is None else one.high - two.low
    return Bounds(low, high)


def _times(one: Bounds, two: Bounds) -> Bounds:
    """Of two that are never below nothing the ends multiply; of others only where all four ends are there."""
    ends = (one.low, one.high, two.low, two.high)
    if one.low is not None and two.low is not None and min(one.low, two.low) >= 0:
        high = None if one.high is None or two.high is None else WIDE.multiply(one.high, two.high)
        return Bounds(WIDE.multiply(one.low, two.low), high)
    if any(end is None for end in ends):
        return ANY
    corners = [WIDE.multiply(a, b) for a in ends[:2] for b in ends[2:] if a is not None and b is not None]
    return Bounds(min(corners), max(corners))


def _least(args: list[Bounds]) -> Bounds:
    highs = [one.high for one in args if one.high is not None]
    return Bounds(_least_or_none([one.low for one in args]), min(highs, default=None))


def _greatest(args: list[Bounds]) -> Bounds:
    lows = [one.low for one in args if one.low is not None]
    return Bounds(max(lows, default=None), _most_or_none([one.high for one in args]))


def _rounded(args: list[Bounds]) -> Bounds:
    """Rounding keeps the order, so the ends are rounded as what lies between them."""
    places = int(args[1].low or 0) if len(args) > 1 else 0
    low, high = (None if end is None else half_up(end, places) for end in (args[0].low, args[0].high))
    return Bounds(low, high)


def _accrued(args: list[Bounds]) -> Bounds:
    """At most the cap, however long it runs; at least what the fewest days give."""
    base, rate, days, cap = args
    grown = _times(_times(base, rate), _greatest([days, Bounds(Decimal(0), Decimal(0))]))
    cents = _rounded([grown, Bounds(Decimal(PLACES), Decimal(PLACES))])
    return _least([cents, cap])


_ARITH: Mapping[str, Callable[[Bounds, Bounds], Bounds]] = {"+": _plus, "-": _minus, "*": _times}
_CALLS: Mapping[Function, Callable[[list[Bounds]], Bounds]] = {
    "least": _least,
    "greatest": _greatest,
    "round": _rounded,
    "accrue": _accrued,
    "days_between": lambda args: _minus(args[0], args[1]),
    "add_days": lambda args: _plus(args[0], args[1]),
}
