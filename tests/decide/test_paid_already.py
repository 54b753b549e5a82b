"""What was paid back already is not paid again."""

from __future__ import annotations

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
