"""Money that went back, demands that came too soon, deliveries that count, sums that have an end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange
from tests.decide.disputes import ORDER, SENT, TERM, case, only, ruled

ALL_BACK = [{"id": "r1", "on": "2026-05-20", "amount": "263.99"}]
LAWS = ("RU", "UA", "PL", "EU", "UK", "")


@pytest.mark.parametrize("law", LAWS)
def test_a_shop_that_gave_everything_back_unasked_need_not_deliver_any_more(law: str) -> None:
    kept, back = (only(ruled(case(law=law, **ORDER, **SENT, refunds=refunds))) for refunds in ([], ALL_BACK))
    assert "delivery" in {one.remedy for one in kept.entitlement.redress}
    assert "delivery" not in {one.remedy for one in back.entitlement.redress}


@pytest.mark.parametrize("law", LAWS)
def test_a_part_of_the_money_back_leaves_the_delivery_owed(law: str) -> None:
    part = [{"id": "r1", "on": "2026-05-20", "amount": "263.98"}]
    one = only(ruled(case(law=law, **ORDER, **SENT, refunds=part)))
    assert "delivery" in {line.remedy for line in one.entitlement.redress}


def test_a_parcel_to_be_paid_at_the_door_is_still_owed_though_there_is_no_money_to_give_back() -> None:
    one = only(ruled(case(law="PL", **(ORDER | {"payments": []}), **SENT, refunds=[])))
    assert [line.remedy for line in one.entitlement.redress] == ["delivery"]


def _demanded(on: str, kind: str = "refund") -> dict[str, Any]:
    return {"demands": [{"kind": kind, "received_on": on}]}


@pytest.mark.parametrize(
    ("demanded", "asof", "ends", "back"),
    [
        ("2026-05-08", date(2026, 5, 11), [], date(2026, 5, 18)),
        ("2026-05-08", date(2026, 5, 12), [date(2026, 5, 21)], date(2026, 5, 18)),
        ("2026-05-11", date(2026, 5, 12), [date(2026, 5, 21)], date(2026, 5, 21)),
        ("2026-05-12", date(2026, 5, 12), [date(2026, 5, 22)], date(2026, 5, 22)),
    ],
)
def test_ten_days_for_lateness_do_not_run_before_the_day_for_delivery_but_goods_may_be_given_up_before(
    demanded: str, asof: date, ends: list[date], back: date
) -> None:
    """ZoZPP 23.1 counts from the day for delivery at the earliest, 26.1 p. 4 from the demand: the earlier day binds."""
    records = {**ORDER, **SENT, **_demanded(demanded), "opened_on": "2026-05-10", "refunds": []}
    ruling = ruled(case(law="RU", **records), asof=asof)
    assert [one.due for one in ruling.clocks if one.regime == "ru_zozpp_23_1"] == ends
    owed = [one.due for one in only(ruling).entitlement.redress if one.remedy == "refund_without_return"]
    assert owed == [back]


def test_a_penalty_that_is_asked_for_before_anything_is_late_starts_no_clock() -> None:
    records = {**ORDER, **SENT, **_demanded("2026-05-08", "penalty"), "opened_on": "2026-05-10"}
    assert not ruled(case(law="RU", **records), asof=date(2026, 5, 11)).clocks
    (clock,) = ruled(case(law="RU", **records), asof=date(2026, 5, 12)).clocks
    assert clock.due == date(2026, 5, 21)


def _came(*events: dict[str, Any], reason: str = "late") -> dict[str, Any]:
    return case(**ORDER, **(SENT | {"tracking": list(events)}), allegations=[{"reason": reason}])


UNPROVEN = {"on": "2026-05-10", "status": "delivered", "proof": "photo"}
SIGNED = {"on": "2026-05-14", "status": "delivered", "proof": "signature", "signed_by": "customer"}
SIGNED_AGAIN = SIGNED | {"on": "2026-05-15"}


def test_a_delivery_counts_from_the_day_that_is_proven_and_not_from_an_earlier_claim() -> None:
    assert only(ruled(_came(UNPROVEN, SIGNED))).finding.verdict == "substantiated"


def test_of_two_proven_deliveries_the_first_counts() -> None:
    ruling = ruled(_came(SIGNED, SIGNED_AGAIN), shop="kram")
    assert only(ruling).fault.shares[0].days == 5


def test_without_any_proof_the_carriers_first_word_counts() -> None:
    assert only(ruled(_came(UNPROVEN))).finding.verdict == "not_substantiated"


def test_a_refund_with_an_unknown_cheapest_delivery_is_never_more_than_was_paid() -> None:
    order = {**ORDER["orders"][0]}
    del order["cheapest_delivery"]
    demand: dict[str, Any] = {"demands": [{"kind": "withdrawal", "received_on": "2026-05-28"}]}
    one = only(ruled(case(**(ORDER | {"orders": [order]}), **SENT, **demand, refunds=[])))
    (refund,) = (line for line in one.entitlement.redress if line.remedy == "refund_without_return")
    assert refund.amount == MoneyRange(249_00, 263_99, "PLN")


def test_after_a_last_term_the_cheapest_delivery_does_not_matter_at_all() -> None:
    order = {**ORDER["orders"][0]}
    del order["cheapest_delivery"]
    demand: dict[str, Any] = {"demands": [{"kind": "refund", "received_on": "2026-05-28"}]}
    one = only(ruled(case(**(ORDER | {"orders": [order]}), **SENT, **TERM, **demand, refunds=[])))
    assert [line.amount for line in one.entitlement.redress] == [Money(263_99, "PLN")]
