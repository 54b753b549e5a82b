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
from ombud.remedy.worth import worth
from ombud.rules.answer import Answer, collect, first

REFUNDS = frozenset({"refund_with_return", "refund_without_return"})


def choose(facts: Facts, redress: Iterable[Redress], stakes: Stakes, book: Book) -> RemedyPlan:
    """The plan for one allegation. What is owed never depends on `stakes`; only the order of goodwill does."""
    refunded = facts.row.get("refunded")
    paid = Money.of(refunded, facts.currency) if isinstance(refunded, Decimal) else Money(0, facts.currency)
    left = (_left(one, paid) for one in redress if one.certain)
    owed = [_owed(one, facts, book) for one in left if one is not None]
    due = [one for one in owed if one.arises == "automatic" or one.demanded]
    exposure = tuple(one for one in owed if one not in due)
    given = {one.remedy for one in owed}
    offers = [offer for offer in _goodwill(facts, stakes, book, bare=bool(owed)) if offer.remedy not in given]
    valued = all(offer.value is not None for offer in offers if offer.amount is not None)
    offers.sort(key=lambda offer: (offer.amount is None, _order(offer, valued=valued), offer.remedy))
    ranked = [*_picked(due), *_advised(offers)]
    options = tuple(replace(option, rank=rank) for rank, option in enumerate(ranked, start=1))
    return RemedyPlan(options, exposure, ranked_by="expected_value" if valued else "cash_cost")


def _left(one: Redress, paid: Money) -> Redress | None:
    """What is left to give: a refund less what was refunded already; None where that is nothing."""
    if one.remedy not in REFUNDS or one.amount is None or paid.minor == 0:
        return one
    if isinstance(one.amount, MoneyRange):
        low, high = one.amount.low, one.amount.high
        top = None if high is None else max(0, high - paid.minor)
        return None if top == 0 else replace(one, amount=MoneyRange(max(0, low - paid.minor), top, paid.currency))
    rest = one.amount.minor - paid.minor
    return replace(one, amount=Money(rest, paid.currency)) if rest > 0 else None


def joined(plans: Iterable[RemedyPlan]) -> RemedyPlan:
    """The plans of several allegations as one, redress before goodwill.

    The facts of a case are the same for all its allegations, so a remedy that several of them give is given once.
    """
    plans = list(plans)
    options = sorted((option for plan in plans for option in plan.options), key=lambda option: option.kind != "redress")
    given = _once(options)
    exposure = _once(option for plan in plans for option in plan.exposure)
    return RemedyPlan(
        options=tuple(replace(option, rank=rank) for rank, option in enumerate(given.values(), start=1)),
        exposure=tuple(option for option in exposure.values() if not _is_redress(given.get(option.remedy))),
        amendments=tuple(amendment for plan in plans for amendment in plan.amendments),
        ranked_by="cash_cost" if any(plan.ranked_by == "cash_cost" for plan in plans) else "expected_value",
    )


def _once(options: Iterable[Option]) -> dict[str, Option]:
    """Each remedy once: redress before goodwill, then the greater sum. Advised in one plan is advised."""
    found: dict[str, Option] = {}
    for option in options:
        known = found.setdefault(option.remedy, option)
        if known is not option and known.kind == option.kind:
            better = option if _least(option.amount) > _least(known.amount) else known
            advised = known.recommended or option.recommended
            found[option.remedy] = replace(better, recommended=advised)
    return found


def _is_redress(option: Option | None) -> bool:
    return option is not None and option.kind == "redress"


def _least(amount: Sum) -> int:
    """What it comes to at the least, in minor units."""
    if isinstance(amount, MoneyRange):
        return amount.low
    return _minor(amount)


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
        cost=cost if cost else _cost_of_delivery(facts, book) if one.remedy == "delivery" else None,
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
    )


def _sum(amount: Sum) -> Money | None:
    if isinstance(amount, MoneyRange):
        return Money(amount.low, amount.currency) if amount.low else None
    return amount


def _cost_of_delivery(facts: Facts, book: Book) -> Money | None:
    """Sending the goods again: their cost price and the carriage. None where the shop gave no margin."""
    goods, discount = facts.row.get("goods_total"), facts.row.get("discount_total")
    figures = book.economics
    if not (isinstance(goods, Decimal) and figures.margin and figures.delivery_cost):
        return None
    paid = goods - (discount if isinstance(discount, Decimal) else Decimal(0))
    cost = paid * (1 - figures.margin.mean) + figures.delivery_cost.mean
    return Money.of(cost.quantize(Decimal("0.01")), facts.currency)


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
        if answer.sure:
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
    )


def _approval(cost: Money, facts: Facts, book: Book) -> str:
    """The role that must agree; "" for none. Without an approval table a lead decides."""
    found = first(book.program, book.tables_for("approval"), {**facts.row, "offer_amount": cost.decimal})
    if found is None or not found.sure:
        return "lead"
    role = str(found.outputs["approval"])
    return "" if role == "none" else role
