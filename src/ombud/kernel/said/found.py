"""What a search finds in a text: where, of which kind, and its value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in a text. `currency` is "" where the text names none; `unit` is "percent" for a percentage.

    `minor` is in minor units (hundredths of a per cent for a percentage).
    """

    start: int
    end: int
    minor: int
    currency: str = ""
    unit: str = "money"


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text. What the text leaves out is None: "the 12th" has a day alone, "by Friday" a weekday alone.

    `relative` days ("within ten days") name no day at all.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    relative: bool = False

    def is_on(self, other: date) -> bool:
        """Whether the text can mean that day."""
        parts = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        same = all(mine is None or mine == its for mine, its in parts)
        return not self.relative and same and self.weekday in (None, other.weekday())

    def may_be(self, other: Day) -> bool:
        """Whether two days of a text can be the same; a length of time is no day, and a weekday no date."""
        named = (self.day, self.month, self.weekday) == (other.day, other.month, other.weekday)
        years = self.year is None or other.year is None or self.year == other.year
        return named and years and not self.relative and not other.relative
