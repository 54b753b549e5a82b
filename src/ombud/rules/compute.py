"""The arithmetic behind the functions of the language, as generated code calls it. Exact, rounded once."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from ombud.kernel import days as calendar

CENT = Decimal("0.01")
WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
"""Thirty digits may meet in `accrue`; Python's 28 would round twice."""


def accrue(base: Decimal, rate: Decimal, days: int, cap: Decimal) -> Decimal:
    """LEAST(ROUND(base * rate * GREATEST(days, 0), 2), cap): a penalty by the day, rounded once, half up."""
    raw = WIDE.multiply(WIDE.multiply(base, rate), Decimal(max(days, 0)))
    return min(raw.quantize(CENT, context=WIDE), cap)


def later(day: date, count: int) -> date | None:
    """`count` days later, None beyond the calendar (years 1 to 9999)."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def calendar_functions(
    holidays: AbstractSet[date], working: AbstractSet[date], *, safe: bool
) -> dict[str, Callable[..., Any]]:
    """`add_months`, `roll` and `add_workdays` over a book's holidays; `safe` ones give None beyond the calendar."""

    def roll(day: date) -> date:
        return calendar.roll(day, holidays, working)

    def add_workdays(day: date, count: int) -> date:
        return calendar.add_workdays(day, count, holidays, working)

    plain: dict[str, Callable[..., date]] = {"roll": roll, "add_workdays": add_workdays}
    plain["add_months"] = calendar.add_months
    return {name: _safe(function) if safe else function for name, function in plain.items()}


def _safe(function: Callable[..., date]) -> Callable[..., date | None]:
    def or_unknown(*args: Any) -> date | None:  # noqa: ANN401  (any of the three)
        try:
            return function(*args)
        except (OverflowError, ValueError):
            return None

    return or_unknown
