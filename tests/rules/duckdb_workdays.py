"""Working days in SQL: exact for every day, whatever the holidays, without a loop.

W(d) counts the working days up to and including d, N(k) is the k-th working day. Then
roll(d) = N(W(d - 1) + 1) and add_workdays(d, n) = N(W(d) + n). Plain weeks have a closed form; inside the span of the
calendar's exceptions both functions are looked up in lists.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from ombud.kernel.days import is_workday

FIRST = date(1, 1, 1)
"""A Monday: weeks are counted from it."""


def plain_count(day: date) -> int:
    """How many Mondays to Fridays there are from the first Monday up to and including the day."""
    weeks, weekday = divmod((day - FIRST).days, 7)
    return weeks * 5 + min(weekday + 1, 5)


def _plain_count_sql(day: str) -> str:
    since = f"({day} - DATE '0001-01-01')"
    return f"(({since} // 7) * 5 + CASE WHEN {since} % 7 < 5 THEN {since} % 7 + 1 ELSE 5 END)"


def _plain_nth_sql(count: str) -> str:
    return f"(DATE '0001-01-01' + CAST((({count}) - 1) // 5 * 7 + (({count}) - 1) % 5 AS INTEGER))"


def workday_macros(holidays: AbstractSet[date], working: AbstractSet[date]) -> tuple[str, ...]:
    """Statements that define `ombud_workdays(d)`, `ombud_workday(k)`, `ombud_roll(d)`, `ombud_add_workdays(d, n)`."""
    odd = sorted(day for day in holidays | working if (day.weekday() < 5) != is_workday(day, holidays, working))
    count, nth = _plain_count_sql("d"), _plain_nth_sql("k")
    if odd:
        count, nth = _with_exceptions(odd, holidays, working)
    valid = "CASE WHEN d BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN d END"
    return (
        f"CREATE OR REPLACE TEMP MACRO ombud_in_calendar(day) AS {_once('day', 'd', valid)}",
        f"CREATE OR REPLACE TEMP MACRO ombud_workdays(day) AS {_once('day', 'd', count)}",
        f"CREATE OR REPLACE TEMP MACRO ombud_workday(number) AS {_once('number', 'k', nth)}",
        "CREATE OR REPLACE TEMP MACRO ombud_roll(day) AS ombud_workday(ombud_workdays(day - 1) + 1)",
        "CREATE OR REPLACE TEMP MACRO ombud_add_workdays(day, number) AS "
        "CASE WHEN number <= 0 THEN day ELSE ombud_workday(ombud_workdays(day) + number) END",
    )


def _once(argument: str, name: str, formula: str) -> str:
    """The formula with its argument written once: a macro is pasted, and pasted macros nest into giants."""
    return f"list_transform([{argument}], lambda {name}: {formula})[1]"


def _with_exceptions(odd: list[date], holidays: AbstractSet[date], working: AbstractSet[date]) -> tuple[str, str]:
    """The two functions with lists for the span from the first to the last exception."""
    first, last = odd[0], odd[-1]
    before = plain_count(first - timedelta(days=1))
    counts, days, count = [], [], before
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        if is_workday(day, holidays, working):
            count += 1
            days.append(day)
        counts.append(count)
    shift = plain_count(last) - count
    in_span = f"[{', '.join(map(str, counts))}][CAST(d - {_day(first)} + 1 AS INTEGER)]"
    on_span = f"[{', '.join(str((day - first).days) for day in days)}][CAST((k) - {before} AS INTEGER)]"
    return (
        f"CASE WHEN d < {_day(first)} THEN {_plain_count_sql('d')} "
        f"WHEN d > {_day(last)} THEN {_plain_count_sql('d')} - ({shift}) ELSE {in_span} END",
        f"CASE WHEN (k) <= {before} THEN {_plain_nth_sql('k')} "
        f"WHEN (k) > {count} THEN {_plain_nth_sql(f'(k) + ({shift})')} ELSE {_day(first)} + {on_span} END",
    )


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
