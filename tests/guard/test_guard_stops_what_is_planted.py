from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from time import process_time

import pytest

from ombud.guard import build_shield, check
from ombud.guard.data import table
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange
from ombud.model.reply import Act, Notice
from ombud.reply import compose

DUE = date(2026, 3, 12)
NOTICE = Notice(
    "private",
    "pl",
    "formal",
    "right",
    "not_received",
    {"en": "Kram"},
    {"en": "Kram support"},
    answer_on=date(2026, 3, 20),
    acts=(Act("refund_without_return", Money(26399, "PLN"), DUE),),
)
PUBLIC = replace(NOTICE, audience="public")
SHIELD = build_shield(
    ["Анна Петрова", "Олена Коваль", "Anna Kowalska", "Piotr Nowak", "+48 601 234 567", "anna@example.org", "K-118",
     "ul. Długa 5/3, Gdańsk"],
    [
        "I have been waiting for this camera since my mother fell ill in February.",
        "Я жду эту камеру с февраля, когда заболела моя мама.",
        "Я чекаю на цю камеру з лютого, коли захворіла моя мама.",
        "Czekam na ten aparat od lutego, kiedy zachorowała moja mama.",
    ],
)  # fmt: skip
SUMS: dict[Lang, tuple[str, ...]] = {
    "en": ("we will refund 263.98 zł", "you will get 300 zł back", "a refund of PLN 1,263.99", "£263.99 comes back",
           "we will refund 500 at once", "five hundred zloty are yours", "we will refund 5k zł"),
    "ru": ("вернём 263,98 zł", "Вам вернутся 300 злотых", "возврат 1 263,99 zł", "263,99 ₽ придут на карту",
           "вернём 500 сразу", "выплатим пятьсот злотых", "вернём 5 тыс. злотых", "вернём 5тыс zł"),
    "uk": ("повернемо 263,98 zł", "Вам повернуться 300 злотих", "повернення 1 263,99 zł", "263,99 грн надійдуть",
           "повернемо 500 одразу", "виплатимо п’ятсот злотих", "повернемо 5 тис. злотих"),
    "pl": ("zwrócimy 263,98 zł", "wróci 300 złotych", "zwrot 1 263,99 zł", "263,99 EUR trafi na kartę",
           "zwrócimy 500 od razu", "wypłacimy pięćset złotych", "zwrócimy 5 tys. zł", "zwrócimy 263 zł 98 gr"),
}  # fmt: skip
PERCENTS: dict[Lang, tuple[str, ...]] = {
    "en": ("with 10% on top", "ten per cent more"),
    "ru": ("и 10 % сверху", "и десять процентов сверху"),
    "uk": ("і 10 % зверху", "і десять відсотків зверху"),
    "pl": ("i 10% więcej", "i dziesięć procent więcej"),
}
DAYS: dict[Lang, tuple[str, ...]] = {
    "en": ("by 13 March", "by March 13th", "by 12 April", "by 12 March 2027", "on 13.03.2026", "by Monday", "tomorrow",
           "within 10 days", "in three working days", "by the 14th"),
    "ru": ("до 13 марта", "до 12 апреля", "12 марта 2027", "13.03.2026", "до понедельника", "завтра",
           "в течение 10 дней", "через три рабочих дня", "до 14-го", "до 14 числа"),
    "uk": ("до 13 березня", "до 12 квітня", "12 березня 2027", "13.03.2026", "до понеділка", "завтра",
           "протягом 10 днів", "за три робочі дні", "до 14-го"),
    "pl": ("do 13 marca", "do 12 kwietnia", "12 marca 2027", "13.03.2026", "do poniedziałku", "jutro", "w ciągu 10 dni",
           "za trzy dni", "do 14-go"),
}  # fmt: skip
ACTS: dict[Lang, tuple[str, ...]] = {
    "en": ("We will replace the camera.", "We will send you a voucher.", "We'll repair it.", "We will compensate you.",
           "You will get a discount.", "We will dismiss her.", "We will send you a present.", "We will lend you one."),
    "ru": ("Заменим камеру.", "Пришлём Вам купон.", "Отремонтируем её.", "Компенсируем всё.", "Дадим Вам скидку.",
           "Мы её уволим.", "Отправим Вам подарок.", "Доставим заказ ещё раз."),
    "uk": ("Замінимо камеру.", "Надішлемо Вам купон.", "Відремонтуємо її.", "Компенсуємо все.", "Дамо Вам знижку.",
           "Ми її звільнимо.", "Надішлемо Вам подарунок.", "Доставимо замовлення ще раз."),
    "pl": ("Wymienimy aparat.", "Wyślemy kupon.", "Naprawimy aparat.", "Zrekompensujemy wszystko.", "Damy rabat.",
           "Zwolnimy tę osobę.", "Wyślemy upominek.", "Dostarczymy zamówienie ponownie."),
}  # fmt: skip
PRIVATE: dict[Lang, tuple[str, ...]] = {
    "en": ("Dear Anna", "Mrs Kowalska is right", "Piotr's parcel", "call 601234567", "call +48 601-234-567",
           "write to anna@example.org", "order K-118", "order no. 48213", "ul. Długa 5", "card 4111 1111 1111 1111",
           "you have been waiting since my mother fell ill in february", "parcel RR473124829PL"),
    "ru": ("Уважаемая Анна", "Анне Петровой отправили", "с Анной говорили", "звонили по 601 234 567",
           "+48 (601) 234-567", "заказ № 48213", "заказ K-118", "Aнна права",
           "написали на anna@example.org", "госпожа Anna, Вы правы",
           "Вы пишете: «когда заболела моя мама, с февраля», а ещё: жду эту камеру с февраля, когда"),
    "uk": ("Шановна Олено", "з Оленою Коваль говорили", "Олені надіслали", "телефонували на 601 234 567",
           "замовлення № 48213", "замовлення K-118", "писали на anna@example.org",
           "Ви пишете: «чекаю на цю камеру з лютого»"),
    "pl": ("Szanowna Pani Anno", "Pani Kowalskiej wysłaliśmy", "z Piotrem Nowakiem", "Panu Nowakowi",
           "dzwoniliśmy pod 601 234 567", "zamówienie nr 48213", "zamówienie K-118", "ul. Długa 5/3",
           "pisze Pani: „czekam na ten aparat od lutego”"),
}  # fmt: skip
FRAMES: dict[Lang, tuple[str, ...]] = {
    "en": ("You are right. {}. Thank you.", "We looked into it: {}."),
    "ru": ("Вы правы. {}. Спасибо.", "Мы проверили: {}."),
    "uk": ("Ви маєте рацію. {}. Дякуємо.", "Ми перевірили: {}."),
    "pl": ("Ma Pani rację. {}. Dziękujemy.", "Sprawdziliśmy: {}."),
}


def framed(planted: dict[Lang, tuple[str, ...]]) -> list[tuple[Lang, str, str]]:
    return [(lang, frame, text) for lang in LANGS for frame, text in product(FRAMES[lang], planted[lang])]


def codes(text: str, notice: Notice, lang: Lang) -> dict[str, str]:
    return {each.code: each.found for each in check(text, notice, SHIELD, lang=lang)}


@pytest.mark.parametrize(("lang", "frame", "text"), framed(SUMS))
def test_a_sum_that_was_not_approved_is_stopped(lang: Lang, frame: str, text: str) -> None:
    assert "sum" in codes(frame.format(text), NOTICE, lang)


@pytest.mark.parametrize(("lang", "frame", "text"), framed(PERCENTS))
def test_a_percentage_is_stopped(lang: Lang, frame: str, text: str) -> None:
    assert "percent" in codes(frame.format(text), NOTICE, lang)


@pytest.mark.parametrize(("lang", "frame", "text"), framed(DAYS))
def test_a_day_that_was_not_approved_is_stopped(lang: Lang, frame: str, text: str) -> None:
    assert {"day", "length"} & set(codes(frame.format(text), NOTICE, lang))


@pytest.mark.parametrize(("lang", "frame", "text"), framed(ACTS))
def test_an_act_that_was_not_approved_is_stopped(lang: Lang, frame: str, text: str) -> None:
    assert {"act", "dismissal"} & set(codes(frame.format(text), NOTICE, lang))


@pytest.mark.parametrize(("lang", "frame", "text"), framed(PRIVATE))
def test_what_is_private_does_not_go_public(lang: Lang, frame: str, text: str) -> None:
    kinds = {each.gate for each in check(frame.format(text), PUBLIC, SHIELD, lang=lang)}
    assert "privacy" in kinds


@pytest.mark.parametrize("gate", ["manner", "law"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_label_a_threat_or_an_unlawful_offer_inside_a_good_reply_is_stopped(lang: Lang, gate: str) -> None:
    good = compose(NOTICE, lang=lang).text
    for kind, by_lang in table(gate).items():
        for planted in by_lang[lang]["stops"]:
            assert (gate, kind) in {(o.gate, o.code) for o in check(f"{good}\n\n{planted}", NOTICE, SHIELD, lang=lang)}


@pytest.mark.parametrize("lang", LANGS)
def test_the_span_is_where_the_words_stand(lang: Lang) -> None:
    text = compose(NOTICE, lang=lang).text + "\n\n" + FRAMES[lang][0].format(SUMS[lang][0])
    for each in check(text, NOTICE, SHIELD, lang=lang):
        assert text[each.start : each.end] == each.found
        assert set(each.because) == set(LANGS)


def test_invisible_and_look_alike_letters_hide_nothing() -> None:
    assert "label" in codes("Вы тр\u00adолль.", NOTICE, "ru")
    assert "label" in codes("Вы трoлль.", NOTICE, "ru")
    assert "identifier" in codes("Ан\u200bна права.", PUBLIC, "ru")


def test_a_text_in_another_script_than_its_language_says_is_read_all_the_same() -> None:
    assert "label" in codes("Вы тролль, и мы Вас узнали.", NOTICE, "en")


def test_a_sum_within_an_approved_range_passes_and_one_below_it_is_stopped() -> None:
    notice = replace(NOTICE, acts=(Act("penalty_by_statute", MoneyRange(2400, None, "RUB"), on_demand=True),))
    assert "sum" not in codes("Мы выплатим Вам 36 ₽ за опоздание.", notice, "ru")
    assert "sum" in codes("Мы выплатим Вам 12 ₽ за опоздание.", notice, "ru")


def test_a_sum_that_is_open_from_nothing_approves_none() -> None:
    notice = replace(NOTICE, acts=(Act("loss_compensation", MoneyRange(0, None, "RUB"), on_demand=True),))
    assert "sum" in codes("Мы возместим Вам 5 000 ₽ убытков.", notice, "ru")
    assert not codes("Мы возместим и другие убытки, если Вы их подтвердите.", notice, "ru")


def test_a_refusal_is_not_a_promise() -> None:
    assert not codes("Вернуть деньги мы не можем, поэтому не заменим и не отремонтируем.", NOTICE, "ru")
    assert not codes("We are not able to replace it, and we will not replace it.", NOTICE, "en")


def test_names_are_stopped_in_public_only() -> None:
    assert not codes("Здравствуйте, Анна! Мы вернём Вам 263,99 zł до 12 марта.", NOTICE, "ru")


def test_ordinary_words_that_look_like_names_pass() -> None:
    shield = build_shield(["Will Smith", "Надежда Белова", "Роман"], [])
    text = "We will do this, and we hope for the best."
    assert not check(text, PUBLIC, shield, lang="en")
    assert not check("Мы с надеждой ждём ответа, белый цвет и роман в подарок не путаем.", PUBLIC, shield, lang="ru")


def test_a_lawful_refusal_of_future_sales_passes_when_the_notice_says_so() -> None:
    text = "Please do not order from us again."
    assert "refuse_future_sales" in codes(text, NOTICE, "en")
    assert not codes(text, replace(NOTICE, values={"permitted": "refuse_future_sales"}), "en")


def test_a_long_hostile_text_is_read_in_good_time() -> None:
    text = "вернём 1 2 3 4 5 6 7 8 9 деньги " * 1500 + "aaaaaaaaaa@" * 500
    assert check(text, PUBLIC, SHIELD, lang="ru")


@pytest.mark.parametrize(
    "text", ["двести " * 4000, "one two three " * 2000, "a" * 20000, "10-" * 4000, "a. b. " * 4000]
)
def test_a_text_of_nothing_but_numbers_or_one_word_is_read_in_good_time(text: str) -> None:
    start = process_time()
    check(text, PUBLIC, SHIELD, lang="ru")
    assert process_time() - start < 5


SAID = replace(
    NOTICE,
    lang="en",
    acts=(),
    answer_on=None,
    because={"en": "You ordered on 12 March 2026, and the law gives 14 days from then."},
)


@pytest.mark.parametrize(
    "promise", ["by 2 March 2026", "by 12 March 2027", "on 2 March", "by Friday", "by Monday", "within 4 days"]
)
def test_a_day_is_not_approved_because_the_reason_names_another_that_looks_like_it(promise: str) -> None:
    assert [found.code for found in check(f"We shall write to you {promise}.", SAID, SHIELD)] in (["day"], ["length"])


@pytest.mark.parametrize("told", ["on 12 March 2026", "on 12 March", "on 12.03.2026", "the 14 days"])
def test_a_day_that_the_reason_names_may_be_told_again(told: str) -> None:
    assert check(f"This has been so {told}.", SAID, SHIELD) == []


def test_sums_without_end_are_held_against_each_other_in_good_time() -> None:
    start = process_time()
    check("5 руб " * 20_000, replace(PUBLIC, lang="ru"), SHIELD)
    assert process_time() - start < 15
