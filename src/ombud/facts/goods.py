"""Orders, lines, promises, offers, shipments and tracking as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ombud.facts.carried import Carried, carried
from ombud.facts.in_question import Lines, complained_of, going_back
from ombud.facts.nets import list_price, nets
from ombud.facts.record import ZERO, Cells, Record, plain
from ombud.model.case_file import Allegation, CaseFile, Inspection, Line, Order, Promise, Shipment
from ombud.model.record_tables import TRAITS


def _known_orders(file: CaseFile, asof: date) -> Iterator[tuple[str, Order]]:
    return ((f"orders[{i}]", order) for i, order in enumerate(file.orders or ()) if order.placed_on <= asof)


def orders_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row an order, with its sums."""
    if file.orders is None:
        return None
    return (_order(path, order, carried(file, order, asof)) for path, order in _known_orders(file, asof))


def _order(path: str, order: Order, fee: Carried) -> Record:
    """What is known of an order; without its lines its sums and traits are not, nor its total without the fee."""
    names = "placed_on tier channel payment_method gift return_info confirmed price_error_on"
    cells = plain(order, names, "cheapest_delivery") | _ordered(order)
    return Record(path, cells | {"delivery_fee": fee.amount, "total": _sum(order, fee.amount)}, fee.spots)


def _sum(order: Order, fee: Decimal | None) -> Decimal | None:
    """What the whole order comes to; None where its lines or its fee are unknown."""
    if order.lines is None or fee is None:
        return None
    return sum(map(_total, order.lines), fee - Decimal(order.discount)).quantize(ZERO)


def _ordered(order: Order) -> Cells:
    if order.lines is None:
        return dict.fromkeys(("goods", "discount", "lines", "quantity", *(f"has_{t}" for t in TRAITS)))
    goods = sum((list_price(line) for line in order.lines), ZERO)
    discount = sum((Decimal(line.discount) for line in order.lines), Decimal(order.discount)).quantize(ZERO)
    cells: Cells = {"goods": goods, "discount": discount}
    cells |= {"lines": len(order.lines), "quantity": sum(line.quantity for line in order.lines)}
    return cells | {f"has_{trait}": any(trait in line.traits for line in order.lines) for trait in TRAITS}


def lines_rows(file: CaseFile, allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row an order line, with its part of the order's discount taken off."""
    if file.orders is None or any(order.lines is None for _, order in _known_orders(file, asof)):
        return None
    named = going_back(file, allegation, asof)
    about = complained_of(file, allegation, asof)
    return (
        Record(
            f"{path}.lines[{i}]",
            _line(line, order, about) | {"net": net, "kept": named is not None and line.id not in named},
        )
        for path, order in _known_orders(file, asof)
        for i, (line, net) in enumerate(zip(order.lines or (), nets(order), strict=True))
    )


def _line(line: Line, order: Order, about: Lines) -> Cells:
    cells = plain(line, "category quantity warranty_until", "unit discount")
    cells["total"] = total = _total(line)
    cells["net"] = total - _part_of_discount(line, order)
    cells["now"] = (line.quantity * Decimal(line.unit_now)).quantize(ZERO) if line.unit_now else None
    cells |= {"concerned": about is None or line.id in about, "warranted": line.warranty_until is not None}
    cells["repriced"] = line.unit_now is not None
    shown, meant = (None if text is None else line.quantity * Decimal(text) for text in (line.shown, line.meant))
    asked, page = list_price(line), list_price(line) if shown is None else shown.quantize(ZERO)
    cells |= {"shown": page, "meant": meant.quantize(ZERO) if meant is not None else None if shown is None else page}
    cells["over"] = max(ZERO, asked - page)
    return cells | {trait: trait in line.traits for trait in TRAITS}


def _total(line: Line) -> Decimal:
    return (list_price(line) - Decimal(line.discount)).quantize(ZERO)


def _part_of_discount(line: Line, order: Order) -> Decimal:
    """The line's part of the order's discount by its price; the lines' parts sum to the discount.

    Each line takes its share of the running sum, so that a cent is never lost or found.
    """
    lines = order.lines or ()
    whole = sum((_total(each) for each in lines), ZERO)
    if whole <= 0:
        return ZERO
    before = sum((_total(each) for each in lines[: lines.index(line)]), ZERO)
    share = Decimal(order.discount) / whole
    upto, already = ((share * part).quantize(ZERO, ROUND_HALF_UP) for part in (before + _total(line), before))
    return upto - already


def promises_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a promise made with an order."""
    if file.orders is None:
        return None
    return (
        Record(f"{path}.promises[{i}]", _promise(promise, asof))
        for path, order in _known_orders(file, asof)
        for i, promise in enumerate(order.promises)
        if promise.stated_on is None or promise.stated_on <= asof
    )


def _promise(promise: Promise, asof: date) -> Cells:
    """A promise is not broken before its day has passed; after that it is, unless somebody says that it was kept."""
    early = promise.day is not None and asof <= promise.day
    unkept = False if promise.kept or early else None if promise.kept is None else True
    return plain(promise, "kind by day stated_on essential", "amount") | {"unkept": unkept}


def offers_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """Unknown as long as one order has no snapshot of what was offered."""
    orders = list(_known_orders(file, asof))
    if file.orders is None or any(order.offer is None for _, order in orders):
        return None
    names = "taken_on fee_shown fee_accepted basis_stated return_days"
    return (Record(f"{path}.offer", plain(order.offer, names, "checkout_total")) for path, order in orders)


def shipments_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a shipment."""
    if file.shipments is None:
        return None
    came = _delivered(file, asof)
    return (
        Record(
            f"shipments[{i}]", _shipment(shipment, asof) | {"delivered": None if came is None else shipment.id in came}
        )
        for i, shipment in enumerate(file.shipments)
    )


def _delivered(file: CaseFile, asof: date) -> frozenset[str] | None:
    """The shipments that the carrier says it delivered; None without tracking. An only shipment needs no name."""
    known = tracking_rows(file, None, asof)
    if known is None:
        return None
    only = file.shipments[0].id if file.shipments and len(file.shipments) == 1 else ""
    events = [record.cells for record in known]
    return frozenset(str(event["shipment"] or only) for event in events if event["status"] == "delivered")


def _shipment(shipment: Shipment, asof: date) -> Cells:
    """A shipment without a day of hand-over: nobody says whether it was handed over, so nothing proves it either."""
    cells = plain(shipment, "hired_by offered_by_shop carrier service term_days weight_g full_weight_g", "declared")
    cells |= {"weighed": shipment.weight_g is not None, "measurable": shipment.full_weight_g is not None}
    day = shipment.handed_over_on
    handed_over = None if day is None else day <= asof
    cells |= {"handed_over": handed_over, "handed_over_on": day if handed_over else None}
    return cells | {"hand_over_proof": shipment.hand_over_proof if handed_over else False}


def tracking_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """An event is known from the day on which it was recorded."""
    if file.tracking is None:
        return None
    return (
        Record(
            f"tracking[{i}]",
            plain(event, "on status proof signed_by shipment weight_g") | {"weighed": event.weight_g is not None},
        )
        for i, event in enumerate(file.tracking)
        if event.on <= asof and (event.recorded_at is None or event.recorded_at.date() <= asof)
    )


def inspections_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row each time that somebody looked at the goods."""
    if file.inspections is None:
        return None
    return (
        Record(f"inspections[{i}]", _inspection(each)) for i, each in enumerate(file.inspections) if each.on <= asof
    )


def _inspection(look: Inspection) -> Cells:
    cells = plain(look, "on by finds photo cause serious at_delivery")
    said = {"judged": look.finds, "graded": look.serious, "traced": look.at_delivery}
    return cells | {name: value is not None for name, value in said.items()}


def cures_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row for everything done about the goods."""
    if file.cures is None:
        return None
    return (
        Record(f"cures[{i}]", plain(each, "kind on agreed_days") | {"agreed": each.agreed_days is not None})
        for i, each in enumerate(file.cures)
        if each.on <= asof
    )
