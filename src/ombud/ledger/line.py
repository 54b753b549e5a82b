"""One entry as a line of the chain, and back: canonical JSON, hashed."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ombud.kernel.digest import canonical
from ombud.kernel.errors import LedgerError
from ombud.kernel.money import CURRENCIES, Money
from ombud.model.event import EVENT_KINDS, Event, Posted, Seal
from ombud.model.posting import Entry

GENESIS = "0" * 64
LONGEST = 65_536
ROOTS = ("asset", "liability", "income", "expense", "equity")
ACCOUNT = re.compile(rf"(?:{'|'.join(ROOTS)})(?::[a-z0-9][a-z0-9-]*)+")
HASH = re.compile(r"[0-9a-f]{64}")
PSEUDONYM = re.compile(r"[0-9a-f]{16}")
WORD = re.compile(r"[^\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]{1,400}")


def written(event: Event, *, sequence: int, previous: str) -> tuple[bytes, str]:
    """The line of an event in its place, and the line's hash: SHA-256 of its canonical form without the hash.

    Raises:
        LedgerError: the event cannot be booked as it is.
    """
    _bookable(event)
    _require(type(sequence) is int and bool(HASH.fullmatch(previous)), "the entry has no place", "a number and a hash")
    body: dict[str, Any] = {
        "sequence": sequence,
        "previous": previous,
        "kind": event.kind,
        "case": event.case,
        "at": event.at.isoformat(),
        "on": event.on.isoformat(),
        "by": event.by,
        "entries": [[entry.account, entry.amount.minor, entry.amount.currency] for entry in event.entries],
        "notes": dict(event.notes),
        "person": event.seal.person if event.seal else "",
        "personal": event.seal.digest if event.seal else "",
    }
    own = hashlib.sha256(canonical(body)).hexdigest()
    line = canonical({**body, "hash": own}) + b"\n"
    if len(line) > LONGEST:
        raise LedgerError("an entry this long is no booking", hint=f"at most {LONGEST} bytes", code="ledger.long")
    return line, own


def write_all(events: Iterable[Event], *, sequence: int, previous: str) -> tuple[bytes, int, str]:
    """The lines of events that follow an entry, and the number and hash that they end with.

    Raises:
        LedgerError: one of them cannot be booked as it is.
    """
    lines = b""
    for event in events:
        sequence += 1
        line, previous = written(event, sequence=sequence, previous=previous)
        lines += line
    return lines, sequence, previous


def read_all(lines: bytes, *, sequence: int, previous: str) -> list[Posted]:
    """The entries of lines that follow an entry.

    Raises:
        ValueError: they are no entries, or do not follow it.
    """
    found = [read(line) for line in lines.splitlines(keepends=True)]
    for posted in found:
        sequence += 1
        if (posted.sequence, posted.previous) != (sequence, previous):
            raise ValueError("it does not follow")
        previous = posted.hash
    return found


def read(line: bytes) -> Posted:
    """The entry that a line holds.

    Raises:
        ValueError: the line is not exactly what `written` makes of the event that it tells.
    """
    try:
        body = json.loads(line)
        event, sequence, previous = _event(body), body["sequence"], body["previous"]
        again, own = written(event, sequence=sequence, previous=previous)
    except (LedgerError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(f"it is no entry ({error})") from None
    if again != line:
        raise ValueError("its bytes are not those that were hashed")
    return Posted(sequence, previous, own, event)


def _event(body: Mapping[str, Any]) -> Event:
    return Event(
        kind=body["kind"],
        case=body["case"],
        at=datetime.fromisoformat(body["at"]),
        on=date.fromisoformat(body["on"]),
        by=body["by"],
        entries=tuple(Entry(account, Money(minor, currency)) for account, minor, currency in body["entries"]),
        notes=body["notes"],
        seal=Seal(body["person"], body["personal"]) if body["person"] else None,
    )


def imbalance(entries: Iterable[Entry]) -> dict[str, int]:
    """What the entries do not sum to zero by, in minor units a currency."""
    sums: Counter[str] = Counter()
    for entry in entries:
        sums[entry.amount.currency] += entry.amount.minor
    return {currency: minor for currency, minor in sums.items() if minor}


def _bookable(event: Event) -> None:
    _require(event.kind in EVENT_KINDS, f"{event.kind!r} is no kind of event", f"one of {', '.join(EVENT_KINDS)}")
    _require(event.at.tzinfo is not None, "the time of an event needs an offset", "2026-03-01T10:00:00+00:00")
    for what, text in {"case": event.case, "by": event.by, **event.notes}.items():
        _require(bool(WORD.fullmatch(text)), f"{what} is {text!r}", "one line of 1 to 400 characters")
    for entry in event.entries:
        _require(
            bool(ACCOUNT.fullmatch(entry.account)),
            f"{entry.account!r} is no account",
            "one of asset, liability, income, expense, equity, then names: expense:goodwill",
        )
        _require(type(entry.amount.minor) is int, "an amount is not in whole minor units", "9000 for 90.00")
        _require(entry.amount.currency in CURRENCIES, f"unknown currency {entry.amount.currency!r}", "RUB, PLN, UAH …")
    if event.seal:
        sealed = PSEUDONYM.fullmatch(event.seal.person) and HASH.fullmatch(event.seal.digest)
        _require(bool(sealed), "the seal is none", "seal personal data with the person's key")
    left = imbalance(event.entries)
    _require(not left, f"the entries do not sum to zero but to {left}", "book both sides, in minor units")


def _require(holds: bool, says: str, hint: str) -> None:
    if not holds:
        raise LedgerError(says, hint=hint, code="ledger.event")
