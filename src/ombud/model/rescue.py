"""A way to meet a day that would be missed: found by the shop, with its price and its day."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from ombud.model.record import Amount, Record

RescueKind: TypeAlias = Literal["special_delivery", "local_purchase", "reship_at_shop_cost", "employee_travel"]


class Rescue(Record, frozen=True, kw_only=True):
    """A way to meet the promised day: another carrier or express (`special_delivery`), the same item bought or handed
    over on the spot (`local_purchase`), a second parcel (`reship_at_shop_cost`), an employee who brings it
    (`employee_travel`).

    `price` is all that it costs the shop, `arrives_on` when the customer would have it, `by` who would do it.
    """

    kind: RescueKind
    price: Amount
    arrives_on: date
    by: str = ""
