"""Before the promised day nobody is late: the letter says when the order comes, as a shopkeeper would."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ombud.book.record import Book
from ombud.facts import read_case_text
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.kernel.written import day_text, money_text
from ombud.model.reply import Ask, Notice
from ombud.public.replies import answer
from ombud.public.rulings import open_book, rule
from ombud.reply import compose

CASE = """
version = 1
id = "E"
currency = "RUB"
opened_on = 2026-05-06
asof = 2026-05-06
refunds = []
shipments = []
tracking = []
{demands}
[complainant]
residence = "{country}"
[[allegations]]
reason = "{reason}"
{wants}
[[orders]]
id = "1"
placed_on = 2026-05-04
{order}
[[orders.promises]]
id = "p"
by = "offer"
kind = "delivery_day"
day = 2026-05-20
[[payments]]
id = "1"
amount = "2400.00"
on = 2026-05-04
"""
DEMAND = """[[demands]]
id = "1"
sent_on = 2026-05-06
received_on = 2026-05-06
kind = "refund"
written = true
"""
PAID = Money(240_000, "RUB")
TODAY, DUE = date(2026, 5, 6), date(2026, 5, 20)
CAPITAL = re.compile(r": (?!Ви\b|Вы\b|Вам\b|Państw)[A-ZА-ЯЁІЇЄҐŁŚŻĆŹÓ][a-zа-яёіїєґ]")
"""A capital after a colon; a quotation has its own, and so have the polite pronouns."""


def letter(country: str, reason: str, lang: Lang, *, demanded: bool, wants: str = "", order: str = "") -> str:
    asked = "" if demanded else "demands = []"
    case = CASE.format(country=country, reason=reason, demands=asked, wants=wants, order=order)
    case += DEMAND if demanded else ""
    book = open_book(country, None, known_on=TODAY)
    return answer(rule(read_case_text(case.encode(), "e.toml", "toml"), book, asof=TODAY).notices[0], lang=lang).text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reason", ["late", "not_received"])
@pytest.mark.parametrize("country", ["RU", "UA", "PL", "UK"])
def test_who_asks_before_the_day_is_told_the_day_and_not_that_it_was_missed(
    country: str, reason: str, lang: Lang
) -> None:
    text = letter(country, reason, lang, demanded=False)
    assert day_text(DUE, lang) in text
    missed = {"en": "did not come", "ru": "не пришёл", "uk": "не надійшло", "pl": "nie dotarła"}
    assert missed[lang] not in text


@pytest.mark.parametrize("lang", LANGS)
def test_who_calls_the_order_off_before_the_day_gets_the_money_and_is_not_told_off(lang: Lang) -> None:
    text = letter("RU", "late", lang, demanded=True)
    assert day_text(date(2026, 5, 16), lang) in text
    refused = {"en": "no delay", "ru": "опоздания нет", "uk": "запізнення немає", "pl": "opóźnienia nie"}
    assert refused[lang] not in text


ASKED = {"en": "money", "ru": "деньг", "uk": "грош", "pl": "zwrot pieniędzy"}
ASK_FIRST = {"en": "If you ask for it", "ru": "По Вашей просьбе", "uk": "На Ваше прохання", "pl": "Na życzenie"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reason", ["late", "not_received"])
@pytest.mark.parametrize("country", ["RU", "UA", "PL", "UK"])
def test_who_would_like_the_money_before_the_day_is_told_how_to_have_it(country: str, reason: str, lang: Lang) -> None:
    text = letter(country, reason, lang, demanded=False, wants='wants = ["refund"]')
    assert day_text(DUE, lang) in text
    assert ASK_FIRST[lang] not in text
    said = next(part for part in text.split("\n\n") if ASKED[lang] in part or money_text(PAID, lang) in part)
    waits = next(part for part in text.split("\n\n") if day_text(DUE, lang) in part)
    assert text.index(waits) < text.index(said)


@pytest.mark.parametrize("lang", LANGS)
def test_who_has_no_right_to_call_the_order_off_is_not_promised_the_money(lang: Lang) -> None:
    text = letter("UK", "late", lang, demanded=False, wants='wants = ["refund"]', order='channel = "shop"')
    promised = {"en": "then goes back", "ru": "к Вам вернётся", "uk": "до Вас повернеться", "pl": "do Państwa wróci"}
    assert promised[lang] not in text


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book("UA", None, known_on=TODAY)


@pytest.mark.parametrize("lang", LANGS)
def test_no_question_to_the_reader_begins_with_a_capital_behind_a_colon(lang: Lang, book: Book) -> None:
    for fact in book.program.declared.facts.values():
        asks = (Ask(fact.name, "customer", None, fact.ask, fact.evidence),) if fact.ask else ()
        notice = Notice("private", lang, "formal", "checking", "late", {}, {}, asks=asks)
        assert CAPITAL.search(compose(notice).text) is None, fact.name
