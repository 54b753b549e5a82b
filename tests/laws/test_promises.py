"""What an employee promised is owed, in every country and shop; the scope of support; and what serving took changes
nothing of what is owed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ombud.kernel.money import Money
from ombud.model.case_file import (
    Allegation,
    Answer,
    CaseFile,
    Complainant,
    Complaint,
    Effort,
    History,
    Order,
    PastCase,
    Promise,
)
from ombud.model.order import Line
from ombud.model.ruling import AllegationRuling, Ruling
from ombud.public.rulings import rule
from tests.laws.disputes import CURRENCIES, book

TODAY = date(2026, 6, 10)
PLACES = [("RU", "folio"), ("RU", "malachite"), ("RU", ""), ("UA", "lektor"), ("PL", "kram"), ("UK", ""), ("", "")]
REMEDY = {"call_back": "call_back", "visit": "visit", "gift": "gift", "sum": "compensation", "other": "kept_promise"}


def case_file(residence: str, *promises: Promise, reason: str = "promise_not_kept", **more: Any) -> CaseFile:  # noqa: ANN401  (keys of a case file)
    """An order with its promises; nothing else is on file but that nothing was refunded."""
    placed = TODAY - timedelta(days=5)
    order = Order(
        id="o",
        placed_on=placed,
        lines=(Line(id="1", title="goods", unit="700.00"),),
        delivery_fee=more.pop("fee", "0.00"),
        promises=promises,
    )
    return CaseFile(
        version=1,
        id="promise",
        currency=CURRENCIES[residence],
        opened_on=TODAY,
        complainant=Complainant(residence=residence),  # type: ignore[arg-type]
        allegations=(Allegation(reason=reason),),
        orders=(order,),
        refunds=(),
        shipments=(),
        tracking=(),
        complaint=Complaint(received_on=TODAY),
        **more,
    )


def ruled(file: CaseFile, shop: str = "", asof: date = TODAY) -> Ruling:
    return rule(file, book(str(file.complainant.residence), shop), asof=asof)


def only(ruling: Ruling) -> AllegationRuling:
    (one,) = ruling.allegations
    return one


def promised(kind: str, *, by: str = "employee", **more: Any) -> Promise:  # noqa: ANN401  (keys of a promise)
    return Promise(kind=kind, by=by, amount="55.50" if kind == "sum" else None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("residence", "shop"), PLACES)
@pytest.mark.parametrize("kind", REMEDY)
def test_what_an_employee_promised_and_did_not_do_is_owed(residence: str, shop: str, kind: str) -> None:
    ruling = ruled(case_file(residence, promised(kind, kept=False)), shop)
    one = only(ruling)
    assert (ruling.headline, one.finding.verdict, one.entitlement.basis) == (
        "customer_right",
        "substantiated",
        "individual_promise",
    )
    (line,) = one.entitlement.redress
    assert line.remedy == REMEDY[kind]
    assert line.amount == (Money(5550, CURRENCIES[residence]) if kind == "sum" else None)
    assert [part.party for part in one.fault.shares] == ["shop"]


@pytest.mark.parametrize(("residence", "shop"), PLACES)
@pytest.mark.parametrize("kind", REMEDY)
def test_a_promise_that_was_kept_owes_nothing_more(residence: str, shop: str, kind: str) -> None:
    ruling = ruled(case_file(residence, promised(kind, kept=True)), shop)
    assert (ruling.headline, only(ruling).entitlement.redress) == ("shop_right", ())


@pytest.mark.parametrize(("residence", "shop"), PLACES)
@pytest.mark.parametrize("fee", ["0.01", "90.00", "245.10"])
def test_free_delivery_in_the_chat_stands_above_every_offer(residence: str, shop: str, fee: str) -> None:
    one = only(ruled(case_file(residence, promised("free_delivery"), fee=fee), shop))
    assert [(line.remedy, line.amount) for line in one.entitlement.redress] == [
        ("fee_waiver", Money.of(fee, CURRENCIES[residence]))
    ]
    assert one.entitlement.basis == "individual_promise"


@pytest.mark.parametrize(
    ("days", "verdict"), [(-1, "not_substantiated"), (0, "not_substantiated"), (1, "substantiated")]
)
def test_a_promise_is_not_broken_before_its_day_has_passed(days: int, verdict: str) -> None:
    file = case_file("RU", promised("visit", day=TODAY, kept=False))
    assert only(ruled(file, "quattro", TODAY + timedelta(days=max(days, 0)))).finding.verdict == verdict


def test_whether_it_was_kept_is_asked_of_the_staff_and_is_the_shops_to_show() -> None:
    one = only(ruled(case_file("PL", promised("call_back")), "kram"))
    assert not one.decided
    (asked,) = one.unknown
    assert (asked.fact, asked.of) == ("call_back_missed", "staff_member")
    assert asked.if_nothing is not None
    assert asked.if_nothing.remedies == ("call_back",)


def test_a_promise_of_the_offer_is_judged_by_the_shops_own_tables() -> None:
    over = case_file("RU", fee="90.00", answers=(Answer(fact="basis_stated", value="nothing"),))
    lines = (Line(id="1", title="goods", unit="1000.00"),)
    orders = (msgspec.structs.replace((over.orders or ())[0], lines=lines),)
    one = only(ruled(msgspec.structs.replace(over, orders=orders), "folio"))
    assert (one.finding.rule, one.entitlement.basis) == ("finding_free_delivery.threshold_met", "promise")


def answers(**facts: bool | str) -> tuple[Answer, ...]:
    return tuple(Answer(fact=name, value=value) for name, value in facts.items())


@pytest.mark.parametrize("reason", ["promise_not_kept", "support_out_of_scope"])
@pytest.mark.parametrize(
    ("stated", "kept", "verdict", "party"),
    [
        ("no", "yes", "not_substantiated", "nobody"),
        ("no", "unsaid", "not_substantiated", "nobody"),
        ("yes", "no", "not_substantiated", "customer"),
        ("yes", "yes", "substantiated", "shop"),
    ],
)
def test_the_two_way_test_asks_both_sides(reason: str, stated: str, kept: str, verdict: str, party: str) -> None:
    told = answers(stated_in_public=stated, buyer_kept_side=kept)
    one = only(ruled(case_file("PL", reason=reason, answers=told), "kram"))
    assert (one.finding.verdict, [part.party for part in one.fault.shares]) == (verdict, [party])


@pytest.mark.parametrize(
    ("before", "headline", "owed"), [(True, "customer_right", ["explanation"]), (False, "shop_right", [])]
)
def test_a_question_before_the_purchase_is_answered_and_advice_after_it_is_paid(
    before: bool, headline: str, owed: list[str]
) -> None:
    file = case_file("UA", reason="support_out_of_scope", answers=answers(asked_before_purchase=before))
    ruling = ruled(file, "lektor")
    assert ruling.headline == headline
    assert [line.remedy for line in only(ruling).entitlement.redress] == owed
    assert ("paid_help" in [one.remedy for one in ruling.remedies.options]) is not before


def test_in_doubt_a_question_counts_as_one_before_the_purchase() -> None:
    one = only(ruled(case_file("UA", reason="support_out_of_scope"), "lektor"))
    assert [asked.fact for asked in one.unknown] == ["asked_before_purchase"]
    assert one.unknown[0].if_nothing is not None
    assert one.unknown[0].if_nothing.remedies == ("explanation",)


@pytest.mark.parametrize(
    ("shop", "minutes", "paid_out", "staff", "left"),
    [
        ("quattro", 960, "3000.00", 1440000, 5600 - 300000 - 1440000),
        ("malachite", 1, "0.00", 1167, 31500 - 1167),
        ("folio", 45, "12.34", 45000, 21000 - 1234 - 45000),
    ],
)
def test_what_serving_took_is_booked_and_changes_nothing_of_what_is_owed(
    shop: str, minutes: int, paid_out: str, staff: int, left: int
) -> None:
    bare = case_file("RU", promised("sum", kept=False))
    made = (Effort(on=TODAY, minutes=minutes, out_of_pocket=paid_out), Effort(on=TODAY + timedelta(1), minutes=600))
    plain, served = ruled(bare, shop), ruled(msgspec.structs.replace(bare, efforts=made), shop)
    assert (served.headline, served.allegations, served.remedies) == (plain.headline, plain.allegations, plain.remedies)
    cost = served.stakes.cost_to_serve
    assert cost is not None
    assert (cost.minutes, cost.staff, cost.margin_after) == (minutes, Money(staff, "RUB"), Money(left, "RUB"))
    booked = [one.entries[0] for one in served.postings if one.entries[0].account == "expense:cost-to-serve"]
    assert sum(entry.amount.minor for entry in booked) == staff + int(paid_out.replace(".", ""))
    assert all(sum(entry.amount.minor for entry in one.entries) == 0 for one in served.postings)


def test_without_a_rate_the_time_is_shown_and_not_booked() -> None:
    file = case_file("RU", promised("visit", kept=True), efforts=(Effort(on=TODAY, minutes=30, out_of_pocket="5.00"),))
    ruling = ruled(file)
    cost = ruling.stakes.cost_to_serve
    assert cost is not None
    assert (cost.minutes, cost.staff, cost.margin_after) == (30, None, None)
    assert [one.what for one in ruling.postings] == ["out_of_pocket"]


def test_where_nobody_knows_what_was_ordered_nobody_knows_the_margin() -> None:
    file = case_file("RU", promised("visit", kept=True), efforts=(Effort(on=TODAY, minutes=60),))
    for orders in (None, (), tuple(msgspec.structs.replace(one, lines=None) for one in file.orders or ())):
        ruling = ruled(msgspec.structs.replace(file, orders=orders), "quattro")
        cost = ruling.stakes.cost_to_serve
        assert cost is not None
        assert (cost.staff, cost.margin_before, cost.margin_after) == (Money(90000, "RUB"), None, None)


def test_what_such_customers_did_next_and_how_disputes_ended_is_counted() -> None:
    told = [(True, "settled"), (False, "argued"), (None, "argued"), (True, ""), (False, "argued"), (None, "argued")]
    cases = tuple(
        PastCase(id=f"p{i}", on=TODAY, reason="promise_not_kept", same_customer=False, bought_again=again, ended=ended)  # type: ignore[arg-type]
        for i, (again, ended) in enumerate(told)
    )
    file = case_file("RU", promised("visit", kept=True), history=History(cases=cases))
    before = ruled(file).stakes.precedents
    assert (before.rest.again, before.rest.counted, before.settled, before.argued) == (2, 4, 1, 4)
