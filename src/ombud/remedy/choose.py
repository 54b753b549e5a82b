"""Redress first, by basis; then goodwill, ranked by what it is worth against bare entitlement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Redress, Sum
from ombud.model.facts import Facts
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.stakes import Stakes
from ombud.remedy.sending import cost_of_sending
from ombud.remedy.worth import worth
from ombud.rules.answer import Answer, collect, first

REFUNDS = frozenset({"refund_with_return", "refund_without_return"})


def choose(facts: Facts, redress: Iterable[Redress], stakes: Stakes, book: Book) -> RemedyPlan:
    """The plan for one allegation. What is owed never depends on `stakes`; only the order of goodwill does."""
    owed = [_owed(one, facts, book) for one in redress if one.certain]
    due = [one for one in owed if one.arises == "automatic" or one.demanded]
    settled = {one.choose for one in owed if one.choose and _unpaid(one, facts) is None}
    unpaid = [left for one in due if one.choose not in settled and (left := _unpaid(one, facts))]
    exposure = tuple(one for one in owed if one not in due and one.choose not in settled)
    given = {one.remedy for one in owed}
    offers = [offer for offer in _goodwill(facts, stakes, book, bare=bool(owed)) if offer.remedy not in given]
    valued = all(offer.value is not None for offer in offers if offer.amount is not None)
    offers.sort(key=lambda offer: (offer.amount is None, _order(offer, valued=valued), offer.remedy))
    ranked = [*_picked(unpaid), *_advised(offers)]
    options = tuple(replace(option, rank=rank) for rank, option in enumerate(ranked, start=1))
    return RemedyPlan(options, exposure, ranked_by="expected_value" if valued else "cash_cost")


def joined(plans: Iterable[RemedyPlan]) -> RemedyPlan:
    """The plans of several allegations as one, redress before goodwill, each thing once.

    What the same rule owes for two allegations is owed once, and nothing that is owed is given out of goodwill besides.
    """
    plans = list(plans)
    due = _once(option for plan in plans for option in plan.options if option.kind == "redress")
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
    kept: dict[tuple[str, str, str], Option] = {}
    taken = {_same(option) for option in besides}
    for option in options:
        first = kept.get(_same(option), option)
        kept[_same(option)] = replace(
            first,
            recommended=first.recommended or option.recommended,
            demanded=first.demanded or option.demanded,
        )
    return [option for key, option in kept.items() if key not in taken]


def _same(option: Option) -> tuple[str, str, str]:
    return option.rule, option.remedy, option.choose


def _order(offer: Option, *, valued: bool) -> int:
    """By worth, the greatest first; without a margin by cost, the least first."""
    return -offer.value.mean if valued and offer.value else _minor(offer.cost)


def _minor(money: Money | None) -> int:
    return money.minor if money else 0


def _owed(one: Redress, facts: Facts, book: Book) -> Option:
    cost = _sum(one.amount)
    return Option(
        remedy=one.remedy,
        kind="redress",
        amount=one.amount,
        cost=cost or cost_of_sending(one.remedy, facts, book),
        rank=0,
        recommended=False,
        rule=one.rule,
        due=one.due,
        promptly=one.promptly,
        basis=one.basis,
        because=one.because,
        origin="contract",
        choose=one.choose,
        demanded=one.demanded,
        arises=one.arises,
        to_be_verified=one.to_be_verified,
        cites=one.cites,
        forgone=one.forgone,
        way_back=one.way_back,
    )


def _sum(amount: Sum) -> Money | None:
    if isinstance(amount, MoneyRange):
        return Money(amount.low, amount.currency) if amount.low else None
    return amount


def _unpaid(one: Option, facts: Facts) -> Option | None:
    """A refund without what was already paid back: nobody pays twice. None when nothing is left, and its choices with
    it.
    """
    back = facts.row.get("refunded")
    if one.remedy not in REFUNDS or one.amount is None or not isinstance(back, Decimal):
        return one
    paid = Money.of(back, facts.currency).minor
    if isinstance(one.amount, MoneyRange):
        high = None if one.amount.high is None else max(0, one.amount.high - paid)
        left = replace(one.amount, low=max(0, one.amount.low - paid), high=high)
        return None if high == 0 else replace(one, amount=left, cost=_sum(left))
    rest = Money(one.amount.minor - paid, one.amount.currency)
    return replace(one, amount=rest, cost=rest) if rest.minor > 0 else None


def _picked(due: list[Option]) -> Iterable[Option]:
    """Everything owed is recommended; of a group of choices, what was demanded, else the first."""
    taken: dict[str, Option] = {}
    for option in due:
        if option.choose and (option.choose not in taken or (option.demanded and not taken[option.choose].demanded)):
            taken[option.choose] = option
    for option in due:
        yield replace(option, recommended=not option.choose or taken[option.choose] is option)


def _advised(offers: list[Option]) -> Iterable[Option]:
    """Advise what is worth more than it costs; what costs nothing is always worth saying."""
    for offer in offers:
        free = _minor(offer.cost) == 0
        yield replace(offer, recommended=free or (offer.value is not None and offer.value.mean > 0))


def _goodwill(facts: Facts, stakes: Stakes, book: Book, *, bare: bool) -> Iterable[Option]:
    for answer in collect(book.program, book.tables_for("goodwill"), facts.row):
        amount = answer.outputs.get("amount")
        taken_back = isinstance(amount, Decimal | int) and amount < 0
        if answer.sure and not taken_back:
            yield _offer(answer, facts, stakes, book, bare=bare)


def _offer(answer: Answer, facts: Facts, stakes: Stakes, book: Book, *, bare: bool) -> Option:
    value = answer.outputs.get("amount")
    amount = Money.of(value, facts.currency) if isinstance(value, Decimal | int) else None
    remedy = str(answer.outputs["remedy"])
    weighed = worth(remedy, amount, stakes, facts.currency, bare=bare)
    return Option(
        remedy=remedy,
        kind="goodwill",
        amount=amount,
        cost=weighed.cost,
        rank=0,
        recommended=False,
        rule=answer.name,
        value=weighed.value,
        break_even=weighed.break_even,
        approval=_approval(weighed.cost, facts, book),
        because=answer.rule.declared.because,
        inputs=weighed.inputs,
        origin=weighed.origin,
        arises="goodwill",
        meanwhile=answer.outputs.get("meanwhile") is True,
    )


def _approval(cost: Money, facts: Facts, book: Book) -> str:
    """The role that must agree; "" for none. Without an approval table a lead decides."""
    found = first(book.program, book.tables_for("approval"), {**facts.row, "offer_amount": cost.decimal})
    if found is None or not found.sure:
        return "lead"
    role = str(found.outputs["approval"])
    return "" if role == "none" else role
