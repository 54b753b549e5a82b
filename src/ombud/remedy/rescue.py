"""The day can still be met: which way, by the house's order of preference, else the cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from ombud.kernel.money import Money
from ombud.model.facts import Facts
from ombud.model.remedy import ChosenBy, Option
from ombud.model.rescue import Rescue, RescueKind
from ombud.remedy.offers import Offer, Weighing, advised, offer_of
from ombud.rules.answer import first

GROUP = "rescue"
REMEDIES: dict[RescueKind, str] = {
    "special_delivery": "special_delivery",
    "local_purchase": "local_purchase",
    "reship_at_shop_cost": "reship_at_shop_cost",
    "employee_travel": "special_delivery",
}
REFUNDS_WANTED = ("refund_demanded", "withdrawal_stated")


def rescued(weighing: Weighing, rescues: Sequence[Rescue]) -> list[Option]:
    """The ways that meet the promised day, the best first and advised; none where there is no day left to meet.

    A house's table of rescues says which kinds it uses and in which order; without one the cheapest goes first.
    """
    day = _day(weighing.facts) if rescues else None
    if day is None:
        return []
    ranked = sorted(_used(weighing, (one for one in rescues if one.arrives_on <= day)), key=lambda pair: pair[0])
    offers = [_offer(one, rule, weighing) for (*_, rule), one in ranked]
    by: ChosenBy = "preference" if weighing.book.tables_for("rescue") else "cost"
    return [
        advised(offer, weighing, recommended=place == 0, rivals=offers, by=by) for place, offer in enumerate(offers)
    ]


def _day(facts: Facts) -> date | None:
    """The day to meet: promised, not over, the parcel not there, and the customer still wants it."""
    day, row = facts.row.get("due_on"), facts.row
    wanted = not any(row.get(name) is True for name in REFUNDS_WANTED)
    there = row.get("delivered") is True
    return day if isinstance(day, date) and facts.asof <= day and wanted and not there else None


def _used(weighing: Weighing, rescues: Iterable[Rescue]) -> Iterable[tuple[tuple[int, Decimal, date, str], Rescue]]:
    """The rescues that the house uses: by its order, then by price, then by day."""
    book = weighing.book
    tables = book.tables_for("rescue")
    for one in rescues:
        price = Decimal(one.price)
        if not tables:
            yield (0, price, one.arrives_on, ""), one
            continue
        row = {**weighing.facts.row, "rescue_kind": one.kind, "offer_amount": price}
        found = first(book.program, tables, row)
        order = found.outputs["order"] if found and found.sure else None
        if found and isinstance(order, int):
            yield (order, price, one.arrives_on, found.name), one


def _offer(one: Rescue, rule: str, weighing: Weighing) -> Offer:
    amount = Money.of(one.price, weighing.facts.currency)
    return offer_of(
        REMEDIES[one.kind], amount, weighing, rule=rule or f"rescue.{one.kind}", due=one.arrives_on,
        instead_of=GROUP, note=one.kind,
    )  # fmt: skip
