"""Open orders for tests: only what a test gives is known."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import ombud
from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.model.case_file import CaseFile, Complainant, Line, Order, Payment, Promise, Refund, Shipment, Tracking

SHOPS = Path(ombud.__file__).parent / "shops"
ASOF = date(2026, 5, 20)


@cache
def book(law: str, shop: str = "") -> Book:
    return open_book(law, SHOPS / shop if shop else None, known_on=ASOF)


def order(
    goods: str = "1500.00",
    *,
    discount: str = "0.00",
    fee: str = "0.00",
    placed: date = date(2026, 5, 15),
    currency: str = "RUB",
    name: str = "o",
    **records: object,
) -> CaseFile:
    """An order of a sum; `records` are other sections of its file, and `promises` of the order."""
    promises = records.pop("promises", ())
    one = Order(
        id=name,
        placed_on=placed,
        discount=discount,
        delivery_fee=fee,
        lines=(Line(id="1", title="goods", unit=goods),),
        promises=promises,  # type: ignore[arg-type]
    )
    return CaseFile(
        version=1,
        id=name,
        currency=currency,
        opened_on=placed,
        complainant=Complainant(),
        orders=(one,),
        **records,  # type: ignore[arg-type]
    )


def parcel(
    due: date,
    *,
    handed: date | None = None,
    came: date | None = None,
    term: int | None = None,
    essential: bool = False,
    paid: str = "1500.00",
    placed: date = date(2026, 5, 1),
    back: str = "",
) -> CaseFile:
    """A paid order with a promised day, and what became of its parcel."""
    return order(
        paid,
        placed=placed,
        promises=(Promise(kind="delivery_day", day=due, by="checkout", essential=essential),),
        payments=(Payment(id="p", on=placed, amount=paid),),
        refunds=(Refund(id="r", on=ASOF, amount=back),) if back else (),
        shipments=(Shipment(id="s", carrier="post", handed_over_on=handed, term_days=term),) if handed else (),
        tracking=(Tracking(on=came, status="delivered"),) if came else (),
    )
