"""What was paid back already is not paid again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ombud.kernel.errors import InputError
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


ATLAS: dict[str, Any] = {
    "law": "RU",
    "orders": [
        ORDER["orders"][0]
        | {
            "delivery_fee": "150.00",
            "cheapest_delivery": "150.00",
            "lines": [
                {"id": "1", "title": "Atlas", "unit": "1850.00"},
                {"id": "2", "title": "Novel", "unit": "1000.00"},
            ],
        }
    ],
    "payments": [
        {"id": "p1", "on": "2026-05-04", "amount": "2850.00"},
        {"id": "p2", "on": "2026-05-04", "amount": "150.00", "covers": "delivery"},
    ],
    "tracking": [{"on": "2026-05-10", "status": "delivered", "signed_by": "customer"}],
    "inspections": [{"on": "2026-05-20", "by": "customer", "finds": True, "photo": True}],
    "demands": [{"kind": "refund", "received_on": "2026-05-20"}],
}
DELIVERY = {"id": "d", "on": "2026-05-19", "amount": "150.00", "covers": "delivery"}


def _back(amount: str, line: str = "") -> dict[str, str]:
    return {"id": f"r{line}", "on": "2026-05-19", "amount": amount, "line": line}


@pytest.mark.parametrize(
    ("lines", "refunds", "left"),
    [
        (["1"], [], {"1": 1850_00}),
        (["1"], [DELIVERY], {"1": 1850_00}),
        (["1"], [_back("500.00", "2")], {"1": 1850_00}),
        (["1"], [_back("500.00", "1")], {"1": 1350_00}),
        (["1"], [_back("500.00", "1"), _back("1000.00", "2"), DELIVERY], {"1": 1350_00}),
        (["1"], [_back("500.00")], {"1": 1350_00}),
        (["1", "2"], [_back("500.00")], {"1": 1350_00, "2": 1000_00}),
        (["2", "1"], [_back("500.00")], {"2": 500_00, "1": 1850_00}),
        (["1", "2"], [_back("2000.00")], {"2": 850_00}),
        (["1", "2"], [_back("500.00"), _back("1700.00", "1")], {"2": 650_00}),
        (["1", "2"], [_back("500.00", "2"), DELIVERY], {"1": 1850_00, "2": 500_00}),
        ([""], [], {"": 3000_00}),
        ([""], [DELIVERY], {"": 2850_00}),
        ([""], [_back("500.00", "2")], {"": 2500_00}),
        ([""], [_back("500.00", "2"), DELIVERY], {"": 2350_00}),
    ],
)
def test_what_went_back_lessens_that_alone_for_which_it_was_given_and_once(
    lines: list[str], refunds: list[object], left: dict[str, int]
) -> None:
    alleged = [{"reason": "wrong_item", "line": line} for line in lines]
    ruling = ruled(case(**ATLAS, allegations=alleged, refunds=refunds))
    refunded = [one for one in ruling.remedies.options if one.remedy == "refund_with_return"]
    assert {one.line: one.amount for one in refunded} == {line: Money(minor, "RUB") for line, minor in left.items()}


def test_two_complaints_of_one_line_lessen_its_refund_by_the_same_money_once() -> None:
    alleged = [{"reason": reason, "line": "1"} for reason in ("wrong_item", "not_as_described")]
    ruling = ruled(case(**ATLAS, allegations=alleged, refunds=[_back("500.00")]))
    given = [one.amount for one in ruling.remedies.options if one.remedy == "refund_with_return" and one.recommended]
    assert sum(amount.minor for amount in given if isinstance(amount, Money)) == 1350_00


def test_a_refund_for_a_line_that_was_not_ordered_is_refused() -> None:
    with pytest.raises(InputError, match="no order line `3`"):
        ruled(case(**ATLAS, refunds=[_back("500.00", "3")]))


@pytest.mark.parametrize("law", ["RU", "UA", "PL", "EU", "UK", ""])
def test_delivery_that_went_back_leaves_what_was_taken_above_the_price_owed(law: str) -> None:
    order = ATLAS["orders"][0] | {"lines": [{"id": "1", "title": "Atlas", "unit": "1850.00", "shown": "1750.00"}]}
    paid = [ATLAS["payments"][0] | {"amount": "1850.00"}, ATLAS["payments"][1]]
    for refunds, left in (([DELIVERY], 100_00), ([_back("30.00"), DELIVERY], 70_00)):
        told = ATLAS | {"law": law, "orders": [order], "payments": paid, "refunds": refunds}
        one = only(ruled(case(**told, allegations=[{"reason": "wrong_price"}])))
        given = [line.amount.minor for line in one.entitlement.redress if line.remedy == "partial_refund"]  # type: ignore[union-attr]
        assert given == [left]
