"""What we do not know: asked for in time, and never said as if we knew it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ombud.kernel.errors import InputError
from ombud.model.ruling import Ruling
from ombud.public.present import to_json
from tests.decide.disputes import ORDER, SENT, by_hand, case, only, ruled

SAYS_DELIVERED = {**SENT, "tracking": [{"shipment": "s1", "on": "2026-05-08", "status": "delivered"}]}
CONTESTED = {**ORDER, **SAYS_DELIVERED}
LATE_RU = (
    ("placed_on", "2026-05-04"), ("day_promised", True), ("due_on", "2026-05-11"), ("carrier_days", 3),
    ("handed_over", True), ("handed_over_on", "2026-05-06"), ("delivered", False), ("prepaid_delivery", "0.00"),
)  # fmt: skip


def _by(ruling: Ruling) -> date | None:
    return only(ruling).unknown[0].by


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2026-05-31", date(2026, 6, 8)),
        ("2026-05-22", date(2026, 6, 4)),
        ("2026-05-19", date(2026, 6, 1)),
        ("2026-05-18", date(2026, 6, 1)),
    ],
)
def test_evidence_is_asked_for_by_the_day_before_a_statutory_clock_and_on_its_last_day_today(
    received: str, by: date
) -> None:
    ruling = ruled(case(**CONTESTED, complaint={"received_on": received, "channel": "email"}), shop="kram")
    assert _by(ruling) == by


def _request(by: str) -> dict[str, Any]:
    return {"fact": "delivered", "of": "carrier", "asked_on": "2026-05-20", "by": by}


def test_a_request_keeps_its_own_day_and_the_later_of_two_counts_in_any_order() -> None:
    early, late = _request("2026-05-25"), _request("2026-06-03")
    for requests in ([early, late], [late, early]):
        ruling = ruled(case(**CONTESTED, requests=requests), shop="kram")
        assert _by(ruling) == date(2026, 6, 3)


def test_a_day_that_passed_in_vain_is_not_asked_for_again() -> None:
    asked = [{"fact": "prepaid", "of": "shop", "asked_on": "2026-05-10", "by": "2026-05-20"}]
    ruling = ruled(case(law="RU", requests=asked, answers=by_hand(*LATE_RU)))
    assert _by(ruling) == date(2026, 6, 8)


def test_on_its_last_day_evidence_may_still_come_and_the_day_after_it_falls_to_the_burden() -> None:
    given = case(**CONTESTED, requests=[_request("2026-06-01")])
    assert not only(ruled(given, shop="kram")).decided
    later = only(ruled(given, shop="kram", asof=date(2026, 6, 2)))
    assert later.decided
    assert later.defaulted == ("delivered",)
    assert later.finding.verdict == "substantiated"


def test_what_holds_if_nothing_comes_is_what_is_ruled_once_nothing_came() -> None:
    given = case(**CONTESTED, requests=[_request("2026-06-01")])
    (asked,) = only(ruled(given, shop="kram")).unknown
    later = only(ruled(given, shop="kram", asof=date(2026, 6, 2)))
    assert asked.if_nothing is not None
    assert asked.if_nothing.finding == later.finding.verdict
    assert asked.if_nothing.remedies == tuple(one.remedy for one in later.entitlement.redress)


def test_two_witnesses_who_cannot_either_be_right_are_told_so() -> None:
    days = ("delivered_on", "2026-05-15"), ("delivered_on", "2026-05-16", "customer")
    told = by_hand(("handed_over", True), ("handed_over_on", "2026-05-20"), ("delivered", True, "customer"), *days)
    with pytest.raises(InputError, match="delivered_on"):
        ruled(case(**ORDER, answers=told), shop="kram")


def test_of_two_witnesses_the_one_who_can_be_right_is_believed() -> None:
    days = ("delivered_on", "2026-05-09"), ("delivered_on", "2026-05-16", "customer")
    told = by_hand(("handed_over", True), ("handed_over_on", "2026-05-10"), ("delivered", True, "customer"), *days)
    one = only(ruled(case(**ORDER, answers=told), shop="kram"))
    assert one.decided
    assert one.outcomes[0].given["delivered_on"] == date(2026, 5, 16)


def test_two_witnesses_who_differ_make_a_fact_contested_with_just_their_values() -> None:
    told = by_hand(*LATE_RU, ("prepaid", "1000.00"), ("prepaid", "0.00", "customer"))
    (asked,) = only(ruled(case(law="RU", answers=told))).unknown
    assert (asked.fact, asked.kind) == ("prepaid", "contested")
    assert [str(value) for value in asked.claimed] == ["1000.00", "0.00"]


def test_a_case_with_no_records_at_all_is_ruled_and_asks() -> None:
    ruling = ruled(case(law="RU"))
    one = only(ruling)
    assert ruling.headline == "cannot_tell_yet"
    assert not one.decided
    assert one.unknown
    assert all(dict(possible.given) == {} for possible in one.outcomes)


def test_a_ruling_on_answers_alone_names_them_and_no_fact_that_is_absent() -> None:
    ruling = ruled(case(law="RU", answers=by_hand(*LATE_RU, ("prepaid", "1000.00"))))
    one = only(ruling)
    assert one.decided
    assert set(one.by_hand) == {name for name, _ in LATE_RU} | {"prepaid"}


def test_the_open_questions_read_the_same_in_json() -> None:
    ruling = ruled(case(**CONTESTED), shop="kram")
    (shown,) = json.loads(to_json(ruling))["allegations"][0]["unknown"]
    assert shown["fact"] == "delivered"
    assert shown["kind"] == "contested"
    assert shown["by"] == "2026-06-08"
    assert shown["if_nothing"]["finding"] == "substantiated"


def test_a_pending_delivery_is_shown_either_way_on_the_day_after_it_is_due() -> None:
    promised = {"kind": "delivery_day", "day": "2026-06-11", "by": "checkout"}
    orders = [{**ORDER["orders"][0], "promises": [promised]}]
    ruling = ruled(case(**{**ORDER, "orders": orders}, **SENT), shop="kram")
    came, not_come = only(ruling).if_due
    assert {came.on, not_come.on} == {date(2026, 6, 12)}
    assert (came.value, came.finding, came.remedies) == (True, "not_substantiated", ())
    assert (not_come.value, not_come.finding) == (False, "substantiated")
    assert not_come.remedies == ("delivery", "refund_without_return")
    assert only(ruling).decided


@pytest.mark.parametrize("law", ["RU", "UA", "PL", "UK", "EU"])
def test_what_no_rule_speaks_to_is_a_question_to_a_person(law: str) -> None:
    one = only(ruled(case(law=law, allegations=[{"reason": "threshold_near_miss"}])))
    (asked,) = one.unknown
    assert not one.decided
    assert (asked.fact, asked.kind, asked.of, asked.by) == ("case_finding", "judgement", "lead", date(2026, 6, 8))
    assert asked.deciding
    assert asked.ask["en"] == "No rule speaks to this: what does a person find who looks into it?"
    assert set(asked.ask) == {"en", "ru", "uk", "pl"}


def _without_a_day(**more: object) -> Ruling:
    order = {**ORDER["orders"][0], "promises": []}
    return ruled(case(law="RU", **{**ORDER, **SENT, "orders": [order], **more}))


def test_a_number_that_the_law_leaves_open_is_decided_by_a_day_and_stays_open_without_an_answer() -> None:
    one = only(_without_a_day())
    (asked,) = [item for item in one.unknown if item.kind == "unsettled"]
    assert asked.by == date(2026, 6, 8)
    assert asked.if_nothing
    assert (asked.if_nothing.finding, asked.if_nothing.remedies) == ("inconclusive", ())
    assert "penalty_by_statute" in asked.if_nothing.open


@pytest.mark.parametrize(("demanded", "late"), [("2026-05-25", False), ("2026-05-24", True)])
def test_where_no_day_was_agreed_a_demand_to_deliver_sets_one(demanded: str, *, late: bool) -> None:
    one = only(_without_a_day(demands=[{"kind": "delivery", "received_on": demanded}]))
    assert one.decided
    assert (one.finding.verdict == "substantiated") is late
    assert all(line.to_be_verified for line in one.entitlement.redress)
