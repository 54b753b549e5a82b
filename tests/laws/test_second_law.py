"""Where the offer chooses another law than the consumer's: the better of both a remedy, and nothing lowered."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import example, given, settings

from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.decide import decide
from ombud.kernel.errors import BookError
from ombud.model.entitlement import Redress
from tests import drawn
from tests.laws.disputes import KNOWN_ON, SHOPS, book, case_file, disputes, least
from tests.laws.oracle import Dispute, Event

PAIRS = (("PL", "RU"), ("UK", "RU"), ("RU", "PL"), ("UA", "PL"), ("EU", "UK"))


def folder(law: str) -> Path:
    """A demo shop whose offer chooses a law."""
    place = Path(mkdtemp()) / "shop"
    shutil.copytree(SHOPS / "lektor", place)
    file = place / "shop.toml"
    file.write_text(f'chosen_law = "{law}"\n{file.read_text("utf-8")}', "utf-8")
    return place


@cache
def chosen(residence: str, law: str) -> Book:
    """The law of a residence, and the law that the offer chooses."""
    return open_book(residence, folder(law), known_on=KNOWN_ON)


def owed(case: Dispute, law: Book) -> dict[str, Redress]:
    """What is certainly owed, by remedy."""
    (one,) = decide(case_file(case, reason="late"), law, asof=case.asof).allegations
    return {line.remedy: line for line in one.entitlement.redress if line.certain}


@pytest.mark.parametrize(("residence", "law"), PAIRS)
@settings(max_examples=drawn.examples(25))
@given(case=disputes())
def test_each_remedy_is_the_better_of_both_laws(residence: str, law: str, case: Dispute) -> None:
    here = replace(case, residence=residence, withdrawn_on=None)
    own, other = owed(here, book(residence, "lektor")), owed(here, book(law, "lektor"))
    both = owed(here, chosen(residence, law))
    assert own.keys() <= both.keys()
    for remedy, line in both.items():
        assert least(line.amount) == max(least(one[remedy].amount) for one in (own, other) if remedy in one)


NO_DAY_AGREED = Dispute(
    residence="PL",
    placed_on=date(2024, 1, 25),
    asof=date(2024, 2, 21),
    goods=0,
    delivery=1,
    events=(Event(date(2024, 1, 25)),),
    denies=True,
    hand_over_proof=False,
)
"""Polish law has a term where no day was agreed; Russian law leaves it open, and that is no reason to know less."""


@settings(max_examples=drawn.examples(25))
@given(case=disputes("PL"))
@example(case=NO_DAY_AGREED)
def test_truth_and_fault_stay_those_of_the_consumers_own_law(case: Dispute) -> None:
    one, two = (decide(case_file(case), law, asof=case.asof) for law in (book("PL", "lektor"), chosen("PL", "RU")))
    assert one.headline is not None
    assert [each.finding for each in one.allegations] == [each.finding for each in two.allegations]
    assert [each.fault.shares for each in one.allegations] == [each.fault.shares for each in two.allegations]
    assert one.clocks == two.clocks


def test_what_only_the_chosen_law_gives_is_to_be_verified() -> None:
    both = chosen("PL", "RU")
    assert both.laws == "PL+RU"
    added = [table for name, table in both.declarations.tables.items() if name.startswith("ru__")]
    assert added
    assert {rule.confidence for table in added for rule in table.rules} <= {"K", "C"}


def test_an_offer_that_chooses_the_consumers_own_law_changes_nothing() -> None:
    same = chosen("RU", "RU")
    assert same.laws == "RU"
    assert same.declarations.tables.keys() == book("RU", "lektor").declarations.tables.keys()


def test_an_offer_that_chooses_no_known_law_is_refused_at_its_line() -> None:
    with pytest.raises(BookError, match="no law pack") as refused:
        chosen("PL", "XX")
    assert refused.value.at.key == "chosen_law"
