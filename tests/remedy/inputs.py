"""Random stakes and offers, as a shop may have them."""

from __future__ import annotations

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


def scaled(inputs: dict[str, Input], by: int) -> dict[str, Input]:
    """The same in another currency, `by` to one."""
    return {
        name: Input(name, one.low * by, one.mean * by, one.high * by, one.unit, one.origin)
        if one.unit == "money"
        else one
        for name, one in inputs.items()
    }
