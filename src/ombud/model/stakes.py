"""What is at stake? Ranges, each with its origin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ombud.kernel.money import Money

Origin: TypeAlias = Literal["measured", "contract", "assumed", "case"]
Unit: TypeAlias = Literal["money", "share", "minutes", "count"]


@dataclass(frozen=True, slots=True)
class Input:
    """An economic number with its origin. `n` counts the cases it was measured on (0: not measured)."""

    name: str
    low: Decimal
    mean: Decimal
    high: Decimal
    unit: Unit
    origin: Origin
    n: int = 0


@dataclass(frozen=True, slots=True)
class ChoiceCost:
    """What an answer to an ultimatum would cost: `comply:dismissal_of_employee`, `decline:dismissal_of_employee`.

    Where that cannot be told, `low`, `high` and `origin` are None, and `needs` names the inputs of which one would do.
    """

    choice: str
    low: Money | None
    high: Money | None
    origin: Origin | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostToServe:
    """What serving took on top of the goods, and what it left of the order's margin.

    `staff` is the minutes at the shop's rate (None: no rate is known). `margin` is the price of the orders times the
    shop's margin share, before and after that cost (None: no share is known). `origin` is the weakest of the inputs'.
    """

    minutes: int
    out_of_pocket: Money
    staff: Money | None
    margin_before: Money | None
    margin_after: Money | None
    origin: Origin
    pointers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """What like cases were given, from least to most (None: no sum was), and what such customers did next.

    `n` cases, `sums` of them with a sum; of `counted` it is known whether the customer ordered again, `again` did.
    """

    n: int = 0
    sums: int = 0
    least: Money | None = None
    median: Money | None = None
    most: Money | None = None
    counted: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """What makes cases alike: the reason, its finding, and the clause it turned on ("" : none)."""

    reason: str
    finding: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Precedents:
    """Like cases by signature: this customer's own apart from others', what was given and what they did next.

    `granted_before`: this customer was given goodwill for the like, so refusing now needs a reason. `practice`: so
    many like cases were given goodwill that it has become one; once is not. `settled` and `argued` count how
    like cases ended in public.
    """

    same_customer: int = 0
    others: int = 0
    last_90_days: int = 0
    given: tuple[Money, ...] = ()
    ids: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    own: Spread = Spread()
    rest: Spread = Spread()
    granted_before: int = 0
    practice: bool = False
    refusal_needs_reason: bool = False
    settled: int = 0
    argued: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A term of the formula that stays out, and why: `threat`, `no_figure`, `no_margin`, `either_way`."""

    term: str
    why: str


@dataclass(frozen=True, slots=True)
class Stakes:
    """Inputs by name, the costs of both answers to an ultimatum, precedents, and the terms that stay out."""

    inputs: tuple[Input, ...] = ()
    choices: tuple[ChoiceCost, ...] = ()
    precedents: Precedents = Precedents()
    threat: bool = False
    left_out: tuple[LeftOut, ...] = ()
    cost_to_serve: CostToServe | None = None
