"""An order's records as rows of a history: one a recorded reason, else one by how its delivery went."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from ombud.book.checks.fairness import left_to_shops
from ombud.book.record import Book
from ombud.facts import establish
from ombud.facts.quick import Quick
from ombud.history.shape import ASOF, CUSTOMER, MONTH, ORDER, PLACED_ON, SEGMENT, VALUE, Column, columns_of
from ombud.intake.wrong import Wrong
from ombud.kernel.errors import InputError
from ombud.kernel.scalar import Value
from ombud.model.case_file import Allegation, CaseFile
from ombud.model.facts import Facts

UNSAID, GONE, CHARGED_FOR = (
    Allegation(reason=reason, denies_delivery=False) for reason in ("late", "not_received", "threshold_near_miss")
)
CHARGED = "delivery_charged"
"""Under what an order stands of which nobody complained. Nobody denies the delivery, as in a sweep."""
DELIVERED = "delivered"
PSEUDONYM = 32
STEERING = dict.fromkeys(range(32), " ")
VALUED = ("goods_total", "paid_total")
"""Facts that say what an order was worth, the first known one holds; a discount is taken off the first."""
DISCOUNT = "discount_total"

DEFAULT = "default"
"""The weight of evidence that only says that nobody said anything."""


class Past:
    """Makes rows with one book. `salt` makes pseudonyms of customers; it is kept nowhere."""

    def __init__(self, book: Book, asof: date, salt: str) -> None:
        self.book = book
        self.asof = asof
        self.salt = salt
        self.columns: tuple[Column, ...] = columns_of(book.declarations.facts)
        self._names = tuple(one.name for one in self.columns)
        self._bare = left_to_shops(book.program)
        self._quick = Quick(book.program, {one.name for one in self.columns if one.fact}, bare=self._bare)

    def rows(self, file: CaseFile) -> list[list[Value | None]]:
        """The rows of one order, in the order of the columns.

        An order that came, in time or not, stands under `late`, so that a rule about promised days is tried on all of
        them; one that did not come stands under `not_received`. One that paid for its delivery stands under
        `threshold_near_miss` too: was the fee right? What was complained of stands under its own reason alone.

        Raises:
            InputError: its facts contradict each other.
            Wrong: nobody knows when it was placed.
        """
        asof = file.asof or self.asof
        told = tuple({one.reason: one for one in file.allegations}.values())
        found = self._found(file, told or (UNSAID,), asof)
        if not told and found[0][DELIVERED] is False:
            found = self._found(file, (GONE,), asof)
        if not told and found[0][CHARGED]:
            found += self._found(file, (CHARGED_FOR,), asof)
        return [self._row(file, row) for row in found]

    def _found(self, file: CaseFile, allegations: tuple[Allegation, ...], asof: date) -> list[dict[str, Value | None]]:
        if file.answers:
            return [self._given(establish(file, self.book, one, asof=asof)) for one in allegations]
        return self._quick.rows(file, allegations, asof)

    def _given(self, facts: Facts) -> dict[str, Value | None]:
        """The established row, without the defaults of facts that are left to a shop's book."""
        weights = {
            name: {one.weight for one in facts.states[name].evidence} for name in self._bare & facts.states.keys()
        }
        return {**facts.row, **{name: None for name, found in weights.items() if found == {DEFAULT}}}

    def _row(self, file: CaseFile, row: dict[str, Value | None]) -> list[Value | None]:
        placed = row[PLACED_ON]
        if not isinstance(placed, date):
            raise Wrong("unplaced")
        if not file.answers and not self._quick.possible(row):
            self._refuse(file, row)
        row[ORDER] = file.id.translate(STEERING)
        row[CUSTOMER] = self._pseudonym(file)
        row[SEGMENT] = None
        row[VALUE] = _value(row)
        row[MONTH] = placed.replace(day=1)
        return [row[name] for name in self._names]

    def _refuse(self, file: CaseFile, row: dict[str, Value | None]) -> None:
        """Let the full way say what contradicts what."""
        asof = row[ASOF]
        allegation = next((one for one in file.allegations if one.reason == row["reason"]), None)
        allegation = allegation or Allegation(reason=str(row["reason"]), denies_delivery=False)
        establish(file, self.book, allegation, asof=asof if isinstance(asof, date) else self.asof)
        raise InputError("its facts contradict each other")

    def _pseudonym(self, file: CaseFile) -> str | None:
        """A salted hash of what the customer is known by; nothing where nobody says who it is."""
        known = next(iter(file.complainant.contacts), "") or file.complainant.name
        return hashlib.sha256(f"{self.salt}{known}".encode()).hexdigest()[:PSEUDONYM] if known else None


def _value(row: dict[str, Value | None]) -> Value | None:
    goods, paid = (row[name] for name in VALUED)
    if isinstance(goods, Decimal):
        off = row[DISCOUNT]
        return goods - off if isinstance(off, Decimal) else goods
    return paid


def as_csv(rows: Iterable[Sequence[Value | None]]) -> bytes:
    """Rows as they are handed from process to process, and to the engine: an empty cell is unknown."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
