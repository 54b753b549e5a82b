"""A row of a table as a case file without an allegation. What a column that is not there would say stays unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from ombud.intake.columns import lists
from ombud.intake.countries import country_of
from ombud.intake.days import Order as DayOrder
from ombud.intake.days import day_of
from ombud.intake.faults import faults
from ombud.intake.in_order import in_order
from ombud.intake.layout import Layout
from ombud.intake.sums import CENT, share_of, sum_of
from ombud.intake.wrong import Bad, Wrong, shown
from ombud.model.case_file import CaseFile, Complainant, Line, Order, Payment, Promise, Refund, Shipment, Tracking
from ombud.model.residence import Residence

CLOSED = "closed"
ZERO = Decimal("0.00")
LONGEST_TERM, LONGEST_NAME = 365, 80
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reader:
    """How the rows of one table become orders: all that is to be known of it, small enough to be handed on.

    `asof` stands in for the day of a refund that has none; `residence` is where the customers live, if no column tells.
    """

    at: Mapping[str, int]
    width: int
    currency: str
    asof: date
    residence: Residence = ""
    dates: Mapping[str, Mapping[str, DayOrder]] = field(default_factory=dict)
    decimals: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[int, Wrong] = field(default_factory=dict)
    carriers: Mapping[str, str] = field(default_factory=dict)
    """The carriers with which the shop has a contract: their names in lower case, and the codes of their contracts."""

    @classmethod
    def of(
        cls,
        layout: Layout,
        currency: str,
        asof: date,
        residence: Residence = "",
        carriers: Mapping[str, str] | None = None,
    ) -> Reader:
        """The reader of a table that was understood."""
        return cls(
            layout.at,
            len(layout.guesses),
            currency,
            asof,
            residence,
            layout.dates,
            layout.decimals,
            layout.refused,
            carriers or {},
        )

    def order(self, line: int, cells: Sequence[object] | Bad) -> CaseFile | Bad | None:
        """The order in a row; None where its status says that nothing is left to do."""
        if isinstance(cells, Bad):
            return cells
        name, row = "", None
        try:
            row = _Row(self, cells)
            if line in self.refused:
                name = str(row.raw("order") or "")[:LONGEST_NAME]
                raise self.refused[line]
            name = row.text("order")[:LONGEST_NAME] or f"#{line}"
            if row.status() == CLOSED:
                return None
            return row.file(name)
        except Wrong as wrong:
            whole = row if line not in self.refused else None  # else its cells may stand in the wrong columns
            found = faults(whole, self.at, wrong) if whole else (wrong,)
            first, *more = (Bad.of(line, name, one) for one in found)
            return replace(first, more=tuple(more))


class _Row:
    """One row, cell by cell."""

    def __init__(self, reader: Reader, cells: Sequence[object]) -> None:
        self.reader = reader
        self.cells = cells
        if any(cell not in (None, "") for cell in cells[reader.width :]):
            raise Wrong("too_many_cells", n=len(cells), most=reader.width)

    def has(self, key: str) -> bool:
        """Does the table have this column?"""
        return key in self.reader.at

    def raw(self, key: str) -> object:
        """What stands in a cell, right or not."""
        index = self.reader.at.get(key)
        return self.cells[index] if index is not None and index < len(self.cells) else None

    def cell(self, key: str) -> Any:  # noqa: ANN401  (whatever stands there)
        cell = self.raw(key)
        if isinstance(cell, str):
            cell = cell.strip()
            if cell.startswith("="):
                raise Wrong("formula", column=key)
            if cell.startswith("#") and cell.endswith(("!", "?", "A", "Д")):
                raise Wrong("cell_error", column=key, text=shown(cell))
        return None if cell == "" else cell

    def text(self, key: str) -> str:
        cell = self.cell(key)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return "" if cell is None else str(cell)

    def day(self, key: str) -> date | None:
        return self._named(key, lambda: day_of(self.cell(key), dict(self.reader.dates.get(key, {}))))

    def sum(self, key: str) -> Decimal | None:
        return self._named(key, lambda: sum_of(self.cell(key), self.reader.currency, self.reader.decimals.get(key, "")))

    def _named(self, key: str, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except Wrong as wrong:
            wrong.values.setdefault("column", key)
            raise

    def money(self, key: str) -> Decimal | None:
        """A sum that is not below nothing."""
        amount = self.sum(key)
        if amount is not None and amount < 0:
            raise Wrong("negative", column=key, text=shown(self.cell(key)))
        return amount

    def status(self) -> str:
        """What the status says: `closed`, `delivered`, or nothing that we know."""
        return _statuses().get(self.text("status").casefold(), "")

    def flag(self, key: str) -> bool:
        text = self.text(key).casefold()
        if text in lists()["flag"]["yes"]:
            return True
        if text in lists()["flag"]["no"]:
            return False
        raise Wrong("no_flag", column=key, text=shown(text))

    def count(self, key: str) -> int | None:
        text = self.text(key)
        if not text:
            return None
        digits = text.split()[0]
        if not digits.isdecimal() or int(digits) > LONGEST_TERM:
            raise Wrong("no_count", column=key, text=shown(text))
        return int(digits)

    def residence(self) -> Residence:
        """Where the customer lives, by code or by name; "" for an empty cell."""
        text = self.text("country")
        code = country_of(text)
        if text and not code:
            raise Wrong("no_country", column="country", text=shown(text))
        return code

    def file(self, name: str) -> CaseFile:
        """The order as a case file."""
        placed = self.day("placed_on")
        if placed is None:
            raise Wrong("unplaced")
        due, goods, discount = self.day("due_on"), *self.goods()
        fee = self.fee(goods, discount)
        residence = self.residence() or self.reader.residence
        days = {key: self.day(key) for key in ("handed_over_on", "delivered_on", "ship_by")}
        in_order({**days, "placed_on": placed, "due_on": due})
        return CaseFile(
            version=1,
            id=name,
            currency=self.reader.currency,
            opened_on=max(placed, min(self.reader.asof, date.max)),
            complainant=Complainant(residence=residence),
            orders=(
                Order(
                    id=name,
                    placed_on=placed,
                    discount=str(discount),
                    delivery_fee=None if fee is None else str(fee),
                    lines=(Line(id="1", title="", unit=str(goods)),) if goods is not None else None,
                    promises=self.promises(due, days["ship_by"]),
                ),
            ),
            payments=self.payments(placed, None if goods is None else goods - discount, fee),
            refunds=self.refunds(placed),
            shipments=self.shipments(due, days),
            tracking=self.tracking(days["delivered_on"]),
        )

    def fee(self, goods: Decimal | None, discount: Decimal) -> Decimal | None:
        """The delivery fee; nothing where its cell is empty and exactly the goods were paid for, else not known."""
        fee = self.money("delivery_fee")
        if fee is None and goods is not None and self.has("delivery_fee") and self.has("paid"):
            return ZERO if self.money("paid") == goods - discount else None
        return fee

    def discount(self) -> Decimal | None:
        """The discount as a sum; None where it is a share, or nothing stands there."""
        return None if share_of(self.cell("discount")) is not None else self.money("discount")

    def goods(self) -> tuple[Decimal | None, Decimal]:
        """List price and discount, from whichever two of list price, discount and sum are there."""
        goods, total, share = self.money("goods"), self.money("total"), share_of(self.cell("discount"))
        discount = self.discount()
        if share is not None:
            if goods is None and total is None:
                return None, ZERO
            base = goods if goods is not None else (total or ZERO)
            return base, (base * share).quantize(CENT)
        if goods is not None and discount is None and total is not None and total <= goods:
            discount = goods - total
        if goods is None and total is not None:
            goods = total + (discount or ZERO)
        if goods is not None and discount is not None and discount > goods:
            raise Wrong("discount_too_large", column="discount", text=shown(discount))
        return goods, discount or ZERO

    def promises(self, due: date | None, ship_by: date | None) -> tuple[Promise, ...]:
        """The promised day, and the last day of the hand-over that keeps it."""
        found = []
        if due is not None:
            essential = self.has("essential") and self.flag("essential")
            found.append(Promise(id="d", kind="delivery_day", day=due, by="checkout", essential=essential))
            term = self.count("carrier_days")
            ship_by = ship_by or (due - timedelta(days=term) if term is not None else None)
        if ship_by is not None:
            found.append(Promise(id="h", kind="hand_over_day", day=ship_by, by="offer"))
        return tuple(found)

    def payments(self, placed: date, goods: Decimal | None, fee: Decimal | None) -> tuple[Payment, ...] | None:
        """What was paid: for the goods first, then for delivery, the rest for something else.

        From where a price is not known on, nobody can tell what the money was for.
        """
        if not self.has("paid"):
            return None
        left, found = self.money("paid") or ZERO, []
        for covers, most in (("goods", goods), ("delivery", fee), ("other", left)):
            part = left if most is None else min(left, max(most, ZERO))
            if part:
                said: Any = None if most is None else covers
                found.append(Payment(id=covers, on=placed, amount=str(part), covers=said))
            left -= part
        return tuple(found)

    def refunds(self, placed: date) -> tuple[Refund, ...] | None:
        """What went back. A refund without a day counts as of today: never earlier than it was."""
        if not self.has("refunded"):
            return None
        back = self.money("refunded")
        if not back:
            return ()
        on = self.day("refunded_on") or max(placed, self.reader.asof)
        return (Refund(id="1", on=on, amount=str(back)),)

    def shipments(self, due: date | None, days: Mapping[str, date | None]) -> tuple[Shipment, ...] | None:
        """The parcel. Where the column is there and its cell is empty, the parcel has not been handed over; delivered
        without a day of hand-over, nobody knows which day that was.
        """
        if not self.has("handed_over_on"):
            return None
        handed, term = days["handed_over_on"], self.count("carrier_days")
        came = days["delivered_on"] is not None or self.status() == "delivered"
        if handed is None and not came:
            return ()
        if term is None and due is not None and days["ship_by"] is not None:
            term = min(max(0, (due - days["ship_by"]).days), LONGEST_TERM)
        named = self.text("carrier")[:LONGEST_NAME]
        carrier = self.reader.carriers.get(" ".join(named.casefold().split()), named)
        return (Shipment(id="1", carrier=carrier, handed_over_on=handed, term_days=term),)

    def tracking(self, delivered: date | None) -> tuple[Tracking, ...] | None:
        """The delivery, or that there was none yet."""
        if delivered is not None:
            return (Tracking(on=delivered, status="delivered"),)
        if self.status() == "delivered":
            raise Wrong("delivered_when", column="delivered_on")
        return () if self.has("delivered_on") else None


@cache
def _statuses() -> dict[str, str]:
    return {word: kind for kind, words in lists()["status"].items() for word in words}
