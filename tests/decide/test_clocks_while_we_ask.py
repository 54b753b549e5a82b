"""A demand starts a clock of the law on the day it comes in; asking for evidence does not stop it, paying does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ombud.model.ruling import Clock, Ruling
from tests.decide.disputes import ORDER, SENT, case, ruled

CAME = {"tracking": [{"shipment": "s1", "on": "2026-05-10", "status": "delivered", "signed_by": "customer"}]}
PHOTO = {"inspections": [{"on": "2026-05-25", "by": "customer", "finds": True, "photo": True}]}
DEMANDS = [{"kind": kind, "received_on": "2026-05-28"} for kind in ("refund", "damages")]
LOSS = {"losses": [{"what": "a ruined table", "amount": "500.00", "proven": True}]}


def _clocks(ruling: Ruling, regime: str) -> list[Clock]:
    return [clock for clock in ruling.clocks if clock.regime == regime]


def _wrong_item(**more: object) -> Ruling:
    given: dict[str, Any] = {**ORDER, **SENT, **CAME, "demands": DEMANDS, "allegations": [{"reason": "wrong_item"}]}
    return ruled(case(law="RU", **{**given, **more}))


def test_the_ten_days_run_from_the_demand_whatever_photo_is_still_asked_for() -> None:
    (waiting,), (shown,) = (_clocks(_wrong_item(**more), "ru_zozpp_22") for more in ({}, PHOTO))
    assert (waiting.due, waiting.open) == (shown.due, True) == (date(2026, 6, 7), True)
    assert not shown.open


def test_the_day_for_the_photo_is_before_the_end_of_the_ten_days() -> None:
    ruling = _wrong_item()
    assert all(one.by and one.by < date(2026, 6, 7) for one in ruling.allegations[0].unknown)


@pytest.mark.parametrize(("paid", "runs"), [("499.99", True), ("500.00", False)])
def test_the_clock_for_a_loss_stops_when_the_loss_is_made_good(paid: str, *, runs: bool) -> None:
    refunds = [{"id": "r", "on": "2026-05-30", "amount": paid, "covers": "other"}]
    demands = [{"kind": "damages", "received_on": "2026-05-28"}]
    ruling = _wrong_item(**PHOTO, **LOSS, demands=demands, refunds=refunds)
    assert bool(_clocks(ruling, "ru_zozpp_22")) is runs


@pytest.mark.parametrize(("paid", "runs"), [("0.01", True), ("500.00", False)])
def test_damages_for_a_late_parcel_have_ten_days_too_and_an_end(paid: str, *, runs: bool) -> None:
    late = {"tracking": [{"shipment": "s1", "on": "2026-05-20", "status": "delivered", "signed_by": "customer"}]}
    refunds = [{"id": "r", "on": "2026-05-30", "amount": paid, "covers": "other"}]
    demands = [{"kind": "damages", "received_on": "2026-05-28"}]
    given = {**ORDER, **SENT, **late, **LOSS, "demands": demands, "refunds": refunds}
    ruling = ruled(case(law="RU", **given, allegations=[{"reason": "late"}]))
    assert [clock.due for clock in _clocks(ruling, "ru_zozpp_23_1")] == ([date(2026, 6, 7)] if runs else [])
