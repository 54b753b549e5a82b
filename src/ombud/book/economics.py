"""The shop's money as it told it: margins, costs, and the contracts of its carriers and suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from ombud.kernel.lang import Words

Origin: TypeAlias = Literal["measured", "contract", "assumed"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An economic number with its origin; `low` and `high` equal `mean` where no range was given."""

    low: Decimal
    mean: Decimal
    high: Decimal
    origin: Origin
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier's contract: its term, the window for claims, what it pays for a lost and for a late parcel."""

    code: str
    name: Words
    term_days: int
    claim_window_days: int
    lost_pays: str
    late_pays_share_per_day: Decimal
    late_cap: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier's or maker's terms: the window for claims, what it pays for faulty goods and for loss by them."""

    code: str
    name: Words
    claim_window_days: int
    defect_pays: str
    loss_pays: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Economics:
    """What the shop told about its money. None means that it was not given, and must be shown so.

    `margin` is a share of the price; the others are amounts in the shop's currency. `others` are the shop's own
    named amounts.
    """

    margin: Figure | None = None
    staff_per_hour: Figure | None = None
    delivery_cost: Figure | None = None
    customer_yearly_margin: Figure | None = None
    carriers: Mapping[str, Carrier] = field(default_factory=dict)
    suppliers: Mapping[str, Supplier] = field(default_factory=dict)
    others: Mapping[str, Figure] = field(default_factory=dict)
