"""What went back lessens that for which it was given, once, and nothing else: whatever is alleged, in every law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ombud.kernel.money import Money
from ombud.model.entitlement import Sum
from ombud.model.ruling import Ruling
from tests.decide.disputes import case, ruled

LAWS = ("RU", "UA", "PL", "EU", "UK", "")
WITHDRAWAL = ("RU", "UA", "PL", "EU", "UK")
REASONS = (
    "damaged", "defective", "wrong_item", "missing_parts", "not_as_described", "counterfeit", "empty_parcel",
    "changed_mind", "cancelled_not_honoured", "wrong_price", "late", "refund_not_paid",
)  # fmt: skip
MINDED = ("changed_mind", "cancelled_not_honoured")
LINES = (
    {"id": "a", "title": "Lamp", "unit": "400.00", "shown": "350.00"},
    {"id": "b", "title": "Cup", "unit": "250.00", "quantity": 2},
    {"id": "c", "title": "Jug", "unit": "150.00"},
)
ORDER: dict[str, Any] = {
    "id": "o1",
    "placed_on": "2026-05-04",
    "delivery_fee": "60.00",
    "cheapest_delivery": "60.00",
    "return_info": True,
    "lines": LINES,
    "promises": [
        {"kind": "delivery_day", "day": "2026-05-15", "by": "checkout"},
        {"kind": "refund", "day": "2026-06-01", "amount": "400.00", "by": "employee", "stated_on": "2026-05-23"},
    ],
}
PAID: dict[str, Any] = {
    "orders": [ORDER],
    "payments": [
        {"id": "p1", "on": "2026-05-04", "amount": "1050.00"},
        {"id": "p2", "on": "2026-05-04", "amount": "60.00", "covers": "delivery"},
    ],
    "tracking": [{"on": "2026-05-19", "status": "delivered", "proof": "signature", "signed_by": "customer"}],
    "complaint": {"received_on": "2026-05-20", "answered_on": "2026-05-21", "medium": "email"},
    "losses": [],
    "chargebacks": [],
}
LOOKED = [{"on": "2026-05-21", "by": "shop", "finds": True, "serious": True, "at_delivery": True}]
FAULTY: dict[str, Any] = PAID | {
    "inspections": LOOKED,
    "cures": [{"kind": "goods_back", "on": "2026-05-22"}],
    "demands": [
        {"kind": "refund", "received_on": "2026-05-20"},
        {"kind": "penalty", "received_on": "2026-05-20"},
    ],
}
WITHDRAWN = {"kind": "withdrawal", "sent_on": "2026-05-20", "received_on": "2026-05-20"}
A_BACK: dict[str, Any] = {
    "returns": [{"id": "x", "sent_on": "2026-05-21", "received_on": "2026-05-22", "proof": True, "lines": ["a"]}]
}


def _back(amount: str, line: str = "", covers: str = "goods", on: str = "2026-05-22") -> dict[str, str]:
    return {"id": f"{line}{covers}{on}{amount}", "on": on, "amount": amount, "line": line, "covers": covers}


ELSEWHERE = ([_back("150.00", "c")], [_back("60.00", covers="delivery")], [_back("500.00", "b"), _back("150.00", "c")])


def _told(reason: str, refunds: Sequence[object], *, law: str, line: str = "a", **more: object) -> Ruling:
    minded = {"demands": [*FAULTY["demands"], WITHDRAWN]} if reason in MINDED else {}
    told = FAULTY | minded | {"refunds": refunds, "allegations": [{"reason": reason, "line": line}]} | more
    return ruled(case(law=law, **told), asof=date(2026, 6, 25))


def _sums(ruling: Ruling) -> dict[tuple[str, str], Sum]:
    return {(one.remedy, one.line): one.amount for one in ruling.remedies.options if one.kind == "redress"}


def _refunds(ruling: Ruling) -> list[int]:
    """What is to be given back of the price, in minor units."""
    return [
        one.amount.minor
        for one in ruling.remedies.options
        if one.kind == "redress"
        and one.recommended
        and one.remedy.startswith("refund")
        and isinstance(one.amount, Money)
    ]


def _clocks(ruling: Ruling) -> set[tuple[str, object]]:
    return {(clock.regime, clock.due) for clock in ruling.clocks}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("reason", REASONS)
def test_money_given_back_for_something_else_changes_no_sum_no_exposure_and_no_clock(law: str, reason: str) -> None:
    returns: dict[str, Any] = A_BACK if reason in MINDED else {}
    plain = _told(reason, [], law=law, **returns)
    for refunds in ELSEWHERE:
        told = _told(reason, refunds, law=law, **returns)
        assert _sums(told) == _sums(plain)
        assert [one.amount for one in told.remedies.exposure] == [one.amount for one in plain.remedies.exposure]
        assert _clocks(told) == _clocks(plain)
        assert [one.finding.verdict for one in told.allegations] == [one.finding.verdict for one in plain.allegations]


@pytest.mark.parametrize("law", WITHDRAWAL)
@pytest.mark.parametrize("reason", MINDED)
@pytest.mark.parametrize(
    ("refunds", "left"),
    [
        ([], [400_00]),
        ([_back("150.00", "c")], [400_00]),
        ([_back("60.00", covers="delivery")], [400_00]),
        ([_back("100.00", "a")], [300_00]),
        ([_back("100.00")], [300_00]),
        ([_back("100.00", "a"), _back("150.00", "c"), _back("50.00")], [250_00]),
        ([_back("400.00", "a")], []),
    ],
)
def test_of_a_part_that_goes_back_only_its_own_money_is_taken_off(
    law: str, reason: str, refunds: list[object], left: list[int]
) -> None:
    for line, more in (("", A_BACK), ("a", {}), ("a", A_BACK)):
        assert _refunds(_told(reason, refunds, law=law, line=line, **more)) == left


@pytest.mark.parametrize("law", WITHDRAWAL)
def test_of_a_whole_order_that_goes_back_all_money_is_taken_off_the_fee_too(law: str) -> None:
    for refunds, left in (
        ([], 1110_00),
        ([_back("60.00", covers="delivery")], 1050_00),
        ([_back("150.00", "c")], 960_00),
    ):
        assert _refunds(_told("changed_mind", refunds, law=law, line="")) == [left]


@pytest.mark.parametrize("law", LAWS)
def test_a_line_that_never_came_is_paid_back_at_its_own_price(law: str) -> None:
    missing = PAID | {
        "allegations": [{"reason": "not_received", "denies_delivery": True, "line": "c", "wants": ["refund"]}],
        "tracking": [],
        "shipments": [{"id": "s", "carrier": "post", "handed_over_on": "2026-05-06", "hand_over_proof": True}],
        "demands": [{"kind": "refund", "received_on": "2026-05-25"}],
        "terms": [{"set_on": "2026-05-16", "ends_on": "2026-05-24"}],
    }
    for refunds, left in (([], [150_00]), ([_back("400.00", "a")], [150_00]), ([_back("150.00", "c")], [])):
        assert _refunds(ruled(case(law=law, **missing, refunds=refunds))) == left


@pytest.mark.parametrize("law", WITHDRAWAL)
@pytest.mark.parametrize("second", [[], [{"reason": "changed_mind"}], [{"reason": "changed_mind", "line": "a"}]])
def test_a_faulty_thing_and_another_that_goes_back_are_two_refunds(law: str, second: list[object]) -> None:
    told = FAULTY | A_BACK | {"demands": [*FAULTY["demands"], WITHDRAWN]}
    alleged = [{"reason": "defective", "line": "c"}, *second]
    for refunds, left in (
        ([], [150_00, 400_00]),
        ([_back("150.00", "c")], [400_00]),
        ([_back("400.00", "a")], [150_00]),
    ):
        ruling = ruled(case(law=law, **told, allegations=alleged, refunds=refunds))
        assert sorted(_refunds(ruling)) == left
        assert sum(one.entries[0].amount.minor for one in ruling.postings if "refund" in one.what) == sum(left)


@pytest.mark.parametrize("law", WITHDRAWAL)
def test_one_thing_faulty_and_not_wanted_is_paid_back_once_on_the_better_terms(law: str) -> None:
    told = FAULTY | A_BACK | {"demands": [*FAULTY["demands"], WITHDRAWN]}
    faulty, minded = {"reason": "damaged", "line": "a"}, {"reason": "changed_mind", "line": "a"}
    alone = [ruled(case(law=law, **told, allegations=[one], refunds=[])) for one in (faulty, minded)]
    both = ruled(case(law=law, **told, allegations=[faulty, minded], refunds=[]))
    assert _refunds(both) == [400_00]
    assert [one.entries[0].amount.minor for one in both.postings if "refund" in one.what] == [400_00]
    (due,) = [(one.promptly, one.due) for one in both.remedies.options if one.remedy.startswith("refund")]
    days = [
        one for told in alone for one in told.remedies.options if one.recommended and one.remedy.startswith("refund")
    ]
    assert due[0] or due[1] == min(one.due for one in days if one.due)
    assert due[0] == any(one.promptly for one in days)


@pytest.mark.parametrize("law", LAWS)
def test_what_was_charged_twice_is_owed_though_another_thing_was_paid_back(law: str) -> None:
    twice = PAID | {"payments": [*PAID["payments"], {"id": "p3", "on": "2026-05-04", "amount": "1050.00"}]}
    for refunds, left in (
        ([_back("400.00", "a")], 1050_00),
        ([_back("60.00", covers="delivery")], 1050_00),
        ([_back("50.00")], 1000_00),
    ):
        told = case(law=law, **twice, allegations=[{"reason": "duplicate_charge"}], refunds=refunds)
        assert _refunds(ruled(told)) == [left]


@pytest.mark.parametrize("law", LAWS)
def test_a_promised_refund_is_not_kept_by_what_went_back_before_it_was_promised(law: str) -> None:
    for on, left in (("2026-05-22", [400_00]), ("2026-05-23", []), ("2026-05-24", [])):
        ruling = _told("refund_not_paid", [_back("400.00", "a", on=on)], law=law)
        assert _refunds(ruling) == left


@pytest.mark.parametrize("law", LAWS)
def test_a_sum_above_the_price_shown_is_lessened_by_its_own_line_alone(law: str) -> None:
    for refunds, left in (([_back("250.00", "b")], 50_00), ([_back("20.00", "a")], 30_00), ([_back("20.00")], 30_00)):
        for line in ("", "a"):
            amount = _sums(_told("wrong_price", refunds, law=law, line=line))["partial_refund", line]
            assert isinstance(amount, Money)
            assert amount.minor == left


@pytest.mark.parametrize(
    ("refunds", "owed"),
    [
        ([], 104_00),  # 26 days from 30 May to 25 June, 4.00 each
        ([_back("1.00", "a")], 103_74),  # 3.99 each
        ([_back("100.00", "a")], 78_00),
        ([_back("100.00", "a", on="2026-06-09")], 88_00),  # 10 days on 400.00, 16 on 300.00
        ([_back("400.00", "a", on="2026-06-09")], 40_00),
        ([_back("100.00", "a", on="2026-06-09"), _back("300.00", "a", on="2026-06-19")], 70_00),
        ([_back("400.00", "a", on="2026-05-30")], 0),
        ([_back("60.00", covers="delivery"), _back("500.00", "b")], 104_00),
        ([_back("20.00", covers="other")], 84_00),
        ([_back("104.00", covers="other")], 0),
    ],
)
@pytest.mark.parametrize("reason", REASONS[:7])
def test_the_russian_penalty_runs_on_what_is_left_of_the_price(reason: str, refunds: list[object], owed: int) -> None:
    given = [one for one in _sums(_told(reason, refunds, law="RU")).items() if one[0][0] == "penalty_by_statute"]
    assert [amount for _, amount in given] == ([Money(owed, "RUB")] if owed else [])


@pytest.mark.parametrize(
    ("refunds", "owed"),
    [
        ([], 24_00),  # 6 days from 19 to 25 June, 4.00 each
        ([_back("650.00", "c")], 24_00),
        ([_back("100.00", "a")], 18_00),
        ([_back("400.00", "a", on="2026-06-21")], 8_00),
        ([_back("100.00", "a", on="2026-06-21")], 20_00),
        ([_back("400.00", "a", on="2026-06-19")], 0),
    ],
)
def test_the_ukrainian_penalty_runs_on_what_is_left_of_what_goes_back(refunds: list[object], owed: int) -> None:
    for line in ("", "a"):
        given = _sums(_told("changed_mind", refunds, law="UA", line=line, **A_BACK))
        assert [amount for (remedy, _), amount in given.items() if remedy == "penalty_by_statute"] == (
            [Money(owed, "UAH")] if owed else []
        )


def test_a_penalty_and_a_loss_that_were_paid_are_counted_once_the_penalty_first() -> None:
    late = PAID | {
        "allegations": [{"reason": "late"}],
        "losses": [{"id": "l", "what": "taxi", "amount": "70.00", "proven": True}],
        "demands": [
            {"kind": "penalty", "received_on": "2026-05-20"},
            {"kind": "damages", "received_on": "2026-05-20"},
        ],
    }  # four days, half a percent of 1050.00 goods and 60.00 delivery: 22.20
    for paid, penalty, loss in (("0.00", 22_20, 70_00), ("20.00", 2_20, 70_00), ("52.20", 0, 40_00), ("92.20", 0, 0)):
        refunds = [_back(paid, covers="other")] if paid != "0.00" else []
        ruling = ruled(case(law="RU", **late, refunds=refunds))
        found = {one.remedy: one.amount for one in ruling.remedies.options if one.kind == "redress"}
        assert found.get("penalty_by_statute") == (Money(penalty, "RUB") if penalty else None)
        assert found["loss_compensation"].low == loss  # type: ignore[union-attr]


def test_a_penalty_for_the_whole_order_holds_that_of_each_of_its_lines() -> None:
    late = PAID | {"demands": [{"kind": "penalty", "received_on": "2026-05-20"}], "refunds": []}
    for lines, owed in ((["", "c"], [22_20]), (["c", ""], [22_20]), (["a", "c"], [8_00, 3_00])):
        told = case(law="RU", **late, allegations=[{"reason": "late", "line": line} for line in lines])
        given = [one.amount for one in ruled(told).remedies.options if one.remedy == "penalty_by_statute"]
        assert given == [Money(minor, "RUB") for minor in owed]
