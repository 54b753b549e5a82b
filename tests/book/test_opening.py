from __future__ import annotations

import os
from datetime import date

import pytest

from ombud.book.marks import mark, to_be_verified
from ombud.kernel.errors import BookError
from tests.book.conftest import FILES, FOUR, Desk


def test_a_lawful_book_has_no_problems(desk: Desk) -> None:
    assert [str(p) for p in desk.check()] == []
    assert desk.check(shop=False) == []


def test_a_book_knows_its_law_its_shop_and_its_tables(desk: Desk) -> None:
    book = desk.open()
    assert book.jurisdiction == "RU"
    assert [pack.code for pack in book.packs] == ["RU", "common"]
    assert book.shop is not None
    assert book.shop.currency == "RUB"
    assert [table.name for table in book.tables_for("owed")] == ["ru231"]
    assert [table.name for table in book.tables_for("goodwill")] == ["near_miss"]
    assert book.bodies[0].url == "https://example.org/body"
    assert book.declarations.holidays == {date(2026, 1, 1)}


def test_law_alone_is_a_book(desk: Desk) -> None:
    book = desk.open(shop=False)
    assert book.shop is None
    assert book.tables_for("goodwill") == ()


def test_a_clause_speaks_with_the_numbers_of_its_day(desk: Desk) -> None:
    desk.swap("folio/promise.toml", '"1000.00" }', '"1000.00" }, { since = 2026-03-01, is = "1500.00" }')
    book = desk.open()
    assert book.clause_text("free_delivery", date(2026, 2, 28), "en") == "Delivery is free from 1 000.00."
    assert book.clause_text("free_delivery", date(2026, 3, 1), "ru") == "Доставка бесплатна от 1 500.00."
    with pytest.raises(BookError, match="not in force on 2025-12-31"):
        book.clause_text("free_delivery", date(2025, 12, 31), "en")


def test_a_clause_takes_the_texts_of_facts_from_its_reader(desk: Desk) -> None:
    desk.swap("folio/promise.toml", "Delivery is free from {free_delivery_from}.", "It comes by {due_on}.")
    book = desk.open()
    assert book.clause_text("free_delivery", date(2026, 2, 1), "en", {"due_on": "1 March"}) == "It comes by 1 March."
    with pytest.raises(BookError, match="nothing fills"):
        book.clause_text("free_delivery", date(2026, 2, 1), "en")


def test_a_rule_is_as_sure_as_its_weakest_number(desk: Desk) -> None:
    dated = '{ since = 2007-12-21, is = "0.0050", conf = "T", source = "ru231a" }'
    weak = '{ since = 2026-01-01, is = "0.0060", conf = "K" }'
    desk.write("law/ru/delivery.toml", FILES["law/ru/delivery.toml"].replace(
        '{ since = 2007-12-21, is = "0.0050", conf = "W", source = "ru231a" }', f"{dated}, {weak}"
    ))  # fmt: skip
    book = desk.open()
    rule = book.tables_for("owed")[0].rules[0]
    assert mark(book, rule) == "K"
    assert mark(book, rule, {"due_on": date(2020, 1, 1)}) == "T"
    assert not to_be_verified(book, rule, {"due_on": date(2020, 1, 1)})
    assert to_be_verified(book, rule, {"due_on": date(2026, 1, 1)})


def test_a_countrys_branches_come_before_those_it_extends(desk: Desk) -> None:
    desk.add("law/ru/delivery.toml", '[[burden.delivered.rule]]\nwhen = "parcels > 1"\nis = "TRUE"\n')
    assert [b.when for b in desk.open().declarations.burdens["delivered"].branches] == ["parcels > 1", "TRUE"]
    assert desk.check() == []


def test_a_country_overrides_a_rule_of_what_it_extends(desk: Desk) -> None:
    desk.add(
        "law/common/evidence.toml",
        f"""
        [table.floor]
        answers = "owed"
        level = "statute"
        hit = "collect"
        [[table.floor.rule]]
        id = "refund"
        when = "NOT delivered"
        then = {{ remedy = "refund_without_return", amount = {{ expr = "prepaid" }} }}
        because = {FOUR}
        """,
    )
    assert "floor" in desk.open().program.tables
    desk.swap("law/ru/delivery.toml", 'cites = "RU ZoZPP 23.1"', 'overrides = "common.floor.refund"')
    assert desk.check() == []
    assert "floor" not in desk.open().program.tables


def test_the_digest_is_of_the_content_alone(desk: Desk) -> None:
    digest = desk.open().digest
    text = FILES["law/ru/delivery.toml"]
    head, table = text.split("[table.ru231]")
    desk.write("law/ru/delivery.toml", "# a comment\n" + head.replace('type = "rate"', "type   =   'rate'"))
    desk.write("law/ru/a_table.toml", "[table.ru231]" + table)
    assert desk.open().digest == digest


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts.toml", "cost = 2", "cost = 3"),
        ("law/ru/holidays.toml", "2026-01-01", "2026-01-02"),
        ("law/ru/delivery.toml", "0.0050", "0.0051"),
        ("law/common/evidence.toml", "FALSE", "TRUE"),
        ("folio/promise.toml", "1000.00", "1000.01"),
        ("folio/house.toml", "12.34", "12.35"),
        ("folio/economics.toml", "0.35", "0.36"),
        ("folio/shop.toml", "readers", "lovers"),
    ],
)
def test_any_change_of_content_changes_the_digest(desk: Desk, name: str, old: str, new: str) -> None:
    digest = desk.open().digest
    desk.swap(name, old, new)
    assert desk.open().digest != digest


def test_opening_a_broken_book_names_the_first_fault_and_counts_the_rest(desk: Desk) -> None:
    desk.swap("folio/house.toml", 'hit = "first"', 'hitt = "first"')
    with pytest.raises(BookError) as caught:
        desk.open()
    assert caught.value.at.line == desk.line("folio/house.toml", "hitt")
    assert "did you mean 'hit'?" in caught.value.hint
    assert "1 more" in caught.value.hint


def test_a_file_that_changed_is_read_anew_even_if_neither_its_size_nor_its_hour_did(desk: Desk) -> None:
    file = desk.folder / "folio" / "promise.toml"
    asked, told = file.stat(), [desk.open().digest]
    for old, new in (('"1000.00"', '"1500.00"'), ('"1500.00"', '"1000.00"')):
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        os.utime(file, ns=(asked.st_atime_ns, asked.st_mtime_ns))
        told.append(desk.open().digest)
    assert told[0] != told[1]
    assert told[0] == told[2]


def test_a_fault_of_the_catalogue_is_told_each_time_that_a_book_is_opened(desk: Desk) -> None:
    desk.open()
    desk.swap("facts.toml", 'type = "money"', 'type = "gold"')
    for _ in range(2):
        with pytest.raises(BookError, match="gold"):
            desk.open()
