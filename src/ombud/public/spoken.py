"""Answers as people type them: days, sums, yes and no in four languages, and wishes about the interview itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

from ombud.intake.sums import sum_of
from ombud.intake.wrong import Wrong
from ombud.kernel.days import EARLIEST, LATEST
from ombud.kernel.errors import InputError
from ombud.kernel.lang import Lang
from ombud.kernel.money import LARGEST_MINOR, MINOR_DIGITS
from ombud.model.interview import NONE, UNKNOWN, Label, Question, QuestionKind, Told

__all__ = ["TO_COME", "TWO_WAYS", "Wish", "amount", "chosen", "heard", "wished"]

Wish: TypeAlias = Literal["back", "why", "enough", "help"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


YES = _words("yes|y|true|да|д|так|т|tak|t|ага|yep")
NO = _words("no|n|false|нет|н|ні|nie|not")
THERE_WAS_NONE = NO | _words(
    "-|—|none|not yet|never|не было|ещё нет|еще нет|пока нет|нету|не було|ще ні|ще нема|немає|нема|nie było|brak|"
    "jeszcze nie|nie ma"
)
NOBODY_KNOWS = _words(
    "|?|??|unknown|don't know|dont know|don’t know|i don't know|i don’t know|no idea|не знаю|хз|неизвестно|невідомо|"
    "гадки не маю|nie wiem|nie wiadomo|nie mam pojęcia"
)
WISHES: dict[Wish, frozenset[str]] = {
    "back": _words("back|b|назад|wstecz|wróć|cofnij|повернутися|<"),
    "why": _words(
        "why|why?|почему|почему?|зачем|зачем?|чому|чому?|навіщо|навіщо?|dlaczego|dlaczego?|czemu|po co|po co?"
    ),
    "enough": _words(".|stop|enough|хватит|достаточно|стоп|досить|dość|wystarczy"),
    "help": _words("help|h|помощь|справка|допомога|довідка|pomoc|??"),
}
DAYS = {
    **dict.fromkeys(("today", "сегодня", "сьогодні", "dzisiaj", "dziś", "dzis"), 0),
    **dict.fromkeys(("yesterday", "вчера", "вчора", "учора", "wczoraj"), -1),
    **dict.fromkeys(("позавчера", "позавчора", "przedwczoraj", "the day before yesterday"), -2),
    **dict.fromkeys(("tomorrow", "завтра", "jutro"), 1),
}
AGO = re.compile(r"([0-9]{1,4})\s*(?:d|days?|дн\.?|день|дня|дней|дні|днів|dni|dzień|dnia)\s*(?:ago|назад|тому|temu)")
SHIFT = re.compile(r"([+\-−])\s*([0-9]{1,4})")
ISO = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{1,2})(?:[-./ ]([0-9]{4}|[0-9]{2}))?\.?")
CENTURY = 2000
HALF_A_YEAR = timedelta(days=183)
MIXED, TWO_WAYS, TO_COME = "currency.mixed", "money.two_ways", "day.to_come"
REFUSED = {"other_currency": MIXED, "amount_two_ways": TWO_WAYS}
"""What is said of a sum that was understood and cannot be taken, by what the reader of tables says of it."""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def wished(text: str) -> Wish | None:
    """What the person wants of the interview itself: to go back, to hear why, to have the ruling now."""
    word = _folded(text)
    return next((wish for wish, words in WISHES.items() if word in words), None)


def heard(text: str, question: Question, *, asof: date, currency: str) -> Told | None:
    """The answer that was typed, as a case file writes it; None where it is none.

    Raises:
        InputError: a sum in another money than the case's (`currency.mixed`), or one that may be thousands or decimals
            (`money.two_ways`), or a day still to come on which something happened (`day.to_come`).
    """
    word = _folded(text)
    if word in NOBODY_KNOWS:
        return UNKNOWN
    if question.none and question.kind != "choice" and word in THERE_WAS_NONE:
        return NONE
    if question.kind == "day":
        return True if question.none and word in YES else _happened(_iso(word, asof), question, asof)
    if question.kind == "sum":
        return _sum(word, currency)
    read = _PLAIN.get(question.kind)
    return read(word, question) if read else None


def _happened(day: str | None, question: Question, asof: date) -> str | None:
    if day is not None and not question.ahead and date.fromisoformat(day) > asof:
        raise InputError("that day is still to come", code=TO_COME)
    return day


def _picked(word: str, question: Question) -> str | None:
    if question.none and word in (THERE_WAS_NONE | {"0"}):
        return NONE
    return chosen(word, question.labels)


def _yes_or_no(word: str, _question: Question) -> bool | None:
    return True if word in YES else False if word in NO else None


def _whole(word: str, _question: Question) -> int | None:
    return int(word) if re.fullmatch(r"[0-9]{1,9}", word) else None


def chosen(text: str, labels: Sequence[Label], *, lang: Lang | None = None) -> str | None:
    """The label meant by its number (from 1), its code, or the beginning of its words; None where none or several are.

    `lang` limits the words to one language.
    """
    word = _folded(text)
    if re.fullmatch(r"[0-9]{1,3}", word):
        return labels[int(word) - 1].code if 1 <= int(word) <= len(labels) else None
    if code := next((label.code for label in labels if label.code.casefold() == word), None):
        return code
    found = [
        label.code
        for label in labels
        if word and any(_folded(says).startswith(word) for one, says in label.says.items() if lang in (None, one))
    ]
    return found[0] if len(found) == 1 else None


def _iso(word: str, asof: date) -> str | None:
    for read in (_named, _shifted, _written):
        day = read(word, asof)
        if day is not None:
            return day.isoformat() if EARLIEST <= day <= LATEST else None
    return None


def _named(word: str, asof: date) -> date | None:
    return asof + timedelta(days=DAYS[word]) if word in DAYS else None


def _shifted(word: str, asof: date) -> date | None:
    """ "-3", "+5", "3 days ago"."""
    if ago := AGO.fullmatch(word):
        return asof - timedelta(days=int(ago[1]))
    if shift := SHIFT.fullmatch(word):
        return asof + timedelta(days=int(shift[2]) * (1 if shift[1] == "+" else -1))
    return None


def _written(word: str, asof: date) -> date | None:
    """2026-03-12, 12.03.2026, 12/3/26, 12.03 (of the year that brings it nearest)."""
    if iso := ISO.fullmatch(word):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = DAY_FIRST.fullmatch(word)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    if year:
        return _day(int(year) + (CENTURY if len(year) == len("26") else 0), month, day)
    near = (_day(asof.year + shift, month, day) for shift in (0, -1, 1))
    return next((one for one in near if one and abs(one - asof) <= HALF_A_YEAR), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sum(word: str, currency: str) -> str | None:
    """The sum, read as in a table; None where there is none.

    Raises:
        InputError: it is in another money (`currency.mixed`), or may be thousands or decimals (`money.two_ways`).
    """
    try:
        found = sum_of(word, currency)
    except Wrong as wrong:
        if wrong.code in REFUSED:
            raise InputError(f"the sum {word[:40]!r}: {wrong}", code=REFUSED[wrong.code]) from None
        return None
    return None if found is None or found < 0 or found.scaleb(MINOR_DIGITS) > LARGEST_MINOR else f"{found:.2f}"


def amount(text: str, currency: str) -> str | None:
    """A sum that was typed ("14,99 zł"), as "14.99"; None where it is none, or in another money.

    Raises:
        InputError: it may be thousands or decimals (`money.two_ways`).
    """
    try:
        return _sum(_folded(text), currency)
    except InputError as error:
        if error.code == TWO_WAYS:
            raise
        return None


def _rate(word: str, _question: Question) -> str | None:
    """A share: "5 %", "0,05"."""
    found = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?)\s*(%?)", word)
    if found is None:
        return None
    rate = Decimal(found[1].replace(",", ".")) / (100 if found[2] else 1)
    return f"{rate:.4f}" if rate == round(rate, 4) else None


_PLAIN: Mapping[QuestionKind, Callable[[str, Question], Told | None]] = {
    "yes_no": _yes_or_no,
    "number": _whole,
    "rate": _rate,
    "choice": _picked,
}
