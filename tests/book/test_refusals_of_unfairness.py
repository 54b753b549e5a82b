"""What is decided reads neither the person nor the money, and a shop settles nothing that the law reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ombud.book.checking import Problem
from tests.book.conftest import FOUR, Desk

Only = Callable[..., Problem]
LAW = "law/ru/delivery.toml"
PROMISE = "folio/promise.toml"
HOUSE = "folio/house.toml"


DECIDED = {
    "finding": 'finding = "substantiated"',
    "bearer": 'bearer = "shop"',
    "fault": "shop = 1",
    "owed": 'remedy = "gift"',
}


@pytest.mark.parametrize("answers", DECIDED)
def test_what_is_decided_never_reads_a_person_fact(desk: Desk, answers: str) -> None:
    desk.add(
        HOUSE,
        f"""
        [table.peek]
        answers = "{answers}"
        hit = "first"
        level = "promise"
        [[table.peek.rule]]
        id = "x"
        when = "orders_before > 3"
        then = {{ {DECIDED[answers]} }}
        """,
    )
    (problem,) = desk.check()
    assert problem.code == "book.unfair"
    assert problem.at.key == "table.peek.rule[1]"
    assert "orders_before" in problem.says


def test_a_money_fact_behind_derived_values_is_shown_with_its_path(desk: Desk, only: Only) -> None:
    desk.add(
        HOUSE,
        """
        [value.goodwill_cap]
        is = "margin + 10.00"
        [value.twice]
        is = "goodwill_cap * 2"
        [table.peek]
        answers = "owed"
        hit = "first"
        level = "promise"
        [[table.peek.rule]]
        id = "x"
        when = "twice > prepaid"
        then = { remedy = "compensation" }
        """,
    )
    problem = only("book.unfair", HOUSE)
    assert "twice -> goodwill_cap -> margin" in problem.says


def test_a_person_fact_as_an_anchor_is_seen_too(desk: Desk, only: Only) -> None:
    desk.add("facts.toml", f'[fact.first_order_on]\ntype = "date"\nside = "person"\nmeans = {FOUR}\n')
    desk.swap(LAW, 'anchor = "due_on"', 'anchor = "first_order_on"')
    assert "ru231_rate -> first_order_on" in only("book.unfair", LAW).says


def test_a_burden_never_reads_a_person_fact(desk: Desk, only: Only) -> None:
    desk.swap("law/common/evidence.toml", 'when = "TRUE"', 'when = "orders_before > 3"')
    only("book.unfair", "law/common/evidence.toml", "[[burden.delivered.rule]]")


def test_a_settle_table_never_reads_a_person_fact(desk: Desk, only: Only) -> None:
    desk.add(LAW, '[[settle.delivered.rule]]\nwhen = "orders_before > 3"\nis = "TRUE"\n')
    only("rule.side", LAW)


def test_goodwill_may_read_who_the_customer_is(desk: Desk) -> None:
    desk.swap(HOUSE, "prepaid >= 1000.00", "orders_before > 3 AND prepaid >= 1000.00")
    assert desk.check() == []


def test_a_shop_cannot_settle_what_the_law_reads(desk: Desk, only: Only) -> None:
    desk.add(HOUSE, '[[settle.delivered.rule]]\nwhen = "TRUE"\nis = "TRUE"\n')
    only("shop.settles_law", HOUSE, "[[settle.delivered.rule]]")


def test_a_shop_cannot_settle_the_evidence_behind_what_the_law_reads(desk: Desk, only: Only) -> None:
    desk.add(LAW, '[[settle.delivered.rule]]\nwhen = "parcels > 1"\nis = "TRUE"\n')
    desk.add(PROMISE, '[[settle.parcels.rule]]\nwhen = "TRUE"\nis = "2"\n')
    only("shop.settles_law", PROMISE, "[[settle.parcels.rule]]")


def test_a_shop_may_settle_what_only_its_own_rules_read(desk: Desk) -> None:
    desk.add(HOUSE, '[[settle.parcels.rule]]\nwhen = "TRUE"\nis = "2"\n')
    assert desk.check() == []


def test_a_shop_cannot_shift_the_burden_of_the_law(desk: Desk, only: Only) -> None:
    desk.add(HOUSE, '[[burden.delivered.rule]]\nwhen = "parcels > 1"\nis = "TRUE"\n')
    only("shop.settles_law", HOUSE)
