"""Random disputes about goods that came late or not at all, and the case files that tell of them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis.strategies as st

import ombud
from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.case_file import (
    AdditionalTerm,
    Allegation,
    CaseFile,
    Complainant,
    Complaint,
    Demand,
    Line,
    Loss,
    Order,
    Payment,
    Promise,
    Refund,
    Shipment,
    Tracking,
)
from tests.laws.oracle import Dispute, Event

SHOPS = Path(ombud.__file__).parent / "shops" / "demo"
KNOWN_ON = date(2026, 11, 21)
RESIDENCES = ("RU", "UA", "PL", "EU", "UK", "")
CURRENCIES = {"RU": "RUB", "UA": "UAH", "PL": "PLN", "EU": "EUR", "UK": "GBP", "": "USD"}

GAPS = st.sampled_from((0, 1, 2, 3, 5, 7, 9, 10, 11, 13, 14, 15, 29, 30, 31, 60)) | st.integers(0, 40)
AFTER = st.sampled_from((-3, -1, 0, 1, 2, 3, 10, 14, 15, 30, 199, 200, 201, 230)) | st.integers(-5, 260)
SUMS = st.sampled_from((0, 1, 99, 100, 101, 24900, 240000, 1_000_001)) | st.integers(0, 2_000_000)
FEES = st.sampled_from((0, 0, 0, 1, 1499, 3999)) | st.integers(0, 5000)
SIGNED = st.sampled_from(("none", "none", "customer", "named_person", "neighbour", "unreadable", "other"))
PROOFS = st.sampled_from(("none", "none", "signature", "photo", "pin", "locker_code", "neighbour", "safe_place"))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def disputes(draw: st.DrawFn, residence: str | None = None) -> Dispute:
    """Around the boundaries: days before and after the due day, the end of a term, the end of two weeks."""
    place = residence if residence is not None else draw(st.sampled_from(RESIDENCES))
    placed = date(2024, 1, 25) + timedelta(days=draw(st.integers(0, 800)))
    due = draw(maybe(GAPS.map(lambda days: placed + timedelta(days=days))))
    asof = max(placed, (due or placed + timedelta(days=30)) + timedelta(days=draw(AFTER)))
    day = st.integers(0, max(0, (asof - placed).days)).map(lambda days: placed + timedelta(days=days))
    handed = draw(maybe(day))
    goods, delivery, other = draw(SUMS), draw(FEES), draw(FEES)
    own = draw(st.integers(0, 4)) == 0
    return Dispute(
        residence=place,
        placed_on=placed,
        asof=asof,
        goods=goods,
        delivery=delivery,
        other=other,
        cheapest=draw(st.integers(0, delivery)) if delivery else 0,
        consumer=draw(st.integers(0, 9)) > 0,
        due_on=due,
        essential=due is not None and draw(st.integers(0, 3)) == 0,
        events=tuple(draw(st.lists(st.builds(Event, _from(handed or placed), SIGNED, PROOFS), max_size=2))),
        denies=draw(st.booleans()),
        handed_over_on=handed,
        hand_over_proof=draw(st.booleans()),
        own_carrier=own,
        carrier_offered=not own or draw(st.booleans()),
        refund_demanded_on=draw(maybe(day)),
        withdrawn_on=draw(maybe(day)) if place in ("PL", "EU", "UK") else None,
        term_ends_on=draw(maybe(_from(placed))),
        refunds=_refunds(draw, goods + delivery + other, day),
        loss=draw(st.sampled_from((0, 0, 1, 5000))),
    )


def _from(start: date) -> st.SearchStrategy[date]:
    return st.integers(0, 60).map(lambda days: start + timedelta(days=days))


def _refunds(draw: st.DrawFn, paid: int, day: st.SearchStrategy[date]) -> tuple[tuple[date, int], ...]:
    """Nothing given back mostly; else a part, or all of it in one or two parts."""
    kind = draw(st.sampled_from(("none", "none", "none", "part", "all", "two")))
    if kind == "none" or paid == 0:
        return ()
    first = draw(st.integers(1, paid)) if kind != "all" else paid
    rest = paid - first
    return ((draw(day), first), *(((draw(day), rest),) if kind == "two" and rest else ()))


def text(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def case_file(case: Dispute, *, reason: str = "not_received") -> CaseFile:
    """The case as a shop's records tell it."""
    about = Complainant(residence=case.residence, consumer=case.consumer)  # type: ignore[arg-type]
    return CaseFile(
        version=1,
        id="law",
        currency=CURRENCIES[case.residence],
        opened_on=case.asof,
        complainant=about,
        allegations=(Allegation(reason=reason, denies_delivery=case.denies),),
        orders=(_order(case),),
        payments=_payments(case),
        refunds=tuple(Refund(id=f"r{i}", on=on, amount=text(sum_)) for i, (on, sum_) in enumerate(case.refunds)),
        shipments=(_shipment(case),),
        tracking=tuple(
            Tracking(on=one.on, status="delivered", signed_by=one.signed_by, proof=one.proof)  # type: ignore[arg-type]
            for one in case.events
        ),
        demands=_demands(case),
        terms=(AdditionalTerm(set_on=case.placed_on, ends_on=case.term_ends_on),) if case.term_ends_on else (),
        losses=(Loss(what="loss", amount=text(case.loss), proven=True),) if case.loss else (),
        complaint=Complaint(received_on=case.asof),
    )


def _order(case: Dispute) -> Order:
    promise = Promise(kind="delivery_day", day=case.due_on, by="checkout", essential=case.essential)
    return Order(
        id="o",
        placed_on=case.placed_on,
        lines=(Line(id="1", title="goods", unit=text(case.goods)),),
        delivery_fee=text(case.delivery),
        cheapest_delivery=text(case.cheapest),
        return_info=True,
        promises=(promise,) if case.due_on else (),
    )


def _payments(case: Dispute) -> tuple[Payment, ...]:
    parts = (("goods", case.goods), ("delivery", case.delivery), ("other", case.other))
    return tuple(
        Payment(id=name, on=case.placed_on, amount=text(minor), covers=name)  # type: ignore[arg-type]
        for name, minor in parts
        if minor
    )


def _shipment(case: Dispute) -> Shipment:
    return Shipment(
        id="s",
        carrier="post",
        hired_by="customer" if case.own_carrier else "shop",
        offered_by_shop=case.carrier_offered,
        handed_over_on=case.handed_over_on,
        hand_over_proof=case.hand_over_proof,
        term_days=3,
    )


def _demands(case: Dispute) -> tuple[Demand, ...]:
    found = []
    if case.refund_demanded_on:
        found.append(Demand(kind="refund", received_on=case.refund_demanded_on))
    if case.withdrawn_on:
        found.append(Demand(kind="withdrawal", received_on=case.withdrawn_on))
    return tuple(found)


@cache
def book(residence: str, shop: str = "") -> Book:
    """The law of a residence, alone or with a demo shop's book."""
    return open_book(residence or "generic", SHOPS / shop if shop else None, known_on=KNOWN_ON)


def least(amount: object) -> int:
    """The least of a sum, a range of sums, or no sum at all."""
    return amount.minor if isinstance(amount, Money) else getattr(amount, "low", 0)
