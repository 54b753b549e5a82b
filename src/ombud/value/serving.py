"""What serving an order took, and what it left of the margin: why an order lost money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ombud.book.record import Book, Figure
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile
from ombud.model.order import Order
from ombud.model.stakes import CostToServe, Origin

CENT = Decimal("0.01")
MINUTES_PER_HOUR = 60
WEAKEST_FIRST: tuple[Origin, ...] = ("assumed", "case", "contract", "measured")


def cost_to_serve(file: CaseFile, book: Book, asof: date) -> CostToServe | None:
    """The efforts known by the day, at the shop's rates; None where there were none.

    staff = rate per hour * minutes / 60; margin after = price * margin share - out of pocket - staff. An order without
    lines has an unknown price, so nobody knows the margin either.
    """
    made = [(f"efforts[{i}]", one) for i, one in enumerate(file.efforts or ()) if one.on <= asof]
    if not made:
        return None
    figures = book.economics
    minutes = sum(one.minutes for _, one in made)
    paid_out = Money.of(sum(Decimal(one.out_of_pocket) for _, one in made), file.currency)
    rate, share = figures.staff_per_hour, figures.margin
    staff = _money(rate.mean * minutes / MINUTES_PER_HOUR, file.currency) if rate else None
    price = _price(file.orders or (), asof)
    before = _money(price * share.mean, file.currency) if share and price is not None else None
    after = before - paid_out - staff if before is not None and staff is not None else None
    return CostToServe(minutes, paid_out, staff, before, after, _origin((rate, share)), tuple(at for at, _ in made))


def _money(amount: Decimal, currency: str) -> Money:
    return Money.of(amount.quantize(CENT, ROUND_HALF_UP), currency)


def _price(orders: Sequence[Order], asof: date) -> Decimal | None:
    """What the goods of all orders cost after discounts, without delivery; None where nobody knows what was ordered."""
    known = [order for order in orders if order.placed_on <= asof]
    if not known or any(order.lines is None for order in known):
        return None
    goods = sum(
        (line.quantity * Decimal(line.unit) - Decimal(line.discount) for o in known for line in o.lines or ()), CENT * 0
    )
    return goods - sum(Decimal(order.discount) for order in known)


def _origin(figures: Sequence[Figure | None]) -> Origin:
    known = [figure.origin for figure in figures if figure]
    return min(known, key=WEAKEST_FIRST.index, default="case")
