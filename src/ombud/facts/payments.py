"""Payments, refunds and chargebacks as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ombud.facts.record import Record, plain
from ombud.model.case_file import Allegation, CaseFile, Chargeback, Payment, Subscription


def payments_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a payment; `after_end`: it was taken after the subscription had been ended."""
    if file.payments is None:
        return None
    held = file.subscription
    return (_payment(payment, held, i, asof) for i, payment in enumerate(file.payments) if payment.on <= asof)


def _payment(payment: Payment, held: Subscription | None, index: int, asof: date) -> Record:
    """That a bank has not confirmed a transfer does not say that it will not: nobody has told."""
    cells = plain(payment, "on kind status covers method at_delivery", "amount")
    confirmed = True if payment.confirmed_on is not None and payment.confirmed_on <= asof else None
    after = None if held is None else held.ended_on is not None and payment.on > held.ended_on
    return Record(f"payments[{index}]", cells | {"confirmed": confirmed, "after_end": after})


def refunds_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a refund: what the shop gave back, and what the bank gave back in its place."""
    by_bank = list(_given_back_by_bank(file, asof))
    if file.refunds is None and not by_bank:
        return None
    own = (
        Record(f"refunds[{i}]", plain(refund, "on covers line reason", "amount") | {"by_bank": False})
        for i, refund in enumerate(file.refunds or ())
        if refund.on <= asof
    )
    return (*own, *by_bank)


def _given_back_by_bank(file: CaseFile, asof: date) -> Iterator[Record]:
    for i, dispute in enumerate(file.chargebacks or ()):
        if dispute.opened_on <= asof and _outcome(dispute, asof) == "upheld":
            cells = plain(dispute, "reason", "amount")
            cells |= {"on": dispute.decided_on or dispute.opened_on, "covers": _covers(dispute, file)}
            yield Record(f"chargebacks[{i}]", cells | {"by_bank": True})


def _covers(dispute: Chargeback, file: CaseFile) -> str | None:
    """What the disputed payment was for; the goods where no payment is named."""
    return next((payment.covers for payment in file.payments or () if payment.id == dispute.payment), "goods")


def chargebacks_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a chargeback, as it stands on the day."""
    if file.chargebacks is None:
        return None
    return (
        Record(
            f"chargebacks[{i}]",
            plain(dispute, "opened_on respond_by payment", "amount")
            | {"outcome": _outcome(dispute, asof), "answered": _answered(dispute, asof)},
        )
        for i, dispute in enumerate(file.chargebacks)
        if dispute.opened_on <= asof
    )


def _outcome(dispute: Chargeback, asof: date) -> str:
    """A decision that is still to come leaves the dispute open."""
    return "open" if dispute.decided_on is not None and dispute.decided_on > asof else dispute.outcome


def _answered(dispute: Chargeback, asof: date) -> bool:
    return dispute.answered_on is not None and dispute.answered_on <= asof
