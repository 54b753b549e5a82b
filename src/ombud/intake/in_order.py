"""Days of one row that cannot follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ombud.intake.wrong import Wrong

PAIRS = (
    ("placed_on", "handed_over_on", "handed_before_order"),
    ("placed_on", "delivered_on", "delivered_before_order"),
    ("handed_over_on", "delivered_on", "delivered_before_handed"),
    ("placed_on", "due_on", "due_before_order"),
    ("placed_on", "ship_by", "ship_by_before_order"),
)


def clashes(days: Mapping[str, date | None]) -> Iterator[Wrong]:
    """Every two days that cannot follow each other, both named."""
    for first, second, code in PAIRS:
        one, two = days[first], days[second]
        if one is not None and two is not None and two < one:
            yield Wrong(code, one=two, two=one)


def in_order(days: Mapping[str, date | None]) -> None:
    """Refuse days that cannot follow each other.

    Raises:
        Wrong: both days are named.
    """
    for wrong in clashes(days):
        raise wrong
