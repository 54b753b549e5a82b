"""Ledgers to test on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from ombud.kernel.money import Money
from ombud.ledger import Chain, open_chain, post
from ombud.model.event import Event, EventKind, Seal
from ombud.model.posting import Entry

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def booking(
    minor: int = 9_600,
    *,
    case: str = "D05",
    kind: EventKind = "remedy.approved",
    currency: str = "RUB",
    seal: Seal | None = None,
) -> Event:
    """The shop owes the customer a penalty."""
    entries = (
        Entry("expense:redress:statute", Money(minor, currency)),
        Entry("liability:customer", Money(-minor, currency)),
    )
    return Event(kind, case, NOON, date(2026, 4, 1), "lead", entries, {"rule": "ru231.penalty"}, seal)


def ledger(folder: Path, count: int) -> Chain:
    """A ledger of `count` different bookings."""
    chain = open_chain(folder / "shop.ledger")
    for number in range(count):
        chain = post(chain, booking(100 + number, case=f"C{number}"))
    return chain
