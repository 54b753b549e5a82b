"""Days of one row that cannot follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ombud.intake.wrong import Wrong


def in_order(placed: date, due: date | None, days: Mapping[str, date | None]) -> None:
    """Refuse days that cannot follow each other.

    Raises:
        Wrong: both days are named.
    """
    handed, delivered = days["handed_over_on"], days["delivered_on"]
    pairs = (
        (placed, handed, "handed_before_order"),
        (placed, delivered, "delivered_before_order"),
        (handed, delivered, "delivered_before_handed"),
        (placed, due, "due_before_order"),
        (placed, days["ship_by"], "ship_by_before_order"),
    )
    for one, two, code in pairs:
        if one is not None and two is not None and two < one:
            raise Wrong(code, one=two, two=one)
