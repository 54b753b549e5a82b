"""Several allegations about one order: each has its own answers, and nothing is given twice."""

from __future__ import annotations

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
