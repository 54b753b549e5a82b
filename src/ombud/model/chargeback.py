"""A dispute about a payment that the customer opened at the bank."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ombud.model.record import Amount, Record


class Chargeback(Record, frozen=True, kw_only=True):
    """A chargeback: the customer asks the bank for a payment back. `respond_by` is the shop's last day to answer it.

    `outcome` upheld: the bank gave the money back to the customer, out of the shop's; rejected: the shop keeps it, and
    what is owed is still to be paid. `decided_on` is the day of either (null: with the record itself).
    """

    id: str
    payment: str = ""
    opened_on: date
    amount: Amount
    reason: str = ""
    respond_by: date | None = None
    answered_on: date | None = None
    outcome: Literal["open", "upheld", "rejected", "withdrawn"] = "open"
    decided_on: date | None = None
