"""What is this customer owed? By statute, individual promise, promise or platform rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Literal, TypeAlias

from ombud.kernel.lang import Words
from ombud.kernel.money import Money

Level: TypeAlias = Literal["statute", "individual_promise", "promise", "platform_rule", "none"]
Arises: TypeAlias = Literal["automatic", "on_demand"]


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """From `low` to `high` (None: open above), both in minor units of one currency."""

    low: int
    high: int | None
    currency: str

    @property
    def is_any(self) -> bool:
        """From nothing and open above: whatever is shown, so that there is no sum to say or to approve."""
        return self.low == 0 and self.high is None


APART = "/going_back"
"""Ends the name of a choice that is about other goods than those complained of."""

Sum: TypeAlias = Money | MoneyRange | None


def least(amount: Sum) -> int:
    """The least that a sum may come to, in minor units; -1 where there is none."""
    if isinstance(amount, MoneyRange):
        return amount.low
    return amount.minor if amount else -1


def most(amount: Sum) -> float:
    """The most that a sum may come to, in minor units."""
    if isinstance(amount, MoneyRange):
        return inf if amount.high is None else amount.high
    return least(amount)


def greater(one: Sum, two: Sum) -> Sum:
    """The greater of two sums; of ranges the greater at each end."""
    if one is None or two is None:
        return one or two
    low, high = max(least(one), least(two)), max(most(one), most(two))
    if high == low:
        return Money(low, one.currency)
    return MoneyRange(low, None if high == inf else int(high), one.currency)


@dataclass(frozen=True, slots=True)
class Redress:
    """One thing that is owed. `choose` names the group of which the complainant picks one ("" : owed besides).

    `amount` None: not a matter of money. `due` None with `promptly`: without delay, the law gives no number.
    `demanded` says whether it was asked for; owed on demand and not demanded is exposure. `mark` is the worst
    confidence mark of rule and numbers; K, W and C are to be verified. `forgone`: it costs nothing, for the money was
    never taken. `way_back` is who pays for sending the goods
    back ("" : nothing is said of it).
    """

    remedy: str
    amount: Sum
    basis: Level
    arises: Arises
    rule: str
    due: date | None = None
    promptly: bool = False
    choose: str = ""
    cites: tuple[str, ...] = ()
    because: Words | None = None
    demanded: bool = False
    mark: str = ""
    to_be_verified: bool = False
    clause: str = ""
    certain: bool = True
    forgone: bool = False
    way_back: str = ""

    @property
    def thing(self) -> tuple[str, bool]:
        """The remedy, and whether it is for other goods than those complained of: one line each is owed."""
        return self.remedy, self.choose.endswith(APART)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """All redress of one allegation; `basis` is the highest level that gives any ("none": nothing is owed)."""

    basis: Level
    redress: tuple[Redress, ...] = ()
