"""A parcel and what the carrier recorded of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ombud.model.record import Amount, Record


class Shipment(Record, frozen=True, kw_only=True):
    """schema.org ParcelDelivery. `hired_by` contracted the carrier; `offered_by_shop`: the shop named it.

    `declared` is the value declared to the carrier, `fee` what the carrier is paid, `return_fee` what it is paid for a
    parcel that nobody collected (null: as much again). `weight_g` is the weight at the
    hand-over, `full_weight_g` what the parcel weighs with everything in it.
    """

    id: str
    carrier: str
    service: str = ""
    hired_by: Literal["shop", "customer"] = "shop"
    offered_by_shop: bool = True
    tracking_number: str = ""
    handed_over_on: date | None = None
    hand_over_proof: bool | None = None
    term_days: int | None = None
    declared: Amount | None = None
    fee: Amount | None = None
    return_fee: Amount | None = None
    weight_g: int | None = None
    full_weight_g: int | None = None


class Tracking(Record, frozen=True, kw_only=True):
    """schema.org DeliveryEvent with the EPCIS time pair: when it happened and when it was recorded.

    `proof` says what a delivery rests on; `signed_by` whose signature it is; `opened_with_code` a locker opened with
    the code that was sent to the customer. `weight_g` is what the parcel weighed then. `delayed`: the carrier says that
    it will not make the promised day.
    """

    shipment: str = ""
    on: date
    recorded_at: datetime | None = None
    status: Literal[
        "handed_over", "in_transit", "out_for_delivery", "ready_for_pickup", "delivered", "attempt_failed", "exception",
        "delayed", "returned", "lost", "damaged",
    ]  # fmt: skip
    proof: Literal["none", "signature", "photo", "pin", "locker_code", "neighbour", "safe_place", "unreadable"] = "none"
    signed_by: Literal["none", "customer", "named_person", "neighbour", "unreadable", "other"] = "none"
    weight_g: int | None = None
    text: str = ""
