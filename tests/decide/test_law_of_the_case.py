"""Which law rules: the residence, else the shop's country, else the generic pack; and numbers by their own day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.decide.disputes import ORDER, SENT, case, only, ruled

LOST_PARCEL = {**ORDER, **SENT}


@pytest.mark.parametrize(
    ("residence", "shop", "law"),
    [
        ("PL", "folio", "PL"),
        ("RU", "kram", "RU"),
        ("UA", "kram", "UA"),
        ("UK", "folio", "UK"),
        ("", "kram", "PL"),
        ("", "folio", "RU"),
        ("", "", "GENERIC"),
        ("PL", "", "PL"),
    ],
)
def test_the_law_follows_the_residence_then_the_shop(residence: str, shop: str, law: str) -> None:
    given = case(**LOST_PARCEL) | {"complainant": {"residence": residence}}
    ruling = ruled(given, shop=shop)
    assert ruling.law == law
    assert ruling.headline == "customer_right"
    assert {one.basis for one in only(ruling).entitlement.redress} == {"statute"}


@pytest.mark.parametrize(
    ("received", "due"),
    [("2022-12-31", date(2023, 1, 30)), ("2023-01-01", date(2023, 1, 15)), ("2023-01-02", date(2023, 1, 16))],
)
def test_a_term_to_answer_is_the_one_in_force_on_the_day_of_the_complaint(received: str, due: date) -> None:
    ruling = ruled(case(complaint={"received_on": received}), shop="kram", asof=date(2023, 1, 10))
    assert [clock.due for clock in ruling.clocks if clock.statutory] == [due]


def test_a_part_paid_in_advance_is_all_that_comes_back_and_all_that_a_penalty_counts_from() -> None:
    part = {**LOST_PARCEL, "payments": [{"id": "p1", "on": "2026-05-04", "amount": "100.00"}]}
    sums = {one.remedy: one.amount for one in only(ruled(case(law="RU", **part))).entitlement.redress}
    assert str(sums["refund_without_return"]) == "100.00 RUB"
    assert str(sums["penalty_by_statute"]) == "10.50 RUB"


def test_nothing_paid_in_advance_leaves_nothing_to_pay_back() -> None:
    unpaid = {**LOST_PARCEL, "payments": []}
    ruling = ruled(case(law="RU", **unpaid))
    assert only(ruling).entitlement.redress == ()
    assert ruling.postings == ()


def test_exposure_is_shown_and_not_booked() -> None:
    ruling = ruled(case(law="RU", **LOST_PARCEL), shop="folio")
    assert {one.remedy for one in ruling.remedies.exposure} >= {"penalty_by_statute", "refund_without_return"}
    assert ruling.postings == ()


@pytest.mark.parametrize("reason", ["defective", "counterfeit", "privacy_breach"])
def test_a_reason_that_no_rule_speaks_to_is_left_to_a_person(reason: str) -> None:
    ruling = ruled(case(**LOST_PARCEL, allegations=[{"reason": reason}]), shop="kram")
    assert ruling.headline == "cannot_tell_yet"
    assert not only(ruling).decided
    assert only(ruling).entitlement.redress == ()


def test_a_question_that_no_rule_speaks_to_has_no_answer() -> None:
    asked = case(kind="question", question="other", allegations=[])
    assert ruled(asked, shop="kram").answer is None
