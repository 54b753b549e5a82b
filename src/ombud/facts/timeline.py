"""The case in the order of its days, with the days that were promised among them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ombud.model.case_file import CaseFile
from ombud.model.facts import Moment

LONGEST_NOTE = 80


def timeline(file: CaseFile, asof: date) -> tuple[Moment, ...]:
    """All that is known to have happened by `asof`, and the promised and set days, past or to come.

    Events of one day stand in the order of the sections below, then of the file.
    """
    found = [*_orders(file), *_money(file), *_delivery(file), *_talk(file), *_claims(file), *_goods(file)]
    known = [moment for moment in found if moment.on <= asof or moment.what in ("promised_day", "term_ends")]
    return tuple(sorted(known, key=lambda moment: moment.on))


def _orders(file: CaseFile) -> Iterator[Moment]:
    for i, order in enumerate(file.orders or ()):
        yield Moment(order.placed_on, "ordered", "customer", f"orders[{i}]", order.id)
        for j, promise in enumerate(order.promises):
            pointer = f"orders[{i}].promises[{j}]"
            by = "staff_member" if promise.by == "employee" else "shop"
            yield Moment(promise.stated_on or order.placed_on, "promised", by, pointer, promise.kind)
            if promise.day is not None:
                yield Moment(promise.day, "promised_day", by, pointer, promise.kind)


def _money(file: CaseFile) -> Iterator[Moment]:
    for i, payment in enumerate(file.payments or ()):
        what = "paid" if payment.status == "success" else f"payment_{payment.status}"
        yield Moment(payment.on, what, "customer", f"payments[{i}]", f"{payment.amount} {file.currency}")
    for i, refund in enumerate(file.refunds or ()):
        yield Moment(refund.on, "refunded", "shop", f"refunds[{i}]", f"{refund.amount} {file.currency}")


def _delivery(file: CaseFile) -> Iterator[Moment]:
    for i, shipment in enumerate(file.shipments or ()):
        if shipment.handed_over_on is not None:
            yield Moment(shipment.handed_over_on, "handed_over", "shop", f"shipments[{i}]", shipment.carrier)
    for i, event in enumerate(file.tracking or ()):
        note = event.signed_by if event.signed_by != "none" else event.proof if event.proof != "none" else ""
        yield Moment(event.on, event.status, "carrier", f"tracking[{i}]", note)


def _talk(file: CaseFile) -> Iterator[Moment]:
    for i, message in enumerate(file.messages or ()):
        yield Moment(message.at.date(), "message", message.sender, f"messages[{i}]", _note(message.text))
    for i, call in enumerate(file.calls or ()):
        yield Moment(call.at.date(), "call", "customer", f"calls[{i}]", "" if call.heard else "not_heard")
    for i, post in enumerate(file.posts or ()):
        yield Moment(post.on, "post", "customer", f"posts[{i}]", _note(post.text))
        if post.answered_on is not None:
            yield Moment(post.answered_on, "post_answered", "shop", f"posts[{i}]")


def _claims(file: CaseFile) -> Iterator[Moment]:
    for i, demand in enumerate(file.demands or ()):
        yield Moment(demand.received_on, "demand", "customer", f"demands[{i}]", demand.kind)
    for i, term in enumerate(file.terms or ()):
        yield Moment(term.set_on, "term_set", "customer", f"terms[{i}]")
        yield Moment(term.ends_on, "term_ends", "customer", f"terms[{i}]")
    if complaint := file.complaint:
        yield Moment(complaint.received_on, "complaint", "customer", "complaint", complaint.channel)
        if complaint.answered_on is not None:
            yield Moment(complaint.answered_on, "complaint_answered", "shop", "complaint", complaint.medium or "")
    for i, request in enumerate(file.requests):
        yield Moment(request.asked_on, "asked", "shop", f"requests[{i}]", request.fact)


def _goods(file: CaseFile) -> Iterator[Moment]:
    for i, look in enumerate(file.inspections or ()):
        yield Moment(look.on, "inspected", look.by, f"inspections[{i}]", _note(look.text))
    for i, cure in enumerate(file.cures or ()):
        by = "customer" if cure.kind in ("goods_back", "fails") else "shop"
        yield Moment(cure.on, cure.kind, by, f"cures[{i}]", _note(cure.text))


def _note(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text[: LONGEST_NOTE * 2].split())
    return line if len(line) <= LONGEST_NOTE else line[: LONGEST_NOTE - 1] + "…"
