"""Splitting money keeps the sum, and shares sum to one."""

from __future__ import annotations

from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.kernel.money import Money, largest_remainder, shares

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any)
WHOLES = st.integers(-(10**12), 10**12)


@given(WHOLES, WEIGHTS)
def test_the_parts_of_a_sum_are_the_sum(minor: int, weights: list[int]) -> None:
    parts = Money(minor, "UAH").split(weights)
    assert sum(part.minor for part in parts) == minor
    assert {part.currency for part in parts} == {"UAH"}


@given(WHOLES, WEIGHTS)
def test_each_part_is_within_one_unit_of_its_quota(minor: int, weights: list[int]) -> None:
    total = sum(weights)
    for part, weight in zip(largest_remainder(minor, weights), weights, strict=True):
        assert abs(part * total - minor * weight) < total
        assert weight or not part


@given(WEIGHTS)
def test_shares_have_four_places_and_sum_to_one(weights: list[int]) -> None:
    found = shares(weights)
    assert sum(found) == 1
    for share, weight in zip(found, weights, strict=True):
        assert share == share.quantize(Decimal("0.0001"))
        assert (share >= 0) and (weight or not share)


@given(WEIGHTS, st.integers(0, 8), st.integers(1, 1000))
def test_more_weight_is_never_a_smaller_part_of_one_whole(weights: list[int], at: int, more: int) -> None:
    place = at % len(weights)
    heavier = [weight + more * (i == place) for i, weight in enumerate(weights)]
    assert shares(heavier)[place] >= shares(weights)[place]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [3, -1]])
def test_weights_that_cannot_be_right_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weights|empty"):
        largest_remainder(100, weights)
