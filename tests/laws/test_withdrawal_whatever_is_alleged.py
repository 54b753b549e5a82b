"""Whoever writes that he withdraws from a purchase at a distance is heard, whatever else he alleges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import assume, given, settings

from ombud.model.case_file import Allegation
from ombud.model.entitlement import Redress
from ombud.model.ruling import AllegationRuling
from ombud.public.rulings import rule
from tests.laws.disputes import RESIDENCES, book, least
from tests.laws.test_withdrawal import case_file, changes
from tests.laws.withdrawal_oracle import Change, change_of_mind

ALLEGED = (
    "wrong_item",
    "damaged",
    "defective",
    "not_as_described",
    "missing_parts",
    "counterfeit",
    "staff_conduct",
    "late",
)
REFUNDS = ("refund_with_return", "refund_without_return")
CAME = date(2026, 4, 17)


def alleging(reason: str, case: Change) -> AllegationRuling:
    file = msgspec.structs.replace(case_file(case), allegations=(Allegation(reason=reason),))
    (one,) = rule(file, book(case.residence), asof=case.asof).allegations
    return one


def refunds(one: AllegationRuling) -> list[Redress]:
    return [line for line in one.entitlement.redress if line.certain and line.remedy in REFUNDS]


def bought(residence: str, *, said: int, asof: int | None = None, **more: object) -> Change:
    """Two thousand with a hundred and fifty for the carriage, in the customer's hands on 17 April 2026."""
    said_on = CAME + timedelta(days=said)
    case = Change(
        residence,
        CAME - timedelta(days=7),
        said_on,
        185000,
        delivery=15000,
        cheapest=15000,
        came_on=CAME,
        said_on=said_on,
    )
    return replace(case, asof=CAME + timedelta(days=asof if asof is not None else said), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("reason", ALLEGED)
@pytest.mark.parametrize("residence", RESIDENCES)
def test_a_written_withdrawal_gives_its_refund_whatever_is_alleged(residence: str, reason: str) -> None:
    @settings(max_examples=25, deadline=None)
    @given(changes(residence))
    def holds(case: Change) -> None:
        assume(case.said_on is not None)
        want = change_of_mind(case)
        found = refunds(alleging(reason, case))
        if not want.stands or not want.minor:
            assert found == [] or reason != "staff_conduct"
            return
        assert any(
            least(line.amount) >= want.minor
            and line.demanded
            and (want.by is None or line.promptly or (line.due and line.due <= want.by))
            for line in found
        ), found

    holds()


@pytest.mark.parametrize(("residence", "days"), [("UA", 14), ("PL", 14), ("EU", 14), ("UK", 14), ("RU", 7)])
@pytest.mark.parametrize("reason", ["staff_conduct", "late"])
def test_the_last_day_counts_and_the_day_after_does_not(residence: str, days: int, reason: str) -> None:
    last = days + (3 if (CAME + timedelta(days=days)).isoweekday() > 5 else 0)
    assert refunds(alleging(reason, bought(residence, said=last)))
    late = alleging(reason, bought(residence, said=last + 5))
    assert refunds(late) == []


@pytest.mark.parametrize("residence", ["UA", "PL", "EU", "UK"])
def test_a_withdrawal_that_comes_too_late_does_not_take_the_right_item_away(residence: str) -> None:
    one = alleging("wrong_item", replace(bought(residence, said=60), told=True))
    shown = {line.remedy for line in one.entitlement.redress} | {name for out in one.outcomes for name in out.remedies}
    assert shown & {"replacement", "refund_with_return"} or not one.decided


@pytest.mark.parametrize("residence", ["RU", "PL", "EU", "UK", "UA"])
def test_what_was_made_for_one_customer_does_not_go_back_because_nobody_delivered_it_yet(residence: str) -> None:
    case = Change(residence, CAME, CAME + timedelta(days=3), 0, bespoke=90000, said_on=CAME + timedelta(days=2))
    one = alleging("not_received", case)
    assert bool(refunds(one)) is (residence == "UA")
