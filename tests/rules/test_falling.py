"""A sum that takes off what nobody knows has no least of its own."""

from __future__ import annotations

from datetime import date

from ombud.model.entitlement import MoneyRange
from ombud.rules.falling import falling
from tests.decide.disputes import only, ruled
from tests.laws.disputes import book

PROGRAM = book("RU").program


def test_a_sum_falls_in_what_is_taken_off_and_grows_with_the_rest() -> None:
    price = PROGRAM.definitions["price_difference"]
    assert falling([price], PROGRAM.definitions) == {"goods_total", "item_price"}
    sum_ = PROGRAM.definitions["withdrawal_sum"]
    assert {"paid_delivery", "value_lost"} <= falling([sum_], PROGRAM.definitions)
    assert "paid_total" not in falling([sum_], PROGRAM.definitions)


def test_a_price_difference_has_no_least_while_nobody_knows_the_price() -> None:
    order = {"id": "o", "placed_on": "2026-05-20", "delivery_fee": "0.00"}
    told = {
        "version": 1,
        "id": "c",
        "currency": "RUB",
        "opened_on": "2026-06-06",
        "complainant": {"residence": "RU"},
        "allegations": [{"reason": "not_received", "denies_delivery": True}],
        "orders": [order | {"promises": [{"kind": "delivery_day", "day": "2026-06-01", "by": "checkout"}]}],
        "payments": [{"id": "p", "on": "2026-05-20", "amount": "2000.00"}],
        "refunds": [],
        "shipments": [],
        "tracking": [],
        "losses": [{"what": "the same elsewhere", "amount": "2350.00", "proven": True, "kind": "cover_purchase"}],
    }
    for lines, least in ((None, 0), ([{"id": "1", "title": "stone", "unit": "2000.00"}], 35000)):
        one = only(ruled(told | {"orders": [{**told["orders"][0], "lines": lines}]}, asof=date(2026, 6, 10)))  # type: ignore[index]
        (loss,) = [line for line in one.entitlement.redress if line.remedy == "loss_compensation"]
        assert loss.amount == MoneyRange(least, None, "RUB")
