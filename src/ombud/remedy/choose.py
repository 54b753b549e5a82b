"""Redress first, by basis; then goodwill, ranked by what it is worth against bare entitlement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ombud.book.record import Book
from ombud.model.entitlement import Redress, greater, least
from ombud.model.facts import Facts
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.rescue import Rescue
from ombud.model.returned import Returned
from ombud.model.stakes import Stakes
from ombud.remedy.due import cost_of, owed_option, picked, unpaid
from ombud.remedy.offers import Weighing, goodwill
from ombud.remedy.rescue import rescued


def choose(
    facts: Facts,
    redress: Iterable[Redress],
    back: Returned,
    stakes: Stakes,
    book: Book,
    rescues: Sequence[Rescue] = (),
) -> RemedyPlan:
    """The plan for one allegation, of which `back` went back already.

    What is owed never depends on `stakes`; only the order of goodwill does.
    """
    owed = [owed_option(one, facts, book) for one in redress if one.certain]
    due = [one for one in owed if one.arises == "automatic" or one.demanded]
    settled = {one.choose for one in owed if one.choose and unpaid(one, back) is None}
    left = [rest for one in due if one.choose not in settled and (rest := unpaid(one, back))]
    exposure = tuple(one for one in owed if one not in due and one.choose not in settled)
    weighing = Weighing.of(facts, stakes, book, bare=bool(owed))
    given = {one.remedy for one in owed}
    saving = rescued(weighing, rescues)
    offers = goodwill(weighing, besides=given)
    ranked = [*picked(left), *saving, *offers]
    options = tuple(replace(option, rank=rank) for rank, option in enumerate(ranked, start=1))
    valued = all(one.value is not None for one in (*saving, *offers) if one.amount is not None)
    return RemedyPlan(options, exposure, ranked_by="expected_value" if valued else "cash_cost")


def joined(plans: Iterable[RemedyPlan]) -> RemedyPlan:
    """The plans of several allegations as one, redress before goodwill, each thing once.

    What the same rule owes for two allegations is owed once, what two rules owe as one choice is the better of the two,
    and nothing that is owed is given out of goodwill besides.
    """
    plans = list(plans)
    due = _named_once(_once(option for plan in plans for option in plan.options if option.kind == "redress"))
    exposure = _once((option for plan in plans for option in plan.exposure), besides=due)
    owed = {option.remedy for option in (*due, *exposure)}
    offers = _once(option for plan in plans for option in plan.options if option.kind == "goodwill")
    options = [*due, *(offer for offer in offers if offer.remedy not in owed)]
    return RemedyPlan(
        options=tuple(replace(option, rank=rank) for rank, option in enumerate(options, start=1)),
        exposure=tuple(exposure),
        amendments=tuple(amendment for plan in plans for amendment in plan.amendments),
        ranked_by="cash_cost" if any(plan.ranked_by == "cash_cost" for plan in plans) else "expected_value",
    )


def _once(options: Iterable[Option], besides: Iterable[Option] = ()) -> list[Option]:
    """Each remedy of a rule once; a demand or a recommendation under one allegation holds for it."""
    kept: dict[tuple[object, ...], Option] = {}
    taken = {_same(option) for option in besides}
    for option in options:
        first = kept.get(_same(option), option)
        kept[_same(option)] = replace(
            first,
            recommended=first.recommended or option.recommended,
            demanded=first.demanded or option.demanded,
        )
    return [option for key, option in kept.items() if key not in taken]


def _named_once(due: Iterable[Option]) -> list[Option]:
    """One remedy of one choice once, though two allegations come to it by two rules: with the better terms of both."""
    kept: dict[tuple[object, ...], Option] = {}
    for option in due:
        key = (option.choose, option.remedy, option.line) if option.choose else _same(option)
        kept[key] = _better(kept[key], option) if key in kept else option
    return list(kept.values())


def _better(one: Option, two: Option) -> Option:
    first, second = (one, two) if least(one.amount) >= least(two.amount) else (two, one)
    amount = greater(first.amount, second.amount)
    days = [each.due for each in (first, second) if each.due]
    promptly = first.promptly or second.promptly
    return replace(
        first,
        amount=amount,
        cost=cost_of(amount) or first.cost,
        due=None if promptly else min(days, default=None),
        promptly=promptly,
        recommended=first.recommended or second.recommended,
        demanded=first.demanded or second.demanded,
        way_back="shop" if "shop" in (first.way_back, second.way_back) else first.way_back or second.way_back,
        cites=tuple(dict.fromkeys((*first.cites, *second.cites))),
    )


def _same(option: Option) -> tuple[object, ...]:
    """What tells options apart: of rescues also the price and the day, for one rule may allow several."""
    apart = (option.amount, option.due) if option.note else ()
    return option.rule, option.remedy, option.choose, option.line, *apart
