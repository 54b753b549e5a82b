"""A letter about two lines of an order says of which thing each sentence speaks."""

from __future__ import annotations

from datetime import date

import pytest

from ombud.facts import read_case_text
from ombud.kernel.lang import LANGS, Lang
from ombud.model.ruling import Ruling
from ombud.public.replies import answer, check
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


PROMISED = """placed_on = 2026-04-13
[[orders.promises]]
id = "p"
by = "offer"
kind = "delivery_day"
day = 2026-04-15"""


def turned(case: str) -> str:
    """The same case, its two allegations the other way round."""
    head, one, two = case.split("[[allegations]]\n")
    two, rest = two.split("[[orders]]", 1)
    return f"{head}[[allegations]]\n{two}[[allegations]]\n{one}[[orders]]{rest}"


def ruled(line: str, second: str = "damaged", *, case: str = CASE) -> Ruling:
    text = case.format(line=line, second=second)
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


ALONE = CASE.replace(
    """[[orders.lines]]
id = "2"
title = "Dzbanek"
unit = "100.00"
""",
    "",
)
ABOUT_NOTHING = CASE.replace('line = "{line}"', "").replace("placed_on = 2026-04-13", PROMISED)
LATE = {"en": "promised day", "ru": "обещанный день", "uk": "обіцян", "pl": "w obiecanym terminie"}
SORRY_LATE = {"en": "keep to the day", "ru": "со сроком", "uk": "з терміном", "pl": "termin"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_about_the_only_thing_ordered_does_not_name_it(lang: Lang) -> None:
    assert "Lampa" not in answer(ruled("1", case=ALONE).notices[0], lang=lang).text


@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_about_one_of_two_things_ordered_names_that_one_alone(lang: Lang) -> None:
    text = answer(ruled("1").notices[0], lang=lang).text
    assert "Lampa" in text
    assert "Dzbanek" not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("first", ["thing", "delay"])
def test_a_delay_beside_a_damaged_thing_is_answered_too(lang: Lang, first: str) -> None:
    case = ABOUT_NOTHING if first == "thing" else turned(ABOUT_NOTHING)
    ruling = ruled("", "late", case=case)
    text = answer(ruling.notices[0], lang=lang).text
    understood, verdict = text.split("\n\n")[1:3]
    assert LATE[lang] in understood
    assert SORRY_LATE[lang] in verdict
    assert understood.count("Lampa") == verdict.count("Lampa") == 1
    assert check(text, ruling.notices[0], ruling.shield) == []


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_clear_is_said_while_the_rest_is_found_out(lang: Lang) -> None:
    open_still = ABOUT_NOTHING.replace(
        """[[tracking]]
on = 2026-04-17
status = "delivered"
""",
        "",
    ).replace("asof = 2026-04-21", "asof = 2026-04-21\nmessages = []")
    ruling = ruled("", "staff_conduct", case=open_still)
    text = answer(ruling.notices[0], lang=lang).text
    assert ruling.notices[0].outcome in ("checking", "right", "in_part")
    assert len(text.split("\n\n")[1].splitlines()) > 1
    assert check(text, ruling.notices[0], ruling.shield) == []


def test_the_screen_names_the_thing_of_each_allegation() -> None:
    assert [one.thing for one in ruled("2").allegations] == ["Lampa", "Dzbanek"]
    assert [one.thing for one in ruled("1", case=ALONE).allegations] == ["", ""]
