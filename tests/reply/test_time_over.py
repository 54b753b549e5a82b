"""When the time for claims by law is over, the letter says so kindly, with the article and what can still be done."""

from __future__ import annotations

from datetime import date

import pytest

from ombud.facts import read_case_text
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.written import day_text
from ombud.model.ruling import Ruling
from ombud.public.replies import answer, check
from ombud.public.rulings import open_book, rule

CASE = """
version = 1
id = "T"
currency = "PLN"
opened_on = {told}
asof = {asof}
refunds = []
[complainant]
residence = "{country}"
[[allegations]]
reason = "{reason}"
[[orders]]
id = "K-1"
placed_on = 2026-05-20
[[orders.lines]]
id = "1"
title = "Lampa"
unit = "500.00"
[[payments]]
id = "p1"
on = 2026-05-20
amount = "500.00"
[[tracking]]
on = 2026-06-01
status = "delivered"
[complaint]
received_on = {told}
channel = "email"
[[inspections]]
on = {told}
by = "shop"
finds = true
serious = true
cause = "manufacture"
[[demands]]
kind = "refund"
received_on = {told}
written = true
"""
LAST, OVER, MUCH_LATER = date(2028, 6, 1), date(2028, 6, 2), date(2030, 1, 10)
PACKS = {"PL": "PL", "DE": "EU"}
RIGHT = {"en": "You are right", "ru": "Вы правы", "uk": "Ви маєте рацію", "pl": "Mają Państwo rację"}
GUARANTEE = {"en": "guarantee", "ru": "гарантию", "uk": "гарантію", "pl": "gwarancji"}
FAULTS = ("damaged", "defective", "wrong_item", "missing_parts", "not_as_described", "counterfeit")


def ruled(country: str, told: date, reason: str = "defective", asof: date | None = None) -> Ruling:
    asof = asof or told
    text = CASE.format(country=country, told=told, reason=reason, asof=asof)
    book = open_book(PACKS[country], None, known_on=asof)
    return rule(read_case_text(text.encode(), "t.toml", "toml"), book, asof=asof)


@pytest.mark.parametrize("reason", FAULTS)
@pytest.mark.parametrize("country", PACKS)
def test_a_fault_that_shows_when_the_time_is_over_is_no_longer_the_shops(country: str, reason: str) -> None:
    assert ruled(country, LAST, reason).headline == "customer_right"
    late = ruled(country, OVER, reason)
    assert (late.headline, late.allegations[0].finding.verdict) == ("shop_right", "substantiated")
    assert late.allegations[0].entitlement.redress == ()


@pytest.mark.parametrize("country", PACKS)
def test_a_fault_told_of_in_time_may_be_ruled_on_later(country: str) -> None:
    assert ruled(country, LAST, asof=MUCH_LATER).headline == "customer_right"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("country", PACKS)
def test_the_letter_names_the_last_day_the_article_and_what_can_be_done(country: str, lang: Lang) -> None:
    for told in (OVER, MUCH_LATER):
        ruling = ruled(country, told)
        text = answer(ruling.notices[0], lang=lang).text
        assert RIGHT[lang] not in text
        assert day_text(LAST, lang, year=told.year > LAST.year) in text
        assert GUARANTEE[lang] in text
        assert ("2019/771" if country == "DE" else "43a") in text
        assert check(text, ruling.notices[0], ruling.shield) == []
