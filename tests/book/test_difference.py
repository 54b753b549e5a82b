from __future__ import annotations

import pytest

from ombud.book.difference import diff
from ombud.kernel.lang import LANGS, Lang
from tests.book.conftest import FOUR, Desk

PROMISE = "folio/promise.toml"


def _says(desk: Desk, name: str, old: str, new: str, lang: Lang = "en") -> list[str]:
    before = desk.open()
    desk.swap(name, old, new)
    return [change.says for change in diff(before, desk.open(), lang)]


def test_equal_books_have_no_difference(desk: Desk) -> None:
    assert diff(desk.open(), desk.open(), "en") == []


@pytest.mark.parametrize(("lang", "word"), [("en", "from"), ("ru", "с"), ("uk", "з"), ("pl", "od")])
def test_a_new_value_is_told_with_its_day(desk: Desk, lang: Lang, word: str) -> None:
    says = _says(desk, PROMISE, '"1000.00" }', '"1000.00" }, { since = 2026-03-01, is = "1500.00" }', lang)
    assert f"free_delivery_from: 1 000.00 → 1 500.00 {word} 2026-03-01" in says


def test_a_value_moved_to_an_earlier_day_is_told_with_its_end(desk: Desk) -> None:
    desk.swap(PROMISE, '"1000.00" }', '"1000.00" }, { since = 2026-04-01, is = "1500.00" }')
    says = _says(desk, PROMISE, "2026-04-01", "2026-03-01")
    assert says[0] == "free_delivery_from: 1 000.00 → 1 500.00 from 2026-03-01, before 2026-04-01"


def test_an_undated_value_is_told_plainly(desk: Desk) -> None:
    assert _says(desk, "folio/house.toml", "12.34", "15.00") == ["near_miss_tolerance: 12.34 → 15.00"]


def test_a_changed_condition_is_told_with_both_texts(desk: Desk) -> None:
    (says,) = _says(desk, "law/ru/delivery.toml", "prepaid > 0 AND", "prepaid > 1 AND", "ru")
    assert says.startswith("правило ru231.penalty, условие применения: prepaid > 0 AND")
    assert "→ prepaid > 1 AND" in says


def test_a_changed_result_is_told(desk: Desk) -> None:
    (says,) = _says(desk, "folio/house.toml", '"90.00"', '"95.00"')
    assert (
        says
        == "rule near_miss.waive, result: amount = 90.00; remedy = fee_waiver → amount = 95.00; remedy = fee_waiver"
    )


def test_a_new_rule_and_a_new_table_are_told(desk: Desk) -> None:
    before = desk.open()
    desk.add(
        "folio/house.toml",
        """
        [[table.near_miss.rule]]
        id = "gift"
        when = "parcels = 2"
        then = { remedy = "gift" }
        [table.more]
        answers = "goodwill"
        hit = "first"
        [[table.more.rule]]
        id = "x"
        when = "parcels = 3"
        then = { remedy = "gift" }
        """,
    )
    after = desk.open()
    assert [c.says for c in diff(before, after, "pl")] == ["dodano: reguła near_miss.gift", "dodano: tabela more"]
    assert [c.says for c in diff(after, before, "uk")] == ["вилучено: таблиця more", "вилучено: правило near_miss.gift"]


def test_a_changed_clause_is_told_with_both_texts(desk: Desk) -> None:
    assert _says(desk, PROMISE, "Delivery is free", "We deliver free") == [
        "clause free_delivery reads from 2026-01-01: “We deliver free from {free_delivery_from}.” "
        "(before: “Delivery is free from {free_delivery_from}.”)"
    ]


def test_words_changed_in_another_language_are_told_in_it(desk: Desk) -> None:
    (says,) = _says(desk, PROMISE, "Доставка бесплатна", "Доставляем бесплатно")
    assert "Доставляем бесплатно" in says


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts.toml", "cost = 2", "cost = 3"),
        ("facts.toml", '"placed_on <= due_on"', ""),
        ("law/ru/pack.toml", "the statute", "the law"),
        ("law/ru/pack.toml", "2026-11-21", "2026-11-22"),
        ("law/ru/pack.toml", "org/body", "org/other"),
        ("law/ru/holidays.toml", "2026-01-01", "2026-01-02"),
        ("law/ru/delivery.toml", 'conf = "W"', 'conf = "T"'),
        ("law/ru/delivery.toml", 'is = "asof"', 'is = "due_on"'),
        ("law/ru/delivery.toml", f"because = {FOUR}", f"because = {FOUR.replace('b', 'x')}"),
        ("law/common/evidence.toml", "FALSE", "TRUE"),
        (PROMISE, '"list" }', '"after_discount" }'),
        ("folio/economics.toml", "0.35", "0.36"),
        ("folio/economics.toml", "180", "181"),
        ("folio/shop.toml", "readers", "lovers"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_no_change_of_content_goes_untold(desk: Desk, name: str, old: str, new: str, lang: Lang) -> None:
    assert _says(desk, name, old, new, lang)
