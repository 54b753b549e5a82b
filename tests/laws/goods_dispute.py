"""A case about goods that are not right, and one thing that it makes owed: plain records for the oracle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

UNFIT = ("damaged", "defective", "not_as_described")


@dataclass(frozen=True)
class Goods:
    """The simple facts of a case about goods that are not right; `demands` are kinds and the days they came in."""

    residence: str
    reason: str
    received_on: date
    told_on: date
    asof: date
    price: int
    delivery: int = 0
    cheapest: int = 0
    other_price: int = 0
    consumer: bool = True
    technically_complex: bool = False
    serious: bool = False
    misuse: bool = False
    inherent: bool = False
    refused: bool = False
    whole_at_hand_over: bool = False
    whole_at_pick_up: bool = False
    demands: tuple[tuple[str, date], ...] = ()
    agreed_days: int | None = None
    loaner_given_on: date | None = None

    def demanded(self, kind: str) -> date | None:
        """The day on which it was demanded."""
        return dict(self.demands).get(kind)

    @property
    def repair_on(self) -> date | None:
        """The day of the demand for a repair of what can be repaired."""
        return self.demanded("repair") if self.reason in UNFIT else None

    @property
    def with_delivery(self) -> int:
        """The price, with the delivery where nothing else was in the order."""
        return self.price if self.other_price else self.price + self.delivery


@dataclass(frozen=True)
class Right:
    """One thing owed at the least; `due` None: no day by number."""

    remedy: str
    minor: int = 0
    due: date | None = None
    demanded: bool = False
