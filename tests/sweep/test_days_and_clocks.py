"""Days that must be met, hand-overs that are due, clocks that end: the day before, the day of, the day after."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from ombud.kernel.errors import InputError
from ombud.model.case_file import Allegation, CaseFile, Complaint, Demand, Promise, Tracking
from ombud.model.swept import Swept
from ombud.public.sweep import looked, sweep, todos
from tests.sweep.orders import ASOF, book, order, parcel

DAY = timedelta(days=1)
HANDED = date(2026, 5, 4)


def one(file: CaseFile, law: str = "RU") -> Swept:
    return next(looked([file], book(law), asof=ASOF))


def said(file: CaseFile, law: str = "RU") -> list[tuple[str, str]]:
    return [(act.urgency, act.rule.partition(".")[2]) for act in one(file, law).acts]


@pytest.mark.parametrize(("due", "acts"), [(ASOF - DAY, [("today", "day_missed")]), (ASOF, []), (ASOF + DAY, [])])
def test_a_missed_day_is_dealt_with_today(due: date, acts: list[tuple[str, str]]) -> None:
    assert said(parcel(due, handed=HANDED)) == acts


@pytest.mark.parametrize(("ahead", "acts"), [(7, [("today", "day_to_be_met")]), (8, [])])
def test_a_day_that_must_be_met_is_looked_after_in_time(ahead: int, acts: list[tuple[str, str]]) -> None:
    assert said(parcel(ASOF + ahead * DAY, handed=HANDED, essential=True)) == acts


@pytest.mark.parametrize(
    ("ahead", "acts"),
    [(1, [("today", "hand_over_now")]), (2, [("week", "hand_over_soon")]), (3, [("week", "hand_over_soon")]), (4, [])],
)
def test_a_parcel_that_must_leave_is_called_for(ahead: int, acts: list[tuple[str, str]]) -> None:
    by = Promise(kind="hand_over_day", day=ASOF + ahead * DAY, by="offer")
    due = Promise(kind="delivery_day", day=ASOF + 10 * DAY, by="checkout")
    assert said(order(promises=(by, due), shipments=(), tracking=())) == acts


def test_a_parcel_on_its_way_that_cannot_be_in_time_is_told_of() -> None:
    assert said(parcel(ASOF + DAY, handed=ASOF - DAY, term=3)) == [("week", "will_come_late")]
    assert said(parcel(ASOF + 2 * DAY, handed=ASOF - DAY, term=3)) == []


@pytest.mark.parametrize(("ago", "acts"), [(30, [("week", "came_late")]), (31, [])])
def test_a_late_parcel_is_spoken_of_while_it_is_fresh(ago: int, acts: list[tuple[str, str]]) -> None:
    came = ASOF - ago * DAY
    file = parcel(came - DAY, handed=date(2026, 4, 2), came=came, placed=date(2026, 4, 1))
    assert said(file) == acts
    if not acts:
        assert one(file).kind == "sweep_delivery.came_late_long_ago"


def test_a_parcel_in_time_needs_nothing_and_is_counted_so() -> None:
    assert one(parcel(ASOF, handed=HANDED, came=ASOF)).kind == "sweep_delivery.came_in_time"
    assert one(parcel(ASOF + 9 * DAY, handed=HANDED)).kind == "sweep_delivery.on_its_way"
    assert one(parcel(ASOF - DAY, handed=HANDED, back="1500.00")).kind == "sweep_delivery.paid_back"


def test_what_nobody_knows_is_named_and_not_taken_for_no() -> None:
    swept = one(order(promises=(Promise(kind="delivery_day", day=ASOF - DAY, by="checkout"),)))
    assert (swept.acts, swept.kind, swept.lacks) == ((), "cannot_tell", "delivered")


@pytest.mark.parametrize(
    ("received", "acts"),
    [
        (ASOF - 13 * DAY, [("today", "clock_ends_now")]),
        (ASOF - 7 * DAY, [("week", "clock_ends_soon")]),
        (ASOF - 6 * DAY, []),
    ],
)
def test_a_clock_about_to_lapse_is_shown_with_what_silence_means(received: date, acts: list[tuple[str, str]]) -> None:
    file = parcel(ASOF + 20 * DAY, handed=HANDED)
    file = msgspec.structs.replace(file, complaint=Complaint(received_on=received))
    assert [pair for pair in said(file, "generic") if pair[1].startswith("clock")] == acts
    if acts:
        swept = one(file, "generic")
        assert all(todo.clock and todo.clock.silence_means for todo in todos(swept))


def test_a_demand_for_money_starts_a_clock_that_the_sweep_sees() -> None:
    file = parcel(ASOF - 20 * DAY, handed=HANDED)
    file = msgspec.structs.replace(file, demands=(Demand(kind="refund", received_on=ASOF - 9 * DAY),))
    assert ("today", "clock_ends_now") in said(file)


def test_a_case_that_is_already_alleged_is_looked_at_under_its_own_reason_too() -> None:
    file = parcel(ASOF + 20 * DAY, handed=HANDED)
    file = msgspec.structs.replace(
        file, allegations=(Allegation(reason="damaged"),), complaint=Complaint(received_on=ASOF - 13 * DAY)
    )
    assert {act.reason for act in one(file, "generic").acts} >= {"damaged"}


def test_records_that_contradict_each_other_are_told_and_the_others_go_on() -> None:
    wrong = order(name="wrong", tracking=(Tracking(on=date(2026, 5, 10), status="delivered"),))
    found = sweep([wrong, parcel(ASOF - DAY, handed=HANDED)], book("RU"), asof=ASOF)
    assert len(list(found)) == 1
    assert [(name, type(error)) for name, error in found.bad] == [("wrong", InputError)]
    assert found.tally.bad == 1
