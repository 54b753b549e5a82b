"""A refusal says what it rests on: when the goods came, until when the right ran, and what stays open."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from ombud.kernel.lang import LANGS
from ombud.model.case_file import Answer
from ombud.public.docket import docket_files
from ombud.public.replies import answer
from ombud.public.rulings import law_of, open_book, read_case, rule, shop_of

DAYS = {
    "en": ("7 September", "14 September", "15 September"),
    "ru": ("7 сентября", "14 сентября", "15 сентября"),
    "uk": ("7 вересня", "14 вересня", "15 вересня"),
    "pl": ("7 września", "14 września", "15 września"),
}
OPEN = {"en": "faulty", "ru": "недостаток", "uk": "недолік", "pl": "wadliwy"}


def _letter(case: str, lang: str, **changed: object) -> str:
    path = next(one for one in docket_files() if one.stem == case)
    file = msgspec.structs.replace(read_case(path), **changed)
    asof = file.asof or file.opened_on
    book = open_book(law_of(file), shop_of(file, path), known_on=asof)
    notice = next(one for one in rule(file, book, asof=asof).notices if one.audience == "private")
    return answer(notice, lang=lang).text.replace("\N{NO-BREAK SPACE}", " ")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
def test_a_return_that_came_too_late_is_refused_with_its_days_and_with_what_stays_open(lang: str) -> None:
    letter = _letter("D19-day8", lang)
    assert all(day in letter for day in DAYS[lang])
    assert OPEN[lang] in letter


@pytest.mark.parametrize(
    ("residence", "last"), [("RU", "14 September"), ("PL", "21 September"), ("UK", "21 September")]
)
def test_the_last_day_is_that_of_the_country(residence: str, last: str) -> None:
    path = next(one for one in docket_files() if one.stem == "D19-day8")
    who = msgspec.structs.replace(read_case(path).complainant, residence=residence)
    late = date(2026, 10, 15)
    demands = tuple(
        msgspec.structs.replace(one, sent_on=late, received_on=late) for one in read_case(path).demands or ()
    )
    letter = _letter(
        "D19-day8", "en", complainant=who, book="", demands=demands, complaint=None, returns=None, asof=late
    )
    assert last in letter


@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_names_no_day_that_nobody_knows(lang: str) -> None:
    letter = _letter("D19-day8", lang, answers=(Answer(fact="last_piece_on", value="unknown"),))
    assert not re.search(r"[{}]|None", letter)
