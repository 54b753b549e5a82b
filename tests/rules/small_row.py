"""One row of the small book with every fact known, and ways to unknow some."""

from __future__ import annotations

from decimal import Decimal

from ombud.rules.checked import Row
from ombud.rules.declare import Value
from ombud.rules.explorer import Unknown
from tests.rules.books import DEFINITIONS, NAMES, SMALL, day, program

N = NAMES
BOOK = program(SMALL, DEFINITIONS)
ROW: Row = {
    "reason": "late", "asof": day(4), "a": 1, "b": 2, "c": 3, "d": day(3), "e": day(2), "g": day(3), "h": 1,
    "p": True, "q": True, "s": "x", "m": Decimal("0.02"), "n": Decimal("0.03"),
}  # fmt: skip


def without(*names: str, **known: Value | None) -> Row:
    return {**ROW, **dict.fromkeys(names), **known}


def missing(*names: str) -> dict[str, Unknown]:
    return dict.fromkeys(names, Unknown())
