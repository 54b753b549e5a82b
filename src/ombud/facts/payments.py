"""Payments, refunds and chargebacks as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from ombud.facts.in_question import Lines, Unnamed, complained_of, going_back, paid_for, prices
from ombud.facts.record import ZERO, Record, plain
from ombud.model.case_file import Allegation, CaseFile, Chargeback, Payment, Subscription


def payments_rows(file: CaseFile, allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a payment; `part` is what of it was for the lines complained of, `after_end`: it was taken after the
    subscription had been ended.
    """
    if file.payments is None:
        return None
    held, parts = file.subscription, paid_for(file, complained_of(file, allegation, asof), asof)
    return (
        _payment(payment, held, part, i, asof)
        for i, (payment, part) in enumerate(zip(file.payments, parts, strict=True))
        if payment.on <= asof
    )


def _payment(payment: Payment, held: Subscription | None, part: Decimal | None, index: int, asof: date) -> Record:
    """That a bank has not confirmed a transfer does not say that it will not: nobody has told."""
    cells = plain(payment, "on kind status covers method at_delivery", "amount")
    confirmed = True if payment.confirmed_on is not None and payment.confirmed_on <= asof else None
    after = None if held is None else held.ended_on is not None and payment.on > held.ended_on
    return Record(f"payments[{index}]", cells | {"confirmed": confirmed, "after_end": after, "part": part})


def refunds_rows(file: CaseFile, allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a refund: what the shop gave back, and what the bank gave back in its place.

    `part` is what of it was for the lines complained of, `going_back` for those that a change of mind is about.
    """
    rows = [*_given_back_by_shop(file, asof), *_given_back_by_bank(file, asof)]
    if file.refunds is None and not rows:
        return None
    about, back = complained_of(file, allegation, asof), going_back(file, allegation, asof)
    pools = {row.pointer: _amount(row) for row in rows if row.cells["covers"] == "goods" and not row.cells["line"]}
    unnamed, wrong = Unnamed(file, pools, asof), _overpriced(file, asof)
    only = next(iter(prices(file, asof)), "") if len(prices(file, asof)) == 1 else ""
    for row in rows:
        row.cells["part"] = _part(row, about, unnamed)
        row.cells["going_back"] = _part(row, back, unnamed)
        row.cells["overpriced"] = row.cells["covers"] == "goods" and row.cells["line"] in wrong
        row.cells["unnamed"] = row.cells["covers"] == "goods" and row.cells["line"] in ("", only)
        row.cells["promised"] = _promised(file, row, asof)
    return rows


def _part(row: Record, lines: Lines, unnamed: Unnamed) -> Decimal:
    """Carriage is for the whole order, and so is what nobody knows the reason of."""
    line, covers = row.cells["line"], row.cells["covers"]
    if lines is None or (covers == "goods" and line in lines) or covers is None:
        return _amount(row)
    return unnamed.part(row.pointer, lines) if covers == "goods" and not line else ZERO


def _amount(row: Record) -> Decimal:
    amount = row.cells["amount"]
    return amount if isinstance(amount, Decimal) else ZERO


def _overpriced(file: CaseFile, asof: date) -> frozenset[str]:
    """The lines for which more was asked than the page showed, and "" for a refund that names none."""
    lines = (line for order in file.orders or () if order.placed_on <= asof for line in order.lines or ())
    return frozenset({"", *(line.id for line in lines if line.shown and Decimal(line.unit) > Decimal(line.shown))})


def _promised(file: CaseFile, row: Record, asof: date) -> bool:
    """Can it be what was promised back? Not before it was."""
    promises = (one for order in file.orders or () if order.placed_on <= asof for one in order.promises)
    days = [one.stated_on for one in promises if one.kind == "refund"]
    on = row.cells["on"]
    return all(day is None for day in days) or not isinstance(on, date) or on >= min(day for day in days if day)


def _given_back_by_shop(file: CaseFile, asof: date) -> Iterator[Record]:
    for i, refund in enumerate(file.refunds or ()):
        if refund.on <= asof:
            yield Record(f"refunds[{i}]", plain(refund, "on covers line reason", "amount") | {"by_bank": False})


def _given_back_by_bank(file: CaseFile, asof: date) -> Iterator[Record]:
    for i, dispute in enumerate(file.chargebacks or ()):
        if dispute.opened_on <= asof and _outcome(dispute, asof) == "upheld":
            cells = plain(dispute, "reason", "amount")
            cells |= {"on": dispute.decided_on or dispute.opened_on, "covers": _covers(dispute, file), "line": ""}
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
