"""Days off in Poland by the act of 18 January 1951, Easter by the rule of Gauss; everywhere the weekend."""

from __future__ import annotations

from datetime import date, timedelta

FIXED = ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))
CHRISTMAS_EVE_SINCE = 2025


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian rule)."""
    golden, century = year % 19, year // 100
    leap, part = century // 4, (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - part + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def is_off(day: date, residence: str) -> bool:
    """Is it no working day?"""
    if day.isoweekday() > 5:
        return True
    if residence != "PL":
        return False
    eve = (day.month, day.day) == (12, 24) and day.year >= CHRISTMAS_EVE_SINCE
    return eve or (day.month, day.day) in FIXED or (day - easter(day.year)).days in (0, 1, 60)


def rolled(day: date, residence: str) -> date:
    """The day, or the next working one where the law moves it. In the United Kingdom it does not."""
    while residence != "UK" and is_off(day, residence):
        day += timedelta(days=1)
    return day
