"""What was paid back already is not paid again."""

from __future__ import annotations

from datetime import date

import pytest

from ombud.kernel.money import Money
from tests.decide.disputes import ORDER, REFUND, SENT, TERM, case, only, ruled

LOST_PARCEL = {**ORDER, **SENT, **TERM, **REFUND}
BOTH = [
    {"id": "r1", "on": "2026-05-30", "amount": "249.00"},
    {"id": "r2", "on": "2026-05-30", "amount": "14.99", "covers": "delivery"},
]


@pytest.mark.parametrize(("refunds", "left"), [([], 263_99), (BOTH[:1], 14_99), (BOTH[1:], 249_00)])
def test_only_the_rest_of_a_refund_is_offered_and_booked(refunds: list[object], left: int) -> None:
    ruling = ruled(case(**LOST_PARCEL, refunds=refunds), shop="kram")
    assert ruling.remedies.options[0].amount == Money(left, "PLN")
    assert ruling.postings[0].entries[0].amount.minor == left


def test_money_given_for_something_else_does_not_lessen_a_refund() -> None:
    gift = [{"id": "r1", "on": "2026-05-30", "amount": "30.00", "covers": "other"}]
    ruling = ruled(case(**LOST_PARCEL, refunds=gift), shop="kram")
    assert ruling.remedies.options[0].amount == Money(263_99, "PLN")


def test_a_refund_paid_in_full_leaves_nothing_to_pay_or_to_announce() -> None:
    ruling = ruled(case(**LOST_PARCEL, refunds=BOTH), shop="kram")
    assert [one.remedy for one in ruling.remedies.options] == ["apology"]
    assert ruling.postings == ()
    assert "263" not in " ".join(str(reply) for reply in ruling.replies)


def test_what_was_owed_stands_in_the_entitlement_whether_it_was_paid_or_not() -> None:
    paid, unpaid = (only(ruled(case(**LOST_PARCEL, refunds=refunds), shop="kram")) for refunds in (BOTH, []))
    assert paid.entitlement.redress == unpaid.entitlement.redress


@pytest.mark.parametrize(("asof", "booked"), [("2027-05-05", True), ("2027-05-06", True), ("2027-05-07", False)])
def test_a_claim_on_the_carrier_is_booked_to_the_last_day_of_its_window(asof: str, booked: bool) -> None:
    ruling = ruled(case(**LOST_PARCEL), shop="kram", asof=date.fromisoformat(asof))
    assert only(ruling).fault.recoveries[0].claim_by == date(2027, 5, 6)
    assert ("carrier_claim:lost" in [one.what for one in ruling.postings]) is booked


NEAR = ORDER | {"orders": [ORDER["orders"][0] | {"delivery_fee": "90.00", "cheapest_delivery": "90.00"}]}


@pytest.mark.parametrize("price", ["996.30", "1000.00"])
@pytest.mark.parametrize(("back", "left"), [("0.00", 90_00), ("40.00", 50_00), ("89.99", 1), ("90.00", 0)])
def test_a_delivery_fee_that_went_back_is_neither_owed_nor_waived_again(price: str, back: str, left: int) -> None:
    order = NEAR["orders"][0] | {"lines": [{"id": "1", "title": "Book", "unit": price}]}
    paid = [
        {"id": "p1", "on": "2026-05-04", "amount": price},
        {"id": "p2", "on": "2026-05-04", "amount": "90.00", "covers": "delivery"},
    ]
    refunds = [{"id": "r1", "on": "2026-05-20", "amount": back, "covers": "delivery"}] if left < 90_00 else []
    told = case(
        law="RU", allegations=[{"reason": "threshold_near_miss"}], orders=[order], payments=paid, refunds=refunds
    )
    ruling = ruled(told, shop="folio")
    given = [one.amount for one in ruling.remedies.options if one.remedy == "fee_waiver"]
    assert given == ([Money(left, "RUB")] if left else [])
    assert [one.entries[0].amount.minor for one in ruling.postings] == ([left] if left else [])
