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
class Precedents:
    """Like cases: of this customer, of others, and the spread of what was given (in minor units).

    Of `followed` whose later orders were counted, `bought_again` ordered again.
    """

    same_customer: int = 0
    others: int = 0
    last_90_days: int = 0
    given: tuple[Money, ...] = ()
    ids: tuple[str, ...] = ()
    followed: int = 0
    bought_again: int = 0


@dataclass(frozen=True, slots=True)
class Stakes:
    """Inputs by name, the costs of both answers to an ultimatum, and the precedents."""

    inputs: tuple[Input, ...] = ()
    choices: tuple[ChoiceCost, ...] = ()
    precedents: Precedents = Precedents()
    threat: bool = False
