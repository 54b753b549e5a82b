"""Random stakes and offers, as a shop may have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import hypothesis.strategies as st

from ombud.model.stakes import Input, Unit

SHARES = ("leave_if_refused", "leave_if_bare", "leave_if_goodwill", "followers", "credit_used", "margin_share",
          "public_if_refused", "public_if_bare", "public_if_goodwill", "public_cap")  # fmt: skip
MONEY = ("customer_margin", "public_complaint", "staff_per_hour")
MINUTES = ("minutes_offer", "minutes_bare", "minutes_refusal")


def ranged(name: str, unit: Unit, most: int, places: int) -> st.SearchStrategy[Input]:
    numbers = st.lists(st.integers(0, most), min_size=3, max_size=3).map(sorted)

    def read(three: list[int]) -> Input:
        low, mean, high = (Decimal(one).scaleb(-places) for one in three)
        return Input(name, low, mean, high, unit, "assumed")

    return numbers.map(read)


@st.composite
def known(draw: st.DrawFn, like: int = 20) -> dict[str, Input]:
    """All inputs by name, each with a range, and the like cases."""
    found = [draw(ranged(name, "share", 100, 2)) for name in SHARES]
    found += [draw(ranged(name, "money", 2_000_000, 2)) for name in MONEY]
    found += [draw(ranged(name, "minutes", 60, 0)) for name in MINUTES]
    count = Decimal(draw(st.integers(0, like)))
    return {one.name: one for one in (*found, Input("like_cases", count, count, count, "count", "measured"))}


@st.composite
def kind(draw: st.DrawFn) -> dict[str, Input]:
    """The same where goodwill keeps more people than a refusal or the bare minimum does, so that it mostly pays."""
    found = draw(known())
    for what in ("leave", "public"):
        names = [f"{what}_if_{how}" for how in ("goodwill", "bare", "refused")]
        least = sorted((found[name] for name in names), key=lambda one: one.mean)
        found |= {name: replace(one, name=name) for name, one in zip(names, least, strict=True)}
    return found


def certain(means: Mapping[str, str]) -> dict[str, Input]:
    """Inputs without ranges, and one like case."""
    units: dict[str, Unit] = {**dict.fromkeys(SHARES, "share"), **dict.fromkeys(MONEY, "money")}
    found = {}
    for name, text in {**means, "like_cases": "1"}.items():
        one, unit = Decimal(text), "count" if name == "like_cases" else units.get(name, "minutes")
        found[name] = Input(name, one, one, one, unit, "assumed")
    return found


def scaled(inputs: dict[str, Input], by: int) -> dict[str, Input]:
    """The same in another currency, `by` to one."""
    return {
        name: Input(name, one.low * by, one.mean * by, one.high * by, one.unit, one.origin)
        if one.unit == "money"
        else one
        for name, one in inputs.items()
    }
