"""What a plan advises, and what never moves it: cases of the docket with other stakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from ombud.book.record import Book, Economics
from ombud.model.case_file import CaseFile, History, PastCase, Rescue
from ombud.model.remedy import Option
from ombud.model.ruling import Ruling
from ombud.public.docket import DOCKET
from ombud.public.rulings import law_of, read_case, rule
from ombud.public.stances import owed_by
from tests import drawn
from tests.laws.disputes import book


def case(name: str) -> tuple[CaseFile, Book]:
    file = read_case(DOCKET / f"{name}.toml")
    return file, book(law_of(file), Path(file.book).name)


def ruled(file: CaseFile, opened: Book) -> Ruling:
    assert file.asof
    return rule(file, opened, asof=file.asof)


def goodwill(ruling: Ruling) -> list[Option]:
    return [one for one in ruling.remedies.options if one.kind == "goodwill"]


def past(on: date, *, own: bool, goodwill: bool = True, amount: str = "90.00", clause: str = "") -> PastCase:
    return PastCase(
        id=f"{on}{own}{amount}",
        on=on,
        reason="threshold_near_miss",
        same_customer=own,
        finding="not_substantiated",
        clause=clause,
        amount=amount,
        goodwill=goodwill,
        bought_again=own,
    )


def with_cases(file: CaseFile, *cases: PastCase) -> CaseFile:
    return msgspec.structs.replace(file, history=History(orders=3, cases=cases))


@settings(max_examples=drawn.examples(25), deadline=None)
@given(
    st.sampled_from(("D01", "D01b", "D03", "D03b", "D04", "D05")),
    st.integers(0, 10**7),
    st.integers(0, 40),
    st.booleans(),
)
def test_what_is_owed_never_moves_with_the_stakes(name: str, margin: int, like: int, threat: bool) -> None:
    file, opened = case(name)
    assert file.asof
    cases = tuple(past(file.asof - timedelta(days=i), own=i % 2 == 0) for i in range(like))
    history = History(margin_12m=f"{margin // 100}.{margin % 100:02}", cases=cases)
    other = msgspec.structs.replace(file, history=history, threats=("public",) if threat else ())
    assert owed_by(ruled(other, opened)) == owed_by(ruled(file, opened))


@pytest.mark.parametrize("name", ["D01", "D02", "D03", "D05"])
def test_a_threat_changes_no_offer_and_says_that_it_does_not(name: str) -> None:
    file, opened = case(name)
    threatened = ruled(msgspec.structs.replace(file, threats=("public", "review")), opened)
    quiet = ruled(file, opened)
    offers = [[(one.remedy, one.value, one.recommended) for one in goodwill(item)] for item in (threatened, quiet)]
    assert offers[0] == offers[1]
    assert ("public_complaint", "threat") in [(one.term, one.why) for one in threatened.stakes.left_out]


def test_one_like_case_more_than_the_break_even_turns_the_advice() -> None:
    file, opened = case("D01")
    assert file.asof
    (offer,) = goodwill(ruled(file, opened))
    assert offer.break_even is not None
    limit = int(offer.break_even.limit)
    for count, advised in ((limit, True), (limit + 1, False)):
        many = with_cases(file, *(past(file.asof, own=False) for _ in range(count)))
        (found,) = goodwill(ruled(many, opened))
        assert found.recommended is advised
        assert found.break_even == replace(offer.break_even, now=found.break_even.now)  # type: ignore[union-attr]


def test_without_a_margin_the_ranking_goes_by_cost_and_says_so() -> None:
    file, opened = case("D01")
    plan = ruled(file, replace(opened, economics=Economics())).remedies
    assert plan.ranked_by == "cash_cost"
    assert all(one.value is None for one in plan.options)


def test_cases_are_alike_by_reason_finding_and_clause() -> None:
    file, opened = case("D01")
    assert file.asof
    day = file.asof - timedelta(days=91)
    other = msgspec.structs.replace(past(day, own=False), finding="substantiated")
    cases = (
        past(day, own=True, clause="free_delivery"),
        past(file.asof, own=False, amount="40.00"),
        past(file.asof, own=False, amount="60.00"),
        past(file.asof, own=False, amount="90.00"),
        past(file.asof, own=False, clause="another_clause"),
        past(file.asof + timedelta(days=1), own=False),
        other,
    )
    before = ruled(with_cases(file, *cases), opened).stakes.precedents
    assert (before.same_customer, before.others, before.last_90_days) == (1, 3, 3)
    assert [money.minor for money in (before.rest.least, before.rest.median, before.rest.most) if money] == [
        4000,
        6000,
        9000,
    ]
    assert (before.own.counted, before.own.again, before.rest.again) == (1, 1, 0)
    assert before.practice
    assert before.refusal_needs_reason


def test_once_is_not_a_practice() -> None:
    file, opened = case("D01")
    assert file.asof
    before = ruled(with_cases(file, past(file.asof, own=True)), opened).stakes.precedents
    assert (before.practice, before.refusal_needs_reason) == (False, True)


DUE = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("arrives", "asof", "offered"),
    [(DUE, DUE - timedelta(days=1), True), (DUE, DUE, True), (DUE + timedelta(days=1), DUE, False)],
)
def test_a_rescue_is_offered_when_it_meets_the_day(arrives: date, asof: date, offered: bool) -> None:
    file, opened = case("D03")
    one = Rescue(kind="local_purchase", price="10.00", arrives_on=arrives)
    found = goodwill(ruled(msgspec.structs.replace(file, rescues=(one,), asof=asof), opened))
    assert [option.note for option in found if option.note] == (["local_purchase"] if offered else [])


def test_nobody_rushes_a_parcel_to_a_customer_who_asked_the_money_back() -> None:
    file, opened = case("D03")
    demand = msgspec.convert({"kind": "refund", "received_on": "2026-03-11"}, type=type(read_demand()))
    ruling = ruled(msgspec.structs.replace(file, demands=(demand,)), opened)
    assert not [one for one in goodwill(ruling) if one.note]
    (refund,) = (one for one in ruling.remedies.options if one.kind == "redress")
    assert (refund.demanded, refund.due) == (True, date(2026, 3, 21))


def read_demand() -> object:
    (demand,) = read_case(DOCKET / "D04.toml").demands or ()
    return demand


def test_no_recipient_is_ever_written_to() -> None:
    ruling = ruled(*case("D03"))
    assert [notice.audience for notice in ruling.notices] == ["private"]
    assert ruling.notices[0].name == read_case(DOCKET / "D03.toml").complainant.name
