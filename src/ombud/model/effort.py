"""What serving an order took, over and above the goods: time of staff and money out of pocket."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ombud.model.record import Amount, Record


class Effort(Record, frozen=True, kw_only=True):
    """One visit, call or the like: the minutes that staff spent on it, and what was paid out for it."""

    id: str = ""
    on: date
    what: Literal["call", "visit", "travel", "advice", "repair", "other"] = "other"
    staff: str = ""
    minutes: int = 0
    out_of_pocket: Amount = "0.00"
    text: str = ""
