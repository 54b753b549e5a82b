from __future__ import annotations

from datetime import date

from ombud.book.showing import describe
from tests.book.conftest import Desk


def test_a_book_is_shown_in_the_readers_language(desk: Desk) -> None:
    shown = describe(desk.open(), "ru", day=date(2026, 2, 1))
    assert (shown.jurisdiction, shown.shop) == ("RU", "Фолио")
    assert [pack.name for pack in shown.packs] == ["Россия", "Общее"]
    (clause,) = shown.clauses
    assert clause.text == "Доставка бесплатна от 1 000.00."
    assert clause.purpose == "меньше мелких заказов"


def test_a_number_is_shown_with_its_source_and_mark(desk: Desk) -> None:
    shown = describe(desk.open(), "en")
    rate = next(param for param in shown.params if param.name == "ru231_rate")
    (value,) = rate.values
    assert (value.since, value.value, value.mark, value.source) == ("2007-12-21", "0.0050", "W", "the statute")
    assert value.to_be_verified


def test_a_rule_is_shown_with_the_mark_of_what_it_rests_on(desk: Desk) -> None:
    shown = describe(desk.open(), "en")
    rule = next(table for table in shown.tables if table.name == "ru231").rules[0]
    assert rule.when == "(prepaid > 0 AND late_end > due_on)"
    assert rule.then.startswith("amount = accrue(")
    assert (rule.mark, rule.to_be_verified) == ("W", True)


def test_a_pending_number_is_shown_and_never_used(desk: Desk) -> None:
    desk.swap("law/ru/delivery.toml", 'conf = "W", source = "ru231a" }', 'conf = "W", source = "ru231a" }, '
              '{ since = "pending", is = "0.0100", conf = "K" }')  # fmt: skip
    book = desk.open()
    rate = next(param for param in describe(book, "en").params if param.name == "ru231_rate")
    assert [value.since for value in rate.values] == ["2007-12-21", "pending"]
    dated = book.param("ru231_rate")
    assert dated is not None
    assert str(dated.value) == "0.0050"


def test_a_clause_out_of_force_is_shown_empty(desk: Desk) -> None:
    assert describe(desk.open(), "en", day=date(2020, 1, 1)).clauses[0].text == ""


def test_a_number_the_law_leaves_open_is_shown_so(desk: Desk) -> None:
    desk.swap("law/ru/delivery.toml", 'is = "0.0050"', "unsettled = true")
    rate = next(param for param in describe(desk.open(), "en").params if param.name == "ru231_rate")
    assert rate.values[0].value == "?"
