from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.kernel.written import SIGNS, day_text, money_text, number_text

LOCALES: dict[Lang, str] = {"en": "en_GB", "ru": "ru", "uk": "uk", "pl": "pl"}
OWN = {("ru", "PLN"), ("uk", "PLN"), ("uk", "RUB"), ("pl", "RUB"), ("en", "PLN"), ("en", "RUB"), ("en", "USD"),
       ("uk", "GBP"), ("uk", "EUR"), ("uk", "USD"), ("pl", "GBP"), ("ru", "UAH"), ("uk", "UAH")}  # fmt: skip
"""Signs that shops write and CLDR does not."""


@pytest.mark.parametrize("lang", LANGS)
@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_days_are_written_as_cldr_writes_them(lang: Lang, day: date) -> None:
    assert day_text(day, lang).replace("\xa0", " ") == format_date(day, "d MMMM", locale=LOCALES[lang])
    assert day_text(day, lang, year=True).replace("\xa0", " ") == format_date(day, "d MMMM y", locale=LOCALES[lang])


@pytest.mark.parametrize("lang", LANGS)
@given(minor=st.integers(-99_999_999, 99_999_999))
def test_numbers_are_grouped_and_pointed_as_cldr_does_it(lang: Lang, minor: int) -> None:
    shape = "#,##0.00" if minor % 100 else "#,##0"
    assert number_text(minor, lang) == format_decimal(Money(minor, "EUR").decimal, shape, locale=LOCALES[lang])


@pytest.mark.parametrize("lang", LANGS)
def test_signs_stand_where_cldr_puts_them_or_are_listed_as_our_own(lang: Lang) -> None:
    for currency in SIGNS[lang]:
        money = Money(126_399, currency)
        if (lang, currency) not in OWN:
            assert money_text(money, lang) == format_currency(money.decimal, currency, locale=LOCALES[lang])


@pytest.mark.parametrize(
    ("minor", "currency", "lang", "text"),
    [
        (9000, "RUB", "en", "90\xa0₽"),
        (9000, "RUB", "ru", "90\xa0₽"),
        (26399, "PLN", "ru", "263,99\xa0zł"),
        (26399, "PLN", "pl", "263,99\xa0zł"),
        (1250, "GBP", "en", "£12.50"),
        (110700, "RUB", "ru", "1\xa0107\xa0₽"),
        (480000, "UAH", "uk", "4\xa0800\xa0грн"),
        (5, "GBP", "en", "£0.05"),
        (-5, "GBP", "en", "-£0.05"),
        (9000, "KZT", "pl", "90\xa0KZT"),
    ],
)
def test_sums_read_as_a_shop_writes_them(minor: int, currency: str, lang: Lang, text: str) -> None:
    assert money_text(Money(minor, currency), lang) == text
