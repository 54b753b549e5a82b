"""Who caused it, who bears it, and on what terms is it recovered?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ombud.kernel.lang import Words
from ombud.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PartyShare:
    """A party's share of the fault, four decimal places; all shares of a fault sum to 1."""

    party: str
    share: Decimal
    days: int = 0


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the shop may claim back: of whom, until when, at most how much (None: no contract is known).

    `kind` is what the claim is for (`lost`, `late`).
    """

    of: str
    name: Words
    kind: str
    claim_by: date | None
    cap: Money | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Fault by party, who bears the loss towards the customer and why, and what may be recovered."""

    shares: tuple[PartyShare, ...]
    loss_bearer: str
    rule: str
    because: Words
    bearer_rule: str = ""
    bearer_because: Words = field(default_factory=dict)
    bearer_cites: tuple[str, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    open: bool = False
