"""The best of what several levels give: per remedy the highest amount and the earliest day, the union of choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ombud.kernel.money import Money
from ombud.model.entitlement import Level, MoneyRange, Redress, Sum

LEVELS: tuple[Level, ...] = ("statute", "individual_promise", "promise", "platform_rule", "none")


def best(hits: Iterable[Redress]) -> tuple[Redress, ...]:
    """One line a remedy, in the order in which the remedies were first met.

    Guarantee: no line has less money or a later day than any of the lines it was made of. What is owed outright is
    not turned into one of several choices. What may be owed never hides what certainly is.
    """
    found: dict[tuple[str, bool], Redress] = {}
    for hit in hits:
        key = hit.remedy, hit.certain
        found[key] = _better(found[key], hit) if key in found else hit
    return tuple(one for (remedy, certain), one in found.items() if certain or (remedy, True) not in found)


def _better(one: Redress, two: Redress) -> Redress:
    """The line with more money (a tie: the higher level), with the better terms of both."""
    first, second = (one, two) if _rank(one) >= _rank(two) else (two, one)
    due, promptly = _earlier(first, second)
    return replace(
        first,
        due=due,
        promptly=promptly,
        choose=first.choose if second.choose else second.choose,
        arises="automatic" if "automatic" in (first.arises, second.arises) else first.arises,
        demanded=first.demanded or second.demanded,
        cites=tuple(dict.fromkeys((*first.cites, *second.cites))),
    )


def _rank(one: Redress) -> tuple[int, int]:
    return _size(one.amount), -LEVELS.index(one.basis)


def _size(amount: Sum) -> int:
    if isinstance(amount, Money):
        return amount.minor
    if isinstance(amount, MoneyRange):
        return amount.low
    return -1


def _earlier(one: Redress, two: Redress) -> tuple[date | None, bool]:
    """The earlier of two days; "without delay" is earlier than any day, and no day at all is the latest."""
    if one.promptly or two.promptly:
        return None, True
    days = [item.due for item in (one, two) if item.due]
    return min(days, default=None), False
