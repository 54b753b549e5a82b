"""Days in SQL beyond plain sums: exact for every day, whatever the holidays, without a loop.

W(d) counts the working days up to and including d, N(k) is the k-th working day. Then
roll(d) = N(W(d - 1) + 1) and add_workdays(d, n) = N(W(d) + n). Plain weeks have a closed form; inside the span of the
calendar's exceptions both functions are looked up in lists. What leaves the years 1 to 9999 is unknown.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from ombud.kernel.days import is_workday
from ombud.rules.sql.dialect import Dialect

FIRST = date(1, 1, 1)
"""A Monday: weeks are counted from it."""
_FIRST, _LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"


def plain_count(day: date) -> int:
    """How many Mondays to Fridays there are from the first Monday up to and including the day."""
    weeks, weekday = divmod((day - FIRST).days, 7)
    return weeks * 5 + min(weekday + 1, 5)


def day_functions(dialect: Dialect, holidays: AbstractSet[date], working: AbstractSet[date]) -> tuple[str, ...]:
    """Statements that define `ombud_shift(d, n)`, `ombud_months(d, n)`, `ombud_roll(d)`, `ombud_add_workdays(d, n)`.

    Run them once in a session, before anything that the printer printed.
    """
    odd = sorted(
        day for day in holidays | working if is_workday(day, frozenset()) != is_workday(day, holidays, working)
    )
    count, nth = (_plain_count(dialect, "d"), _plain_nth(dialect, "k"))
    if odd:
        count, nth = _with_exceptions(dialect, odd, holidays, working)
    day, number = {"d": "DATE"}, {"k": "INTEGER"}
    before = dialect.plus_days("d", "-1")
    rolled = dialect.call("ombud_workday", f"{dialect.call('ombud_workdays', before)} + 1")
    added = dialect.call("ombud_workday", f"{dialect.call('ombud_workdays', 'd')} + n")
    return (
        dialect.define("ombud_shift", {"d": "DATE", "n": "INTEGER"}, "DATE", _shift(dialect)),
        dialect.define("ombud_months", {"d": "DATE", "n": "INTEGER"}, "DATE", _months(dialect)),
        dialect.define("ombud_workdays", day, "INTEGER", count),
        dialect.define("ombud_workday", number, "DATE", nth),
        dialect.define("ombud_roll", day, "DATE", rolled),
        dialect.define(
            "ombud_add_workdays", {"d": "DATE", "n": "INTEGER"}, "DATE", f"CASE WHEN n <= 0 THEN d ELSE {added} END"
        ),
    )


def _shift(dialect: Dialect) -> str:
    """A day so many days later."""
    within = f"n BETWEEN {dialect.days_apart(_FIRST, 'd')} AND {dialect.days_apart(_LAST, 'd')}"
    return f"CASE WHEN {within} THEN {dialect.plus_days('d', 'n')} END"


def _months(dialect: Dialect) -> str:
    """A day so many months later, clamped to the month's end."""
    months = "CAST(EXTRACT(YEAR FROM d) * 12 + EXTRACT(MONTH FROM d) - 1 AS INTEGER)"
    within = f"n BETWEEN 12 - {months} AND 119999 - {months}"
    return f"CASE WHEN {within} THEN {dialect.plus_months('d', 'n')} END"


def _plain_count(dialect: Dialect, day: str) -> str:
    since = dialect.days_apart(day, _FIRST)
    week = f"CASE WHEN {since} % 7 < 5 THEN {since} % 7 + 1 ELSE 5 END"
    return f"CAST(({since} {dialect.divided} 7) * 5 + {week} AS INTEGER)"


def _plain_nth(dialect: Dialect, count: str) -> str:
    """The calendar's last working day is no. 2 608 614: what lies beyond it is no day that we know."""
    days = f"CAST((({count}) - 1) {dialect.divided} 5 * 7 + (({count}) - 1) % 5 AS INTEGER)"
    inside = dialect.plus_days(_FIRST, days)
    return f"CASE WHEN ({count}) <= {plain_count(date.max)} THEN {inside} END"


def _with_exceptions(
    dialect: Dialect, odd: list[date], holidays: AbstractSet[date], working: AbstractSet[date]
) -> tuple[str, str]:
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
    since = dialect.days_apart("d", _day(first))
    in_span = dialect.item([*map(str, counts)], f"CAST({since} + 1 AS INTEGER)")
    on_span = dialect.item([str((day - first).days) for day in days], f"CAST(k - {before} AS INTEGER)")
    plain = _plain_count(dialect, "d")
    return (
        f"CASE WHEN d < {_day(first)} THEN {plain} WHEN d > {_day(last)} THEN {plain} - ({shift}) ELSE {in_span} END",
        f"CASE WHEN k <= {before} THEN {_plain_nth(dialect, 'k')} "
        f"WHEN k > {count} THEN {_plain_nth(dialect, f'k + ({shift})')} "
        f"ELSE {dialect.plus_days(_day(first), on_span)} END",
    )


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
