"""More lateness never lowers what is owed: delivery, day of ruling and day of demand fixed, an earlier due day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from ombud.model.entitlement import Redress
from tests import drawn
from tests.laws.disputes import RESIDENCES, disputes, least
from tests.laws.oracle import Dispute
from tests.laws.test_floor import ruled

SHOPS = ("", "folio", "malachite")


def sums(lines: Iterable[Redress]) -> dict[str, int]:
    return {line.remedy: least(line.amount) for line in lines if line.certain}


@pytest.mark.parametrize("residence", RESIDENCES)
def test_an_earlier_due_day_never_lowers_what_is_owed(residence: str) -> None:
    never_lower(residence, 20)


@pytest.mark.slow
@pytest.mark.parametrize("residence", RESIDENCES)
def test_an_earlier_due_day_never_lowers_what_is_owed_in_many_more_cases(residence: str) -> None:
    never_lower(residence, 600)


def never_lower(residence: str, examples: int) -> None:
    @settings(max_examples=drawn.examples(examples), deadline=None)
    @given(disputes(residence), st.integers(1, 40), st.sampled_from(SHOPS), st.sampled_from(("late", "not_received")))
    def holds(case: Dispute, days: int, shop: str, reason: str) -> None:
        due = case.due_on or case.placed_on + timedelta(days=20)
        later = replace(case, due_on=due)
        earlier = replace(case, due_on=max(case.placed_on, due - timedelta(days=days)))
        less, more = (ruled(one, shop, reason=reason).entitlement.redress for one in (later, earlier))
        before, after = sums(less), sums(more)
        for remedy, minor in before.items():
            assert remedy in after, f"{remedy} is gone: {less} -> {more}"
            assert after[remedy] >= minor

    holds()
