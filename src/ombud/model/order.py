"""An order: its lines, what was promised and shown, what was paid and given back."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ombud.model.record import Amount, Record


class Line(Record, frozen=True, kw_only=True):
    """schema.org OrderItem. `unit` is the list price of one; `discount` is for the whole line.

    `unit_now` is what one costs today; `warranty_until` the last day of the warranty that came with it; `supplier` from
    whom the shop had it (a name in the shop's economics).
    """

    id: str
    title: str
    quantity: int = 1
    unit: Amount
    discount: Amount = "0.00"
    unit_now: Amount | None = None
    warranty_until: date | None = None
    supplier: str = ""
    category: str = ""
    traits: tuple[
        Literal["technically_complex", "made_to_order", "sealed", "perishable", "digital", "service"], ...
    ] = ()


class Promise(Record, frozen=True, kw_only=True):
    """What was promised to this customer: a delivery day, a free delivery, anything an employee confirmed.

    `by` says who promised: the public offer, the checkout page, or an employee (an individual promise).
    """

    id: str = ""
    kind: Literal["delivery_day", "hand_over_day", "free_delivery", "call_back", "other"]
    day: date | None = None
    amount: Amount | None = None
    by: Literal["offer", "checkout", "employee"]
    stated_in: str = ""
    stated_on: date | None = None
    essential: bool = False
    text: str = ""


class Offer(Record, frozen=True, kw_only=True):
    """A snapshot of what the customer saw before buying: page, checkout line, practice, and the checkout total.

    `fee_shown` is the delivery or other fee shown at checkout; `basis_stated` what a page other than the clause
    says about a threshold's basis (null: nobody looked; "nothing": looked, nothing is said).
    """

    taken_on: date | None = None
    page: str = ""
    checkout_total: Amount | None = None
    fee_shown: bool | None = None
    fee_accepted: bool | None = None
    basis_stated: Literal["after_discount", "list", "nothing"] | None = None
    text: str = ""


class Order(Record, frozen=True, kw_only=True):
    """schema.org Order. Prices after `discount`; `delivery_fee` is what was charged for delivery."""

    id: str
    placed_on: date
    lines: tuple[Line, ...] = ()
    discount: Amount = "0.00"
    delivery_fee: Amount = "0.00"
    cheapest_delivery: Amount | None = None
    tier: Literal["none", "regular", "loyal", "premium"] = "none"
    channel: Literal["web", "app", "phone", "shop", "platform"] = "web"
    payment_method: Literal["prepaid", "on_delivery", "part_prepaid"] = "prepaid"
    gift: bool = False
    promises: tuple[Promise, ...] = ()
    offer: Offer | None = None


class Payment(Record, frozen=True, kw_only=True):
    """Shopify OrderTransaction. `covers` says what was paid for; `at_delivery` marks cash on delivery."""

    id: str
    on: date
    kind: Literal["sale", "authorization", "capture", "void"] = "sale"
    status: Literal["success", "pending", "failure"] = "success"
    amount: Amount
    covers: Literal["goods", "delivery", "other"] = "goods"
    at_delivery: bool = False
    method: str = ""


class Refund(Record, frozen=True, kw_only=True):
    """Money already given back, and for what."""

    id: str
    on: date
    amount: Amount
    covers: Literal["goods", "delivery", "other"] = "goods"
    reason: str = ""
