"""An order in several parcels: one that came says nothing of one that did not."""

from __future__ import annotations

from typing import Any

import pytest

from ombud.model.ruling import Ruling
from tests.decide.disputes import LOST, ORDER, SENT, case, only, ruled

CAME = {"on": "2026-05-08", "status": "delivered", "signed_by": "customer", "proof": "signature"}
SEEN = {"on": "2026-05-07", "status": "in_transit"}


def _parcels(*events: dict[str, Any], reason: str = "not_received") -> Ruling:
    shipments = [{**SENT["shipments"][0], "id": f"s{i}"} for i, _ in enumerate(events)]
    tracking = [{**event, "shipment": f"s{i}"} for i, event in enumerate(events)]
    alleged = [LOST if reason == "not_received" else {"reason": reason}]
    return ruled(case(**ORDER, shipments=shipments, tracking=tracking, allegations=alleged), shop="kram")


@pytest.mark.parametrize("reason", ["not_received", "late"])
@pytest.mark.parametrize("events", [(CAME, SEEN), (SEEN, CAME)])
def test_one_parcel_that_came_does_not_decide_that_the_order_came(events: tuple[Any, ...], reason: str) -> None:
    ruling = _parcels(*events, reason=reason)
    assert ruling.headline == "cannot_tell_yet"
    assert only(ruling).unknown[0].fact == "delivered"


def test_parcels_that_all_came_are_delivered() -> None:
    assert _parcels(CAME, CAME).headline == "shop_right"


def test_parcels_none_of_which_came_are_not() -> None:
    assert only(_parcels(SEEN, SEEN)).finding.verdict == "substantiated"


def test_an_only_parcel_needs_no_name_in_its_tracking() -> None:
    ruling = ruled(case(**ORDER, shipments=SENT["shipments"], tracking=[CAME], allegations=[LOST]), shop="kram")
    assert ruling.headline == "shop_right"
