"""Payments against a plain reading of the statutes: when a transfer counts as paid, and that nobody pays twice.

Nothing here knows the rulebook. RU: ZoZPP 16.1 (paid once the consumer's bank confirms). PL: KC 454 (paid when it is
credited). A bank may take three working days. What goes back is never more than what was paid and has not gone back
yet; what a bank holds in dispute is not paid besides. RU-IMPOSSIBLE, PL-IMPOSSIBLE: money for what is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from ombud.model.case_file import (
    Allegation,
    Answer,
    CaseFile,
    Chargeback,
    Complainant,
    Demand,
    Line,
    Loss,
    Order,
    Payment,
    Promise,
    Refund,
    Tracking,
)
from ombud.model.entitlement import MoneyRange, Sum
from ombud.model.ruling import Ruling
from ombud.model.vocabulary import remedies
from ombud.public.books import open_book
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import CURRENCIES, RESIDENCES, book, text

MONDAY = date(2026, 4, 13)
"""The beginning of three weeks without a holiday in the packs that have a table of them."""
QUIET = 10
SATURDAY = 5


def _third_working_day(sent: date) -> date:
    day, left = sent, 3
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def _case(residence: str, asof: date, **given: Any) -> CaseFile:  # noqa: ANN401  (any section of a case file)
    return CaseFile(
        version=1,
        id="p",
        currency=CURRENCIES[residence],
        opened_on=asof,
        complainant=Complainant(residence=residence),  # type: ignore[arg-type]
        **{"refunds": (), "shipments": (), "tracking": (), "demands": (), "terms": (), **given},
    )


@pytest.mark.parametrize("residence", RESIDENCES)
@pytest.mark.parametrize("reason", ["payment_not_credited", "unauthorised_payment"])
@settings(max_examples=drawn.examples(25), deadline=None)
@given(st.integers(0, QUIET), st.integers(0, 6), st.none() | st.integers(0, 6))
def test_a_transfer_in_flight_is_weighed_as_the_statutes_say(
    residence: str, reason: str, sent: int, later: int, confirmed: int | None
) -> None:
    day = MONDAY + timedelta(days=sent)
    asof = day + timedelta(days=later)
    told = None if confirmed is None else day + timedelta(days=confirmed)
    ruling = _ruled_transfer(residence, reason, day, asof, told)
    (one,) = ruling.allegations
    late = asof > _third_working_day(day)
    assert ruling.headline == "nobody_at_fault"
    assert one.finding.verdict == "not_substantiated"
    assert [part.party for part in one.fault.shares] == ["payment_provider" if late else "nobody"]
    known = told is not None and told <= asof
    owed = {line.remedy for line in one.entitlement.redress if line.certain}
    assert owed == ({"payment_recognised"} if residence == "RU" and known else set())
    assert one.decided == (residence != "RU" or known)
    assert ("transfer", _third_working_day(day)) in [(clock.regime, clock.due) for clock in ruling.clocks]


def _ruled_transfer(residence: str, reason: str, sent: date, asof: date, told: date | None) -> Ruling:
    file = _case(
        residence,
        asof,
        allegations=(Allegation(reason=reason),),
        orders=(Order(id="o", placed_on=sent, lines=(Line(id="1", title="x", unit="10.00"),)),),
        payments=(Payment(id="p", on=sent, amount="10.00", status="pending", confirmed_on=told),),
    )
    return rule(file, book(residence), asof=asof)


@dataclass(frozen=True)
class Money:
    """What was paid and what went back, in minor units."""

    goods: int
    twice: int
    back: int
    disputed: int
    outcome: str
    late: bool


SUMS = st.integers(1, 500_000)


@st.composite
def moneys(draw: st.DrawFn) -> Money:
    goods, twice = draw(SUMS), draw(st.sampled_from((0, 0, 1))) * draw(SUMS)
    back = draw(st.sampled_from((0, 0, 1))) * draw(st.integers(1, goods + twice))
    disputed = draw(st.sampled_from((0, 1, 1))) * draw(st.integers(1, goods + twice))
    outcome = draw(st.sampled_from(("open", "open", "upheld", "rejected", "withdrawn")))
    return Money(goods, twice, back, disputed, outcome, draw(st.booleans()))


@settings(max_examples=drawn.examples(150), deadline=None)
@given(moneys(), st.sampled_from(RESIDENCES))
def test_nobody_is_paid_twice_and_everybody_once(money: Money, residence: str) -> None:
    ruling = _ruled_money(money, residence)
    paid = money.goods + money.twice
    back = money.back + (money.disputed if money.outcome == "upheld" else 0)
    held = money.disputed if money.outcome == "open" else 0
    left = max(0, paid - back)
    to_pay = sum(
        _most(one.amount) for one in ruling.remedies.options if one.recommended and one.remedy in remedies("money_back")
    )
    at_bank = sum(_most(one.amount) for one in ruling.remedies.options if one.by_bank)
    assert to_pay + at_bank == left
    assert at_bank == min(held, left)
    booked = [one for one in ruling.postings if one.what in remedies("money_back")]
    assert sum(one.entries[0].amount.minor for one in booked) == to_pay
    assert sum(one.amount.minor for one in ruling.bank) == at_bank
    assert len(ruling.bank) == (1 if held else 0)


def _most(amount: Sum) -> int:
    if isinstance(amount, MoneyRange):
        return amount.high if amount.high is not None else amount.low
    return amount.minor if amount else 0


def _ruled_money(money: Money, residence: str) -> Ruling:
    """Lost, everything demanded after a last term in vain, perhaps charged twice, and with both reasons alleged."""
    day = date(2026, 5, 4)
    asof = day + timedelta(days=30)
    reasons = ("not_received", "duplicate_charge", *(("late",) if money.late else ()))
    payments = [Payment(id="p", on=day, amount=text(money.goods))]
    payments += [Payment(id="q", on=day, amount=text(money.twice))] if money.twice else []
    disputed = Chargeback(id="c", opened_on=day, amount=text(money.disputed), outcome=money.outcome)  # type: ignore[arg-type]
    file = _case(
        residence,
        asof,
        allegations=tuple(Allegation(reason=reason) for reason in reasons),
        orders=(_order(day, money.goods),),
        payments=tuple(payments),
        refunds=(Refund(id="r", on=day, amount=text(money.back)),) if money.back else (),
        chargebacks=(disputed,) if money.disputed else (),
        demands=(Demand(kind="refund", received_on=day + timedelta(days=20)),),
        answers=(Answer(fact="trader_refuses_delivery", value=True),),
    )
    return rule(file, book(residence), asof=asof)


def _order(day: date, goods: int, due: date | None = None) -> Order:
    return Order(
        id="o",
        placed_on=day,
        cheapest_delivery="0.00",
        lines=(Line(id="1", title="x", unit=text(goods)),),
        promises=(Promise(kind="delivery_day", day=due or day + timedelta(days=7), by="checkout"),),
    )


@settings(max_examples=drawn.examples(120), deadline=None)
@given(SUMS, st.integers(-20, 300), st.none() | st.integers(-10, 40), st.none() | SUMS, st.sampled_from(RESIDENCES))
def test_goods_that_are_gone_are_paid_back_and_not_delivered(
    goods: int, after: int, demanded: int | None, elsewhere: int | None, residence: str
) -> None:
    due = date(2026, 6, 1)
    asof = due + timedelta(days=after)
    asked = None if demanded is None else due + timedelta(days=demanded)
    asked = asked if asked is None or asked <= asof else None
    (one,) = _ruled_gone(residence, goods, asof, asked, elsewhere).allegations
    owed = {line.remedy: line for line in one.entitlement.redress}
    assert one.finding.verdict == "substantiated"
    assert [part.party for part in one.fault.shares] == ["shop"]
    assert "delivery" not in owed
    early = residence in ("RU", "PL")
    assert ("refund_without_return" in owed) == (after > 0 or early)
    if "refund_without_return" in owed:
        refund = owed["refund_without_return"]
        assert _most(refund.amount) == goods
        assert refund.demanded == (asked is not None)
        if asked and residence == "RU":
            assert refund.due == asked + timedelta(days=10)
        if asked and residence in ("PL", "UA", "EU", "UK"):
            assert refund.promptly
    late = max(0, after)
    penalty = min(goods, (2 * goods * late * 5 + 1000) // 2000) if residence == "RU" else 0
    assert _most(owed["penalty_by_statute"].amount if "penalty_by_statute" in owed else None) == penalty
    difference = max(0, (elsewhere or 0) - goods) if residence and (late or early) else 0
    assert _most(owed["loss_compensation"].amount if "loss_compensation" in owed else None) == difference
    assert ("cover_purchase" in owed) == (residence == "PL" and not elsewhere)


def _ruled_gone(residence: str, goods: int, asof: date, asked: date | None, elsewhere: int | None) -> Ruling:
    placed = date(2026, 5, 1)
    bought = Loss(what="the same", amount=text(elsewhere or 0), proven=True, kind="cover_purchase")
    file = _case(
        residence,
        asof,
        allegations=(Allegation(reason="not_received"),),
        orders=(_order(placed, goods, date(2026, 6, 1)),),
        payments=(Payment(id="p", on=placed, amount=text(goods)),),
        demands=(Demand(kind="refund", received_on=asked),) if asked else (),
        losses=(bought,) if elsewhere else (),
        answers=(Answer(fact="goods_gone", value=True, witness="supplier"),),
    )
    return rule(file, book(residence), asof=asof)


@pytest.mark.parametrize("residence", RESIDENCES)
def test_late_and_not_received_of_one_parcel_are_never_paid_for_twice(residence: str) -> None:
    """Whoever says both has what one of them gives, and no more."""
    money = Money(goods=10_000, twice=0, back=0, disputed=0, outcome="open", late=False)
    one, both = (_ruled_money(each, residence) for each in (money, Money(10_000, 0, 0, 0, "open", late=True)))
    assert _sums(both) == _sums(one)
    assert {(each.remedy, _most(each.amount)) for each in both.remedies.exposure} == {
        (each.remedy, _most(each.amount)) for each in one.remedies.exposure
    }
    assert both.postings == one.postings


def _sums(ruling: Ruling) -> list[tuple[str, int, bool]]:
    return [(one.remedy, _most(one.amount), one.recommended) for one in ruling.remedies.options]


@pytest.mark.parametrize("residence", RESIDENCES)
def test_a_parcel_that_came_late_was_received(residence: str) -> None:
    day = date(2026, 5, 4)
    file = _case(
        residence,
        day + timedelta(days=30),
        allegations=(Allegation(reason="not_received", denies_delivery=False), Allegation(reason="late")),
        orders=(_order(day, 10_000),),
        payments=(Payment(id="p", on=day, amount="100.00"),),
        tracking=(Tracking(on=day + timedelta(days=9), status="delivered", signed_by="customer", proof="signature"),),
    )
    ruling = rule(file, book(residence), asof=day + timedelta(days=30))
    assert [one.finding.verdict for one in ruling.allegations] == ["not_substantiated", "substantiated"]
    assert "refund_without_return" not in {one.remedy for one in ruling.remedies.options}


def test_no_pack_sends_anybody_to_the_closed_platform_of_the_union() -> None:
    for law in ("ru", "ua", "pl", "eu", "uk", "generic"):
        for body in open_book(law, None, known_on=date(2026, 11, 21)).bodies:
            assert "odr" not in body.url.lower()
            assert not [name for name in body.name.values() if "ODR" in name]


def test_the_new_ukrainian_law_waits_for_its_day_and_the_old_one_speaks() -> None:
    law = open_book("ua", None, known_on=date(2026, 11, 21))
    declared = law.declarations.params["ua_consumer_law"]
    assert [one.value for one in declared.pending] == ["law_3153"]
    found = law.param("ua_consumer_law", date(2099, 1, 1))
    assert found is not None
    assert found.value == "law_1023"
