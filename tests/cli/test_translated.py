"""Nothing stands on the screen in English that is not a name, a code, an article or the case's own words."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest

from ombud.cli.view.case import show_ruling
from ombud.cli.view.page import Page
from ombud.cli.words import Tongue, catalogue
from ombud.kernel.lang import Lang
from ombud.model.ruling import Ruling
from ombud.public.docket import docket, docket_files
from ombud.public.rulings import read_case

CODES = re.compile(
    r"[a-z_0-9]+(\[\d+\])?(\.[a-z_0-9]+(\[\d+\])?)+"  # a pointer: orders[0].promises[0]
    r"|[a-z_]+\[\d+\]"
    r"|\b[a-z0-9]+(_[a-z0-9]+)+"  # a clause, a rule
    r"|\b(asset|income|expense|liability):[a-z-]+"  # an account
    r"|(?<== )\w+"  # what a parameter would be set to
    r"|\bombud \S+|\b[0-9a-f]{12}\b"
    r"|\bM-c\d\b|\bquestions\b"  # a like case, a clause
    r"|\bcomplaint\b|\bcomplainant\b|\bhistory\b|\brefunds\b"  # sections of the case file
    r"|\b[A-Z]{2,}(\+[A-Z]{2,})?\b( [A-Z][A-Za-z-]*[\d. -]*)*"  # a law, an article, a currency
)
STOP = frozenset(("the", "and", "is", "of", "not", "has", "claim", "lost", "ask", "with", "from"))


@pytest.fixture(scope="module")
def rulings() -> list[Ruling]:
    return list(docket())


def _screen(ruling: Ruling, lang: Lang) -> str:
    out = StringIO()
    page = Page(Tongue(lang), out)
    page.console.width = 2000  # a code that is broken at the end of a line is none
    show_ruling(page, replace(ruling, case="", title="", replies=()))
    return out.getvalue()


def _own_words(ruling: Ruling) -> set[str]:
    """The case file's own words: names of carriers, of people, of orders."""
    path = next(one for one in docket_files() if read_case(one).id == ruling.case)
    return set(re.findall(r"[A-Za-z]+", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_no_latin_word_stands_on_a_cyrillic_screen(lang: Lang, rulings: list[Ruling]) -> None:
    for ruling in rulings:
        text = CODES.sub("", _screen(ruling, lang))
        left = set(re.findall(r"[A-Za-z][A-Za-z'-]{2,}", text)) - _own_words(ruling)
        assert left == set(), (ruling.case, left)


def test_no_english_word_stands_on_a_polish_screen(rulings: list[Ruling]) -> None:
    for ruling in rulings:
        text = CODES.sub("", _screen(ruling, "pl"))
        left = set(re.findall(r"[a-z]+", text)) & STOP
        assert left == set(), (ruling.case, left)


def test_the_shop_is_called_by_its_name_in_the_language_of_the_screen(rulings: list[Ruling]) -> None:
    ruling = next(one for one in rulings if one.shop == "Folio")
    assert "«Фолио»" in _screen(ruling, "ru") or "Фолио" in _screen(ruling, "ru")


def test_every_code_that_a_posting_may_be_for_has_a_name() -> None:
    assert {"carrier_claim", "supplier_claim", "resale"} <= set(catalogue()["posting"])
