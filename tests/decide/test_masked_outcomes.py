"""Unknown facts that cannot be explored: every completion lies within what the ruling says is possible."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from ombud.model.entitlement import MoneyRange
from ombud.model.ruling import AllegationRuling, Possibility
from ombud.public.books import Book, open_book
from tests.decide.disputes import ASOF, by_hand, case, only, ruled

SUM = "prepaid_goods + prepaid_delivery > 100.00"
SHOP = """
name = { en = "Test", ru = "Тест", uk = "Тест", pl = "Test" }
country = "PL"
currency = "PLN"
languages = ["en", "ru", "uk", "pl"]
answers = { en = "Test", ru = "Тест", uk = "Тест", pl = "Test" }
"""
WORDS = 'because = { en = "So.", ru = "Так.", uk = "Так.", pl = "Tak." }'


def _table(name: str, answers: str, *rules: tuple[str, str], hit: str = "first", level: str = "") -> str:
    head = f'[table.{name}]\nanswers = "{answers}"\nhit = "{hit}"\nreasons = ["threshold_near_miss"]\n'
    head += f'level = "{level}"\n' if level else ""
    lines = (
        f'[[table.{name}.rule]]\nid = "r{i}"\nwhen = "{when}"\nthen = {then}\n{WORDS}\n'
        for i, (when, then) in enumerate(rules)
    )
    return head + "".join(lines)


RIGHT = _table("finding_t", "finding", ("TRUE", '{ finding = "substantiated" }'))
OURS = _table("fault_t", "fault", ("TRUE", "{ shop = 1 }"))
APOLOGY, CREDIT = '{ remedy = "apology" }', '{ remedy = "store_credit", amount = "5.00" }'
BOOKS = {
    "the first of two promises": _table("owed_t", "owed", (SUM, APOLOGY), ("TRUE", CREDIT), level="promise"),
    "a promise or nothing": _table("owed_t", "owed", (SUM, CREDIT), level="promise"),
    "a certain promise and perhaps an individual one": _table("owed_t", "owed", ("TRUE", CREDIT), level="promise")
    + _table("owed_i", "owed", (SUM, CREDIT.replace("5.00", "9.00")), level="individual_promise"),
    "a certain promise and perhaps a better sum": _table(
        "owed_t", "owed", ("TRUE", CREDIT), (SUM, CREDIT.replace("5.00", "9.00")), hit="collect", level="promise"
    ),
}


def _book(tmp_path: Path, owed: str) -> Book:
    (tmp_path / "shop.toml").write_text(SHOP, "utf-8")
    (tmp_path / "promise.toml").write_text(RIGHT + OURS + owed, "utf-8")
    return open_book("generic", tmp_path, known_on=ASOF)


def _ruled(book: Book, goods: str, delivery: str) -> tuple[AllegationRuling, str | None]:
    told = by_hand(("prepaid_goods", goods), ("prepaid_delivery", delivery))
    ruling = ruled(case(allegations=[{"reason": "threshold_near_miss"}], answers=told), book=book)
    return only(ruling), ruling.headline


def _covers(open_: Possibility, full: Possibility) -> bool:
    same = open_.finding == full.finding and open_.fault == full.fault
    return same and set(open_.remedies) <= set(full.remedies) <= {*open_.remedies, *open_.open}


@pytest.mark.parametrize("owed", BOOKS.values(), ids=BOOKS)
def test_every_completion_lies_within_a_reported_outcome(owed: str, tmp_path: Path) -> None:
    book = _book(tmp_path, owed)
    masked, headline = _ruled(book, "unknown", "unknown")
    for goods, delivery in product(("0.00", "60.00"), repeat=2):
        full, said = _ruled(book, goods, delivery)
        (outcome,) = full.outcomes
        assert full.decided
        assert any(_covers(one, outcome) for one in masked.outcomes)
        if masked.decided:
            assert masked.entitlement.basis == full.entitlement.basis
        assert headline in ("cannot_tell_yet", said)


def test_a_sum_that_may_be_more_is_open_above(tmp_path: Path) -> None:
    book = _book(tmp_path, BOOKS["a certain promise and perhaps a better sum"])
    masked, _ = _ruled(book, "unknown", "unknown")
    assert masked.entitlement.redress[0].amount == MoneyRange(500, 900, "PLN")
