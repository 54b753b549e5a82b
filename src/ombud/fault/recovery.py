"""What the shop may claim back: by contract, within its window, and never more than it owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from ombud.book.record import Book, Carrier, Supplier
from ombud.kernel.lang import Words
from ombud.kernel.money import Money
from ombud.model.carriage import Carriage
from ombud.model.facts import Facts
from ombud.model.fault import PartyShare, Recovery

CENT = Decimal("0.01")
ON_THE_WAY: Mapping[str, str] = {"damaged": "damaged", "missing_parts": "short", "empty_parcel": "short"}
"""What the carrier did to goods that are not right, by the reason of the allegation."""

LOSS = "consequential_loss"


def recoveries(
    split: tuple[PartyShare, ...], carriages: Iterable[Carriage], book: Book, facts: Facts
) -> tuple[Recovery, ...]:
    """Claims against the carriers that the shop hired and the suppliers it bought from, where they are at fault."""
    over = {part.party: part.days for part in split}
    found: list[Recovery] = []
    if "carrier" in over:
        found += _claims(carriages, book, facts, over["carrier"])
    if "supplier" in over:
        found += (_from_supplier(name, book, facts) for name in facts.suppliers)
    return tuple(found)


def _claims(carriages: Iterable[Carriage], book: Book, facts: Facts, days: int) -> Iterator[Recovery]:
    kind = ON_THE_WAY.get(facts.reason) or _kind(facts)
    for carriage in carriages:
        contract = book.economics.carriers.get(carriage.carrier)
        if not carriage.hired_by_shop:
            continue
        by = None
        if contract and carriage.handed_over_on:
            by = carriage.handed_over_on + timedelta(days=contract.claim_window_days)
        cap = _cap(carriage, contract, book, lost=kind != "late", days=days)
        name: Words = contract.name if contract else {"en": carriage.carrier}
        yield Recovery("carrier", name, kind, by, _at_most(cap, facts) if facts.reason in ON_THE_WAY else cap)


def _kind(facts: Facts) -> str:
    lost = facts.row.get("delivered") is False and facts.reason == "not_received"
    return "lost" if lost else "late"


def _at_most(cap: Money | None, facts: Facts) -> Money | None:
    """No more than the goods in question cost."""
    price = facts.row.get("item_price")
    if cap is None or not isinstance(price, Decimal):
        return cap
    return min(cap, Money.of(price, cap.currency), key=lambda money: money.minor)


def _cap(carriage: Carriage, carrier: Carrier | None, book: Book, *, lost: bool, days: int) -> Money | None:
    """At most what the contract pays; None where no contract, value or fee is known."""
    fee = carriage.fee or _usual_fee(book)
    if carrier is None or (lost and carrier.lost_pays == "declared"):
        return carriage.declared if carrier else None
    if fee is None or lost:
        return fee
    share = carrier.late_pays_share_per_day * days
    pays = Money.of((fee.decimal * share).quantize(CENT, ROUND_HALF_UP), fee.currency)
    return min(pays, fee, key=lambda money: money.minor) if carrier.late_cap == "fee" else pays


def _usual_fee(book: Book) -> Money | None:
    """What a carriage costs the shop by its economics."""
    cost = book.economics.delivery_cost
    return Money.of(cost.mean, book.shop.currency) if cost and book.shop else None


def _from_supplier(name: str, book: Book, facts: Facts) -> Recovery:
    """A claim for goods that were faulty from the start, counted from the day on which the shop was told."""
    contract = book.economics.suppliers.get(name)
    if contract is None:
        return Recovery("supplier", {"en": name}, "defective", None, None)
    told = facts.row.get("complaint_on")
    since = told if isinstance(told, date) else facts.asof
    by = since + timedelta(days=contract.claim_window_days)
    return Recovery("supplier", contract.name, "defective", by, _supplier_pays(contract, facts))


def _supplier_pays(contract: Supplier, facts: Facts) -> Money | None:
    """The price of the goods, or the loss they caused, where the contract covers it; None where no sum is known."""
    loss = facts.reason == LOSS
    if (contract.loss_pays if loss else contract.defect_pays) == "nothing":
        return Money(0, facts.currency)
    amount = facts.row.get("loss_proven" if loss else "item_price")
    return Money.of(amount, facts.currency) if isinstance(amount, Decimal) else None
