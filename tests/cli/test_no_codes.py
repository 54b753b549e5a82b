"""What a person reads has words, no codes: no rule's id, no fact's name, no label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ombud.cli.app import app
from ombud.cli.view.case import show_ruling
from ombud.cli.view.gist import show_gists
from ombud.cli.view.interview import show_verdict
from ombud.cli.view.page import Page
from ombud.cli.words import Tongue
from ombud.facts import read_case_text
from ombud.intake.columns import columns
from ombud.kernel.lang import LANGS, Lang
from ombud.model.ruling import Ruling
from ombud.public.docket import docket, docket_files
from ombud.public.interview import label_words
from ombud.public.rulings import open_book, rule

CODE = re.compile(r"(?<![\w/\"-])[a-z][a-z0-9]*(?:[._][a-z0-9]+)+\b")
"""A rule's id (`ua8.repair_cost`), a fact's or a clause's name (`free_delivery`)."""
PLACE = re.compile(r"\b[a-z_]+\[\d+\](\.[a-z_]+(\[\d+\])?)*( @[\d:]+)?")
"""Where in the case file a record stands: `orders[0].promises[0]`."""
WIDE = 400

SPARSE = """
version = 1
id = "S"
currency = "{currency}"
opened_on = 2026-05-26
asof = 2026-06-01
[complainant]
residence = "{country}"
[[allegations]]
reason = "{reason}"
"""
REASONS = ("not_received", "late", "defective", "changed_mind", "undisclosed_fee", "empty_parcel", "wrong_price")


def ruled(country: str, currency: str, reason: str) -> Ruling:
    """A case of which nothing is known but what it is about."""
    text = SPARSE.format(country=country, currency=currency, reason=reason)
    book = open_book(country, None, known_on=date(2026, 6, 1))
    return rule(read_case_text(text.encode(), "s.toml", "toml"), book, asof=date(2026, 6, 1))


@pytest.fixture(scope="module")
def rulings() -> list[Ruling]:
    countries = (("PL", "PLN"), ("UA", "UAH"), ("RU", "RUB"), ("UK", "GBP"))
    sparse = [ruled(country, money, reason) for country, money in countries for reason in REASONS]
    return [*docket(), *sparse]


def screens(ruling: Ruling, lang: Lang) -> Iterator[str]:
    views: tuple[Callable[[Page], None], ...] = (
        lambda page: show_ruling(page, ruling),
        lambda page: show_verdict(page, ruling, ""),
        lambda page: show_gists(page, [ruling]),
    )
    for view in views if ruling.kind == "complaint" else views[:1]:
        out = StringIO()
        page = Page(Tongue(lang), out)
        page.console.width = WIDE
        view(page)
        yield PLACE.sub("", out.getvalue())


@pytest.mark.parametrize("lang", LANGS)
def test_no_code_stands_on_the_screen_of_a_ruling_an_interview_or_a_list(lang: Lang, rulings: list[Ruling]) -> None:
    for ruling in rulings:
        for text in screens(replace(ruling, case="", title=""), lang):
            assert CODE.findall(text) == [], ruling.case


@pytest.mark.parametrize("lang", ["ru", "uk", "pl"])
def test_no_label_stands_on_the_screen_by_its_code(lang: Lang, rulings: list[Ruling]) -> None:
    codes = {code for fact in label_words().values() for code in fact}
    own = {words["en"] for fact in label_words().values() for words in fact.values()} | {"premium", "none"}
    for ruling in rulings:
        for text in screens(replace(ruling, case="", title="", replies=()), lang):
            said = set(re.findall(r"(?<=: )[a-z_]+(?= →|;)", text))
            assert said & (codes - own) == set(), ruling.case


KEYS = frozenset(columns())
"""The keys of columns, which are there to be typed behind --column."""


@pytest.mark.parametrize("lang", LANGS)
def test_no_code_stands_in_a_sweep_but_the_keys_of_columns(lang: Lang, tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text(
        "order,order date,promised,total,delivered,paid,invoice\n1,2026-05-01,2026-05-10,90.00,,90.00,2026-05-02\n"
        "2,2026-05-31,,x,2026-02-31,,2026-05-02\n3,2026-05-20,2026-05-28,50.00,,,2026-05-02\n",
        encoding="utf-8",
    )
    given = ["sweep", str(table), "--yes", "--currency", "EUR", "--country", "pl", "--asof", "2026-06-01"]
    shown = CliRunner().invoke(app, [*given, "--lang", lang], env={"COLUMNS": "110"}).output
    shown = shown.replace(table.name, "")
    assert "02-31" in shown
    assert set(CODE.findall(shown)) <= KEYS


@pytest.mark.parametrize("lang", LANGS)
def test_no_code_stands_in_a_queue_or_a_comparison_of_stances(lang: Lang) -> None:
    files = [str(path) for path in docket_files()[:8]]
    for given in (["queue", *files], ["rule", "--stances", *files[:2]]):
        shown = CliRunner().invoke(app, [*given, "--lang", lang]).output
        assert shown.strip()
        assert CODE.findall(shown) == []
