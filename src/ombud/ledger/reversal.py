"""Take entries back: a new entry with the same legs the other way round, which names the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ombud.kernel.errors import LedgerError
from ombud.model.event import Posted
from ombud.model.posting import Entry

CORRECTED = "entry.corrected"
FINAL = frozenset({CORRECTED, "person.forgotten"})
CORRECTS, REASON = "corrects", "reason"


def taken_back(entries: Iterable[Posted]) -> dict[int, int]:
    """The numbers of entries that were taken back, each with the number of the entry that did it."""
    found = {}
    for posted in entries:
        number = posted.event.notes.get(CORRECTS, "") if posted.event.kind == CORRECTED else ""
        if number.isdecimal():
            found[int(number)] = posted.sequence
    return found


def to_take_back(entries: Sequence[Posted], number: int) -> list[Posted]:
    """The entry with this number; of a ruling also all that it booked, as far as it still stands.

    Raises:
        LedgerError: there is no such entry, it is a correction itself, or it was taken back already.
    """
    if not 0 < number <= len(entries):
        says = f"there is no entry {number}: the ledger has {len(entries)}"
        raise LedgerError(says, hint="see: ombud ledger export LEDGER --format csv", code="ledger.entry")
    one, gone = entries[number - 1], taken_back(entries)
    if number in gone:
        says = f"entry {number} was taken back already, by entry {gone[number]}"
        raise LedgerError(says, hint="post the ruling anew if it was right after all", code="ledger.corrected")
    if one.event.kind in FINAL:
        says = f"entry {number} ({one.event.kind}) cannot be taken back"
        raise LedgerError(says, hint="post the ruling anew if it was right after all", code="ledger.final")
    found = [one]
    if one.event.kind == "case.ruled":
        for next_ in entries[number:]:
            if next_.event.kind != "remedy.approved" or next_.event.case != one.event.case:
                break
            found.append(next_)
    return [posted for posted in found if posted.sequence not in gone]


def reversed_legs(posted: Posted) -> tuple[Entry, ...]:
    """The legs of an entry the other way round."""
    return tuple(Entry(leg.account, -leg.amount) for leg in posted.event.entries)
