from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ombud.cli.view.timeline import TRACK, rows
from ombud.model.facts import Moment
from tests.cli.sample import TIMELINE, day

CODES = ["ordered", "paid", "promised_day", "handed_over", "delivered", "demand", "message"]
NOTES = ["", "delivery_day", "hand_over_day"]
moments = st.lists(
    st.builds(
        Moment,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.sampled_from(CODES),
        st.just(""),
        st.just(""),
        st.sampled_from(NOTES),
    )
)


def test_a_late_delivery_draws_its_days_beyond_the_promised_one() -> None:
    delivered = next(row for row in rows(TIMELINE, day(21)) if row.moment and row.moment.what == "delivered")
    assert delivered.late == 8
    assert delivered.over.startswith("◆━")


def test_while_nothing_came_the_day_of_ruling_counts_the_days_over() -> None:
    waiting = [moment for moment in TIMELINE if moment.what != "delivered"]
    today = next(row for row in rows(waiting, day(21)) if row.moment is None)
    assert today.late == 11


def test_a_delivery_in_time_draws_nothing_over() -> None:
    moments = [Moment(day(10), "promised_day", "shop", "", "delivery_day"), Moment(day(9), "delivered", "carrier", "")]
    assert all(row.over == "" and row.late == 0 for row in rows(moments, day(11)))


def test_a_hand_over_told_by_shop_and_carrier_is_one_line() -> None:
    assert [row.moment.what for row in rows(TIMELINE, day(21)) if row.moment].count("handed_over") == 1


def test_a_long_talk_is_folded_into_one_line() -> None:
    talk = [Moment(day(3), "message", "customer", f"messages[{n}]") for n in range(10_000)]
    shown = [row for row in rows([*TIMELINE, *talk], day(21)) if row.moment and row.moment.what == "message"]
    assert [row.times for row in shown] == [10_000]


def test_without_moments_there_is_no_timeline() -> None:
    assert list(rows([], day(1))) == []


@given(moments, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_days_stand_in_order_and_within_the_track(given_moments: list[Moment], asof: date) -> None:
    shown = list(rows(given_moments, asof))
    assert sum(row.moment is None for row in shown) == (1 if given_moments else 0)
    assert [row.on for row in shown] == sorted(row.on for row in shown)
    places = [len(row.track) + len(row.over) for row in shown]
    assert places == sorted(places)
    assert all(0 <= place < TRACK for place in places)
    assert all(row.late == 0 or row.on - timedelta(row.late) >= date(2026, 1, 1) for row in shown)
