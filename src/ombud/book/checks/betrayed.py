"""House numbers that a public text gives away: in figures or in words, with their unit, in four languages.

A number counts only as what the house number is: a sum with a currency or where a sum stands, days as days, a share as
a percentage. A book is refused for what is found here, so that what could be anything else is let go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from ombud.kernel.money import CURRENCIES
from ombud.kernel.said.amounts import amounts
from ombud.kernel.said.days import lengths
from ombud.kernel.said.folded import Folded, fold
from ombud.kernel.said.places import in_a_place_of_money, is_clock, is_named, thousands

Kind: TypeAlias = Literal["money", "rate", "days", "times"]
Numbers: TypeAlias = Mapping[Kind, Mapping[Decimal, str]]
"""House numbers by what they are, with their names: sums, shares of one, days, counts."""

HUNDRED = 100
DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
DIGITS = r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?"
NUMBER = re.compile(rf"(?<![\w.,:/№#+-])({DIGITS})(?![\w%‰°:/-]|[.,]\d)")
SUM = re.compile(r"[.,]\d{2}$")
CODE = "|".join(sorted(CURRENCIES))
UNIT = (
    r"(?:₽|руб|р(?![\w-])|₴|грн|гривен|гривн|zł|zl|złot|злот|€|евро|євро|euro|£|\$|roubl|rubl|hryvni|pound"
    rf"|(?:{CODE})\b)"
)
PRICED = re.compile(rf"(?:[£$€₴₽]\s?|\b(?:{CODE})\s?)({DIGITS})(?!\w)|(?<![\w.,])({DIGITS})\+?[ \u00a0\u202f]?{UNIT}")
"""A sum of money with its sign or its word: "10 ₽", "10руб.", "10р", "£10", "RUB10", "9,50 zł"."""
RANGED = re.compile(rf"(?<![\w.,])({DIGITS})(?=\s?(?:[-–—]|to|до|do|and|и)\s?{DIGITS}\s?{UNIT})")
"""The lower end of a range: "500-700 ₽"."""
SHORT_ROUBLES = re.compile(r"(?<![\w.,])(\d{1,9})r(?!\w)\.?")
"""Roubles as they are typed without the other alphabet: "50r."; a year in Polish looks alike („2026r.”)."""
SHORT_THOUSANDS = re.compile(r"(?<![\w.,])(\d{1,6}(?:[.,]\d)?)\s?т\.?\s?(?:р\.?(?![\w-])|руб\w*)", re.IGNORECASE)
"""Thousands of roubles, as they are typed: «3 т.р.», «3 т. руб.»."""
FIRST_YEAR, LAST_YEAR, THOUSAND = 1900, 2100, 1000
TELLING = 10
"""Fewer days or times than that are too common to betray a house rule."""


def betrayed(text: str, numbers: Numbers) -> Iterator[tuple[str, str]]:
    """What is written, and the name of the house number that it tells: ten days in public tell nothing of 10.00."""
    if not any(numbers.values()):
        return
    sums = numbers.get("money", {})
    plain = DATE.sub(_blank, text)
    for pattern, size in ((SHORT_THOUSANDS, THOUSAND), (RANGED, 1), (PRICED, 1), (SHORT_ROUBLES, 1)):
        for match in pattern.finditer(plain):
            number = _amount(next(filter(None, match.groups()))) * size
            if number in sums and not (pattern is SHORT_ROUBLES and FIRST_YEAR <= number <= LAST_YEAR):
                yield match.group(), sums[number]
        plain = pattern.sub(_blank, plain)
    plain, said = _said(plain, numbers)
    yield from said
    yield from _bare(plain, numbers)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _said(plain: str, numbers: Numbers) -> tuple[str, list[tuple[str, str]]]:
    """Sums, shares and lengths of time, said in words or in other units; and the text without all of these."""
    folded = fold(plain)
    read = [*_sums(folded, numbers), *_lengths(folded, numbers)]
    found = [(plain[start:end], name) for start, end, name in read if name]
    for start, end, _ in read:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return plain, found


def _sums(folded: Folded, numbers: Numbers) -> Iterator[tuple[int, int, str | None]]:
    sums, rates = numbers.get("money", {}), numbers.get("rate", {})
    for each in amounts(folded.text):
        number = Decimal(each.minor) / HUNDRED
        if each.unit != "share":
            name = rates.get(number / HUNDRED) if each.unit == "percent" else sums.get(number)
            yield *folded.span(each.start, each.end), name
    for start, end, number in thousands(folded.text):
        name = sums.get(number) if in_a_place_of_money(folded.text, start, end) else None
        yield *folded.span(start, end), name


def _lengths(folded: Folded, numbers: Numbers) -> Iterator[tuple[int, int, str | None]]:
    for start, end, number, unit in lengths(folded.text):
        known = numbers.get(unit, {}) if unit != "other" and number >= TELLING else {}
        yield *folded.span(start, end), known.get(number)


def _bare(plain: str, numbers: Numbers) -> Iterator[tuple[str, str]]:
    """Numbers in figures without a unit: a sum with its kopecks, or where a sum stands; a share as a decimal."""
    sums, rates = numbers.get("money", {}), numbers.get("rate", {})
    text = fold(plain).text if NUMBER.search(plain) else ""
    for match in NUMBER.finditer(plain):
        written, (start, end) = match.group(), match.span()
        number = _amount(written)
        as_sum = SUM.search(written) and not (is_clock(text, start, end) or is_named(text, start, end))
        if number in sums and (as_sum or in_a_place_of_money(text, start, end)):
            yield written, sums[number]
        elif number in rates and number < 1 and not is_named(text, start, end):
            yield written, rates[number]


def _amount(text: str) -> Decimal:
    """A written sum: its last mark before one or two digits parts off the kopecks, all others part thousands."""
    digits = re.sub(r"[ \u00a0\u202f]", "", text).replace(",", ".")
    whole, mark, last = digits.rpartition(".")
    if mark and len(last) <= len("00"):
        return Decimal(whole.replace(".", "") + mark + last)
    return Decimal(digits.replace(".", ""))
