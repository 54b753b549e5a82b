"""What do we offer? Redress first, then goodwill ranked by what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from ombud.kernel.lang import Words
from ombud.kernel.money import Money
from ombud.model.entitlement import Sum
from ombud.model.stakes import Input, Origin, Unit


@dataclass(frozen=True, slots=True)
class ValueRange:
    """Expected value against bare entitlement, in minor units: low, mean, high."""

    low: int
    mean: int
    high: int
    currency: str


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The option is worth its price while `name` stays at or below `limit` (`holds` up_to), or at or above it (from).

    It is `now` that much: like cases in 90 days, or the margin of a year with this customer.
    """

    name: str
    limit: Decimal
    now: Decimal
    holds: Literal["up_to", "from"] = "up_to"


@dataclass(frozen=True, slots=True)
class Flip:
    """An input with a range: at which value inside it the advice would change (`at` None: nowhere inside)."""

    name: str
    at: Decimal | None
    low: Decimal
    high: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The next best thing to do instead ("nothing_more": what is owed and no more), and by how much the option leads.

    `ahead` is in minor units; None where no margin is known.
    """

    remedy: str
    ahead: int | None


ChosenBy: TypeAlias = Literal["", "value", "cost", "preference"]


@dataclass(frozen=True, slots=True)
class Option:
    """One remedy that may be offered. `kind` is redress or goodwill; `rank` counts from 1; `cost` is to the shop.

    `way_back` is who pays for sending the goods back; `meanwhile` marks goodwill given before the case is decided.
    `break_even` says when the ranking would flip, `flips` what else would. `approval` names the role that must agree
    ("" : none needed). Of options with the same `instead_of` one is taken; `chosen_by` says by what it was advised.
    `by_bank`: owed, but in dispute at the customer's bank, so that the shop does not pay it besides.
    `forgone`: money that was never taken, so that nothing is to be booked. `line`: the order line that it is for ("":
    the order, or no one line).
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
    flips: tuple[Flip, ...] = ()
    runner_up: RunnerUp | None = None
    instead_of: str = ""
    chosen_by: ChosenBy = ""
    note: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the clause that caused the dispute: what to set, and what it would have meant for this case."""

    clause: str
    settings: tuple[tuple[str, str], ...]
    because: Words
    would_owe: bool | None


@dataclass(frozen=True, slots=True)
class Limit:
    """Up to which sum of goodwill in a case a role may agree alone ("" : nobody need be asked)."""

    role: str
    up_to: Money


@dataclass(frozen=True, slots=True)
class RemedyPlan:
    """Ranked options, the exposure (owed on demand, not demanded: not posted), and proposed amendments.

    `limits` say who must agree, the lowest role first, when earlier goodwill of the case comes to it; above the last
    one it is the owner. There are none where no goodwill is advised that costs anything.
    """

    options: tuple[Option, ...] = ()
    exposure: tuple[Option, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    ranked_by: str = "expected_value"
    limits: tuple[Limit, ...] = ()
