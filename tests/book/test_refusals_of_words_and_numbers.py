"""Numbers have their days and sources; texts have their languages and tell no house numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ombud.book.checking import Problem
from tests.book.conftest import FOUR, Desk

Only = Callable[..., Problem]
LAW = "law/ru/delivery.toml"
PROMISE = "folio/promise.toml"
HOUSE = "folio/house.toml"


def test_two_values_from_one_day_are_refused(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, '"1000.00" }', '"1000.00" }, { since = 2026-01-01, is = "1500.00" }')
    only("dates.overlap", PROMISE, "values =")


def test_values_stand_in_the_order_of_their_days(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, '"1000.00" }', '"1000.00" }, { since = 2025-01-01, is = "1500.00" }')
    only("dates.order", PROMISE, "values =")


def test_clause_versions_cannot_overlap(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, "since = 2026-01-01\ntext", "since = 2026-01-01\nuntil = 2026-06-30\ntext")
    desk.swap(
        PROMISE,
        "[[clause.free_delivery.amendment]]",
        "[[clause.free_delivery.version]]\nsince = 2026-06-30\n"
        'text = { en = "x", ru = "y" }\n[[clause.free_delivery.amendment]]',
    )
    only("dates.overlap", PROMISE, "since = 2026-06-30")


def test_a_clause_version_cannot_end_before_it_begins(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, "since = 2026-01-01\ntext", "since = 2026-01-01\nuntil = 2025-06-30\ntext")
    only("dates.order", PROMISE, "until")


def test_law_speaks_all_four_languages(desk: Desk, only: Only) -> None:
    desk.swap(LAW, f"because = {FOUR}", 'because = { en = "a", ru = "b" }')
    assert only("words.missing", LAW, "because").says == "the words lack uk, pl"


def test_a_shop_speaks_its_own_languages(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, ', ru = "яснее"', "")
    only("words.missing", PROMISE, "because")


def test_a_law_number_says_how_sure_it_is(desk: Desk, only: Only) -> None:
    desk.swap(LAW, ', conf = "W"', "")
    only("law.no_mark", LAW, "values")


@pytest.mark.parametrize("mark", ["T", "S", "W", "C"])
def test_a_law_number_has_a_source(desk: Desk, only: Only, mark: str) -> None:
    desk.swap(LAW, 'conf = "W", source = "ru231a"', f'conf = "{mark}"')
    only("law.no_source", LAW, "values")


@pytest.mark.parametrize("mark", ["K", "P"])
def test_what_is_only_known_may_lack_a_source(desk: Desk, mark: str) -> None:
    desk.swap(LAW, 'conf = "W", source = "ru231a"', f'conf = "{mark}"')
    assert desk.check() == []


def test_a_source_must_be_known_to_the_pack(desk: Desk, only: Only) -> None:
    desk.swap(LAW, 'source = "ru231a"', 'source = "ru231"')
    assert "ru231a" in only("law.unknown_source", LAW, "values").hint


def test_a_placeholder_that_nothing_fills_is_refused(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, "free from {free_delivery_from}", "free from {free_delivery_form}")
    assert "free_delivery_from" in only("words.placeholder", PROMISE, "free_delivery_form").hint


def test_a_public_text_cannot_name_a_house_number(desk: Desk, only: Only) -> None:
    desk.swap(
        PROMISE, "free from {free_delivery_from}", "free from {free_delivery_from}, give or take {near_miss_tolerance}"
    )
    only("words.house_number", PROMISE, "near_miss_tolerance")


def test_a_public_text_cannot_name_a_house_number_through_a_value(desk: Desk, only: Only) -> None:
    desk.add(HOUSE, '[value.really_from]\nis = "free_delivery_from - near_miss_tolerance"\n')
    desk.swap(PROMISE, "free from {free_delivery_from}", "free from {really_from}")
    assert "through 'really_from'" in only("words.house_number", PROMISE, "really_from").says


@pytest.mark.parametrize("written", ["12.34", "12,34"])
def test_a_public_text_cannot_write_a_house_number_out(desk: Desk, only: Only, written: str) -> None:
    desk.swap(HOUSE, "you were close", f"you were within {written} roubles")
    only("words.house_number", HOUSE, "you were within")


@pytest.mark.parametrize(
    "written",
    [
        *("10 ₽", "10\u00a0₽", "10 руб.", "10руб", "10 рублей", "10 zł", "10zł", "10,00", "10.00", "10,00 zł"),
        *("10 грн", "₽10", "£10", "10 RUB", "RUB10", "10р", "10 р."),
    ],
)
@pytest.mark.parametrize("place", ["because", "clause"])
def test_a_tolerance_is_told_by_no_way_of_writing_a_sum(desk: Desk, only: Only, written: str, place: str) -> None:
    desk.swap(HOUSE, 'is = "12.34"', 'is = "10.00"')
    if place == "because":
        desk.swap(HOUSE, "you were close", f"you were short by {written} only")
        only("words.house_number", HOUSE, "you were short")
    else:
        desk.swap(PROMISE, "free from {free_delivery_from}", f"free from {{free_delivery_from}} ({written})")
        only("words.house_number", PROMISE, "free from")


@pytest.mark.parametrize(
    ("sum_", "written"),
    [
        *(
            ("50.00", text)
            for text in ("fifty roubles", "пятьдесят рублей", "п’ятдесят гривень", "pięćdziesiąt złotych")
        ),
        *(("50.00", text) for text in ("пятидесяти рублей", "пʼятдесятьма гривнями", "pięćdziesięcioma złotymi")),
        *(("50.00", text) for text in ("5000 копеек", "5000 копійок", "5000 groszy", "50r.", "50r", "полсотни рублей")),
        *(
            ("3000.00", text)
            for text in ("3 тыс. ₽", "3 тис. грн", "3 tys. zł", "3k RUB", "3к руб.", "три тысячи рублей")
        ),
        *(
            ("250.00", text)
            for text in ("two hundred and fifty pounds", "двести пятьдесят руб.", "dwieście pięćdziesiąt zł")
        ),
    ],
)
def test_a_sum_of_the_house_is_told_in_words_and_in_other_units_too(
    desk: Desk, only: Only, sum_: str, written: str
) -> None:
    desk.swap(HOUSE, 'is = "12.34"', f'is = "{sum_}"')
    desk.swap(HOUSE, "you were close", f"you were short by {written} only")
    assert written in only("words.house_number", HOUSE, "you were short").says


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        *(("rate", '"0.15"', text) for text in ("fifteen per cent", "пятнадцать процентов", "п'ятнадцять відсотків")),
        *(("rate", '"0.05"', text) for text in ("pięć procent", "five percent", "5 %", "5 процентов", "5 procent")),
        *(("int", "30", text) for text in ("thirty days", "тридцать дней", "тридцяти днів", "trzydziestu dni")),
        *(("int", "21", text) for text in ("twenty-one days", "двадцати одного дня", "dwadzieścia jeden dni")),
    ],
)
def test_shares_and_days_of_the_house_are_told_in_words_too(
    desk: Desk, only: Only, kind: str, value: str, written: str
) -> None:
    means = "means = { en = 'x', ru = 'x' }"
    desk.add(HOUSE, f"[param.inner]\ntype = '{kind}'\nis = {value}\nvisibility = 'house'\n{means}\n")
    desk.swap(HOUSE, "you were close", f"it may come to {written} here")
    assert written in only("words.house_number", HOUSE, "it may come").says


@pytest.mark.parametrize(
    "written",
    [
        *(
            "fifty days",
            "пятьдесят минут",
            "50 days",
            "51 roubles",
            "пятьдесят один рубль",
            "four hundred and fifty pounds",
        ),
        *(
            "5000 gramów",
            "50 %",
            "pięćdziesiąt procent",
            "50 tys. zł",
            "в 2026 году",
            "two of them",
            "a fifty-fifty chance",
        ),
    ],
)
def test_other_numbers_and_units_are_no_sum_of_the_house(desk: Desk, written: str) -> None:
    desk.swap(HOUSE, 'is = "12.34"', 'is = "50.00"')
    desk.swap(HOUSE, "you were close", f"it may be {written} here")
    assert desk.check() == []


def test_a_polish_year_is_no_sum_in_roubles(desk: Desk) -> None:
    desk.swap(HOUSE, 'is = "12.34"', 'is = "2026.00"')
    desk.swap(HOUSE, "you were close", "from 2026r. and 2026 r. on")
    assert desk.check() == []


def test_a_public_number_of_days_does_not_make_the_same_sum_public(desk: Desk, only: Only) -> None:
    desk.swap(HOUSE, 'is = "12.34"', 'is = "10.00"')
    days = 'type = "int"\nis = 10\nvisibility = "public"\n'
    desk.add(PROMISE, f"[param.days_to_choose]\n{days}means = {{ en = 'days', ru = 'дни' }}\n")
    desk.swap(HOUSE, "you were close", "10 days, and you were 10 ₽ short")
    assert "10 ₽" in only("words.house_number", HOUSE, "10 days").says


def test_years_dates_and_public_numbers_are_no_house_numbers(desk: Desk) -> None:
    desk.add(
        HOUSE,
        """
        [param.year_like]
        type = "money"
        is = "2026.00"
        [param.month_like]
        type = "int"
        is = 12
        [param.shared]
        type = "money"
        is = "1000.00"
        [param.small]
        type = "int"
        is = 3
        """,
    )
    desk.swap(PROMISE, "Delivery is free from", "Since 2026, dated 12.03.2026 and 2026-12-01, 3 ways, 1000.00:")
    assert desk.check() == []
