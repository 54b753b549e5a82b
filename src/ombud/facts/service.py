"""Goods sent back, fees, a subscription, a case at a marketplace, and payments beside them, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ombud.facts.carried import carried
from ombud.facts.record import ZERO, Cells, Record, money, plain
from ombud.model.case_file import Allegation, CaseFile, Fee, GoodsReturn, Order, Subscription


def returns_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a return, from the day on which anything of it is known."""
    if file.returns is None:
        return None
    return (Record(f"returns[{i}]", _return(back, asof)) for i, back in enumerate(file.returns))


def _return(back: GoodsReturn, asof: date) -> Cells:
    """`back_on` is the day on which the goods were there or their sending was proven, whichever came first."""
    sent = back.sent_on if back.proof else None
    days = [day for day in (sent, back.received_on) if day is not None and day <= asof]
    cells = plain(back, "paid_by collected") | {"carriage": money(back.carriage)}
    return cells | {"back": bool(days), "back_on": min(days, default=None)}


def fees_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a fee that was asked for; what was charged for delivery is one too, as the checkout showed it.

    Where no fee is named and nobody knows what was charged for delivery, there may be such a fee (`asked` unknown). A
    list of fees is whole: what it names was asked for, and nothing besides that nobody speaks of.
    """
    named = [Record(f"fees[{i}]", _fee(fee, asof)) for i, fee in enumerate(file.fees or ()) if _known(fee, asof)]
    if any(fee.what == "delivery" for fee in file.fees or ()):
        return named
    found = [*named, *_delivery_fees(file, asof, unsaid=not named)]
    return found if file.fees is not None or found else None


def _known(fee: Fee, asof: date) -> bool:
    return fee.announced_on is None or fee.announced_on <= asof


def _fee(fee: Fee, asof: date) -> Cells:
    charged = fee.charged_on is not None and fee.charged_on <= asof
    return plain(fee, "what stated agreed", "amount") | {"charged": charged, "asked": True}


def _delivery_fees(file: CaseFile, asof: date, *, unsaid: bool) -> Iterator[Record]:
    """What was charged for delivery; with `unsaid` also where nobody says what it was."""
    for i, order in enumerate(file.orders or ()):
        if order.placed_on <= asof:
            amount = carried(file, order, asof).amount
            if unsaid if amount is None else amount > 0:
                yield Record(f"orders[{i}].delivery_fee", _delivery_fee(order, amount))


def _delivery_fee(order: Order, amount: Decimal | None) -> Cells:
    """A fee that was accepted was shown; one that was not shown was not accepted."""
    shown, accepted = (order.offer.fee_shown, order.offer.fee_accepted) if order.offer else (None, None)
    asked = None if amount is None else True
    cells: Cells = {"what": "delivery", "amount": amount, "charged": asked, "asked": asked}
    return cells | {"stated": True if accepted else shown, "agreed": False if shown is False else accepted}


def subscription_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """The subscription, and what of the paid period was used when it ended."""
    held = file.subscription
    if held is None:
        return None
    ended = held.ended_on is not None and held.ended_on <= asof
    cells = plain(held, "started_on paid_until", "price")
    cells |= {"ended": ended, "ended_on": held.ended_on if ended else None}
    return (Record("subscription", cells | {"used": _used(held, min(held.ended_on or asof, asof))}),)


def _used(held: Subscription, until: date) -> Decimal | None:
    """The price of the days used, first and last included, out of those that were paid for."""
    if held.price is None or held.paid_until is None:
        return None
    days = (held.paid_until - held.started_on).days + 1
    used = min(days, max(0, (until - held.started_on).days + 1))
    return (Decimal(held.price) * used / days).quantize(ZERO, ROUND_HALF_UP)


def demands_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a demand that has come in; `said_on` is the day on which it was sent, else that of its coming in."""
    if file.demands is None:
        return None
    return (
        Record(
            f"demands[{i}]",
            plain(demand, "kind sent_on received_on written", "amount")
            | {"said_on": demand.sent_on or demand.received_on},
        )
        for i, demand in enumerate(file.demands)
        if demand.received_on <= asof
    )


def platform_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """The case at the marketplace, from the day on which it was opened."""
    case = file.platform_case
    if case is None:
        return None
    if case.opened_on > asof:
        return ()
    answered = case.answered_on is not None and case.answered_on <= asof
    return (Record("platform_case", plain(case, "opened_on answer_by") | {"answered": answered}),)
