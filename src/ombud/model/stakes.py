"""What is at stake? Ranges, each with its origin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ombud.kernel.money import Money

Origin: TypeAlias = Literal["measured", "contract", "assumed", "case"]


@dataclass(frozen=True, slots=True)
class Input:
    """An economic number with its origin. `n` counts the cases it was measured on (0: not measured)."""

    name: str
    low: Decimal
    mean: Decimal
    high: Decimal
    unit: Literal["money", "share", "minutes", "count"]
    origin: Origin
    n: int = 0


@dataclass(frozen=True, slots=True)
class ChoiceCost:
    """What an answer to an ultimatum would cost: `comply:dismissal_of_employee`, `decline:dismissal_of_employee`."""

    choice: str
    low: Money
    high: Money
    origin: Origin


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
class Precedents:
    """Like cases: of this customer, of others, and the spread of what was given (in minor units).

    `bought_again` of the `counted` like cases in which anybody looked ordered again. `settled` and `argued` count how
    like cases ended in public.
    """

    same_customer: int = 0
    others: int = 0
    last_90_days: int = 0
    given: tuple[Money, ...] = ()
    ids: tuple[str, ...] = ()
    bought_again: int = 0
    counted: int = 0
    settled: int = 0
    argued: int = 0


@dataclass(frozen=True, slots=True)
class Stakes:
    """Inputs by name, the costs of both answers to an ultimatum, and the precedents."""

    inputs: tuple[Input, ...] = ()
    choices: tuple[ChoiceCost, ...] = ()
    precedents: Precedents = Precedents()
    threat: bool = False
    cost_to_serve: CostToServe | None = None
