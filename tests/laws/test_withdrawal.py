"""A change of mind comes to what the statute says, whatever the numbers, days and countries."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from ombud.kernel.money import Money
from ombud.model.case_file import (
    Allegation,
    Answer,
    CaseFile,
    Complainant,
    Demand,
    GoodsReturn,
    Line,
    Order,
    Payment,
    Shipment,
    Tracking,
)
from ombud.model.ruling import AllegationRuling
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import CURRENCIES, RESIDENCES, book, text
from tests.laws.withdrawal_oracle import FREE_DAYS, Back, Change, change_of_mind

LANDS = {"RU": "RU", "UA": "UA", "PL": "PL", "EU": "DE", "UK": "UK", "": ""}
AROUND = (-2, 0, 1, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 29, 30, 89, 90, 91, 93, 94, 364, 378, 379, 381, 382, 400)


@st.composite
def changes(draw: st.DrawFn, residence: str) -> Change:
    """Around the ends of the terms: days before and after them, and on them."""
    placed = date(2025, 5, 12) + timedelta(days=draw(st.integers(0, 60)))
    came = draw(st.none() | st.integers(1, 20).map(lambda days: placed + timedelta(days=days)))
    said = (came or placed) + timedelta(days=draw(st.sampled_from(AROUND)))
    said = max(said, placed)
    known = draw(st.booleans())
    asof = said + timedelta(days=draw(st.integers(0, 30)) if known else 0)
    came = came if came is None or came <= asof else None
    delivery = draw(st.sampled_from((0, 1499, 3999)))
    back = draw(st.none() | st.integers(0, 20).map(lambda days: said + timedelta(days=days)))
    back = back if known and came and back and max(came, back) <= asof else None
    return Change(
        residence=residence,
        placed_on=placed,
        asof=asof,
        goods=draw(st.sampled_from((0, 1, 24900, 80000))),
        bespoke=draw(st.sampled_from((0, 0, 0, 890000))),
        perishable=draw(st.sampled_from((0, 0, 0, 700))),
        delivery=delivery,
        cheapest=draw(st.sampled_from((0, delivery, delivery // 2))),
        came_on=came,
        said_on=said if known else None,
        told=draw(st.booleans()),
        private=draw(st.integers(0, 5)) > 0,
        small_firm=draw(st.booleans()),
        in_shop=draw(st.integers(0, 9)) == 0,
        as_new=draw(st.integers(0, 5)) > 0,
        carriage_by_shop=draw(st.sampled_from((0, 0, 21000))) if back else 0,
        carriage_by_customer=draw(st.sampled_from((0, 0, 900))) if back else 0,
        back_on=max(back, came) if back and came else None,
    )


def case_file(case: Change) -> CaseFile:
    """The case as a shop's records tell it."""
    parts = (("g", case.goods, ()), ("b", case.bespoke, ("made_to_order",)), ("p", case.perishable, ("perishable",)))
    lines = tuple(Line(id=i, title=i, unit=text(minor), traits=traits) for i, minor, traits in parts if minor)  # type: ignore[arg-type]
    paid = case.goods + case.bespoke + case.perishable
    ways = ((case.carriage_by_shop, "shop"), (case.carriage_by_customer, "customer"))
    returns = tuple(
        GoodsReturn(received_on=case.back_on, carriage=text(minor), paid_by=who)  # type: ignore[arg-type]
        for minor, who in ways
        if case.back_on
    )
    return CaseFile(
        version=1,
        id="law",
        currency=CURRENCIES[case.residence],
        opened_on=case.asof,
        complainant=Complainant(
            residence=LANDS[case.residence],  # type: ignore[arg-type]
            consumer=case.private,
            one_person_firm=case.small_firm and not case.private,
            professional=False,
        ),
        allegations=(Allegation(reason="changed_mind"),),
        orders=(
            Order(
                id="o",
                placed_on=case.placed_on,
                lines=lines,
                delivery_fee=text(case.delivery),
                cheapest_delivery=text(case.cheapest),
                channel="shop" if case.in_shop else "web",
                return_info=case.told,
            ),
        ),
        payments=(
            Payment(id="1", on=case.placed_on, amount=text(paid)),
            Payment(id="2", on=case.placed_on, amount=text(case.delivery), covers="delivery"),
        ),
        refunds=(),
        shipments=(Shipment(id="s", carrier="post"),),
        tracking=(Tracking(on=case.came_on, status="delivered", signed_by="customer"),) if case.came_on else (),
        demands=(Demand(kind="withdrawal", received_on=case.said_on),) if case.said_on else (),
        returns=returns,
        answers=() if case.as_new else (Answer(fact="goods_as_new", value=False, witness="expert"),),
    )


def ruled(case: Change) -> AllegationRuling:
    (one,) = rule(case_file(case), book(case.residence), asof=case.asof).allegations
    return one


def assert_comes_to(case: Change, want: Back) -> None:
    one = ruled(case)
    assert one.decided, one.unknown
    assert one.finding.verdict == ("substantiated" if want.stands else "not_substantiated")
    lines = {line.remedy: line for line in one.entitlement.redress}
    remedy = "refund_with_return" if want.returned else "refund_without_return"
    assert set(lines) - {"penalty_by_statute"} == {
        name for name, there in ((remedy, want.minor), ("expense_reimbursement", want.expenses)) if there
    }
    if want.minor:
        line = lines[remedy]
        assert isinstance(line.amount, Money)
        assert (line.amount.minor, line.due, line.demanded) == (want.minor, want.by, want.asked)
    if want.expenses:
        amount = lines["expense_reimbursement"].amount
        assert isinstance(amount, Money)
        assert amount.minor == want.expenses


@pytest.mark.parametrize("residence", RESIDENCES)
def test_a_change_of_mind_comes_to_what_the_statute_says(residence: str) -> None:
    @settings(max_examples=drawn.examples(60), deadline=None)
    @given(changes(residence))
    def holds(case: Change) -> None:
        assert_comes_to(case, change_of_mind(case))

    holds()


@pytest.mark.slow
@pytest.mark.parametrize("residence", RESIDENCES)
def test_a_change_of_mind_comes_to_what_the_statute_says_in_many_more_cases(residence: str) -> None:
    @settings(max_examples=drawn.examples(1500), deadline=None)
    @given(changes(residence))
    def holds(case: Change) -> None:
        assert_comes_to(case, change_of_mind(case))

    holds()


@pytest.mark.parametrize(("days", "stands"), [(6, True), (7, True), (8, False), (9, False)])
def test_the_day_of_the_hand_over_does_not_count(days: int, *, stands: bool) -> None:
    came = date(2026, 9, 7)
    said = came + timedelta(days=days)
    case = Change("RU", date(2026, 9, 1), said, 80000, came_on=came, said_on=said)
    assert (ruled(case).finding.verdict == "substantiated") is stands


@pytest.mark.parametrize(("days", "stands"), [(7, True), (9, True), (10, False)])
def test_a_seventh_day_that_is_a_saturday_moves_to_monday(days: int, *, stands: bool) -> None:
    came = date(2026, 9, 5)
    said = came + timedelta(days=days)
    case = Change("RU", date(2026, 9, 1), said, 80000, came_on=came, said_on=said)
    one = ruled(case)
    assert (one.finding.verdict == "substantiated") is stands
    assert [line.to_be_verified for line in one.entitlement.redress] == ([days > 7] if stands else [])


def test_the_oracle_knows_the_holidays_that_have_a_day_of_their_own() -> None:
    for residence in ("RU", "PL"):
        holidays = book(residence).declarations.holidays
        assert all(date(2026, month, day) in holidays for month, day in FREE_DAYS[residence])
