"""Merging what several levels give: the guarantee of `best`, over random lines."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given, settings

from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Redress, Sum
from ombud.promise.best import LEVELS, best
from tests import drawn

AMOUNTS: st.SearchStrategy[Sum] = (
    st.none()
    | st.integers(0, 500).map(lambda minor: Money(minor, "PLN"))
    | st.integers(0, 500).map(lambda low: MoneyRange(low, None, "PLN"))
)
LINES = st.builds(
    Redress,
    remedy=st.sampled_from(("refund_without_return", "delivery", "penalty_by_statute")),
    amount=AMOUNTS,
    basis=st.sampled_from(LEVELS[:4]),
    arises=st.sampled_from(("automatic", "on_demand")),
    rule=st.just("t.r"),
    due=st.none() | st.integers(0, 5).map(lambda days: date(2026, 3, 1) + timedelta(days=days)),
    promptly=st.booleans(),
    choose=st.sampled_from(("", "main")),
    demanded=st.booleans(),
    cites=st.lists(st.sampled_from(("A", "B")), unique=True).map(tuple),
    certain=st.booleans(),
)
HITS = st.lists(LINES, max_size=8)


def money(line: Redress) -> int:
    match line.amount:
        case Money(minor, _):
            return minor
        case MoneyRange(low, _, _):
            return low
        case None:
            return -1


def day(line: Redress) -> date:
    """Without delay comes before any day, and no day at all comes last."""
    return date.min if line.promptly else line.due or date.max


@settings(max_examples=drawn.examples(300))
@given(HITS)
def test_no_line_has_less_money_a_later_day_or_worse_terms_than_what_it_was_made_of(hits: list[Redress]) -> None:
    for line in best(hits):
        parts = [hit for hit in hits if (hit.remedy, hit.certain) == (line.remedy, line.certain)]
        assert money(line) == max(map(money, parts))
        assert day(line) == min(map(day, parts))
        assert (line.choose == "") == any(part.choose == "" for part in parts)
        assert (line.arises == "automatic") == any(part.arises == "automatic" for part in parts)
        assert line.demanded == any(part.demanded for part in parts)
        assert set(line.cites) == {cite for part in parts for cite in part.cites}


@settings(max_examples=drawn.examples(300))
@given(HITS)
def test_every_remedy_is_there_once_and_certain_where_it_certainly_is(hits: list[Redress]) -> None:
    given = best(hits)
    assert len({(line.remedy, line.certain) for line in given}) == len(given)
    assert {line.remedy for line in given} == {hit.remedy for hit in hits}
    sure = {line.remedy for line in given if line.certain}
    assert sure == {hit.remedy for hit in hits if hit.certain}


@settings(max_examples=drawn.examples(300))
@given(HITS, st.randoms(use_true_random=False))
def test_the_order_of_the_grounds_changes_no_sum_and_no_day(hits: list[Redress], random: st.DataObject) -> None:
    mixed = list(hits)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    def terms(lines: list[Redress]) -> set[object]:
        return {(one.remedy, money(one), day(one), one.choose == "", one.arises, one.demanded) for one in best(lines)}

    assert terms(hits) == terms(mixed)


@settings(max_examples=drawn.examples(100))
@given(HITS)
def test_more_grounds_never_give_less(hits: list[Redress]) -> None:
    steps = [{one.remedy: one for one in best(hits[:n]) if one.certain} for n in range(len(hits) + 1)]
    for before, after in pairwise(steps):
        for remedy, line in before.items():
            assert money(after[remedy]) >= money(line)
            assert day(after[remedy]) <= day(line)
