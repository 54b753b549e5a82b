"""Words, sums and days as a person reads them on the terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import tomli

from ombud.kernel.lang import Lang, Words, word
from ombud.kernel.money import Money
from ombud.kernel.scalar import Value
from ombud.model.entitlement import MoneyRange, Sum

ANSWER = "answer of the "
GROUPED_FROM = 1_000_000
SUM = re.compile(r"(\d+)\.(\d\d) ([A-Z]{3})")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def catalogue() -> Mapping[str, Mapping[str, Words]]:
    """Lists of codes and screen words, each in four languages."""
    found: dict[str, dict[str, Words]] = tomli.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return found


def clean(text: str) -> str:
    """Text from a case file without characters that steer a terminal or turn the reading direction."""
    return UNSEEN.sub("", text)


class Tongue:
    """One language of the terminal."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def say(self, key: str, **values: object) -> str:
        """A screen word, its places filled."""
        return word(catalogue()["screen"][key], self.lang).format(**values)

    def name(self, codes: str, code: str) -> str:
        """A code's name, or the code in plain letters where the list has none."""
        words = catalogue().get(codes, {}).get(code)
        return word(words, self.lang) if words else clean(code.replace("_", " "))

    def words(self, words: Words | None) -> str:
        """The book's own words in this language."""
        return clean(word(words, self.lang)) if words else ""

    def day(self, day: date) -> str:
        """A day: 21 Apr 2026 in English, 21.04.2026 elsewhere."""
        return f"{day.day} {day:%b} {day.year}" if self.lang == "en" else f"{day:%d.%m.%Y}"

    def short(self, day: date) -> str:
        """A day without its year."""
        return f"{day.day:>2} {day:%b}" if self.lang == "en" else f"{day:%d.%m}"

    def minor(self, minor: int, currency: str) -> str:
        """An amount in minor units, written in major ones."""
        text = f"{abs(minor) // 100:,}" if abs(minor) >= GROUPED_FROM else str(abs(minor) // 100)
        text = f"{text}.{abs(minor) % 100:02}"
        if self.lang != "en":
            text = text.replace(",", "\u00a0").replace(".", ",")
        return f"{'−' if minor < 0 else ''}{text} {currency}"

    def noted(self, note: str) -> str:
        """A record's own note: a sum as sums are written here, all else as it stands."""
        found = SUM.fullmatch(note)
        return self.minor(int(found[1] + found[2]), found[3]) if found else note

    def pointer(self, pointer: str) -> str:
        """What evidence points to: a place in the case file as it stands, an answer by who gave it."""
        who = pointer.removeprefix(ANSWER).replace(" ", "_")
        return self.say("answer_of", who=self.name("party", who)) if pointer.startswith(ANSWER) else pointer

    def sum(self, amount: Sum) -> str:
        """A sum, or a range of sums; empty where it is not a matter of money."""
        if isinstance(amount, Money):
            return self.minor(amount.minor, amount.currency)
        if isinstance(amount, MoneyRange):
            return self.between(amount.low, amount.high, amount.currency)
        return ""

    def between(self, low: int, high: int | None, currency: str) -> str:
        """From one amount to another, or open above."""
        if high is None and low == 0:
            return f"({self.say('sum_open')})"
        if high is None:
            return self.say("at_least", low=self.minor(low, currency))
        if low == high:
            return self.minor(low, currency)
        return self.say("from_to", low=self.minor(low, currency), high=self.minor(high, currency))

    def value(self, value: Value | None) -> str:
        """A fact's value."""
        if value is None:
            return self.say("not_known")
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Decimal):
            return f"{value:f}" if self.lang == "en" else f"{value:f}".replace(".", ",")
        return clean(str(value))
