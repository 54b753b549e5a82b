"""Wordings that the guard's authors did not think of, and letters that shopkeepers really write."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ombud.guard import build_shield, check
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.model.reply import Act, Notice
from tests.guard.drafts import SHIELD

READ = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8"))
REFUND = Act("refund_without_return", Money(26399, "PLN"), date(2026, 3, 12))
PRIVATE = Notice(
    "private", "pl", "formal", "right", "not_received", {"en": "Kram"}, {"en": "Kram support"},
    answer_on=date(2026, 3, 20), acts=(REFUND,),
)  # fmt: skip
PUBLIC = replace(PRIVATE, audience="public")
CODES = {
    "sum": {"sum", "percent"},
    "percent": {"sum", "percent"},
    "day": {"day", "length"},
    "act": {"act", "dismissal"},
}
GATES = {"name": {"privacy"}, "label": {"manner", "law"}, "threat": {"manner", "law"}}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", [*CODES, *GATES])
def test_what_nobody_approved_does_not_pass_in_any_wording(kind: str, lang: Lang) -> None:
    passed = []
    for text in READ["planted"][lang][kind]:
        found = check(text, PUBLIC if kind == "name" else PRIVATE, SHIELD, lang=lang)
        if not any(each.code in CODES.get(kind, ()) or each.gate in GATES.get(kind, ()) for each in found):
            passed.append(text)
    assert passed == []


@pytest.mark.parametrize("lang", LANGS)
def test_what_shopkeepers_write_every_day_is_not_stopped(lang: Lang) -> None:
    stopped = [
        (each.gate, each.code, each.found, text)
        for text in READ["clean"][lang]
        for each in check(text, PRIVATE, SHIELD, lang=lang)
    ]
    assert stopped == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "You can keep the camera."),
        ("ru", "Камеру можете оставить себе."),
        ("uk", "Камеру можете залишити собі."),
        ("pl", "Aparat można zatrzymać."),
    ],
)
def test_goods_that_are_to_come_back_are_not_given_away(lang: Lang, text: str) -> None:
    comes_back = replace(PRIVATE, acts=(replace(REFUND, remedy="refund_with_return"),))
    assert "act" in {each.code for each in check(text, comes_back, SHIELD, lang=lang)}
    assert check(text, PRIVATE, SHIELD, lang=lang) == []


def test_a_day_in_words_passes_when_it_is_the_approved_one() -> None:
    texts: dict[Lang, str] = {
        "en": "We refund two hundred and sixty-three zloty by the twelfth of March.",
        "ru": "Вернём двести шестьдесят три злотых до двенадцатого марта.",
        "uk": "Повернемо двісті шістдесят три злоті до дванадцятого березня 2026 р.",
        "pl": "Zwrócimy dwieście sześćdziesiąt trzy złote do dwunastego marca, 12 III 2026.",
    }
    notice = replace(PRIVATE, acts=(replace(REFUND, amount=Money(26300, "PLN")),))
    for lang, text in texts.items():
        assert check(text, notice, SHIELD, lang=lang) == [], text


def test_a_word_that_is_a_name_too_is_let_go_in_small_letters() -> None:
    shield = build_shield(["Надежда Белова", "Will Frank", "Московский проспект, 12"], [])
    text = "С надеждой ждём белых ночей; наш московский склад уже ищет посылку."
    assert check(text, PUBLIC, shield, lang="ru") == []
    assert check("To be frank, we will find it.", PUBLIC, shield, lang="en") == []
    assert check("P. S. Всё в порядке.", PUBLIC, build_shield(["Павел Сидоров"], []), lang="ru") == []
    assert check("П. С. Всё знает.", PUBLIC, build_shield(["Павел Сидоров"], []), lang="ru")


CREDIT_TOO = replace(PRIVATE, acts=(REFUND, Act("coupon", Money(3000, "PLN"), goodwill=True)))


@pytest.mark.parametrize(
    ("lang", "sure", "turned"),
    [
        ("en", "We will add 30 zł to your shop balance.", "We will refund 263.99 zł to your shop balance."),
        ("ru", "Зачислим 30 zł бонусами.", "Вернём 263,99 zł бонусами."),
        ("uk", "Зарахуємо 30 zł бонусами.", "Повернемо 263,99 zł бонусами."),
        ("pl", "Przyznamy 30 zł w formie bonu.", "Zwrócimy 263,99 zł w formie bonu."),
    ],
)
def test_an_approved_present_of_credit_does_not_turn_the_refund_into_credit(lang: Lang, sure: str, turned: str) -> None:
    assert check(sure, CREDIT_TOO, SHIELD, lang=lang) == []
    assert "act" in {each.code for each in check(turned, CREDIT_TOO, SHIELD, lang=lang)}


def test_a_stranger_is_named_in_no_letter_unless_the_ruling_names_them() -> None:
    text = "Посылку забрал Ваш сосед Иванов Пётр."
    assert [each.code for each in check(text, PRIVATE, SHIELD, lang="ru")] == ["stranger"]
    assert check(text, replace(PRIVATE, values={"signed_by": "Иванов Пётр"}), SHIELD, lang="ru") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We will ship your order on 15 May."),
        ("ru", "Деньги будут у Вас 15 мая."),
        ("ru", "Ответим с 10 до 20 дней."),
        ("uk", "Гроші надійдуть від 15 травня."),
        ("pl", "Wyślemy od 15 maja."),
    ],
)
def test_a_day_that_is_promised_is_no_day_that_is_told(lang: Lang, text: str) -> None:
    assert {"day", "length"} & {each.code for each in check(text, PRIVATE, SHIELD, lang=lang)}
