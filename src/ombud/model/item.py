"""An open item of the ledger: a sum that somebody is still waiting for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ombud.kernel.money import Money


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A case's sum on an account that is not settled yet, since when, and until when it may be claimed.

    On `liability:customer` the customer waits for the shop; on an `asset:` account the shop waits for a carrier or
    maker. `claim_by` None: no last day is known.
    """

    case: str
    account: str
    amount: Money
    since: date
    claim_by: date | None = None
