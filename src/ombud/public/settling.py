"""What follows a posting: paid out, claimed, received, written off; and a person who wants to be forgotten."""

from __future__ import annotations

from pathlib import Path

from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger.chain import Chain, open_chain, post
from ombud.ledger.fold import records
from ombud.ledger.items import KINDS, STEPS, Step, open_items, settling
from ombud.ledger.keys import forget, known
from ombud.ledger.people import drop, look
from ombud.model.event import Event, EventKind
from ombud.model.item import OpenItem
from ombud.model.posting import Entry
from ombud.public.ledger import Signature, unhurried

__all__ = ["STEPS", "OpenItem", "Step", "claimed", "forget_person", "items", "person", "settle"]


def items(path: Path) -> tuple[OpenItem, ...]:
    """What customers and the shop are still waiting for, the oldest first.

    Raises:
        LedgerError: the chain does not hold.
    """
    return open_items(records(path))


def settle(
    path: Path, step: Step, case: str, signature: Signature, *, amount: Money | None = None, account: str = ""
) -> Chain:
    """Book that a sum was paid to the customer, received from a carrier or maker, or written off.

    Without `amount` all that is open for the case; `account` chooses among several claims.

    Raises:
        LedgerError: nothing of the kind is open, or less than that, or the chain does not hold.
    """

    def once() -> Chain:
        chain = open_chain(path)
        entries = settling(step, case, items(path), amount=amount, account=account)
        return post(chain, _event(path, case, signature, KINDS[step], entries), strict=True)

    return unhurried(path, once)


def claimed(path: Path, case: str, signature: Signature) -> Chain:
    """Note that the claim was made, in time or not: no money moves yet.

    Raises:
        LedgerError: no claim is open for the case, or the chain does not hold.
    """

    def once() -> Chain:
        chain = open_chain(path)
        settling("receive", case, items(path))
        return post(chain, _event(path, case, signature, "recovery.claimed", ()), strict=True)

    return unhurried(path, once)


def person(path: Path, who: str) -> dict[str, str]:
    """What is kept of a person (their first contact, or their name): name, contacts, address; empty for nothing.

    Raises:
        LedgerError: the files beside the ledger cannot be read.
    """
    key = known(path, who)
    return look(path, key) if key else {}


def forget_person(path: Path, who: str, signature: Signature) -> Chain:
    """Erase a person's key and data, and note it under the pseudonym: the sums stay, nobody stands behind them.

    Raises:
        LedgerError: nothing is kept of them, or the chain does not hold.
    """
    chain = open_chain(path)
    pseudonym = forget(path, who)
    if not pseudonym:
        raise LedgerError(
            "nothing is kept of this person",
            hint="name their first contact, or the name, as the case file had it",
            code="ledger.stranger",
        )
    drop(path, pseudonym)
    return post(chain, Event("person.forgotten", pseudonym, signature.at, signature.at.date(), signature.by))


def _event(path: Path, case: str, signature: Signature, kind: EventKind, entries: tuple[Entry, ...]) -> Event:
    """An event of a case, under the seal of its ruling."""
    sealed = next((one.event.seal for one in records(path) if one.event.case == case and one.event.seal), None)
    return Event(kind, case, signature.at, signature.at.date(), signature.by, entries, seal=sealed)
