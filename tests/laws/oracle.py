"""The least that is owed for goods that came late or not at all: plain Python, read from the statutes alone.

Nothing here knows the rulebook. Each function is one statute, from `law/entitlements.yaml` in the words of its entry:
RU-NONDELIVERY, UA-NONDELIVERY, PL-DELIVERY with PL-RISK, EU-DELIVERY with EU-RISK, UK-DELIVERY with UK-RISK, and the
generic defaults. Money is in minor units. Numbers that the sources leave open (interest by statute in PL and UA) are
left out: this is a floor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tests.laws.days_off import rolled

Status = Literal["delivered", "not_delivered", "contested"]


@dataclass(frozen=True)
class Event:
    """A message of the carrier that the parcel was delivered, and what that rests on."""

    on: date
    signed_by: str = "none"
    proof: str = "none"


@dataclass(frozen=True)
class Dispute:
    """The simple facts of a case about goods that came late or not at all."""

    residence: str
    placed_on: date
    asof: date
    goods: int
    delivery: int = 0
    other: int = 0
    cheapest: int = 0
    consumer: bool = True
    due_on: date | None = None
    essential: bool = False
    events: tuple[Event, ...] = ()
    denies: bool = False
    handed_over_on: date | None = None
    hand_over_proof: bool = True
    own_carrier: bool = False
    carrier_offered: bool = True
    refund_demanded_on: date | None = None
    withdrawn_on: date | None = None
    term_ends_on: date | None = None
    refunds: tuple[tuple[date, int], ...] = ()
    loss: int = 0

    @property
    def paid(self) -> int:
        """Everything paid in advance."""
        return self.goods + self.delivery + self.other

    @property
    def all_back(self) -> bool:
        """Has everything that was paid in advance gone back? Then there is no paid delivery left to insist on."""
        return 0 < self.paid <= sum(amount for day, amount in self.refunds if day <= self.asof)


@dataclass(frozen=True)
class Owed:
    """One thing owed at the least. `due` None with `promptly`: without delay; `choice`: one of those to pick from."""

    remedy: str
    minor: int = 0
    due: date | None = None
    promptly: bool = False
    demanded: bool = False
    choice: bool = False


def status(case: Dispute) -> Status:
    """Was it delivered? The trader proves it, against a customer who denies it."""
    told = [event for event in case.events if event.on <= case.asof]
    if any(_proves(event) for event in told):
        return "delivered"
    if not told:
        return "not_delivered"
    if not case.denies:
        return "delivered"
    return "not_delivered" if any(_somebody_else(event) for event in told) else "contested"


def _proves(event: Event) -> bool:
    return event.signed_by in ("customer", "named_person") or event.proof in ("locker_code", "pin")


def _somebody_else(event: Event) -> bool:
    return event.signed_by in ("neighbour", "unreadable", "other") or event.proof in (
        "neighbour",
        "unreadable",
        "safe_place",
    )


def came_on(case: Dispute) -> date:
    """The day on which it was delivered: the first that is proven, else the first that the carrier tells of."""
    told = [event for event in case.events if event.on <= case.asof]
    return min(event.on for event in ([event for event in told if _proves(event)] or told))


def due_day(case: Dispute) -> date | None:
    """The last day for delivery: as agreed, else 30 days after the order (RU: the law names no number)."""
    if case.due_on or case.residence == "RU":
        return case.due_on
    return case.placed_on + timedelta(days=30)


def floor(case: Dispute, here: bool | None = None) -> tuple[Owed, ...]:
    """The least that is owed, taking it as delivered or not (`here`; None: as the evidence says, which must be plain).

    No day for delivery means no floor that a number could be put to.
    """
    came = status(case) == "delivered" if here is None else here
    due = due_day(case)
    if due is None or not (case.consumer or case.residence == ""):
        return ()
    return STATUTES[case.residence](case, came, due)


def _late_until(case: Dispute, came: bool) -> date:
    """Lateness ends with the delivery, or when all that was prepaid has gone back, and runs on until then."""
    ends = [case.asof]
    if came:
        ends.append(came_on(case))
    back = 0
    for day, amount in sorted(case.refunds):
        back += amount
        if day <= case.asof and back >= case.paid:
            ends.append(day)
    return min(ends)


def _russia(case: Dispute, came: bool, due: date) -> tuple[Owed, ...]:
    """ZoZPP 23.1: delivery or the prepayment at the customer's choice (10 days from the demand); besides that half a
    percent of the prepayment for each day from the due day, up to the prepayment, and proven damages. Until the due day
    ZoZPP 26.1: goods bought at a distance may be given up before they are handed over; ten days from the demand too.
    """
    late = (_late_until(case, came) - due).days
    if case.paid == 0:
        return ()
    found: list[Owed] = []
    if not came:
        demand = case.refund_demanded_on
        if demand:
            start = max(demand, due)  # before the due day has passed there is nothing yet to demand
            found.append(Owed("refund_without_return", case.paid, due=start + timedelta(days=10), demanded=True))
        elif case.asof <= due:
            found.append(Owed("refund_without_return", case.paid))
        else:
            found += _either(case)
    if late > 0:
        found.append(Owed("penalty_by_statute", min(case.paid, _half_up(case.paid * late * 5, 1000))))
        found.append(Owed("loss_compensation", case.loss))
    return tuple(found)


def _either(case: Dispute) -> list[Owed]:
    """Delivery or the prepayment, as the customer likes; only the money where it has gone back already."""
    refund = Owed("refund_without_return", case.paid, choice=True)
    return [refund] if case.all_back else [Owed("delivery", choice=True), refund]


def _half_up(over: int, under: int) -> int:
    return (2 * over + under) // (2 * under)


def _ukraine(case: Dispute, came: bool, due: date) -> tuple[Owed, ...]:
    """CC 693: delivery or the prepayment at the buyer's free choice; the trader bears the way (CC 668)."""
    if case.paid == 0:
        return ()
    found: list[Owed] = []
    if not came and case.asof > due:
        if case.refund_demanded_on:
            found.append(Owed("refund_without_return", case.paid, promptly=True, demanded=True))
        else:
            found += _either(case)
    return (*found, *_damages(case, came, due))


def _damages(case: Dispute, came: bool, due: date) -> list[Owed]:
    late = _late_until(case, came) > due
    return [Owed("loss_compensation", case.loss)] if late and case.loss else []


def _directive(case: Dispute, came: bool, due: date) -> tuple[Owed, ...]:
    """CRD 18, 20, 9 (PL: KC 543(1), 548, UPK 27 and 32; UK: CRA 28, 29, CCR 29 and 34).

    An additional term first, then all payments without delay; at once where the day was essential. Besides, one may
    withdraw before possession: everything but what the delivery cost above the cheapest, within 14 days; a demand for
    the money before a term has passed is no more than that, and leaves the delivery to choose. The risk is the
    consumer's only with a carrier that he hired, that the trader did not offer, and that has it.
    """
    passed = case.own_carrier and not case.carrier_offered and case.hand_over_proof and _handed_over(case)
    if came:
        return (*_sent_back(case), *([] if passed else _damages(case, came, due)))
    return () if passed else (*_without_goods(case, late=case.asof > due), *_damages(case, came, due))


def _sent_back(case: Dispute) -> list[Owed]:
    """Withdrawn within two weeks of the last piece: all back but what the delivery cost above the cheapest."""
    last = max(event.on for event in case.events if event.on <= case.asof)
    minor = case.goods + case.other + min(case.delivery, case.cheapest)
    in_time = case.withdrawn_on and case.withdrawn_on <= rolled(last + timedelta(days=14), case.residence)
    return [Owed("refund_with_return", minor, demanded=True)] if in_time and minor else []


def _handed_over(case: Dispute) -> bool:
    return case.handed_over_on is not None and case.handed_over_on <= case.asof


def _without_goods(case: Dispute, *, late: bool) -> list[Owed]:
    may_end = case.essential or (case.term_ends_on is not None and case.term_ends_on < case.asof)
    after_withdrawal = case.goods + case.other + min(case.delivery, case.cheapest)
    demand, fortnight = case.refund_demanded_on, timedelta(days=14)
    money: list[Owed] = []
    if case.withdrawn_on:
        money.append(Owed("refund_without_return", after_withdrawal, case.withdrawn_on + fortnight, demanded=True))
    if late and may_end:
        asked = demand is not None
        money.append(Owed("refund_without_return", case.paid, promptly=asked, demanded=asked, choice=not asked))
    elif late and demand and not case.withdrawn_on:
        money.append(Owed("refund_without_return", after_withdrawal, demand + fortnight, demanded=True, choice=True))
    elif late and not case.withdrawn_on:
        money.append(Owed("refund_without_return", after_withdrawal, choice=True))
    money = [line for line in money if case.paid]
    ended = case.all_back or case.withdrawn_on is not None or (may_end and demand is not None)
    return money + ([Owed("delivery", choice=True)] if late and not ended else [])


def _generic(case: Dispute, came: bool, due: date) -> tuple[Owed, ...]:
    """GEN-DELIVERY, GEN-MONEY: a new day or the full refund, within 10 days of the demand."""
    if came or case.asof <= due:
        return ()
    demand = case.refund_demanded_on
    if demand:
        line = Owed("refund_without_return", case.paid, max(demand, due) + timedelta(days=10), demanded=True)
        return (line,) if case.paid else ()
    return tuple(_either(case)) if case.paid else (Owed("delivery", choice=True),)


STATUTES: dict[str, Callable[[Dispute, bool, date], tuple[Owed, ...]]] = {
    "RU": _russia,
    "UA": _ukraine,
    "PL": _directive,
    "EU": _directive,
    "UK": _directive,
    "": _generic,
}
