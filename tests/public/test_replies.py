"""At the door: what is drafted may go out, and what somebody spoils in it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import msgspec
import pytest

from ombud.guard.data import table
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.kernel.written import day_text, money_text
from ombud.model.case_file import Message
from ombud.model.reply import Notice, Shield
from ombud.model.ruling import Ruling
from ombud.public.books import open_book
from ombud.public.docket import DOCKET, docket
from ombud.public.replies import answer, check
from ombud.public.rulings import law_of, read_case, rule, shop_of
from ombud.reply.catalogue import open_catalogue

LETTER = "Жду этот альбом с января, потому что обещала его больной тёте в Твери."
NAMED: dict[Lang, tuple[str, ...]] = {
    "en": ("Dear Anna, thank you.", "Mrs Vetrova is right.", "We mean order F-1107.", "Call +7 921 555-01-22."),
    "ru": ("Анна, спасибо Вам.", "Анне Ветровой уже ответили.", "Речь о заказе F-1107.", "Звонили 8 (921) 555-01-22."),
    "uk": ("Анно, дякуємо.", "Пані Ветровій уже відповіли.", "Ідеться про замовлення F-1107.", "Дзвонили 79215550122."),
    "pl": ("Anno, dziękujemy.", "Pani Vetrova ma rację.", "Chodzi o zamówienie F-1107.", "Telefon: 7 921 555 01 22."),
}  # fmt: skip
QUOTED: dict[Lang, str] = {
    "en": "You write: “Жду этот альбом с января, потому что обещала его”.",
    "ru": "Вы пишете, что ждёте: обещала его больной тёте в Твери.",
    "uk": "Ви пишете: «жду этот альбом с января, потому что».",
    "pl": "Czytamy: „потому что обещала его больной тёте”.",
}
MANNERS = ("label", "counter_threat", "blame", "sarcasm")


@pytest.fixture(scope="module")
def rulings() -> dict[str, Ruling]:
    return {ruling.case: ruling for ruling in docket()}


@pytest.fixture(scope="module")
def public() -> tuple[Notice, Shield]:
    """D01b with a telephone and a private letter in its file."""
    path = DOCKET / "D01b.toml"
    file = read_case(path)
    message = Message(id="m1", at=datetime.fromisoformat("2026-02-17T10:00:00+03:00"), sender="customer", text=LETTER)
    who = msgspec.structs.replace(file.complainant, contacts=("+7 (921) 555-01-22",))
    file = msgspec.structs.replace(file, complainant=who, messages=(message,))
    book = open_book(law_of(file), shop_of(file, path), known_on=date(2026, 2, 18))
    ruling = rule(file, book, asof=date(2026, 2, 18))
    return next(one for one in ruling.notices if one.audience == "public"), ruling.shield


def test_every_reply_of_the_docket_passes_its_own_gates(rulings: dict[str, Ruling]) -> None:
    for ruling in rulings.values():
        for notice in ruling.notices:
            for lang in LANGS:
                text = answer(notice, lang=lang).text
                assert check(text, notice, ruling.shield, lang=lang) == [], text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("manner", MANNERS)
def test_no_reply_of_the_docket_may_be_made_rude(manner: str, lang: Lang, rulings: dict[str, Ruling]) -> None:
    for ruling in rulings.values():
        for notice in ruling.notices:
            spoilt = f"{answer(notice, lang=lang).text}\n\n{table('manner')[manner][lang]['stops'][0]}"
            found = {(each.gate, each.code) for each in check(spoilt, notice, ruling.shield, lang=lang)}
            assert ("manner", manner) in found, spoilt


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("case", "right", "wrong"),
    [("D04", 26399, 26400), ("D04a", 26399, 36399), ("D05", 9600, 960000), ("D03b", 7200, 720000), ("D01", 9000, 9900)],
)
def test_a_reply_with_another_sum_is_stopped(
    case: str, right: int, wrong: int, lang: Lang, rulings: dict[str, Ruling]
) -> None:
    ruling = rulings[case]
    notice, text = ruling.notices[0], answer(ruling.notices[0], lang=lang).text
    said, planted = (money_text(Money(minor, ruling.currency), lang) for minor in (right, wrong))
    spoilt = text.replace(said, planted, 1)
    assert spoilt != text
    assert "sum" in {each.code for each in check(spoilt, notice, ruling.shield, lang=lang)}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("case", "right"), [("D04b", date(2026, 6, 7)), ("D09b", date(2026, 9, 21))])
def test_a_reply_with_another_day_is_stopped(case: str, right: date, lang: Lang, rulings: dict[str, Ruling]) -> None:
    ruling = rulings[case]
    for notice in ruling.notices:
        text = answer(notice, lang=lang).text
        spoilt = text.replace(day_text(right, lang), day_text(right.replace(day=right.day + 1), lang))
        assert spoilt != text
        assert "day" in {each.code for each in check(spoilt, notice, ruling.shield, lang=lang)}


@pytest.mark.parametrize("lang", LANGS)
def test_a_public_reply_that_names_somebody_is_stopped(lang: Lang, public: tuple[Notice, Shield]) -> None:
    notice, shield = public
    text = answer(notice, lang=lang).text
    assert check(text, notice, shield, lang=lang) == []
    for planted in NAMED[lang]:
        assert "privacy" in {each.gate for each in check(f"{planted} {text}", notice, shield, lang=lang)}, planted


@pytest.mark.parametrize("lang", LANGS)
def test_a_public_reply_that_quotes_a_private_letter_is_stopped(lang: Lang, public: tuple[Notice, Shield]) -> None:
    notice, shield = public
    text = f"{answer(notice, lang=lang).text} {QUOTED[lang]}"
    assert "quotation" in {each.code for each in check(text, notice, shield, lang=lang)}


@pytest.mark.parametrize("lang", LANGS)
def test_a_private_reply_sent_in_public_is_stopped(lang: Lang, rulings: dict[str, Ruling]) -> None:
    ruling = rulings["D01b"]
    private, public = ruling.notices
    found = check(answer(private, lang=lang).text, public, ruling.shield, lang=lang)
    assert {"commitment", "privacy"} <= {each.gate for each in found}


def test_a_note_to_the_shop_may_name_what_it_asks_and_nothing_else_that_the_law_forbids(
    rulings: dict[str, Ruling],
) -> None:
    ruling = rulings["D13"]
    text = f"{answer(ruling.notices[0], lang='en').text} We will refund you once you delete the review."
    found = check(text, ruling.notices[0], ruling.shield, lang="en")
    assert "condition_redress_on_review" in {each.code for each in found}
    letter = replace(ruling.notices[0], outcome="not_confirmed")
    assert "deduct_for_conduct" in {each.code for each in check(text, letter, ruling.shield, lang="en")}


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_that_no_rule_of_the_book_answers_is_put_to_a_person(lang: Lang) -> None:
    path = DOCKET / "D13.toml"
    file = msgspec.structs.replace(read_case(path), question="other")
    ruling = rule(file, open_book(law_of(file), shop_of(file, path), known_on=file.opened_on), asof=file.opened_on)
    assert ruling.answer is None
    asked, answered = answer(ruling.notices[0], lang=lang).text.split("\n\n")
    assert asked == open_catalogue(lang).say("note.question.other")
    assert answered == open_catalogue(lang).say("note.open")
    assert check(f"{asked}\n\n{answered}", ruling.notices[0], ruling.shield, lang=lang) == []
