"""The quick way through an order and the full ruling agree: what a full ruling would act on is flagged, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from ombud.decide.sweep import NOTHING_FOUND, Sweep
from ombud.facts import establish
from ombud.facts.quick import Quick
from ombud.kernel.errors import InputError
from ombud.model.case_file import (
    Allegation,
    CaseFile,
    Complaint,
    Demand,
    Offer,
    Payment,
    Promise,
    Refund,
    Shipment,
    Tracking,
)
from ombud.model.ruling import Ruling
from ombud.public.rulings import rule
from tests import drawn
from tests.sweep.orders import ASOF, book, order

BOOKS = {"RU": "demo/folio", "PL": "demo/kram", "generic": ""}
AROUND = st.sampled_from((-40, -31, -30, -14, -10, -8, -7, -3, -2, -1, 0, 1, 2, 3, 4, 7, 8, 30)).map(
    lambda days: ASOF + timedelta(days=days)
)
EARLY, BACK, AHEAD, URGENT, HAND_OVER = date(2026, 3, 1), 30, 7, 1, 3


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def open_orders(draw: st.DrawFn) -> CaseFile:
    placed = draw(st.sampled_from((EARLY, date(2026, 4, 1), date(2026, 3, 31))))
    due, ship_by = draw(maybe(AROUND)), draw(st.none() | AROUND)
    promises = []
    if due is not None:
        promises.append(Promise(kind="delivery_day", day=due, by="checkout", essential=draw(st.booleans())))
    if ship_by is not None:
        promises.append(Promise(kind="hand_over_day", day=ship_by, by="offer"))
    goods = draw(st.sampled_from(("989.99", "990.00", "996.30", "999.99", "1000.00", "1107.00", "50.00")))
    records: dict[str, Any] = {
        "payments": draw(maybe(st.just((Payment(id="p", on=placed, amount=goods),)))),
        "refunds": draw(st.sampled_from((None, (), (Refund(id="r", on=ASOF, amount="10.00", covers="delivery"),)))),
        "shipments": draw(maybe(shipments())),
        "tracking": draw(maybe(trackings())),
        "complaint": draw(maybe(st.builds(Complaint, received_on=AROUND))),
        "demands": draw(maybe(st.just((Demand(kind="refund", received_on=ASOF - timedelta(days=9)),)))),
    }
    file = order(
        goods,
        discount=draw(st.sampled_from(("0.00", "0.00", "5.00", "110.70"))),
        fee=draw(st.sampled_from(("0.00", "90.00"))),
        placed=placed,
        promises=tuple(promises),
        **records,
    )
    offer = draw(st.sampled_from((None, Offer(basis_stated="nothing"), Offer(basis_stated="list"))))
    return msgspec.structs.replace(file, orders=(msgspec.structs.replace(file.orders[0], offer=offer),))  # type: ignore[index]


def shipments() -> st.SearchStrategy[object]:
    sent = st.builds(
        Shipment, id=st.just("s"), carrier=st.just("post"), handed_over_on=AROUND, term_days=st.none() | st.just(3)
    )
    return st.just(()) | sent.map(lambda one: (one,))


def trackings() -> st.SearchStrategy[object]:
    return st.just(()) | AROUND.map(lambda day: (Tracking(on=day, status="delivered"),))


def expected(ruling: Ruling, file: CaseFile, facts: Mapping[str, object]) -> set[str]:
    """Which acts a reader of the full ruling would want, written from the words of the sweep's rules."""
    found = set(_clock_acts(ruling))
    redress = [one for one in ruling.allegations[0].entitlement.redress if one.certain and one.arises == "automatic"]
    if ruling.allegations[0].reason == "threshold_near_miss":
        given = [one for one in ruling.remedies.options if one.kind == "goodwill" and one.amount is not None]
        left = facts["delivery_charged"] > facts["delivery_fee_returned"]  # type: ignore[operator]
        came = facts["delivered_on"] if facts["delivered"] else None
        if left and not (isinstance(came, date) and came + timedelta(days=BACK) < ASOF):
            found |= {"today"} if redress else {"waive"} if given else set()
        return found
    return found | _delivery_acts(file, facts)


def _clock_acts(ruling: Ruling) -> Iterable[str]:
    ends = [clock.due for clock in ruling.clocks if clock.waiting_on == "shop"]
    if ends:
        left = (min(ends) - ASOF).days
        yield from ["today"] if left <= URGENT else ["week"] if left <= AHEAD else []


def _delivery_acts(file: CaseFile, facts: Mapping[str, object]) -> set[str]:
    """Only where everything that matters is known: the rest is for the other tests."""
    due, came, sent = facts["due_on"], facts["delivered_on"], facts["handed_over_on"]
    assert isinstance(due, date)
    if facts["delivered"]:
        assert isinstance(came, date)
        return {"week"} if came > due and (ASOF - came).days <= BACK else set()
    if due < ASOF or (facts["day_essential"] and (due - ASOF).days <= AHEAD):
        return {"today"}
    days = facts["carrier_days"]
    by = facts["hand_over_due_on"] or (due - timedelta(days=days) if isinstance(days, int) else due)
    assert isinstance(by, date)
    if facts["handed_over"] is False:
        left = (by - ASOF).days
        return {"today"} if left <= URGENT else {"week"} if left <= HAND_OVER else set()
    late = isinstance(sent, date) and isinstance(days, int) and sent + timedelta(days=days) > due
    return {"week"} if late else set()


@pytest.mark.parametrize("law", BOOKS)
@settings(max_examples=drawn.examples(40))
@given(file=open_orders())
def test_the_sweep_acts_on_exactly_what_a_full_ruling_calls_for(law: str, file: CaseFile) -> None:
    over = Sweep(book(law, BOOKS[law]), ASOF)
    try:
        swept = over.look(file)
    except InputError:
        with pytest.raises(InputError):
            rule(_under(file, "late"), over.book, asof=ASOF)
        return
    wanted: set[str] = set()
    for reason in over.reasons:
        one = _under(file, reason)
        ruling, facts = (
            rule(one, over.book, asof=ASOF),
            dict(establish(one, over.book, one.allegations[0], asof=ASOF).row),
        )
        if file.refunds and file.payments is None:
            return  # nobody knows whether that was all of it
        if reason == "late" and None in (facts["due_on"], facts["delivered"], facts["handed_over"]):
            return
        wanted |= expected(ruling, one, facts)
    assert {act.urgency for act in swept.acts} == wanted
    assert (swept.ruling is not None) == bool(wanted)


@pytest.mark.parametrize("law", BOOKS)
@settings(max_examples=drawn.examples(40))
@given(file=open_orders())
def test_the_quick_way_and_the_full_way_come_to_the_same(law: str, file: CaseFile) -> None:
    over = Sweep(book(law, BOOKS[law]), ASOF)
    candidates = tuple(Allegation(reason=reason, denies_delivery=False) for reason in over.reasons)
    try:
        quick = over.look(file)
    except InputError:
        return
    full = over._heard(file, candidates, [])
    assert (quick.acts, quick.kind, bool(quick.lacks)) == (full.acts, full.kind, bool(full.lacks))


@pytest.mark.parametrize("law", BOOKS)
@settings(max_examples=drawn.examples(25))
@given(file=open_orders())
def test_quick_rows_hold_the_same_facts_as_established_ones(law: str, file: CaseFile) -> None:
    opened = book(law, BOOKS[law])
    names = opened.program.declared.facts.keys() - NOTHING_FOUND.keys()
    one = Allegation(reason="late", denies_delivery=False)
    [row] = Quick(opened.program, names).rows(file, [one], ASOF)
    try:
        facts = establish(_under(file, "late"), opened, one, asof=ASOF)
    except InputError:
        assert not Quick(opened.program, names).possible(row)
        return
    differ = {name for name in names if row.get(name) != facts.row[name]}
    assert differ == set()


def _under(file: CaseFile, reason: str) -> CaseFile:
    return msgspec.structs.replace(file, allegations=(Allegation(reason=reason, denies_delivery=False),))
