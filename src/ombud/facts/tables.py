"""A case file as record tables, whose columns are named in `ombud.model.records`.

A section that is missing in the file gives no table (None): nobody looked. A record dated after the day of the ruling
is not known yet and left out; what such a record will hold later (an answer, a hand-over) reads as not yet done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from ombud.facts import calls
from ombud.kernel.scalar import Value
from ombud.model.case_file import Allegation, CaseFile, Line, Message, Order, Shipment
from ombud.model.records import CONDUCT, ORDER_BY, TRAITS

Cells = dict[str, Value | None]
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its cells by column, where it stands in the file, and the finer place some columns rest on."""

    cells: Cells
    pointer: str
    spots: Mapping[str, str]


Rows = Sequence[Record]
_NO_SPOTS: Mapping[str, str] = {}


class Records:
    """The tables of one case file as of a day, each built when it is first read."""

    __slots__ = ("_allegation", "_asof", "_built", "_file")

    def __init__(self, file: CaseFile, allegation: Allegation | None, asof: date) -> None:
        self._file = file
        self._allegation = allegation
        self._asof = asof
        self._built: dict[str, Rows | None] = {}

    def table(self, name: str) -> Rows | None:
        """The rows of a table in the order of their days, None when the section is missing in the file."""
        if name not in self._built:
            found = _BUILDERS[name](self._file, self._allegation, self._asof)
            self._built[name] = None if found is None else self._in_order(name, found)
        return self._built[name]

    def _in_order(self, name: str, found: Iterable[Record]) -> Rows:
        rows = list(found)
        for row in rows:
            row.cells["asof"] = self._asof
        if (column := ORDER_BY.get(name)) and len(rows) > 1:
            rows.sort(key=lambda row: row.cells[column] or date.min)  # type: ignore[arg-type, return-value]
        return rows


Builder = Callable[[CaseFile, Allegation | None, date], Iterable[Record] | None]


def money(text: str | None) -> Decimal | None:
    """An amount of a checked case file, with two places."""
    return None if text is None else Decimal(text).quantize(ZERO)


def _record(pointer: str, cells: Cells, spots: Mapping[str, str] = _NO_SPOTS) -> Record:
    return Record(cells, pointer, spots)


def _plain(source: object, names: str, amounts: str = "") -> Cells:
    """Cells that are fields of the record."""
    cells: Cells = {name: getattr(source, name) for name in names.split()}
    for name in amounts.split():
        cells[name] = money(getattr(source, name))
    return cells


def _known_orders(file: CaseFile, asof: date) -> Iterator[tuple[str, Order]]:
    return ((f"orders[{i}]", order) for i, order in enumerate(file.orders or ()) if order.placed_on <= asof)


def _orders(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.orders is None:
        return None
    return (_record(path, _order(order)) for path, order in _known_orders(file, asof))


def _order(order: Order) -> Cells:
    goods = sum((_list_price(line) for line in order.lines), ZERO)
    discount = sum((Decimal(line.discount) for line in order.lines), Decimal(order.discount)).quantize(ZERO)
    cells = _plain(order, "placed_on tier channel payment_method gift", "delivery_fee cheapest_delivery")
    cells |= {"goods": goods, "discount": discount, "total": goods - discount + Decimal(order.delivery_fee)}
    cells |= {"lines": len(order.lines), "quantity": sum(line.quantity for line in order.lines)}
    return cells | {f"has_{trait}": any(trait in line.traits for line in order.lines) for trait in TRAITS}


def _list_price(line: Line) -> Decimal:
    return (line.quantity * Decimal(line.unit)).quantize(ZERO)


def _lines(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.orders is None:
        return None
    return (
        _record(f"{path}.lines[{i}]", _line(line))
        for path, order in _known_orders(file, asof)
        for i, line in enumerate(order.lines)
    )


def _line(line: Line) -> Cells:
    cells = _plain(line, "category quantity", "unit discount")
    cells["total"] = _list_price(line) - Decimal(line.discount)
    return cells | {trait: trait in line.traits for trait in TRAITS}


def _promises(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.orders is None:
        return None
    return (
        _record(f"{path}.promises[{i}]", _plain(promise, "kind by day stated_on essential", "amount"))
        for path, order in _known_orders(file, asof)
        for i, promise in enumerate(order.promises)
        if promise.stated_on is None or promise.stated_on <= asof
    )


def _offers(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """Unknown as long as one order has no snapshot of what was offered."""
    orders = list(_known_orders(file, asof))
    if file.orders is None or any(order.offer is None for _, order in orders):
        return None
    names = "taken_on fee_shown fee_accepted basis_stated"
    return (_record(f"{path}.offer", _plain(order.offer, names, "checkout_total")) for path, order in orders)


def _shipments(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.shipments is None:
        return None
    return (_record(f"shipments[{i}]", _shipment(shipment, asof)) for i, shipment in enumerate(file.shipments))


def _shipment(shipment: Shipment, asof: date) -> Cells:
    """A shipment without a day of hand-over: nobody says whether it was handed over."""
    cells = _plain(shipment, "hired_by offered_by_shop carrier service term_days weight_g", "declared")
    day = shipment.handed_over_on
    handed_over = None if day is None else day <= asof
    cells |= {"handed_over": handed_over, "handed_over_on": day if handed_over else None}
    return cells | {"hand_over_proof": False if handed_over is False else shipment.hand_over_proof}


def _tracking(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """An event is known from the day on which it was recorded."""
    if file.tracking is None:
        return None
    return (
        _record(f"tracking[{i}]", _plain(event, "on status proof signed_by shipment"))
        for i, event in enumerate(file.tracking)
        if event.on <= asof and (event.recorded_at is None or event.recorded_at.date() <= asof)
    )


def _complaint(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    complaint = file.complaint
    if complaint is None:
        return None
    if complaint.received_on > asof:
        return ()
    answered = complaint.answered_on is not None and complaint.answered_on <= asof
    cells = _plain(complaint, "received_on channel")
    cells |= {"answered": answered, "answered_on": complaint.answered_on if answered else None}
    return (_record("complaint", cells | {"medium": complaint.medium if answered else None}),)


def _messages(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.messages is None:
        return None
    cells = ((f"messages[{i}]", _message(message)) for i, message in enumerate(file.messages))
    return (_record(path, found) for path, found in cells if found["on"] <= asof)  # type: ignore[operator]


_NOTHING_MARKED: Cells = dict.fromkeys(("abusive", *CONDUCT), False)


def _message(message: Message) -> Cells:
    """What a person marked in a message is its conduct; `abusive` is abuse or a threat."""
    marked = message.conduct
    cells: Cells = {"on": message.at.date(), "sender": message.sender, "channel": message.channel}
    cells |= {"public": message.public, "durable": message.on_paper_or_durable}
    if not marked:
        return cells | _NOTHING_MARKED
    cells |= {code: code in marked for code in CONDUCT}
    return cells | {"abusive": any(code in marked for code in calls.ABUSE)}


def _calls(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.calls is None:
        return None
    return chain.from_iterable(_call(file, i) for i, call in enumerate(file.calls) if call.at.date() <= asof)


def _call(file: CaseFile, index: int) -> Iterator[Record]:
    call = (file.calls or ())[index]
    path = f"calls[{index}]"
    cells, spots = calls.shown_in(call, path)
    yield Record({"on": call.at.date(), "heard": call.heard, **cells}, path, spots)


def _posts(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.posts is None:
        return None
    known = ((i, post) for i, post in enumerate(file.posts) if post.on <= asof)
    return (
        _record(
            f"posts[{i}]",
            _plain(post, "on kind rating")
            | {
                "answered": (answered := post.answered_on is not None and post.answered_on <= asof),
                "answered_on": post.answered_on if answered else None,
            },
        )
        for i, post in known
    )


def _past(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    if file.history is None:
        return None
    return (
        _record(f"history.cases[{i}]", _plain(past, "on reason finding remedy same_customer goodwill", "amount"))
        for i, past in enumerate(file.history.cases)
        if past.on <= asof
    )


def _history(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record] | None:
    if file.history is None:
        return None
    names = "customer_since orders complaints complaints_right unclaimed_parcels_12m followers"
    return (_record("history", _plain(file.history, names, "margin_12m")),)


def _complainant(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    cells = _plain(file.complainant, "lang consumer")
    return (_record("complainant", cells | {"residence": file.complainant.residence or None}),)


def _allegations(_file: CaseFile, allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    """The allegation at hand, alone."""
    return (_record("allegation", _plain(allegation, "reason denies_delivery")),) if allegation else ()


def _wants(_file: CaseFile, allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    wants = allegation.wants if allegation else ()
    return (_record(f"allegation.wants[{i}]", {"outcome": want}) for i, want in enumerate(wants))


def _asked(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    """What the shop asks; only the case's own question has a sum."""
    if file.question:
        yield _record("question", {"question": file.question, "amount": money(file.question_amount) or ZERO})
    for i, question in enumerate(file.asks):
        yield _record(f"asks[{i}]", {"question": question, "amount": ZERO})


def _threats(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    return (_record(f"threats[{i}]", {"kind": kind}) for i, kind in enumerate(file.threats))


def _section(name: str, day: str, names: str, amounts: str = "") -> Builder:
    """A section whose records become rows as they are, from the day in `day` on ("" : always)."""

    def build(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
        records = getattr(file, name)
        if records is None:
            return None
        return (
            _record(f"{name}[{i}]", _plain(record, names, amounts))
            for i, record in enumerate(records)
            if not day or getattr(record, day) <= asof
        )

    return build


_BUILDERS: Mapping[str, Builder] = {
    "order": _orders,
    "line": _lines,
    "promise": _promises,
    "offer": _offers,
    "payment": _section("payments", "on", "on kind status covers method at_delivery", "amount"),
    "refund": _section("refunds", "on", "on covers reason", "amount"),
    "shipment": _shipments,
    "tracking": _tracking,
    "demand": _section("demands", "received_on", "kind sent_on received_on written", "amount"),
    "term": _section("terms", "set_on", "set_on ends_on"),
    "complaint": _complaint,
    "message": _messages,
    "call": _calls,
    "post": _posts,
    "loss": _section("losses", "", "proven", "amount"),
    "past": _past,
    "history": _history,
    "complainant": _complainant,
    "allegation": _allegations,
    "want": _wants,
    "asked": _asked,
    "threat": _threats,
}
