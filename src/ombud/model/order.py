"""An order: its lines, what was promised and shown, what was paid and given back."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ombud.model.record import Amount, Record


class Line(Record, frozen=True, kw_only=True):
    """schema.org OrderItem. `unit` is the list price of one; `discount` is for the whole line.

    `shown` is the price of one that the page showed, where it was another than `unit`; `meant` the price of one that
    the shop says it meant, where the one shown was a mistake.
    `unit_now` is what one costs today; `warranty_until` the last day of the warranty that came with it; `supplier` from
    whom the shop had it (a name in the shop's economics).
    """

    id: str
    title: str
    quantity: int = 1
    unit: Amount
    discount: Amount = "0.00"
    shown: Amount | None = None
    meant: Amount | None = None
    unit_now: Amount | None = None
    warranty_until: date | None = None
    supplier: str = ""
    category: str = ""
    traits: tuple[
        Literal["technically_complex", "made_to_order", "sealed", "perishable", "digital", "service"], ...
    ] = ()


class Promise(Record, frozen=True, kw_only=True):
    """What was promised to this customer: a delivery day, a free delivery, a refund, anything an employee confirmed.

    `by` says who promised: the public offer, the checkout page, or an employee (an individual promise). `kept`:
    whether it was kept, and in time (null: nobody says); before its day a promise is not broken.
    """

    id: str = ""
    kind: Literal[
        "delivery_day", "hand_over_day", "free_delivery", "free_return", "call_back", "sum", "visit", "gift",
        "refund", "other",
    ]  # fmt: skip
    day: date | None = None
    amount: Amount | None = None
    by: Literal["offer", "checkout", "employee"]
    stated_in: str = ""
    stated_on: date | None = None
    essential: bool = False
    kept: bool | None = None
    text: str = ""


class Offer(Record, frozen=True, kw_only=True):
    """A snapshot of what the customer saw before buying: page, checkout line, practice, and the checkout total.

    `fee_shown` is the delivery or other fee shown at checkout; `basis_stated` what a page other than the clause
    says about a threshold's basis (null: nobody looked; "nothing": looked, nothing is said). `return_days` are the days
    for returns that the shop itself promised.
    """

    taken_on: date | None = None
    page: str = ""
    checkout_total: Amount | None = None
    fee_shown: bool | None = None
    fee_accepted: bool | None = None
    basis_stated: Literal["after_discount", "list", "nothing"] | None = None
    return_days: int | None = None
    text: str = ""


class Order(Record, frozen=True, kw_only=True):
    """schema.org Order. Prices after `discount`; `delivery_fee` is what was charged for delivery.

    "0.00": nothing was; null: nobody says, and only a payment that was for delivery tells.

    `lines` null: nobody knows what was ordered, and its sums are unknown.

    `return_info`: how and when to return was told in writing, as the law asks (null: nobody looked). `confirmed`: the
    shop confirmed the order. `price_error_on`: the day on which the shop took its word back for an error in the price.
    """

    id: str
    placed_on: date
    lines: tuple[Line, ...] | None = None
    discount: Amount = "0.00"
    delivery_fee: Amount | None = None
    cheapest_delivery: Amount | None = None
    tier: Literal["none", "regular", "loyal", "premium"] = "none"
    channel: Literal["web", "app", "phone", "shop", "platform"] = "web"
    payment_method: Literal["prepaid", "on_delivery", "part_prepaid"] = "prepaid"
    gift: bool = False
    return_info: bool | None = None
    confirmed: bool | None = None
    price_error_on: date | None = None
    promises: tuple[Promise, ...] = ()
    offer: Offer | None = None


class Payment(Record, frozen=True, kw_only=True):
    """Shopify OrderTransaction. `covers` says what was paid for (null: nobody knows); `at_delivery`: cash on delivery.

    A transfer that has not arrived is `pending`; `confirmed_on` is the day on which the customer's bank confirmed that
    it had carried it out (null: nobody has said).
    """

    id: str
    on: date
    kind: Literal["sale", "authorization", "capture", "void"] = "sale"
    status: Literal["success", "pending", "failure"] = "success"
    amount: Amount
    covers: Literal["goods", "delivery", "other"] | None = "goods"
    at_delivery: bool = False
    method: str = ""
    confirmed_on: date | None = None


class Refund(Record, frozen=True, kw_only=True):
    """Money already given back, and for what. `line`: the order line whose price it was ("": nobody says which)."""

    id: str
    on: date
    amount: Amount
    covers: Literal["goods", "delivery", "other"] = "goods"
    line: str = ""
    reason: str = ""
