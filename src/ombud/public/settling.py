"""What follows a posting: paid out, claimed, received, written off; and a person who wants to be forgotten."""

from __future__ import annotations

from pathlib import Path

from ombud.kernel.errors import LedgerError, Place
from ombud.kernel.money import Money
from ombud.ledger.cases import of_case
from ombud.ledger.chain import Chain, open_chain, post
from ombud.ledger.fold import records
from ombud.ledger.items import KINDS, STEPS, Step, open_items, settling
from ombud.ledger.keys import forget, known
from ombud.ledger.people import drop, look
from ombud.ledger.reversal import CORRECTS, REASON, reversed_legs, to_take_back
from ombud.model.event import Event, EventKind, Posted
from ombud.model.item import OpenItem
from ombud.model.posting import Entry
from ombud.public.ledger import Signature, unhurried
from ombud.public.signing import refuse_unsigned
from ombud.public.typed import typed_sum

__all__ = [
    "STEPS", "OpenItem", "Step", "claimed", "correct", "forget_person", "items", "person", "settle", "typed_sum",
]  # fmt: skip

LEAST_REASON, AT_REASON = 3, Place("", "--reason")


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
        LedgerError: nothing of the kind is open, or less than that, the role may not sign, or the chain does not hold.
    """

    def once() -> Chain:
        chain = _open(path)
        entries = settling(step, case, open_items(of_case(path, case)), amount=amount, account=account)
        if step == "write-off":
            refuse_unsigned("write_off", signature, entries[0].amount)
        return post(chain, _event(path, case, signature, KINDS[step], entries), strict=True)

    return unhurried(path, once)


def _open(path: Path) -> Chain:
    """The chain; where an interrupted entry had to be completed first, somebody looks before the same is booked again.

    Raises:
        LedgerError: an entry was completed, or the chain does not hold.
    """
    chain = open_chain(path)
    if chain.told:
        raise LedgerError(
            chain.told,
            at=Place(str(path)),
            hint="see what is open now (ombud ledger open), and say it again if it is still to be done",
            code="ledger.completed",
        )
    return chain


def claimed(path: Path, case: str, signature: Signature) -> Chain:
    """Note that the claim was made, in time or not: no money moves yet.

    Raises:
        LedgerError: no claim is open for the case, or the chain does not hold.
    """

    def once() -> Chain:
        chain = _open(path)
        settling("receive", case, open_items(of_case(path, case)))
        return post(chain, _event(path, case, signature, "recovery.claimed", ()), strict=True)

    return unhurried(path, once)


def person(path: Path, who: str) -> dict[str, str]:
    """What is kept of a person (their first contact, or their name): name, contacts, address; empty for nothing.

    Raises:
        LedgerError: the files beside the ledger cannot be read.
    """
    key = known(path, who)
    return look(path, key) if key else {}


def correct(path: Path, number: int, reason: str, signature: Signature) -> Chain:
    """Take an entry back by a new one that names it; of a ruling, all that it booked. Nothing is erased.

    Raises:
        LedgerError: there is no such entry to take back, no reason is given, the role may not sign, or the chain does
            not hold.
    """
    reason = " ".join(reason.split())
    if len(reason) < LEAST_REASON:
        hint = 'such as --reason "posted twice", without names'
        raise LedgerError("an entry is not taken back without a reason", at=AT_REASON, hint=hint, code="ledger.reason")
    refuse_unsigned("correct", signature)

    def once() -> Chain:
        chain = open_chain(path)
        found = to_take_back(list(records(path)), number)
        return post(chain, *(_reversal(one, reason, signature) for one in found), strict=True)

    return unhurried(path, once)


def _reversal(posted: Posted, reason: str, signature: Signature) -> Event:
    event = posted.event
    notes = {CORRECTS: str(posted.sequence), "corrects_hash": posted.hash, REASON: reason}
    legs = reversed_legs(posted)
    return Event(
        "entry.corrected", event.case, signature.at, signature.at.date(), signature.by, legs, notes, event.seal
    )


def forget_person(path: Path, who: str, signature: Signature) -> Chain:
    """Erase a person's key and data, and note it under the pseudonym: the sums stay, nobody stands behind them.

    Raises:
        LedgerError: nothing is kept of them, the role may not sign, or the chain does not hold.
    """
    refuse_unsigned("forget", signature)
    chain = open_chain(path)
    key = known(path, who)
    if key is None:
        raise LedgerError(
            "nothing is kept of this person",
            hint="name their first contact, or the name, as the case file had it",
            code="ledger.stranger",
        )
    # Noted first: cut off in between, the ledger says that it is still to be done, and doing it again does it.
    done = post(chain, Event("person.forgotten", key.pseudonym, signature.at, signature.at.date(), signature.by))
    forget(path, who)
    drop(path, key.pseudonym)
    return done


def _event(path: Path, case: str, signature: Signature, kind: EventKind, entries: tuple[Entry, ...]) -> Event:
    """An event of a case, under the seal of its ruling."""
    sealed = next((one.event.seal for one in of_case(path, case) if one.event.seal), None)
    return Event(kind, case, signature.at, signature.at.date(), signature.by, entries, seal=sealed)
