"""What the complainant asked for in so many words: a remedy, and the sum where one was named."""

from __future__ import annotations

from dataclasses import dataclass

from ombud.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Demanded:
    """A wish of the complaint, by its code (`refund`, `price_reduction`, …). `amount` None: no sum was named."""

    wish: str
    amount: Money | None = None
