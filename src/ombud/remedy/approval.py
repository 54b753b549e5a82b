"""Who must agree: a limit holds for all that a case is given, so that two gifts below it are not a way round it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ombud.book.record import Book
from ombud.kernel.money import LARGEST_MINOR, Money
from ombud.model.facts import Facts
from ombud.model.remedy import Limit, Option, RemedyPlan
from ombud.model.vocabulary import remedies
from ombud.rules.answer import first

ROLES = ("", "agent", "lead")
"""Who may agree to a sum, the lowest first; the owner may agree to any."""
UNPRICED = "lead"
"""Who agrees to what costs something, and nobody can say how much."""


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


def role_of(remedy: str, amount: Money | None, cost: Money, facts: Facts, book: Book) -> str:
    """The role that must agree to an offer by itself."""
    if amount is None and cost.minor == 0:
        return UNPRICED if remedy in remedies("never_free") else ""
    return role_for(signed_for(amount, cost), facts, book)


def approved(plan: RemedyPlan, plans: Sequence[RemedyPlan], facts: Sequence[Facts], book: Book) -> RemedyPlan:
    """The plan with each gift approved for all that the case would have been given with it.

    `plans` are those of the allegations, with their `facts`, out of which the plan was joined. What costs nothing needs
    no more than it needed alone.
    """
    options = tuple(
        replace(one, approval=role_for(_with_it(one, plan.options), _facts_of(one, plans, facts), book))
        if signed_of(one)
        else one
        for one in plan.options
    )
    costly = [one for one in options if one.recommended and signed_of(one)]
    asked = {id(found): found for found in (_facts_of(one, plans, facts) for one in costly)}
    return replace(plan, options=options, limits=_limits(tuple(asked.values()), book))


def _limits(facts: Sequence[Facts], book: Book) -> tuple[Limit, ...]:
    """Up to which sum each role may agree, by the strictest of the allegations."""
    if not facts:
        return ()
    tops = [min(_top(role, one, book) for one in facts) for role in ROLES]
    return tuple(Limit(role, Money(top, facts[0].currency)) for role, top in zip(ROLES, tops, strict=True))


def _top(role: str, facts: Facts, book: Book) -> int:
    """The highest sum (minor units) for which no more than this role is asked, found by halving: who may agree to more
    may agree to less.
    """
    may, low, high = ROLES[: ROLES.index(role) + 1], 0, LARGEST_MINOR
    while low < high:
        middle = (low + high + 1) // 2
        if role_for(Money(middle, facts.currency), facts, book) in may:
            low = middle
        else:
            high = middle - 1
    return low


def _with_it(option: Option, options: Iterable[Option]) -> Money:
    """All gifts that are advised, with this one, and without what this one would stand in the place of."""
    total = signed_of(option)
    for one in options:
        instead = option.instead_of and one.instead_of == option.instead_of
        if one is not option and one.recommended and not instead:
            total += signed_of(one)
    return Money(total, option.cost.currency if option.cost else "")


def signed_of(option: Option) -> int:
    """What is signed for (minor units), of goodwill alone: what is owed needs nobody's leave."""
    if option.kind != "goodwill" or option.cost is None:
        return 0
    amount = option.amount if isinstance(option.amount, Money) else None
    return signed_for(amount, option.cost).minor


def _facts_of(option: Option, plans: Sequence[RemedyPlan], facts: Sequence[Facts]) -> Facts:
    """The facts of the allegation under which it was offered."""
    name = (option.rule, option.remedy)
    found = (one for plan, one in zip(plans, facts, strict=True) if name in {(o.rule, o.remedy) for o in plan.options})
    return next(found, facts[0])
