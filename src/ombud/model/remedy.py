"""What do we offer? Redress first, then goodwill ranked by what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ombud.kernel.lang import Words
from ombud.kernel.money import Money
from ombud.model.entitlement import Sum
from ombud.model.stakes import Input, Origin


@dataclass(frozen=True, slots=True)
class ValueRange:
    """Expected value against bare entitlement, in minor units: low, mean, high."""

    low: int
    mean: int
    high: int
    currency: str


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The recommendation holds while `name` stays at or below `limit`; it is `now` (like cases in 90 days, …)."""

    name: str
    limit: Decimal
    now: Decimal


@dataclass(frozen=True, slots=True)
class Option:
    """One remedy that may be offered. `kind` is redress or goodwill; `rank` counts from 1; `cost` is to the shop.

    `way_back` is who pays for sending the goods back; `meanwhile` marks goodwill given before the case is decided.
    `break_even` says when the ranking would flip. `approval` names the role that must agree ("" : none needed).
    `by_bank`: owed, but in dispute at the customer's bank, so that the shop does not pay it besides.
    `forgone`: money that was never taken, so that nothing is to be booked.
    """

    remedy: str
    kind: str
    amount: Sum
    cost: Money | None
    rank: int
    recommended: bool
    rule: str
    value: ValueRange | None = None
    break_even: BreakEven | None = None
    approval: str = ""
    due: date | None = None
    basis: str = ""
    because: Words | None = None
    inputs: tuple[Input, ...] = ()
    origin: Origin = "contract"
    choose: str = ""
    demanded: bool = False
    arises: str = ""
    promptly: bool = False
    to_be_verified: bool = False
    cites: tuple[str, ...] = ()
    by_bank: bool = False
    forgone: bool = False
    way_back: str = ""
    meanwhile: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the clause that caused the dispute: what to set, and what it would have meant for this case."""

    clause: str
    settings: tuple[tuple[str, str], ...]
    because: Words
    would_owe: bool | None


@dataclass(frozen=True, slots=True)
class RemedyPlan:
    """Ranked options, the exposure (owed on demand, not demanded: not posted), and proposed amendments."""

    options: tuple[Option, ...] = ()
    exposure: tuple[Option, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    ranked_by: str = "expected_value"
