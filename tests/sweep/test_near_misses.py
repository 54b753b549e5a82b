"""D01c, and the same rule with other numbers, other days and other shops."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from ombud.book.opening import open_book
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile, Refund, Tracking
from ombud.model.swept import Swept
from ombud.public.sweep import looked, sweep
from tests.sweep.orders import ASOF, SHOPS, book, order

FOLIO = "demo/folio"


def open_orders(placed: date = date(2026, 5, 15)) -> list[CaseFile]:
    """The five orders of D01c: 996.30, 990.00, 989.99, 1000.00, and 1107.00 less 5 %."""
    return [
        order("1107.00", discount="110.70", fee="90.00", placed=placed, name="996.30"),
        order("990.00", fee="90.00", placed=placed, name="990.00"),
        order("989.99", fee="90.00", placed=placed, name="989.99"),
        order("1000.00", placed=placed, name="1000.00"),
        order("1107.00", discount="55.35", placed=placed, name="1051.65"),
    ]


def one(file: CaseFile, shop: str = FOLIO, law: str = "RU") -> Swept:
    return next(looked([file], book(law, shop), asof=ASOF))


def test_near_misses_are_waived_before_anybody_complains_and_the_rest_is_left_alone() -> None:
    found = sweep(open_orders(), book("RU", FOLIO), asof=ASOF)
    rulings = list(found)
    assert [ruling.case for ruling in rulings] == ["996.30", "990.00"]
    assert [posting.what for ruling in rulings for posting in ruling.postings]
    for ruling in rulings:
        assert [(line.remedy, line.amount, line.kind) for line in ruling.remedies.options] == [
            ("fee_waiver", Money(9000, "RUB"), "goodwill")
        ]
        assert ruling.headline == "rule_at_fault"
    assert (found.tally.orders, found.tally.acting, dict(found.tally.acts)) == (5, 2, {"waive": 2})


def test_a_waiver_before_a_complaint_needs_no_call_and_no_letter() -> None:
    assert [(ruling.notices, ruling.replies) for ruling in sweep(open_orders(), book("RU", FOLIO), asof=ASOF)] == [
        ((), ()),
        ((), ()),
    ]


def test_where_the_clause_was_silent_an_order_without_a_discount_is_counted_the_same_by_every_reading() -> None:
    april = date(2026, 4, 1)
    files = open_orders(april - timedelta(days=1))
    acts = {file.id: [act.urgency for act in one(file).acts] for file in files}
    assert acts == {"996.30": [], "990.00": ["waive"], "989.99": [], "1000.00": [], "1051.65": []}
    assert one(files[0]).lacks == "basis_stated"
    assert [act.urgency for act in one(open_orders(april)[0]).acts] == ["waive"]


def test_a_fee_taken_against_our_own_terms_goes_back_today() -> None:
    swept = one(order("1000.00", fee="90.00"))
    assert [(act.urgency, act.rule) for act in swept.acts] == [("today", "sweep_near_miss.fee_against_our_terms")]


def test_what_was_waived_once_is_not_waived_again() -> None:
    back = Refund(id="r", on=ASOF, amount="90.00", covers="delivery")
    assert one(order("990.00", fee="90.00", refunds=(back,))).acts == ()


@pytest.mark.parametrize(("days", "acts"), [(30, 1), (31, 0)])
def test_an_order_that_came_long_ago_is_not_touched(days: int, acts: int) -> None:
    came = Tracking(on=ASOF - timedelta(days=days), status="delivered")
    file = order("990.00", fee="90.00", placed=date(2026, 4, 2), tracking=(came,))
    assert len([act for act in one(file).acts if act.reason == "threshold_near_miss"]) == acts


def test_another_threshold_fee_and_tolerance_give_other_near_misses(tmp_path: Path) -> None:
    shop = tmp_path / "other"
    shutil.copytree(SHOPS / FOLIO, shop)
    _replace(shop / "promise.toml", '"1000.00"', '"350.00"', '"90.00"', '"24.50"')
    _replace(shop / "house.toml", 'is = "10.00"', 'is = "7.77"')
    other = open_book("RU", shop, known_on=ASOF)
    sums = {"342.23": "24.50", "342.22": "24.50", "349.99": "24.50", "350.00": "0.00"}
    files = [order(goods, fee=fee, name=goods) for goods, fee in sums.items()]
    assert [ruling.case for ruling in sweep(files, other, asof=ASOF)] == ["342.23", "349.99"]


def test_a_shop_without_such_a_rule_waives_nothing() -> None:
    assert one(order("990.00", fee="90.00", currency="PLN"), "demo/kram", "PL").acts == ()


def _replace(path: Path, *pairs: str) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
