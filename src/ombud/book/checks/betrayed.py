"""House numbers that a public text gives away: in figures or in words, with their unit, in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ombud.kernel.said.amounts import amounts
from ombud.kernel.said.days import lengths
from ombud.kernel.said.folded import fold

HUNDRED = 100
DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[   ]\d{3})*(?:[.,]\d+)*(?:\s?%)?(?!\w)")
SUM = re.compile(r"[.,]\d{2}$")
DIGITS = r"\d+(?:[   ]\d{3})*(?:[.,]\d+)?"
UNIT = r"(?:₽|руб|р\b|₴|грн|гривен|гривн|zł|zl|złot|злот|€|евро|євро|euro|£|\$|[A-Z]{3}\b|roubl|rubl|hryvni|pound)"
PRICED = re.compile(rf"(?:[£$€₴₽]\s?|\b[A-Z]{{3}})({DIGITS})|(?<![\w.,])({DIGITS})[   ]?{UNIT}")
"""A sum of money with its sign or its word: "10 ₽", "10руб.", "10р", "£10", "RUB10", "9,50 zł"."""
SHORT_ROUBLES = re.compile(r"(?<![\w.,])(\d{1,9})r(?!\w)\.?")
"""Roubles as they are typed without the other alphabet: "50r."; a year in Polish looks alike („2026r.”)."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
OTHER_UNIT = re.compile(
    r"\s?(?:%|[a-zа-яіїєґęółśążźćń]*\s?(?:working|calendar|рабочих|робочих|календарн\w+|robocz\w+)?\s?"
    r"(?:day|week|month|year|hour|minute|km|kg|ч\b|час|годин|мин|хвил|дн|день|днів|недел|тижн|месяц|місяц|год|рок|лет|шт"
    r"|dni|dzień|tygod|miesi|rok|lat|godz|minut|szt|г\b|кг|км))",
    re.IGNORECASE,
)
"""What follows a number that is no sum of money: days, hours, pieces, kilometres."""

TELLING = 10
"""A bare whole number below this is too common to betray a house rule."""


def betrayed(text: str, numbers: Mapping[Decimal, str], sums: Mapping[Decimal, str]) -> Iterator[tuple[str, str]]:
    """What is written, and the name of the house number that it tells. `sums` are those of `numbers` that are money.

    One with two decimals is a sum of money: ten days in public do not make 10.00 public.
    """
    plain = DATE.sub(" ", text)
    for match in PRICED.finditer(plain):
        number = _amount(match[1] or match[2])
        if number in sums:
            yield match.group(), sums[number]
    plain = PRICED.sub(" ", plain)
    for match in SHORT_ROUBLES.finditer(plain):
        if (number := Decimal(match[1])) in sums and not FIRST_YEAR <= number <= LAST_YEAR:
            yield match.group(), sums[number]
    plain, said = _said(SHORT_ROUBLES.sub(" ", plain), numbers, sums)
    yield from said
    yield from _bare(plain, numbers, sums)


def _said(plain: str, numbers: Mapping[Decimal, str], sums: Mapping[Decimal, str]) -> tuple[str, list[tuple[str, str]]]:
    """Sums, shares and lengths of time, said in words or in other units; and the text without all of these."""
    folded = fold(plain)
    read: list[tuple[int, int, str | None]] = []
    for each in amounts(folded.text):
        number = Decimal(each.minor) / HUNDRED
        if each.unit != "share":
            name = numbers.get(number / HUNDRED) if each.unit == "percent" else sums.get(number)
            read.append((*folded.span(each.start, each.end), name))
    for start, end, number in lengths(folded.text):
        name = numbers.get(number) if number >= TELLING and number not in sums else None
        read.append((*folded.span(start, end), name))
    found = [(plain[start:end], name) for start, end, name in read if name]
    for start, end, _ in read:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return plain, found


def _bare(plain: str, numbers: Mapping[Decimal, str], sums: Mapping[Decimal, str]) -> Iterator[tuple[str, str]]:
    """Numbers in figures with any unit or none."""
    for match in NUMBER.finditer(plain):
        other = OTHER_UNIT.match(plain, match.end()) is not None
        secret = {**numbers, **sums} if SUM.search(match.group()) else numbers
        secret = {number: name for number, name in secret.items() if not (other and number in sums)}
        for number in _readings(match.group()):
            if number in secret:
                yield match.group(), secret[number]
                break


def _amount(text: str) -> Decimal:
    """A written sum: its last mark before one or two digits parts off the kopecks, all others part thousands."""
    digits = re.sub(r"[   ]", "", text).replace(",", ".")
    whole, mark, last = digits.rpartition(".")
    if mark and len(last) <= len("00"):
        return Decimal(whole.replace(".", "") + mark + last)
    return Decimal(digits.replace(".", ""))


def _readings(text: str) -> list[Decimal]:
    """What a written number may mean: 1,000 is one thousand or one; 5% is 0.05. A year is no number."""
    share = text.endswith("%")
    digits = re.sub(r"[   %]", "", text).rstrip(".,")
    if not share and digits.isdigit() and int(digits) < TELLING:
        return []
    if not share and digits.isdigit() and len(digits) == len("2026") and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return []
    whole, mark, last = digits.replace(",", ".").rpartition(".")
    found = [Decimal((whole.replace(".", "") + mark + last) if mark else last)]
    if mark:
        found.append(Decimal(digits.replace(",", "").replace(".", "")))
    return [number / 100 for number in found] if share else found
