"""What was charged for delivery: what the order says, else what the payments of an only order were for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ombud.facts.record import ZERO, money
from ombud.model.case_file import CaseFile, Order

TAKEN = ("sale", "capture")


@dataclass(frozen=True, slots=True)
class Carried:
    """A delivery fee: `amount` in major units (None: nobody knows), and the places of payments that it rests on."""

    amount: Decimal | None
    spots: Mapping[str, str] = field(default_factory=dict)


def carried(file: CaseFile, order: Order, asof: date) -> Carried:
    """The fee of an order that is known by the day.

    Money that was taken for delivery was charged for it. Where several orders stand in the file, nobody can tell whose
    delivery a payment was for; where no payment says that it was for delivery, it may have been in another one.
    """
    if order.delivery_fee is not None:
        return Carried(money(order.delivery_fee))
    if sum(one.placed_on <= asof for one in file.orders or ()) > 1:
        return Carried(None)
    paid = [
        (f"payments[{i}]", Decimal(one.amount))
        for i, one in enumerate(file.payments or ())
        if one.on <= asof and one.covers == "delivery" and one.status == "success" and one.kind in TAKEN
    ]
    amount = sum((sum_ for _, sum_ in paid), ZERO).quantize(ZERO)
    return Carried(amount, {"delivery_fee": paid[0][0]}) if amount > 0 else Carried(None)
