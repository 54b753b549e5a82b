"""Redress is never below the floor: what a hand-written reading of each statute says is the least."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from ombud.model.entitlement import Redress
from ombud.model.ruling import AllegationRuling
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import RESIDENCES, book, case_file, disputes, least
from tests.laws.oracle import Dispute, Owed, due_day, floor, status

DEMO = ("folio", "kram", "lektor", "malachite", "quattro")


def assert_not_below(given: Sequence[Redress], owed: Sequence[Owed]) -> None:
    """Every line of the floor is there for certain, with no less money, no later, and as freely to be had."""
    certain = {one.remedy: one for one in given if one.certain}
    for line in owed:
        found = certain.get(line.remedy)
        assert found is not None, f"{line} is not owed: {given}"
        assert least(found.amount) >= line.minor, f"{line} is less: {found}"
        assert _no_later(found, line), f"{line} is later: {found}"
        assert found.demanded or not line.demanded, f"{line} was demanded: {found}"
        group = [one for one in certain.values() if one.choose and one.choose == found.choose]
        assert line.choice or line.demanded or len(group) <= 1, f"{line} is owed outright, not one of {group}"


def _no_later(found: Redress, line: Owed) -> bool:
    if line.promptly:
        return found.promptly
    return line.due is None or found.promptly or (found.due is not None and found.due <= line.due)


def ruled(case: Dispute, shop: str = "", *, reason: str = "not_received") -> AllegationRuling:
    (one,) = rule(case_file(case, reason=reason), book(case.residence, shop), asof=case.asof).allegations
    return one


def assert_holds(case: Dispute, one: AllegationRuling, *, shop: bool = False) -> None:
    """The floor, on what the evidence says; where it is contested or the law names no day, nothing is settled."""
    if due_day(case) is None and case.consumer and case.paid:
        assert not one.decided
    elif status(case) == "contested" and floor(case, here=True) != floor(case, here=False):
        assert not one.decided
        assert len(one.outcomes) > 1 or one.outcomes[0].open or one.finding.open
        assert one.unknown
    elif status(case) != "contested":
        assert_not_below(one.entitlement.redress, floor(case))
        if not shop:
            assert_no_more(one.entitlement.redress, floor(case))


def assert_no_more(given: Sequence[Redress], owed: Sequence[Owed]) -> None:
    """Without a shop the law gives these lines alone, each at its sum (the better of two grounds)."""
    best: dict[str, int] = {}
    for line in owed:
        best[line.remedy] = max(best.get(line.remedy, 0), line.minor)
    assert {one.remedy: least(one.amount) for one in given} == best


@pytest.mark.parametrize("residence", RESIDENCES)
def test_the_law_alone_gives_no_less_than_the_statute(residence: str) -> None:
    gives_the_floor(residence, 40)


@pytest.mark.slow
@pytest.mark.parametrize("residence", RESIDENCES)
def test_the_law_alone_gives_no_less_than_the_statute_in_many_more_cases(residence: str) -> None:
    gives_the_floor(residence, 1500)


def test_two_parts_rounded_apart_give_no_more_than_the_whole() -> None:
    day = date(2024, 1, 26)
    back = ((day + timedelta(days=1), 1),)
    case = Dispute("RU", day - timedelta(days=1), day + timedelta(days=2), goods=101, due_on=day, refunds=back)
    assert_holds(case, ruled(case))


def gives_the_floor(residence: str, examples: int) -> None:
    @settings(max_examples=drawn.examples(examples), deadline=None)
    @given(disputes(residence), st.sampled_from(("not_received", "late")))
    def holds(case: Dispute, reason: str) -> None:
        assert_holds(case, ruled(case, reason=reason))

    holds()


@settings(max_examples=drawn.examples(50), deadline=None)
@given(disputes(), st.sampled_from(DEMO), st.sampled_from(("not_received", "late")))
def test_no_demo_shop_gives_less_than_the_statute(case: Dispute, shop: str, reason: str) -> None:
    assert_holds(case, ruled(case, shop, reason=reason), shop=True)
