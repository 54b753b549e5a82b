"""Calendar and working days. No clock here: every day comes in as an argument."""

from __future__ import annotations

import calendar
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

SATURDAY = 5
MONTHS = 12
EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
"""No dispute has a day beyond these; terms can be counted from any day between them."""


def add_months(day: date, months: int) -> date:
    """The same day `months` later, clamped to the month's end (31 January + 1 month = 28 or 29 February)."""
    index = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(index, MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_workday(day: date, holidays: AbstractSet[date], working: AbstractSet[date] = frozenset()) -> bool:
    """Not a Saturday, Sunday or holiday, unless it was made a working day."""
    return day in working or (day.weekday() < SATURDAY and day not in holidays)


def roll(day: date, holidays: AbstractSet[date], working: AbstractSet[date] = frozenset()) -> date:
    """The day itself, or the next working day when it is none (RU CC 193, UA CC 254, PL KC 115)."""
    while not is_workday(day, holidays, working):
        day += timedelta(days=1)
    return day


def add_workdays(day: date, count: int, holidays: AbstractSet[date], working: AbstractSet[date] = frozenset()) -> date:
    """The `count`-th working day after `day` (count >= 0)."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day, holidays, working)
    return day
