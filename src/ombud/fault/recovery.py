"""What the shop may claim back from a carrier: by its contract, within its window, and never more than it owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from ombud.book.record import Book, Carrier
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
        cap = _cap(carriage, contract, lost=lost, days=days)
        name = contract.name.get("en", contract.code) if contract else carriage.carrier
        yield Recovery("carrier", name, "lost" if lost else "late", by, cap)


def _cap(carriage: Carriage, contract: Carrier | None, *, lost: bool, days: int) -> Money | None:
    """At most what the contract pays; None where no contract is known."""
    if contract is None:
        return None
    if lost:
        return carriage.declared if contract.lost_pays == "declared" else carriage.fee
    share = contract.late_pays_share_per_day * days
    pays = Money.of((carriage.fee.decimal * share).quantize(CENT, ROUND_HALF_UP), carriage.fee.currency)
    return min(pays, carriage.fee, key=lambda money: money.minor) if contract.late_cap == "fee" else pays
