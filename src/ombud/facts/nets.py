"""What each order line cost in the end."""

from __future__ import annotations

from decimal import Decimal

from ombud.facts.record import ZERO
from ombud.kernel.money import MINOR_DIGITS, largest_remainder
from ombud.model.case_file import Line, Order


def nets(order: Order) -> list[Decimal]:
    """What each line cost in the end: the order's own discount falls on the lines by their price, to the last cent."""
    totals = [list_price(line) - Decimal(line.discount) for line in order.lines or ()]
    weights = [max(0, int(total.scaleb(MINOR_DIGITS))) for total in totals]
    if not any(weights):
        return totals
    off = largest_remainder(int(Decimal(order.discount).scaleb(MINOR_DIGITS)), weights)
    return [total - Decimal(part).scaleb(-MINOR_DIGITS) for total, part in zip(totals, off, strict=True)]


def list_price(line: Line) -> Decimal:
    """What the line would cost without any discount."""
    return (line.quantity * Decimal(line.unit)).quantize(ZERO)
