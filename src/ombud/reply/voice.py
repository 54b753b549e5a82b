"""One notice being put into words: its language, its money and its days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ombud.kernel.errors import InputError
from ombud.kernel.lang import Lang, Words, word
from ombud.kernel.money import Money
from ombud.kernel.written import day_text, money_text
from ombud.model.entitlement import Sum
from ombud.model.reply import Notice
from ombud.reply.address import called, title_of
from ombud.reply.catalogue import Catalogue, open_catalogue

PLACEHOLDER = re.compile(r"\{(\w+)\}")
MONEY = re.compile(r"-?\d+\.\d\d [A-Z]{3}")
CLOSING = "»”"
END = (".", "!", "?", "…", ":")
POLITE = ("Вы", "Вас", "Вам", "Ваш", "Ви", "Państw", "I ")
"""Words that keep their capital wherever they stand."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Voice:
    """A notice and the catalogue it is said from. `year`: the days fall into several years, so each names its own."""

    notice: Notice
    words: Catalogue
    year: bool

    @property
    def lang(self) -> Lang:
        """The language of the reply."""
        return self.words.lang

    def say(self, key: str, **values: str) -> str:
        """A sentence of the catalogue."""
        return self.words.say(key, **values)

    def about(self, situation: str, reason: str = "") -> str:
        """The sentence for a reason (the notice's), or the one for any other reason."""
        key = f"{situation}.{reason or self.notice.reason}"
        return self.words.say(key if key in self.words else f"{situation}.other")

    def of(self, thing: str, said: str) -> str:
        """A sentence, with the thing in front that it speaks of ("" : it speaks of no one thing).

        Where the whole letter speaks of one thing, it is named at the beginning, and not again.
        """
        named = thing and said and not self.only
        return sentence(self.say("say.of", thing=thing, said=inside(said))) if named else said

    @property
    def only(self) -> str:
        """The one thing that the letter speaks of, where an order is there to name it from; "" for several or none."""
        titles = {one.title for one in self.notice.things}
        return titles.pop() if len(titles) == 1 and self.notice.order else ""

    def with_values(self, values: Mapping[str, str]) -> Voice:
        """The same voice, with other days and sums for the words of the book ({} : the notice's own)."""
        return replace(self, notice=replace(self.notice, values=values)) if values else self

    def day(self, day: date) -> str:
        """A day as this reply writes it."""
        return day_text(day, self.lang, year=self.year)

    def money(self, amount: Money) -> str:
        """A sum as this reply writes it."""
        return money_text(amount, self.lang)

    def amount(self, amount: Sum) -> str:
        """A sum or a range of sums as words; "" for none."""
        if amount is None:
            return ""
        if isinstance(amount, Money):
            return self.money(amount)
        low = self.money(Money(amount.low, amount.currency))
        if amount.high is None:
            return self.say("range.from", low=low)
        if amount.high == amount.low:
            return low
        return self.say("range.between", low=low, high=self.money(Money(amount.high, amount.currency)))

    def own(self, words: Words) -> str:
        """Words of the book in the reply's language, their placeholders filled from the notice; "" for none.

        A value that reads "996.30 RUB" or "2026-03-12" is written as the language writes money and days.

        Raises:
            InputError: a placeholder that the notice has no value for.
        """
        return PLACEHOLDER.sub(self._value, word(words, self.lang).strip())

    def _value(self, found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in self.notice.values:
            raise InputError(
                f"a sentence of the book has {{{name}}}, and the notice has no value for it",
                hint=f"values: {', '.join(sorted(self.notice.values)) or 'none'}",
                code="reply.no_value",
            )
        value = self.notice.values[name]
        if MONEY.fullmatch(value):
            return self.money(Money.of(value[:-4], value[-3:]))
        return self.day(date.fromisoformat(value)) if DAY.fullmatch(value) else value

    def greeting(self, situation: str) -> str:
        """The greeting of that kind, with the name where the language can call it."""
        name = called(self.notice.name, self.lang, self.notice.register)
        if not name:
            return self.say(situation)
        title = title_of(self.notice.name)
        if title and situation.startswith("greeting."):
            situation = f"greeting.{title}"
        return self.say(f"{situation}.named", name=name)


def voice(notice: Notice, lang: Lang) -> Voice:
    """The voice in which a notice is said in a language."""
    days = [act.due for act in notice.acts] + [ask.by for ask in notice.asks] + [notice.answer_on, notice.review_on]
    days += [day for letter in notice.letters for day in (letter.until, letter.review_on)]
    told = [date.fromisoformat(value) for value in _values(notice) if DAY.fullmatch(value)]
    years = {day.year for day in (*days, *told, notice.written_on if told else None) if day}
    return Voice(notice, open_catalogue(lang), len(years) > 1)


def _values(notice: Notice) -> list[str]:
    return [value for values in (notice.values, *(one.values for one in notice.things)) for value in values.values()]


def sentence(text: str) -> str:
    """The text with a capital letter in front and one end mark behind, its own or a full stop."""
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.rstrip(CLOSING)[-1:] in END else f"{text}."


def inside(text: str) -> str:
    """A sentence as it stands behind a colon: in lower case, but for whoever is spoken to and for names in capitals."""
    return text if text.startswith(POLITE) or text[1:2].isupper() else text[:1].lower() + text[1:]
