"""Sums as people type them for the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger import items as ledger_items
from ombud.ledger import open_chain, post
from ombud.model.item import OpenItem
from ombud.public.settling import typed_sum
from tests.ledger.make import booking
from tests.ledger.test_settling import posted

PLN = Money(1_260, "PLN")


@pytest.mark.parametrize(
    "text", ["12.60 PLN", "12,60 zł", "12.60", "12,6", "12.60pln", "PLN 12.60", "zł 12,60", " 12,60 zl "]
)
def test_a_sum_is_read_as_people_write_it(tmp_path: Path, text: str) -> None:
    assert typed_sum(posted(tmp_path), "pay", "D04", text) == PLN


def test_thousands_stand_apart_and_an_empty_sum_is_none(tmp_path: Path) -> None:
    path = posted(tmp_path)
    assert typed_sum(path, "pay", "D04", "1 234,50 ₽") == Money(123_450, "RUB")
    assert typed_sum(path, "pay", "D04", "£1,234.50") == Money(123_450, "GBP")
    assert typed_sum(path, "pay", "D04", "500,- zł") == Money(50_000, "PLN")
    assert typed_sum(path, "pay", "D04", "1 500-00 руб.") == Money(150_000, "RUB")
    assert typed_sum(path, "pay", "D04", "5 тыс. руб.") == Money(500_000, "RUB")
    assert typed_sum(path, "pay", "D04", "  ") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("zł", "holds no sum"),
        ("-5 PLN", "above zero"),
        ("−5", "above zero"),
        ("0", "above zero"),
        ("12.605 PLN", "thousands and as decimals"),
        ("12.6055 PLN", "more than two decimal places"),
        ("1e3 PLN", "holds no sum"),
        ("5 ducats", "no currency that is known"),
        ("1 234 50 PLN", "is not a sum"),
        ("12 34 PLN", "is not a sum"),
        ("5 %", "no currency that is known"),
        ("99999999999 PLN", "too large"),
    ],
)
def test_what_is_no_sum_is_refused_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says) as caught:
        typed_sum(posted(tmp_path), "pay", "D04", text)
    assert caught.value.hint


def test_without_a_currency_the_open_item_must_tell_it(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    chain = post(open_chain(path), booking(500, case="C1"), booking(500, case="C1", currency="PLN"))
    assert chain.sequence == 2
    with pytest.raises(LedgerError, match="open sums in PLN and RUB"):
        typed_sum(path, "pay", "C1", "5")
    with pytest.raises(LedgerError, match="nothing is open to receive"):
        typed_sum(path, "receive", "C1", "5")


def test_a_sum_in_another_currency_names_what_is_open() -> None:
    one = [OpenItem("C1", "liability:customer", Money(500, "PLN"), date(2026, 1, 1))]
    with pytest.raises(LedgerError, match=r"5\.00 PLN is open for C1, and nothing in RUB"):
        ledger_items.settling("pay", "C1", one, amount=Money(100, "RUB"))
