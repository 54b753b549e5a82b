"""The best of what several levels give: per remedy the highest amount and the earliest day, the union of choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import inf

from ombud.model.entitlement import Level, MoneyRange, Redress, greater, least, most

LEVELS: tuple[Level, ...] = ("statute", "individual_promise", "promise", "platform_rule", "none")


def best(hits: Iterable[Redress]) -> tuple[Redress, ...]:
    """One line a remedy, in the order in which the remedies were first met; one more where it is for other goods than
    those complained of.

    Guarantee: no line has less money or a later day than any of the lines it was made of. What is owed outright is
    not turned into one of several choices. What may be owed never hides what certainly is: it leaves its sum open
    above, and stands beside it where it could change more than that.
    """
    found: dict[tuple[tuple[str, bool], bool], Redress] = {}
    open_: dict[tuple[str, bool], list[Redress]] = {}
    for hit in hits:
        key = hit.thing, hit.certain
        found[key] = _better(found[key], hit) if key in found else hit
        if not hit.certain:
            open_.setdefault(hit.thing, []).append(hit)
    return tuple(
        _raised(one, open_.get(thing, ())) if certain else one
        for (thing, certain), one in found.items()
        if certain or (thing, True) not in found or _may_change(found[thing, True], open_[thing])
    )


def _may_change(sure: Redress, maybes: Iterable[Redress]) -> bool:
    """Could one of the uncertain lines change the basis of the certain one, when it arises, or that it is a choice?"""
    return any(
        (maybe.basis != sure.basis and (most(maybe.amount), -LEVELS.index(maybe.basis)) > _rank(sure))
        or (maybe.arises == "automatic" and sure.arises != "automatic")
        or (sure.choose != "" and not maybe.choose)
        for maybe in maybes
    )


def _raised(sure: Redress, maybes: Iterable[Redress]) -> Redress:
    """The certain line, its sum a range up to the most that an uncertain line could make of it."""
    if sure.amount is None:
        return sure
    low, high = least(sure.amount), max([most(sure.amount), *(most(maybe.amount) for maybe in maybes)])
    if high == low:
        return sure
    return replace(sure, amount=MoneyRange(low, None if high == inf else int(high), sure.amount.currency))


def _better(one: Redress, two: Redress) -> Redress:
    """The line with more money (a tie: the higher level), with the better terms of both."""
    first, second = (one, two) if _rank(one) >= _rank(two) else (two, one)
    due, promptly = _earlier(first, second)
    return replace(
        first,
        amount=greater(first.amount, second.amount),
        due=due,
        promptly=promptly,
        choose=first.choose if second.choose else second.choose,
        arises="automatic" if "automatic" in (first.arises, second.arises) else first.arises,
        demanded=first.demanded or second.demanded,
        forgone=first.forgone and second.forgone,
        way_back="shop" if "shop" in (first.way_back, second.way_back) else first.way_back or second.way_back,
        cites=tuple(dict.fromkeys((*first.cites, *second.cites))),
    )


def _rank(one: Redress) -> tuple[int, int]:
    return least(one.amount), -LEVELS.index(one.basis)


def _earlier(one: Redress, two: Redress) -> tuple[date | None, bool]:
    """The earlier of two days; "without delay" is earlier than any day, and no day at all is the latest."""
    if one.promptly or two.promptly:
        return None, True
    days = [item.due for item in (one, two) if item.due]
    return min(days, default=None), False
