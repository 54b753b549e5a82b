"""What a bare number is by the words around it: a sum, a clock's time, the number of a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ombud.kernel.said.amounts import in_figures, in_words, spoken, times
from ombud.kernel.said.data import table

REACH = 40
LAST_DAY = 31
"""A whole number up to this is as often an hour or a day of the month as a sum."""
HOURS, MINUTES = 24, 60
THOUSAND = 1000


@cache
def _pattern(name: str, *, end: bool) -> re.Pattern[str]:
    words = "|".join(table("places")[name])
    return re.compile(rf"(?<!\w)(?:{words}) ?$" if end else rf" ?(?:{words})")


def in_a_place_of_money(text: str, start: int, end: int) -> bool:
    """Whether a number in a folded text stands where a sum does: "up to 3k", «до 500 без согласования», "from 500."."""
    whole = text[start:end]
    if whole.isdecimal() and int(whole) <= LAST_DAY:
        return False
    before = _pattern("limit", end=True).search(text, max(0, start - REACH), start)
    return bool(before and _pattern("alone", end=False).match(text, end))


def is_clock(text: str, start: int, end: int) -> bool:
    """Whether a number with two decimals is a time of the day: «с 10.00 до 20.00», "at 10.30"."""
    hours, mark, minutes = text[start:end].partition(".")
    if not mark or not hours.isdecimal() or int(hours) > HOURS or int(minutes) >= MINUTES:
        return False
    return bool(
        _pattern("clock", end=True).search(text, max(0, start - REACH), start)
        or _pattern("clock_after", end=False).match(text, end)
    )


def is_named(text: str, start: int, end: int) -> bool:
    """Whether a number is that of a thing («п. 12.50»), or of some other measure ("12.50 kg")."""
    named = _pattern("named", end=True).search(text, max(0, start - REACH), start)
    return bool(named or _pattern("measure", end=False).match(text, end))


@cache
def _thousands() -> re.Pattern[str]:
    words = "|".join(table("amounts")["times"]["1000"])
    return re.compile(
        rf"(?<![\w.,№#-])(?P<n>\d{{1,3}}(?:[.,]\d)?) ?(?P<times>(?:{words})(?![\w-]))|(?P<words>{spoken()})"
    )


def thousands(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Numbers of hundreds and more without a unit in a folded text, in thousands or in words: "3k", «трёх тысяч»."""
    for match in _thousands().finditer(text):
        number = in_words(match["words"]) if match["words"] else in_figures(match["n"]) * times(match["times"])
        if number >= THOUSAND // 10:
            yield match.start(), match.end(), number
