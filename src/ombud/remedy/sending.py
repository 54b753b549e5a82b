"""What it costs the shop to send goods again: their cost price and the carriage."""

from __future__ import annotations

from decimal import Decimal

from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.facts import Facts
from ombud.model.vocabulary import remedies


def cost_of_sending(remedy: str, facts: Facts, book: Book) -> Money | None:
    """The cost of goods that go out again; None for other remedies, and where the shop gave no margin."""
    price = _price(remedy, facts)
    figures = book.economics
    if remedy not in remedies("sent") or price is None or not (figures.margin and figures.delivery_cost):
        return None
    cost = price * (1 - figures.margin.mean) + figures.delivery_cost.mean
    return Money.of(cost.quantize(Decimal("0.01")), facts.currency)


def _price(remedy: str, facts: Facts) -> Decimal | None:
    """The price of what goes out: the whole order, or the goods that the allegation is about."""
    item = facts.row.get("item_price")
    if remedy != "delivery" and isinstance(item, Decimal):
        return item
    goods, discount = facts.row.get("goods_total"), facts.row.get("discount_total")
    if not isinstance(goods, Decimal):
        return None
    return goods - (discount if isinstance(discount, Decimal) else Decimal(0))
