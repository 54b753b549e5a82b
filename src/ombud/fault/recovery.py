"""What the shop may claim back from a carrier: by its contract, within its window, and never more than it owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from ombud.book.record import Book, Carrier
from ombud.kernel.lang import Words
from ombud.kernel.money import Money
from ombud.model.carriage import Carriage
from ombud.model.facts import Facts
from ombud.model.fault import PartyShare, Recovery

CENT = Decimal("0.01")


def recoveries(
    split: tuple[PartyShare, ...], carriages: Iterable[Carriage], book: Book, facts: Facts
) -> tuple[Recovery, ...]:
    """Claims against the carriers that the shop hired, where they have a share of the fault."""
    over = {part.party: part.days for part in split}
    if "carrier" not in over:
        return ()
    return tuple(_claims(carriages, book, facts, over["carrier"]))


def _claims(carriages: Iterable[Carriage], book: Book, facts: Facts, days: int) -> Iterator[Recovery]:
    lost = facts.row.get("delivered") is False and facts.reason == "not_received"
    for carriage in carriages:
        contract = book.economics.carriers.get(carriage.carrier)
        if not carriage.hired_by_shop:
            continue
        by = None
        if contract and carriage.handed_over_on:
            by = carriage.handed_over_on + timedelta(days=contract.claim_window_days)
        cap = _cap(carriage, contract, book, lost=lost, days=days)
        name: Words = contract.name if contract else {"en": carriage.carrier}
        yield Recovery("carrier", name, "lost" if lost else "late", by, cap)


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
