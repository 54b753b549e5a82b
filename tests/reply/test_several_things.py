"""A letter about two lines of an order says of which thing each sentence speaks."""

from __future__ import annotations

from datetime import date

import pytest

from ombud.facts import read_case_text
from ombud.kernel.lang import LANGS, Lang
from ombud.model.ruling import Ruling
from ombud.public.replies import answer
from ombud.public.rulings import open_book, rule

CASE = """
version = 1
id = "T"
currency = "PLN"
opened_on = 2026-04-20
asof = 2026-04-21
refunds = []
[complainant]
residence = "PL"
[[allegations]]
reason = "wrong_item"
line = "1"
[[allegations]]
reason = "{second}"
line = "{line}"
[[orders]]
id = "K-1"
placed_on = 2026-04-13
[[orders.lines]]
id = "1"
title = "Lampa"
unit = "129.00"
[[orders.lines]]
id = "2"
title = "Dzbanek"
unit = "100.00"
[[payments]]
id = "p1"
on = 2026-04-13
amount = "229.00"
[[shipments]]
id = "s1"
carrier = "post"
handed_over_on = 2026-04-14
[[tracking]]
on = 2026-04-17
status = "delivered"
[[inspections]]
on = 2026-04-20
by = "shop"
finds = true
serious = false
cause = "selection"
"""


def ruled(line: str, second: str = "damaged") -> Ruling:
    text = CASE.format(line=line, second=second)
    book = open_book("PL", None, known_on=date(2026, 4, 21))
    return rule(read_case_text(text.encode(), "t.toml", "toml"), book, asof=date(2026, 4, 21))


@pytest.mark.parametrize("lang", LANGS)
def test_each_sentence_about_one_of_two_things_names_it(lang: Lang) -> None:
    text = answer(ruled("2").notices[0], lang=lang).text
    understood, verdict = text.split("\n\n")[1:3]
    for paragraph in (understood, verdict):
        assert paragraph.count("Lampa") == paragraph.count("Dzbanek") == 1, paragraph
    offers = [line for line in text.splitlines() if line.startswith("•")]
    assert ["Lampa" in line for line in offers] == ["129" in line for line in offers] == [True, False]
    assert ["Dzbanek" in line for line in offers] == ["100" in line for line in offers] == [False, True]


@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_about_one_thing_does_not_name_it(lang: Lang) -> None:
    text = answer(ruled("1").notices[0], lang=lang).text
    assert "Lampa" not in text
    assert "Dzbanek" not in text


def test_the_screen_names_the_thing_of_each_allegation() -> None:
    assert [one.thing for one in ruled("2").allegations] == ["Lampa", "Dzbanek"]
    assert [one.thing for one in ruled("1").allegations] == ["", ""]
