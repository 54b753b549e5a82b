"""Several allegations about one order: each has its own answers, and nothing is given twice."""

from __future__ import annotations

import pytest

from ombud.kernel.money import Money
from ombud.model.ruling import Ruling
from tests.decide.disputes import LOST, ORDER, REFUND, SENT, TERM, by_hand, case, ruled

LATE = {"reason": "late"}
LOST_PARCEL = {**ORDER, **SENT, **TERM, **REFUND}


def _booked(ruling: Ruling, account: str) -> int:
    return sum(entry.amount.minor for one in ruling.postings for entry in one.entries if entry.account == account)


def test_a_refund_that_two_allegations_give_is_offered_and_booked_once() -> None:
    ruling = ruled(case(**LOST_PARCEL, allegations=[LOST, LATE]), shop="kram")
    assert [one.finding.verdict for one in ruling.allegations] == ["substantiated", "substantiated"]
    assert [one.remedy for one in ruling.remedies.options] == ["refund_without_return", "apology"]
    assert _booked(ruling, "liability:customer") == -263_99


def test_a_penalty_that_two_allegations_give_is_exposure_once() -> None:
    ruling = ruled(case(law="RU", **ORDER, **SENT, allegations=[LOST, LATE]))
    exposed = [one.remedy for one in ruling.remedies.exposure]
    assert sorted(exposed) == sorted(set(exposed))


def test_an_allegation_more_does_not_change_the_answers_to_the_others() -> None:
    alone = ruled(case(**LOST_PARCEL, allegations=[LOST]), shop="kram")
    beside = ruled(case(**LOST_PARCEL, allegations=[LOST, {"reason": "staff_conduct"}]), shop="kram")
    assert beside.allegations[0] == alone.allegations[0]
    assert beside.headline == "cannot_tell_yet"


def test_a_claim_on_the_carrier_is_never_for_more_than_was_given() -> None:
    two = [{**SENT["shipments"][0], "declared": "200.00"}, {**SENT["shipments"][0], "id": "s2", "declared": "200.00"}]
    tracking = [{"shipment": one["id"], "on": "2026-05-06", "status": "handed_over"} for one in two]
    records = {**LOST_PARCEL, "shipments": two, "tracking": tracking}
    ruling = ruled(case(**records, allegations=[LOST, LATE]), shop="kram")
    assert _booked(ruling, "asset:carrier-claims") == 263_99
    assert all(sum(entry.amount.minor for entry in one.entries) == 0 for one in ruling.postings)


def test_one_allegation_right_and_one_wrong_leave_each_side_partly_right() -> None:
    counted = [(name, 0) for name in ("hang_ups", "hang_ups_by_rule", "hang_ups_after_abuse")]
    told = by_hand(*counted, ("staff_insulted", False), ("abuse_in_call", False))
    ruling = ruled(case(**LOST_PARCEL, allegations=[LOST, {"reason": "staff_conduct"}], answers=told), shop="kram")
    assert [one.finding.verdict for one in ruling.allegations] == ["substantiated", "not_substantiated"]
    assert ruling.headline == "both_in_part"


@pytest.mark.parametrize("demands", [["refund"], ["refund", "withdrawal"]])
def test_one_thing_has_one_refund_and_what_was_taken_twice_does_not_wait_for_it(demands: list[str]) -> None:
    """Broken on the way, no longer wanted, and paid for twice: all of the money goes back, at the shop's cost."""
    told = case(
        **(ORDER | {"payments": [*ORDER["payments"], ORDER["payments"][0] | {"id": "p3"}]}),
        allegations=[{"reason": reason} for reason in ("damaged", "changed_mind", "duplicate_charge")],
        tracking=[{"on": "2026-05-10", "status": "delivered", "signed_by": "customer"}],
        inspections=[
            {"on": "2026-05-10", "by": "customer", "finds": True, "photo": True},
            {"on": "2026-05-11", "by": "carrier", "finds": True, "cause": "carriage", "serious": True},
        ],
        demands=[{"kind": kind, "received_on": "2026-05-20"} for kind in demands],
        refunds=[],
    )
    ruling = ruled(told, shop="kram")
    back = {one.remedy: one for one in ruling.remedies.options if one.remedy.startswith("refund")}
    assert [one.remedy for one in ruling.remedies.options].count("refund_with_return") == 1
    assert {name: one.amount for name, one in back.items()} == {
        "refund_without_return": Money(249_00, "PLN"),
        "refund_with_return": Money(263_99, "PLN"),
    }
    assert back["refund_with_return"].way_back == "shop"
    assert sum(one.entries[0].amount.minor for one in ruling.postings if one.what.startswith("refund")) == 512_99
