"""The docket's cases of payments with other numbers, days, countries and combinations."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.laws.test_variations import SAYS, ruling_on

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "variations_payment.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_variation_of_a_payment_comes_to_what_the_prose_says(case: dict[str, Any]) -> None:
    ruling = ruling_on(case)
    for key, want in case["expect"].items():
        SAYS[key](ruling, want)


def test_no_two_variations_have_one_name() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)
