"""The carrier says that it will not make the day, and the day is not over: who is right, who is at fault, what runs.

Plain reckoning over many days and countries; nothing here knows the rulebook. Once the day is over, `test_lateness`
and `test_floor` speak.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.model.case_file import CaseFile, Tracking
from ombud.model.ruling import Ruling
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import KNOWN_ON, RESIDENCES, book, case_file, least
from tests.laws.oracle import Dispute

TERM = 3
"""Days that the carrier of `case_file` has."""


@st.composite
def before_the_day(draw: st.DrawFn) -> tuple[Dispute, int]:
    """An order, a promised day, a hand-over, and a day of ruling no later than the promised day; days of slack."""
    placed = KNOWN_ON - timedelta(days=200 + draw(st.integers(0, 300)))
    slack = draw(st.integers(-TERM, 6))  # days between the end of the carrier's term and the promised day
    handed = placed + timedelta(days=draw(st.integers(0, 5)))
    due = handed + timedelta(days=TERM + slack)
    asof = draw(st.integers(0, (due - handed).days).map(lambda days: handed + timedelta(days=days)))
    place = draw(st.sampled_from(RESIDENCES))
    goods = draw(st.integers(1, 10**7))
    return Dispute(place, placed, asof, goods, due_on=due, handed_over_on=handed), slack


def announced(case: Dispute) -> CaseFile:
    told = (Tracking(on=case.asof, status="delayed"),)
    return msgspec.structs.replace(case_file(case, reason="late"), tracking=told)


def ruled(case: Dispute, file: CaseFile) -> Ruling:
    return rule(file, book(case.residence), asof=case.asof)


@settings(max_examples=drawn.examples(60), deadline=None)
@given(before_the_day())
def test_the_customer_is_right_and_the_day_of_hand_over_tells_whose_fault_it_is(given: tuple[Dispute, int]) -> None:
    case, slack = given
    ruling = ruled(case, announced(case))
    (one,) = ruling.allegations
    assert (ruling.headline, one.finding.verdict, one.fault.loss_bearer) == ("customer_right", "substantiated", "shop")
    assert case.handed_over_on
    shop = max(0, -slack)
    carrier = max(0, (case.asof - case.handed_over_on).days - TERM)
    shares = {part.party: part.share for part in one.fault.shares}
    if shop == 0:
        assert shares == {"carrier": Decimal(1)}
    else:
        assert shares["shop"] >= Decimal(shop) / (shop + carrier) - Decimal("0.0001")


@settings(max_examples=drawn.examples(60), deadline=None)
@given(before_the_day())
def test_no_penalty_runs_before_the_day_is_over(given: tuple[Dispute, int]) -> None:
    case, _ = given
    (one,) = ruled(case, announced(case)).allegations
    assert not {"penalty_by_statute", "loss_compensation"} & {line.remedy for line in one.entitlement.redress}


@settings(max_examples=drawn.examples(60), deadline=None)
@given(before_the_day())
def test_in_russia_all_that_was_paid_is_owed_on_demand_already(given: tuple[Dispute, int]) -> None:
    case, _ = given
    if case.residence != "RU":
        return
    ruling = ruled(case, announced(case))
    (refund,) = ruling.remedies.exposure
    assert (refund.remedy, least(refund.amount)) == ("refund_without_return", case.paid)
    assert ("delivery_day", case.due_on) in [(clock.regime, clock.due) for clock in ruling.clocks]


@settings(max_examples=drawn.examples(30), deadline=None)
@given(before_the_day())
def test_without_word_of_the_carrier_the_day_has_simply_not_come(given: tuple[Dispute, int]) -> None:
    case, _ = given
    (one,) = ruled(case, case_file(case, reason="late")).allegations
    assert one.finding.verdict == "not_substantiated"
    assert [part.party for part in one.fault.shares] == ["nobody"]
