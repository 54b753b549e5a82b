"""What happens after a purchase: goods sent back, fees asked for, a subscription, a case at a marketplace."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ombud.model.record import Amount, Record


class GoodsReturn(Record, frozen=True, kw_only=True):
    """Goods on their way back. `lines` names the order lines (empty: everything); `proof` shows that it was sent.

    `carriage` is what the way back actually cost, `paid_by` who paid it; `collected` says that the shop offered to
    fetch the goods itself.
    """

    id: str = ""
    sent_on: date | None = None
    received_on: date | None = None
    proof: bool = False
    lines: tuple[str, ...] = ()
    carriage: Amount | None = None
    paid_by: Literal["customer", "shop"] = "customer"
    collected: bool = False


class Fee(Record, frozen=True, kw_only=True):
    """A fee that the shop asked for. A `delivery_fee` of an order needs no entry of its own; where fees are listed, one
    that neither the list nor the order names was not asked for.

    `stated`: the offer names it; `agreed`: the customer agreed to it before the purchase (null: nobody looked).
    """

    id: str = ""
    what: Literal["cancellation", "extra", "delivery", "return", "other"] = "other"
    amount: Amount
    announced_on: date | None = None
    stated: bool | None = None
    agreed: bool | None = None
    charged_on: date | None = None


class Subscription(Record, frozen=True, kw_only=True):
    """A service by the period: `price` paid for the days from `started_on` to `paid_until`, and when it was ended."""

    started_on: date
    paid_until: date | None = None
    price: Amount | None = None
    ended_on: date | None = None


class PlatformCase(Record, frozen=True, kw_only=True):
    """A case at the marketplace where the order was placed: its own day for the shop's answer."""

    name: str = ""
    opened_on: date
    answer_by: date | None = None
    answered_on: date | None = None
