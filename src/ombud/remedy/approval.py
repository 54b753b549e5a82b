"""Who must agree: a limit holds for all that a case is given, so that two gifts below it are not a way round it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.facts import Facts
from ombud.model.remedy import Option, RemedyPlan
from ombud.rules.answer import first


def role_for(amount: Money, facts: Facts, book: Book) -> str:
    """The role that must agree to a sum; "" for none. Without an approval table a lead decides."""
    found = first(book.program, book.tables_for("approval"), {**facts.row, "offer_amount": amount.decimal})
    if found is None or not found.sure:
        return "lead"
    role = str(found.outputs["approval"])
    return "" if role == "none" else role


def signed_for(amount: Money | None, cost: Money) -> Money:
    """What somebody signs for: the one who signs gives what stands on a credit, however little of it is spent."""
    return amount if amount and amount.minor > cost.minor else cost


def approved(plan: RemedyPlan, plans: Sequence[RemedyPlan], facts: Sequence[Facts], book: Book) -> RemedyPlan:
    """The plan with each gift approved for all that the case would have been given with it.

    `plans` are those of the allegations, with their `facts`, out of which the plan was joined. What costs nothing needs
    no more than it needed alone.
    """
    options = tuple(
        replace(one, approval=role_for(_with_it(one, plan.options), _facts_of(one, plans, facts), book))
        if _minor(one)
        else one
        for one in plan.options
    )
    return replace(plan, options=options)


def _with_it(option: Option, options: Iterable[Option]) -> Money:
    """All gifts that are advised, with this one, and without what this one would stand in the place of."""
    total = _minor(option)
    for one in options:
        instead = option.instead_of and one.instead_of == option.instead_of
        if one is not option and one.recommended and not instead:
            total += _minor(one)
    return Money(total, option.cost.currency if option.cost else "")


def _minor(option: Option) -> int:
    """What is signed for, of goodwill alone: what is owed needs nobody's leave."""
    if option.kind != "goodwill" or option.cost is None:
        return 0
    amount = option.amount if isinstance(option.amount, Money) else None
    return signed_for(amount, option.cost).minor


def _facts_of(option: Option, plans: Sequence[RemedyPlan], facts: Sequence[Facts]) -> Facts:
    """The facts of the allegation under which it was offered."""
    name = (option.rule, option.remedy)
    found = (one for plan, one in zip(plans, facts, strict=True) if name in {(o.rule, o.remedy) for o in plan.options})
    return next(found, facts[0])
