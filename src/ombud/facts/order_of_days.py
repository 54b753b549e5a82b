"""Days of a case file against each other: nothing is delivered before it was ordered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ombud.kernel.errors import InputError, Place
from ombud.model.case_file import CaseFile

Pair = tuple[str, date | None, date | None, str]
"""A key path, its day, the day that it cannot precede, and what is wrong if it does."""


def check_days(file: CaseFile) -> None:
    """Refuse days that cannot follow each other.

    Raises:
        InputError: a day that precedes what it rests on; both days are named.
    """
    ordered = min((order.placed_on for order in file.orders or ()), default=None)
    for path, day, not_before, says in _pairs(file, ordered):
        if day is not None and not_before is not None and day < not_before:
            raise InputError(
                says,
                at=Place("", path),
                hint=f"{day} is before {not_before}; correct one of the two",
                code="case.dates",
            )


def _pairs(file: CaseFile, ordered: date | None) -> Iterator[Pair]:
    yield "opened_on", file.opened_on, ordered, "the case was opened before the order was placed"
    yield "asof", file.asof, file.opened_on, "the day of the ruling is before the case was opened"
    yield from _delivery(file, ordered)
    yield from _money(file)
    yield from _talk(file, ordered)
    yield from _after(file, ordered)
    yield from _goods(file, ordered)


def _delivery(file: CaseFile, ordered: date | None) -> Iterator[Pair]:
    handed_over = {shipment.id: shipment.handed_over_on for shipment in file.shipments or ()}
    if len(handed_over) == 1:
        handed_over[""] = next(iter(handed_over.values()))
    for i, shipment in enumerate(file.shipments or ()):
        path = f"shipments[{i}].handed_over_on"
        yield path, shipment.handed_over_on, ordered, "the parcel was handed over before it was ordered"
    for i, event in enumerate(file.tracking or ()):
        path, what = f"tracking[{i}].on", event.status.replace("_", " ")
        yield path, event.on, ordered, f"the parcel was {what} before it was ordered"
        if event.status != "handed_over":
            before = handed_over.get(event.shipment)
            yield path, event.on, before, f"the parcel was {what} before it was handed over to the carrier"
        if event.recorded_at is not None:
            # one day of grace: the event's day is local, the record's may be in another zone
            recorded = event.recorded_at.date() + timedelta(days=1)
            yield f"tracking[{i}].recorded_at", recorded, event.on, "the event was recorded before it happened"


def _money(file: CaseFile) -> Iterator[Pair]:
    if file.payments is None:
        return
    paid = min((payment.on for payment in file.payments if payment.status == "success"), default=None)
    for i, refund in enumerate(file.refunds or ()):
        yield f"refunds[{i}].on", refund.on, paid, "money was given back before any was paid"
    for i, payment in enumerate(file.payments):
        yield (
            f"payments[{i}].confirmed_on",
            payment.confirmed_on,
            payment.on,
            "the bank confirmed it before it was paid",
        )
    for i, dispute in enumerate(file.chargebacks or ()):
        path, opened = f"chargebacks[{i}]", dispute.opened_on
        yield f"{path}.opened_on", opened, paid, "the chargeback was opened before anything was paid"
        yield f"{path}.respond_by", dispute.respond_by, opened, "the answer is due before the chargeback was opened"
        yield f"{path}.answered_on", dispute.answered_on, opened, "the chargeback was answered before it was opened"
        yield f"{path}.decided_on", dispute.decided_on, opened, "the chargeback was decided before it was opened"


def _talk(file: CaseFile, ordered: date | None) -> Iterator[Pair]:
    for i, demand in enumerate(file.demands or ()):
        path = f"demands[{i}].received_on"
        yield path, demand.received_on, demand.sent_on, "the demand was received before it was sent"
        yield path, demand.received_on, ordered, "the demand came in before the order was placed"
    for i, term in enumerate(file.terms or ()):
        yield f"terms[{i}].ends_on", term.ends_on, term.set_on, "the additional term ends before it was set"
    if complaint := file.complaint:
        path, received = "complaint.answered_on", complaint.received_on
        yield path, complaint.answered_on, received, "the complaint was answered before it was received"
        path = "complaint.deadlock_on"
        yield path, complaint.deadlock_on, received, "agreement failed before the complaint was received"
        yield "complaint.received_on", received, ordered, "the complaint came in before the order was placed"
    for i, post in enumerate(file.posts or ()):
        yield f"posts[{i}].answered_on", post.answered_on, post.on, "the post was answered before it was published"
    for i, effort in enumerate(file.efforts or ()):
        yield f"efforts[{i}].on", effort.on, ordered, "the order was served before it was placed"
    for i, one in enumerate(file.publications or ()):
        yield f"publications[{i}].removed_on", one.removed_on, one.on, "it was taken down before it was published"
        yield f"publications[{i}].known_on", one.known_on, one.on, "the shop learned of it before it was published"
    for i, request in enumerate(file.requests):
        yield f"requests[{i}].by", request.by, request.asked_on, "the answer is due before it was asked for"


def _after(file: CaseFile, ordered: date | None) -> Iterator[Pair]:
    for i, back in enumerate(file.returns or ()):
        yield f"returns[{i}].sent_on", back.sent_on, ordered, "the goods were sent back before they were ordered"
        yield f"returns[{i}].received_on", back.received_on, back.sent_on, "the goods came back before they were sent"
    for i, fee in enumerate(file.fees or ()):
        yield f"fees[{i}].charged_on", fee.charged_on, fee.announced_on, "the fee was charged before it was announced"
    if held := file.subscription:
        says = "before the subscription began"
        yield "subscription.paid_until", held.paid_until, held.started_on, f"the paid period ends {says}"
        yield "subscription.ended_on", held.ended_on, held.started_on, f"the subscription was ended {says}"
    if case := file.platform_case:
        yield "platform_case.answer_by", case.answer_by, case.opened_on, "the answer is due before the case was opened"


def _goods(file: CaseFile, ordered: date | None) -> Iterator[Pair]:
    for i, look in enumerate(file.inspections or ()):
        yield f"inspections[{i}].on", look.on, ordered, "somebody looked at the goods before they were ordered"
    for i, cure in enumerate(file.cures or ()):
        yield f"cures[{i}].on", cure.on, ordered, "something was done about the goods before they were ordered"
