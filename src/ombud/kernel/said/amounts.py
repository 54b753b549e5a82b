"""Sums and percentages in a text, in figures and in words, in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ombud.kernel.money import CURRENCIES
from ombud.kernel.said.data import table
from ombud.kernel.said.found import Amount

FIGURES = r"\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
HUNDRED, THOUSAND = 100, 1000
HALF = Decimal("0.5")
LONGEST = 9
"""More words than that stand in no number; a text of nothing but numbers is read in good time."""
LEAST_SAID = 20
"""From here on a number in words after a verb of paying is a sum: "two" is more often two of something."""
ENGLISH_WORDS = frozenset({"TRY"})
"""Codes that a letter writes as a word: the lira is found by nothing but its name."""


@cache
def units() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words and signs of each currency, compiled, with the currency's code."""
    words = {code: [rf"{code.lower()}(?!\w)"] for code in sorted(CURRENCIES - ENGLISH_WORDS)}
    for code, patterns in table("amounts")["currency"].items():
        words.setdefault(code, []).extend(patterns)
    return tuple((re.compile(f"(?:{'|'.join(patterns)})"), code) for code, patterns in words.items())


@cache
def _names() -> str:
    """The words and signs of currencies, without their codes: "half all" is none of Albania's."""
    return "|".join(pattern for patterns in table("amounts")["currency"].values() for pattern in patterns)


@cache
def _search() -> tuple[re.Pattern[str], ...]:
    data = table("amounts")
    times = "|".join(word for words in data["times"].values() for word in words)
    unit = "|".join(pattern.pattern for pattern, _ in units())
    small = "|".join(data["small"])
    adjective = rf"(?:(?:{'|'.join(data['adjectives'])})\s)?"
    figures = rf"(?<![\w.,])(?P<n>{FIGURES})(?:,-)?(?:\s?(?P<times>(?:{times})(?!\w)))?"
    words = rf"(?P<words>{spoken()})"
    return (
        re.compile(rf"{figures}\s?-?{adjective}(?P<unit>{unit})(?:\s?(?P<rest>\d\d?)\s?(?:{small})(?!\w))?"),
        re.compile(rf"(?P<unit>{unit})\s?(?P<n>{FIGURES})(?:\s?(?P<times>(?:{times})(?!\w)))?"),
        re.compile(rf"{figures}\s?(?P<small>{small})(?!\w)"),
        re.compile(rf"{figures}\s?-?(?P<percent>{'|'.join(data['percent'])})"),
        re.compile(rf"{words}\s{adjective}(?P<unit>{unit})"),
        re.compile(rf"{words}\s(?P<small>{small})(?!\w)"),
        re.compile(rf"{words}\s?(?P<percent>{'|'.join(data['percent'])})"),
        re.compile(rf"(?<!\w)(?P<half>{'|'.join(data['half_of'])})(?P<unit>{_names()})"),
        re.compile(rf"(?<!\w)(?P<share>{'|'.join(data['shares'])})"),
    )


@cache
def numerals() -> dict[str, Decimal]:
    """The value of each word that stands for a number, in any of the languages."""
    read = table("amounts")["numerals"].items()
    return {word: Decimal(value) for value, words in read for word in words.split()}


@cache
def spoken() -> str:
    """A number in words, as a pattern: one word for a number or several."""
    one = "|".join(sorted(numerals(), key=len, reverse=True))
    return rf"(?<!\w)(?:{one})(?:[ -](?:{one})){{0,{LONGEST}}}(?:{_and_half()})?(?!\w)"


@cache
def _and_half() -> str:
    """What adds a half to a number in words: «семь с половиной», "seven and a half"."""
    return "|".join(rf" {words}" for words in table("amounts")["and_half"])


def amounts(text: str) -> list[Amount]:
    """All sums and percentages of a folded text, in its order, none inside another."""
    found = sorted((each for pattern in _search() for each in _of(pattern, text)), key=lambda a: (a.start, -a.end))
    apart: list[Amount] = []
    for each in found:
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


def _of(pattern: re.Pattern[str], text: str) -> Iterator[Amount]:
    for match in pattern.finditer(text):
        part = match.groupdict()
        if part.get("share"):
            yield Amount(match.start(), match.end(), 0, unit="share")
            continue
        if part.get("half"):
            yield Amount(match.start(), match.end(), int(HALF * HUNDRED), _currency(part["unit"]))
            continue
        value = in_words(part["words"]) if part.get("words") else in_figures(part["n"])
        value *= times(part.get("times"))
        if part.get("percent"):
            yield Amount(match.start(), match.end(), int(value * HUNDRED), unit="percent")
        elif part.get("small"):
            yield Amount(match.start(), match.end(), int(value))
        else:
            minor = int(value * HUNDRED) + int(part.get("rest") or 0)
            yield Amount(match.start(), match.end(), minor, _currency(part["unit"]))


def times(word: str | None) -> int:
    """What a word multiplies by: "k", «тыс.», „mln”; 1 for none."""
    if not word:
        return 1
    for size, patterns in table("amounts")["times"].items():
        if re.fullmatch("|".join(patterns), word):
            return int(size)
    return 1


def _currency(unit: str) -> str:
    return next(code for pattern, code in units() if pattern.fullmatch(unit))


def in_figures(text: str) -> Decimal:
    """A number in figures: a separator before exactly three last digits groups, before one or two it is decimal."""
    digits = re.sub(r"[ ']", "", text)
    head, mark, tail = digits, "", ""
    for separator in ",.":
        if digits.rfind(separator) > digits.rfind(mark or "\0"):
            head, mark, tail = *digits.rpartition(separator)[:2], digits.rpartition(separator)[2]
    if mark and len(tail) == len("000"):
        head, tail = head + tail, ""
    return Decimal(re.sub(r"[.,]", "", head) + (f".{tail}" if tail else ""))


def in_words(text: str) -> Decimal:
    """A number in words: "two hundred and fifty", «двести пятьдесят», „dwieście pięćdziesiąt”."""
    whole = re.sub(rf"(?:{_and_half()})$", "", text)
    total, part = (Decimal(0) if whole == text else HALF), Decimal(0)
    for word in re.split(r"[ -]", whole):
        value = numerals()[word]
        if value >= THOUSAND:
            total, part = total + max(part, Decimal(1)) * value, Decimal(0)
        elif value == HUNDRED and 0 < part < THOUSAND // HUNDRED:
            part *= HUNDRED
        else:
            part += value
    return total + part
