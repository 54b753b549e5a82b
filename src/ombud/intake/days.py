"""Days as people type them: which number is the day and which the month is found by the whole column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from ombud.intake.columns import lists
from ombud.intake.wrong import Wrong, shown
from ombud.kernel.days import EARLIEST, LATEST
from ombud.kernel.errors import InputError, Place

Order: TypeAlias = Literal["dmy", "mdy"]
Cell: TypeAlias = str | int | float | date | None

FIRST_SERIAL, LAST_SERIAL = 10_000, 80_000
"""Excel's day numbers from 1927 to 2119: what is below or above is no day of an order."""
EPOCH = date(1899, 12, 30)
MONTHS_OF_A_YEAR, PIVOT, LEAP = 12, 70, 2000
# it starts only where spaces start, so that the search stays linear
_CLOCK = re.compile(r"(?:(?:T|(?<!\s)\s)\s*+\d{1,2}:\d{2}.*)?$")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+([^\W\d]+)\.?|([^\W\d]+)\.?\s+(\d{1,2})),?\s+(\d{4})(?:\s*(?:г|р|r)\.?)?")


@dataclass(slots=True)
class Seen:
    """What the year-last days of a column show so far, by their separator: which of the two numbers is over 12."""

    day_first: Counter[str] = field(default_factory=Counter)
    month_first: Counter[str] = field(default_factory=Counter)
    open: dict[str, str] = field(default_factory=dict)
    """By separator, a day that can be read both ways."""
    shows: dict[tuple[str, Order], str] = field(default_factory=dict)
    """By separator and order, a day that can be read in this order alone."""

    def look(self, cell: Cell) -> None:
        """One more cell of the column."""
        if not isinstance(cell, str) or not (found := _YEAR_LAST.fullmatch(_day_part(cell))):
            return
        one, sign, two = int(found[1]), found[2], int(found[3])
        if max(one, two) > MONTHS_OF_A_YEAR and not _in_calendar(max(one, two), min(one, two), found[4]):
            return  # no day at all (31.02): it shows nothing
        if one > MONTHS_OF_A_YEAR:
            self.day_first[sign] += 1
            self.shows.setdefault((sign, "dmy"), cell.strip())
        elif two > MONTHS_OF_A_YEAR:
            self.month_first[sign] += 1
            self.shows.setdefault((sign, "mdy"), cell.strip())
        elif one != two:
            self.open.setdefault(sign, cell.strip())

    def order(self, sign: str) -> Order | None:
        """The order of the days with this separator; None where both or none can be told."""
        if bool(self.day_first[sign]) != bool(self.month_first[sign]):
            return "dmy" if self.day_first[sign] else "mdy"
        return "dmy" if sign == "." and not self.month_first[sign] else None


@dataclass(frozen=True, slots=True)
class Because:
    """Why the days of some columns are read in an order: a day `shows` it (`example`), a person `said` so, dots are
    `usual`ly written so, or the `others` are.
    """

    why: Literal["shows", "said", "usual", "others"]
    example: str = ""


def because_of(seen: Seen, sign: str, order: Order, given: Order | None) -> Because:
    """Why the days of a column with this separator are read as they are."""
    if given:
        return Because("said")
    if example := seen.shows.get((sign, order)):
        return Because("shows", example)
    return Because("usual" if seen.order(sign) else "others")


def looks_like_a_day(cell: Cell) -> bool:
    """Is it a day, in whatever order? A bare number is none: it may count anything."""
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str) or not any(sign in cell for sign in "-/. "):
        return False
    text = _day_part(cell)
    return bool(_YEAR_FIRST.fullmatch(text) or _YEAR_LAST.fullmatch(text) or _is_in_words(text))


def _is_in_words(text: str) -> bool:
    found = _WORDS.fullmatch(text.casefold())
    return found is not None and any((found[2] or found[3]) in words for words in lists()["month"]["names"])


def orders_of(seen: dict[str, Seen], headers: dict[str, str], given: Order | None) -> dict[str, dict[str, Order]]:
    """For each day column and separator, the order of its numbers. A column that cannot tell goes by the others.

    Raises:
        InputError: a column mixes both orders, or no column tells them apart; the hint is the question to answer.
    """
    if not given:
        _refuse_opposite_dots(seen, headers)
    found: dict[str, dict[str, Order]] = {}
    for key, column in seen.items():
        found[key] = {}
        for sign in sorted({*column.day_first, *column.month_first, *column.open}):
            found[key][sign] = given or column.order(sign) or _by_others(seen, key, sign, headers[key])
    return found


def _refuse_opposite_dots(seen: dict[str, Seen], headers: dict[str, str]) -> None:
    """With dots a month hardly ever stands first: a column that shows it beside one that does not is asked about."""
    days = [column.shows[".", "dmy"] for column in seen.values() if (".", "dmy") in column.shows]
    for key, column in seen.items():
        if days and column.month_first["."] and not column.day_first["."]:
            raise InputError(
                f"{column.shows['.', 'mdy']!r} in the column {headers[key]!r}, {days[0]!r} in another: "
                "which number is the month?",
                at=Place("", headers[key]),
                hint="write its days as 2026-12-31, or say --dates dmy or --dates mdy: the other rows are then listed",
                code="sheet.dates",
            )


def _by_others(seen: dict[str, Seen], key: str, sign: str, header: str) -> Order:
    column = seen[key]
    if column.day_first[sign] and column.month_first[sign]:
        raise InputError(
            f"the column {header!r} mixes days such as 31{sign}12 and 12{sign}31: which number is the month?",
            at=Place("", header),
            hint="write all its days as 2026-12-31, or say --dates dmy or --dates mdy: the other rows are then listed",
            code="sheet.dates",
        )
    others = {other.order(sign) for name, other in seen.items() if name != key} - {None}
    if len(others) == 1 and (order := others.pop()):
        return order
    raise InputError(
        f"is {column.open[sign]!r} in the column {header!r} day-month or month-day? No row tells",
        at=Place("", header),
        hint="say --dates dmy or --dates mdy",
        code="sheet.dates",
    )


def day_of(cell: Cell, orders: dict[str, Order]) -> date | None:
    """The day in a cell; None for an empty one.

    Raises:
        Wrong: it holds no day.
    """
    if isinstance(cell, datetime):
        return _of_a_dispute(cell.date(), str(cell))
    if isinstance(cell, date):
        return _of_a_dispute(cell, str(cell))
    if cell is None:
        return None
    if isinstance(cell, str):
        text = _day_part(cell)
        return _read(text, tuple(orders.items())) if text else None
    return _serial(int(cell), str(cell))


@lru_cache(maxsize=65_536)
def _read(text: str, orders: tuple[tuple[str, Order], ...]) -> date:
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(int(found[1]), int(found[3]), int(found[4]), text)
    if found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (one, two) if dict(orders).get(found[2], "dmy") == "dmy" else (two, one)
        return _date(year if len(found[4]) > len("26") else year + (2000 if year < PIVOT else 1900), month, day, text)
    if found := _SERIAL.fullmatch(text):
        return _serial(int(found[1]), text)
    if found := _WORDS.fullmatch(text.casefold()):
        return _date(int(found[5]), _month(found[2] or found[3], text), int(found[1] or found[4]), text)
    raise Wrong("no_day", text=shown(text))


def _day_part(text: str) -> str:
    """Without spaces around it and without the time of day."""
    return _CLOCK.sub("", text.strip().strip("'"), count=1).strip()


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Wrong("no_calendar_day", text=shown(text)) from None
    return _of_a_dispute(found, text)


def _in_calendar(day: int, month: int, year: str) -> bool:
    """Is there such a day? Of a year of two digits the nearest leap year is taken."""
    try:
        date(int(year) if len(year) > len("26") else LEAP, month, day)
    except ValueError:
        return False
    return True


def _of_a_dispute(day: date, text: str) -> date:
    if EARLIEST <= day <= LATEST:
        return day
    raise Wrong("no_day", text=shown(text))


def _serial(number: int, text: str) -> date:
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return EPOCH + timedelta(days=number)
    raise Wrong("no_day", text=shown(text))


def _month(word: str, text: str) -> int:
    names: Iterable[list[str]] = lists()["month"]["names"]
    for number, words in enumerate(names, start=1):
        if word in words:
            return number
    raise Wrong("no_day", text=shown(text))
