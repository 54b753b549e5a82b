"""What the shop tells the bank on a dispute about a payment, as far as the case knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.money import Money

Stance: TypeAlias = Literal["accept", "accept_in_part", "contest", "still_open"]


@dataclass(frozen=True, slots=True)
class BankAnswer:
    """The answer to one chargeback: how much of it the shop accepts, and the evidence that goes with it.

    `amount` is the accepted part. `respond_by` None: the bank named no day. `evidence` points into the case file.
    """

    chargeback: str
    stance: Stance
    amount: Money
    respond_by: date | None = None
    evidence: tuple[str, ...] = ()
