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
    rooms = (_orders, _money, _delivery, _talk, _efforts, _claims, _goods)
    found = [moment for tell in rooms for moment in tell(file)]
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
        what, amount = "paid" if payment.status == "success" else f"payment_{payment.status}", payment.amount
        yield Moment(payment.on, what, "customer", f"payments[{i}]", f"{amount} {file.currency}")
        if payment.confirmed_on is not None:
            yield Moment(payment.confirmed_on, "payment_confirmed", "payment_provider", f"payments[{i}]")
    for i, refund in enumerate(file.refunds or ()):
        yield Moment(refund.on, "refunded", "shop", f"refunds[{i}]", f"{refund.amount} {file.currency}")
    for i, dispute in enumerate(file.chargebacks or ()):
        amount = f"{dispute.amount} {file.currency}"
        yield Moment(dispute.opened_on, "chargeback_opened", "customer", f"chargebacks[{i}]", amount)
        if dispute.outcome != "open":
            decided = dispute.decided_on or dispute.opened_on
            yield Moment(decided, f"chargeback_{dispute.outcome}", "payment_provider", f"chargebacks[{i}]", amount)


def _delivery(file: CaseFile) -> Iterator[Moment]:
    for i, shipment in enumerate(file.shipments or ()):
        if shipment.handed_over_on is not None:
            yield Moment(shipment.handed_over_on, "handed_over", "shop", f"shipments[{i}]", shipment.carrier)
    for i, event in enumerate(file.tracking or ()):
        note = event.signed_by if event.signed_by != "none" else event.proof if event.proof != "none" else ""
        yield Moment(event.on, event.status, "carrier", f"tracking[{i}]", note)


def _talk(file: CaseFile) -> Iterator[Moment]:
    for i, message in enumerate(file.messages or ()):
        if message.sender == "third_party":
            continue  # what others tell of a customer is hearsay: it is neither used nor repeated
        yield Moment(message.at.date(), "message", message.sender, f"messages[{i}]", _note(message.text))
    for i, call in enumerate(file.calls or ()):
        yield Moment(call.at.date(), "call", "customer", f"calls[{i}]", "" if call.heard else "not_heard")
    for i, one in enumerate(file.publications or ()):
        yield Moment(one.on, "published", "shop", f"publications[{i}]")
        if one.removed_on is not None:
            yield Moment(one.removed_on, "taken_down", "shop", f"publications[{i}]")
    for i, post in enumerate(file.posts or ()):
        yield Moment(post.on, "post", "customer", f"posts[{i}]", _note(post.text))
        if post.answered_on is not None:
            yield Moment(post.answered_on, "post_answered", "shop", f"posts[{i}]")


def _efforts(file: CaseFile) -> Iterator[Moment]:
    for i, effort in enumerate(file.efforts or ()):
        yield Moment(effort.on, "effort", "staff_member", f"efforts[{i}]", effort.what)


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
