"""What would flip the advice: for each input with a range, the value inside it from which something else is better."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from ombud.model.remedy import BreakEven, Flip
from ombud.model.stakes import Unit
from ombud.remedy.gain import ONE, ZERO, Gain, Inputs, means

BENDS = 4
"""More steps than the margin's line has bends."""
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
    """The first value, going from the mean to an end of the range in the places of its unit, that turns the advice."""
    one = lead.known[name]
    for end in (one.low, one.high):
        if end != one.mean and (lead.with_(name, end) > 0) != (now > 0):
            return _first(lead, name, end)
    return None


def _first(lead: Lead, name: str, end: Decimal) -> Decimal:
    """By a straight line, which nearly always is one, else by halving the ticks. The end of the range turns it.

    An offer that gains nothing is not advised, so that a lead of nought is none.
    """
    one, now = lead.known[name], lead.now
    tick = PLACES[one.unit].copy_sign(end - one.mean)

    def at(ticks: int) -> Decimal:
        value = (one.mean / tick).to_integral_value(ROUND_HALF_UP) * tick + ticks * tick
        return min(value, end) if tick > 0 else max(value, end)

    def turned(ticks: int) -> bool:
        return (lead.with_(name, at(ticks)) > 0) != (now > 0)

    least, most = 0, int(((end - one.mean) / tick).to_integral_value(ROUND_CEILING)) + 1
    there = lead.with_(name, end)
    guess = int((end - one.mean) / tick * now / (now - there)) if now != there else 0
    for near in (guess, guess + 1):
        if least < near < most and turned(near) and not turned(near - 1):
            return at(near)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if turned(middle) else (middle, most)
    return at(most)


def break_even(lead: Lead) -> BreakEven | None:
    """How many like cases the option bears; else from which margin of a year with the customer it would pay.

    The limit of like cases is a whole number: at it the option still leads, at one more it does not. That of the margin
    is the first minor unit at which it does not lose.
    """
    now, like = lead.now, lead.at["like_cases"]
    slope = lead.with_("like_cases", like + ONE) - now
    if slope < 0 and (limit := like - now / slope) >= 0:
        return BreakEven("like_cases_90_days", limit.to_integral_value(ROUND_FLOOR), like)
    if now >= 0 or (margin := _margin(lead)) is None:
        return None
    return BreakEven("customer_margin", margin, lead.at["customer_margin"], holds="from")


def _margin(lead: Lead) -> Decimal | None:
    """Where the lead reaches nought as the margin grows: it bends where the cap of publicity ends, so step by step."""
    margin = lead.at["customer_margin"]
    for _ in range(BENDS):
        here = lead.with_("customer_margin", margin)
        rise = lead.with_("customer_margin", margin + PLACES["money"]) - here
        if rise <= 0:
            return None
        margin = (margin - here / rise * PLACES["money"]).quantize(PLACES["money"], ROUND_CEILING)
        if lead.with_("customer_margin", margin) >= 0:
            return margin
    return None
