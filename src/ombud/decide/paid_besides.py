"""What was paid besides the price already: a penalty or a loss that was made good is not owed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ombud.book.record import Book
from ombud.book.sums import sums_of
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Sum, least
from ombud.model.facts import Facts
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.vocabulary import remedies

FEE_PAID_BACK = "fee_paid_back"
PENALTY = "penalty_by_statute"
FEES = ("fee_hidden", "fee_ending_stated")


def besides_once(plan: RemedyPlan, facts: Sequence[Facts], book: Book) -> RemedyPlan:
    """The plan with what is owed besides the price lessened by what was paid besides it, once.

    First it counts for a fee that is complained of (its own rule takes it off), then for penalties, then for losses;
    what was asked for comes before what was not.
    """
    paid = _minor(facts[0], "other_paid") - _for_fees(facts, book)
    if paid <= 0:
        return plan
    purse = _Purse(paid)
    options, exposure = purse.taken(plan.options), purse.taken(plan.exposure)
    ranked = tuple(replace(option, rank=rank) for rank, option in enumerate(options, start=1))
    return replace(plan, options=ranked, exposure=exposure)


def _for_fees(facts: Sequence[Facts], book: Book) -> int:
    """What of it is for fees that are complained of."""
    reasons = {
        reason
        for table in book.tables_for("owed")
        for rule in table.rules
        if FEE_PAID_BACK in sums_of(f"{table.name}.{rule.id}", book)
        for reason in table.declared.labels
    }
    return max((sum(_minor(one, name) for name in FEES) for one in facts if one.reason in reasons), default=0)


class _Purse:
    """What was paid besides the price and has not been counted yet, in minor units."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def taken(self, options: Iterable[Option]) -> tuple[Option, ...]:
        """The options, a penalty lessened before losses; those that are paid in full are left out."""
        places = list(enumerate(options))
        kept = dict(places)
        for place, option in sorted(places, key=lambda one: one[1].remedy != PENALTY):
            if option.remedy in _besides() and option.kind == "redress" and not option.choose:
                kept.update(self._rest(place, option))
        before = dict(places)
        return tuple(one for at, one in sorted(kept.items()) if one is before[at] or not _is_spent(one))

    def _rest(self, place: int, option: Option) -> Iterator[tuple[int, Option]]:
        took = min(self.left, max(0, least(option.amount)))
        if took:
            self.left -= took
            amount = _less(option.amount, took)
            yield place, replace(option, amount=amount, cost=amount if isinstance(amount, Money) else None)


def _is_spent(option: Option) -> bool:
    return isinstance(option.amount, Money) and not option.amount.minor


def _besides() -> frozenset[str]:
    return remedies("besides_the_price")


def _less(amount: Sum, took: int) -> Sum:
    if isinstance(amount, MoneyRange):
        high = None if amount.high is None else amount.high - took
        return MoneyRange(amount.low - took, high, amount.currency)
    return Money(amount.minor - took, amount.currency) if amount else None


def _minor(facts: Facts, name: str) -> int:
    value = facts.row.get(name)
    return Money.of(value, facts.currency).minor if isinstance(value, Decimal) else 0
