"""What would flip the advice: for each input with a range, the value inside it from which something else is better."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from ombud.model.remedy import BreakEven, Flip
from ombud.model.stakes import Unit
from ombud.remedy.gain import ONE, ZERO, Gain, Inputs, means

HALVINGS = 40
"""Enough to narrow any range of 12 digits to its last place."""
PLACES: dict[Unit, Decimal] = {
    "money": Decimal("0.01"),
    "share": Decimal("0.0001"),
    "minutes": Decimal("0.1"),
    "count": Decimal(1),
}


class Lead:
    """By how much an option leads another, or doing no more than is owed (`other` None)."""

    __slots__ = ("at", "known", "one", "other")

    def __init__(self, one: Gain, other: Gain | None, known: Inputs) -> None:
        self.one, self.other, self.known = one, other, known
        self.at = means(known)

    def with_(self, name: str, value: Decimal) -> Decimal:
        """The lead with one input at another value."""
        at = {**self.at, name: value}
        return self.one.at(at) - (self.other.at(at) if self.other else ZERO)

    @property
    def now(self) -> Decimal:
        """The lead with every input at its mean."""
        return self.one.at(self.at) - (self.other.at(self.at) if self.other else ZERO)


def flips(lead: Lead) -> Iterator[Flip]:
    """Every input with a range, those that flip the advice inside it first."""
    now = lead.now
    found = []
    for name in lead.one.reads:
        one = lead.known[name]
        if one.low < one.high:
            at = _turn(lead, name, now)
            found.append(Flip(name, at, one.low, one.high, one.unit))
    yield from sorted(found, key=lambda flip: flip.at is None)


def _turn(lead: Lead, name: str, now: Decimal) -> Decimal | None:
    """The value between the mean and an end of the range at which the lead changes its sign."""
    one = lead.known[name]
    for end in (one.low, one.high):
        there = lead.with_(name, end)
        if end != one.mean and (there < 0) != (now < 0):
            return _zero(lead, name, (one.mean, now), (end, there)).quantize(PLACES[one.unit], ROUND_HALF_UP)
    return None


def _zero(lead: Lead, name: str, near: tuple[Decimal, Decimal], far: tuple[Decimal, Decimal]) -> Decimal:
    """Where the lead is nought: by a straight line, which nearly always is one, else by halving."""
    guess = near[0] + (far[0] - near[0]) * near[1] / (near[1] - far[1])
    if abs(lead.with_(name, guess)) <= PLACES["money"]:
        return guess
    inside, outside = near[0], far[0]
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if (lead.with_(name, middle) < 0) == (near[1] < 0):
            inside = middle
        else:
            outside = middle
    return outside


def break_even(lead: Lead) -> BreakEven | None:
    """How many like cases the option bears; else from which margin of a year with the customer it would pay.

    The limit of like cases is a whole number: at it the option still leads, at one more it does not.
    """
    now, like = lead.now, lead.at["like_cases"]
    slope = lead.with_("like_cases", like + ONE) - now
    if slope < 0 and (limit := like - now / slope) >= 0:
        return BreakEven("like_cases_90_days", limit.to_integral_value(ROUND_FLOOR), like)
    margin = lead.at["customer_margin"]
    rise = lead.with_("customer_margin", margin + ONE) - now
    if now >= 0 or rise <= 0:
        return None
    limit = (margin - now / rise).quantize(PLACES["money"], ROUND_HALF_UP)
    return BreakEven("customer_margin", limit, margin, holds="from")
