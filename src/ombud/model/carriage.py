"""One carriage: who carried the goods, since when, and what it was worth. For recovery from the carrier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ombud.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Carriage:
    """`carrier` is the code in the shop's economics; `fee` what the carrier is paid for it (None: not told)."""

    carrier: str
    hired_by_shop: bool
    handed_over_on: date | None
    declared: Money | None
    fee: Money | None
