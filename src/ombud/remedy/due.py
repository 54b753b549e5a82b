"""What is owed, as options: by basis, less what was paid back, one of each group of choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Redress, Sum
from ombud.model.facts import Facts
from ombud.model.remedy import Option
from ombud.model.returned import Returned
from ombud.model.vocabulary import remedies
from ombud.remedy.sending import cost_of_sending


def owed_option(one: Redress, facts: Facts, book: Book) -> Option:
    """A line of what is owed as an option, at what it costs the shop."""
    cost = cost_of(one.amount)
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


def cost_of(amount: Sum) -> Money | None:
    """What a sum costs the shop for certain."""
    if isinstance(amount, MoneyRange):
        return Money(amount.low, amount.currency) if amount.low else None
    return amount


def unpaid(one: Option, back: Returned) -> Option | None:
    """A refund without what was already paid back: nobody pays twice. None when nothing is left, and its choices with
    it.
    """
    if one.remedy not in remedies("refund") or one.amount is None or not back.whole:
        return one
    if isinstance(one.amount, MoneyRange):
        high = None if one.amount.high is None else back.left(one.rule, one.amount.high)
        left = replace(one.amount, low=back.left(one.rule, one.amount.low), high=high)
        return None if high == 0 else replace(one, amount=left, cost=cost_of(left))
    rest = Money(back.left(one.rule, one.amount.minor), one.amount.currency)
    return replace(one, amount=rest, cost=rest) if rest.minor else None


def picked(due: list[Option]) -> Iterable[Option]:
    """Everything owed is recommended; of a group of choices, what was demanded, else the first."""
    taken: dict[str, Option] = {}
    for option in due:
        if option.choose and (option.choose not in taken or (option.demanded and not taken[option.choose].demanded)):
            taken[option.choose] = option
    for option in due:
        yield replace(option, recommended=not option.choose or taken[option.choose] is option)
