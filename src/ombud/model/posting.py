"""A booking: double entry, signed minor units that sum to zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ombud.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Entry:
    """One leg: an account (`expense:goodwill`, `liability:customer`, `asset:carrier-claims`) and a signed amount."""

    account: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Posting:
    """What a ruling would book once a person signs it. Entries sum to zero.

    `claim_by` is the last day on which a claim may be made (None: not known, or no claim).
    """

    case: str
    on: date
    what: str
    rule: str
    entries: tuple[Entry, ...]
    claim_by: date | None = None
