"""What a parcel that nobody collected cost: the way there and the way back, booked as such."""

from __future__ import annotations

from datetime import date

from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.ledger.postings import unclaimed_parcel
from ombud.model.case_file import CaseFile, Shipment
from ombud.model.posting import Posting

UNCLAIMED = frozenset({"ban_unclaimed_cod", "require_prepayment"})
"""Questions of the shop that ask about parcels nobody collected."""

REASON = "unclaimed_parcel"


def unclaimed(file: CaseFile, book: Book, asof: date) -> tuple[Posting, ...]:
    """Both carriages of each parcel of the shop's own carrier that came back, one posting a parcel.

    What the carrier was paid stands in the records of the parcel; where it does not, in the shop's own contract. The
    way back costs what the way there did unless the records say otherwise. Without a number nothing is booked.
    """
    found = []
    for parcel in file.shipments or ():
        there = _there(parcel, file, book)
        if there is None or parcel.hired_by != "shop" or not _came_back(parcel, file, asof):
            continue
        back = Money.of(parcel.return_fee, file.currency) if parcel.return_fee is not None else there
        found.append(unclaimed_parcel(file.id, asof, there, back))
    return tuple(one for one in found if one is not None)


def _there(parcel: Shipment, file: CaseFile, book: Book) -> Money | None:
    if parcel.fee is not None:
        return Money.of(parcel.fee, file.currency)
    own = book.economics.delivery_cost
    return Money.of(str(own.mean), file.currency) if own and book.shop and book.shop.currency == file.currency else None


def _came_back(parcel: Shipment, file: CaseFile, asof: date) -> bool:
    """An only parcel needs no name in its events."""
    only = len(file.shipments or ()) == 1
    return any(
        event.status == "returned"
        and event.on <= asof
        and (event.shipment == parcel.id or (only and not event.shipment))
        for event in file.tracking or ()
    )
