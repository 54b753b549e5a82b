"""What happened to a case, as the ledger keeps it: no personal data, only a seal over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias, get_args

from ombud.model.posting import Entry

EventKind: TypeAlias = Literal[
    "case.opened",
    "case.ruled",
    "remedy.approved",
    "remedy.paid",
    "remedy.declined",
    "recovery.claimed",
    "recovery.received",
    "recovery.written_off",
    "entry.corrected",
    "person.forgotten",
]
BreakKind: TypeAlias = Literal[
    "altered", "order", "truncated", "head", "interrupted", "anchor", "keys", "people", "cases", "twice"
]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


@dataclass(frozen=True, slots=True)
class Seal:
    """A salted digest of personal data. Without the person's salt it tells nothing and matches nobody."""

    person: str
    digest: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, ready to be posted.

    `at` is when it was recorded (with an offset), `on` the day it is booked for, `by` the role that signed. `notes`
    are impersonal: digests, rule ids, codes. Entries sum to zero in each currency; an event without money has none.
    """

    kind: EventKind
    case: str
    at: datetime
    on: date
    by: str
    entries: tuple[Entry, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    seal: Seal | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """An event in its place in the chain."""

    sequence: int
    previous: str
    hash: str
    event: Event


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold. `line` counts from 1; 0 means a file beside the chain.

    `interrupted` is the one break that is nobody's doing: an append was cut off, and the next one completes it.
    """

    line: int
    kind: BreakKind
    says: str
