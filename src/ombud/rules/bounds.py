"""How far a sum can reach when facts in it are unknown but have bounds: plain interval arithmetic.

Every node gives an interval that holds all its values; what cannot be bounded has no end. So nothing is promised that
could be more, and a sum that the unknown fact cannot move stays one sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from ombud.rules.checked import Program, Row
from ombud.rules.interpret import evaluate
from ombud.rules.tree import Arith, Call, Case, Const, Fact, Node, Ref

End: TypeAlias = Decimal | None
"""An end of an interval; None has no end."""


@dataclass(frozen=True, slots=True)
class Reach:
    """From the least to the most that a sum may come to."""

    low: End = None
    high: End = None


ANY = Reach()


def reach(node: Node, row: Row, program: Program) -> Reach:
    """The interval of a number on a row; unknown facts (None) take their bounds in the catalogue."""
    value = evaluate(node, row, program)
    if isinstance(value, Decimal | int):
        return Reach(Decimal(value), Decimal(value))
    match node:
        case Fact(name):
            fact = program.declared.facts[name]
            return Reach(_number(fact.low), _number(fact.high))
        case Ref(name):
            return reach(program.definitions[name], row, program)
        case Arith(op, left, right) if op in _ARITH:
            return _ARITH[op](reach(left, row, program), reach(right, row, program))
        case Call(function, args) if function in _CALLS:
            return _CALLS[function]([reach(arg, row, program) for arg in args])
        case Const() | Case() | _:
            return ANY


def _number(value: object) -> End:
    return Decimal(value) if isinstance(value, Decimal | int) else None


def _sum(one: End, two: End) -> End:
    return None if one is None or two is None else one + two


def _minus(end: End) -> End:
    return None if end is None else -end


def _add(one: Reach, two: Reach) -> Reach:
    return Reach(_sum(one.low, two.low), _sum(one.high, two.high))


def _subtract(one: Reach, two: Reach) -> Reach:
    return _add(one, Reach(_minus(two.high), _minus(two.low)))


def _pick(ends: Sequence[End], choose: Callable[[list[Decimal]], Decimal], *, all_needed: bool) -> End:
    """The chosen end; where `all_needed` one without an end takes it away, else those with an end decide."""
    known = [end for end in ends if end is not None]
    return None if not known or (all_needed and len(known) < len(ends)) else choose(known)


def _greatest(of: Sequence[Reach]) -> Reach:
    lows, highs = [one.low for one in of], [one.high for one in of]
    return Reach(_pick(lows, max, all_needed=False), _pick(highs, max, all_needed=True))


def _least(of: Sequence[Reach]) -> Reach:
    lows, highs = [one.low for one in of], [one.high for one in of]
    return Reach(_pick(lows, min, all_needed=True), _pick(highs, min, all_needed=False))


_ARITH: dict[str, Callable[[Reach, Reach], Reach]] = {"+": _add, "-": _subtract}
_CALLS: dict[str, Callable[[Sequence[Reach]], Reach]] = {"greatest": _greatest, "least": _least}
