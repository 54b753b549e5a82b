"""What a ruling would book once a person signs it: goodwill, own mistakes, redress, and claims on carriers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ombud.kernel.money import Money
from ombud.model.fault import Fault, Recovery
from ombud.model.posting import Entry, Posting
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.stakes import CostToServe
from ombud.model.vocabulary import remedies

GOODWILL = "expense:goodwill"
OWN_MISTAKES = "expense:own-mistakes"
REDRESS = "expense:redress"
CUSTOMER = "liability:customer"
CARRIER_CLAIMS = "asset:carrier-claims"
RECOVERY = "income:carrier-recovery"
COST_TO_SERVE = "expense:cost-to-serve"
PAID_OUT = "asset:cash"
STAFF = "expense:staff"
"""Wages are paid already: the time of an order is moved from there to the order."""
UNCLAIMED = "expense:unclaimed-parcels"
CARRIER = "liability:carrier"
SUPPLIER_CLAIMS = "asset:supplier-claims"
SUPPLIER_RECOVERY = "income:supplier-recovery"
RETURNED = "asset:returned-goods"
RESALE = "income:resale"
CLAIM_LEGS = {"carrier": (CARRIER_CLAIMS, RECOVERY), "supplier": (SUPPLIER_CLAIMS, SUPPLIER_RECOVERY)}


def postings(
    case: str, on: date, plan: RemedyPlan, faults: Sequence[Fault], salvage: Money | None = None
) -> tuple[Posting, ...]:
    """The bookings of a plan. Exposure (owed on demand, not demanded) is not posted; each posting sums to zero.

    `salvage` is what things are still worth whose loss is made good: they become the shop's, to be sold.
    """
    own = bool(faults) and all(_shop_alone(fault) for fault in faults)
    taken = (option for option in plan.options if option.recommended)
    booked = [posting for option in taken for posting in _booked(case, on, option, own_mistake=own)]
    claims = _claims(case, on, booked, faults)
    return (*booked, *claims, *_resale(case, on, booked, salvage))


def _resale(case: str, on: date, booked: Iterable[Posting], salvage: Money | None) -> Iterator[Posting]:
    paid = [posting for posting in booked if posting.what == "loss_compensation"]
    if paid and salvage and salvage.minor > 0:
        yield Posting(case, on, "resale", paid[0].rule, (Entry(RETURNED, salvage), Entry(RESALE, -salvage)))


def served(case: str, on: date, cost: CostToServe | None) -> tuple[Posting, ...]:
    """What serving the order took, booked against it: money out of pocket and time of staff. Nobody owes it."""
    if cost is None:
        return ()
    legs = (("out_of_pocket", PAID_OUT, cost.out_of_pocket), ("staff_time", STAFF, cost.staff))
    return tuple(
        Posting(case, on, what, f"cost_to_serve.{what}", (Entry(COST_TO_SERVE, amount), Entry(account, -amount)))
        for what, account, amount in legs
        if amount and amount.minor
    )


def _shop_alone(fault: Fault) -> bool:
    return [part.party for part in fault.shares] in (["shop"], ["staff_member"])


def _booked(case: str, on: date, option: Option, *, own_mistake: bool) -> Iterator[Posting]:
    """What has a sum: redress at its amount, goods sent again and goodwill at what they cost.

    What was never taken is not given back.
    """
    by_cost = option.kind == "goodwill" or option.remedy in remedies("sent_again")
    cost = option.cost if by_cost else option.amount
    if not isinstance(cost, Money) or cost.minor == 0 or option.forgone:
        return
    account = GOODWILL if option.kind == "goodwill" else OWN_MISTAKES if own_mistake else REDRESS
    yield Posting(case, on, option.remedy, option.rule, (Entry(account, cost), Entry(CUSTOMER, -cost)))


def _claims(case: str, on: date, booked: Iterable[Posting], faults: Iterable[Fault]) -> Iterator[Posting]:
    """Claims on carrier and supplier, for no more than was given as redress and no more than the contract pays.

    After its window a claim is worth nothing: it stays shown and is not booked.
    """
    given = sum(posting.entries[0].amount.minor for posting in booked if posting.entries[0].account != GOODWILL)
    claimed: list[Recovery] = []
    for fault in faults:
        new = [recovery for recovery in fault.recoveries if recovery not in claimed]  # one parcel, two allegations
        claimed += new
        for recovery in new:
            if recovery.cap is None or (recovery.claim_by is not None and recovery.claim_by < on):
                continue
            claim = Money(min(given, recovery.cap.minor), recovery.cap.currency)
            given -= claim.minor
            if claim.minor > 0:
                asset, income = CLAIM_LEGS[recovery.of]
                legs = (Entry(asset, claim), Entry(income, -claim))
                yield Posting(case, on, f"{recovery.of}_claim:{recovery.kind}", fault.rule, legs, recovery.claim_by)


def unclaimed_parcel(case: str, on: date, there: Money, back: Money) -> Posting | None:
    """What a parcel cost that nobody collected: both carriages, owed to the carrier. None where they cost nothing."""
    cost = there + back
    legs = (Entry(UNCLAIMED, cost), Entry(CARRIER, -cost))
    return Posting(case, on, "unclaimed_parcel", "unclaimed_parcel", legs) if cost.minor else None
