"""The worth of an offer: the formula against a second one written from its source, and what must always hold."""

from __future__ import annotations

from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import assume, example, given

from ombud.kernel.money import Money
from ombud.model.stakes import Input
from ombud.remedy.flips import Lead, break_even, flips
from ombud.remedy.gain import Gain, gain_of, means
from ombud.remedy.worth import worth
from tests.remedy.inputs import MINUTES, MONEY, SHARES, certain, kind, known, scaled

REMEDIES = st.sampled_from(("fee_waiver", "store_credit", "coupon", "gift", "special_delivery"))
SUMS = st.integers(1, 5_000_00)
CENT = Decimal("0.01")
SMALL = st.integers(1, 20_00)
ENDS = ("low", "mean", "high")


def by_hand(remedy: str, face: Decimal, at: dict[str, Decimal], *, bare: bool, threat: bool) -> Decimal:
    """EV(a) - EV(a0), term by term."""
    zero = "bare" if bare else "refused"
    minutes = at["minutes_bare"] if bare else at["minutes_refusal"]
    credit = remedy in ("store_credit", "coupon")
    cost = face * at["credit_used"] * (1 - at["margin_share"]) if credit else face
    loyal = at["customer_margin"] * (1 - at["leave_if_goodwill"]) - at["customer_margin"] * (1 - at[f"leave_if_{zero}"])
    loud = (at[f"public_if_{zero}"] - at["public_if_goodwill"]) * at["public_complaint"]
    loud = Decimal(0) if threat else min(loud, at["public_cap"] * at["customer_margin"])
    time = (at["minutes_offer"] - minutes) / 60 * at["staff_per_hour"]
    return loyal + loud - cost - time - at["like_cases"] * at["followers"] * cost


def gain(remedy: str, minor: int, inputs: dict[str, Input], *, bare: bool = False, threat: bool = False) -> Gain:
    return gain_of(remedy, Decimal(minor).scaleb(-2), inputs, bare=bare, threat=threat)


@given(known(), REMEDIES, SUMS, st.booleans(), st.booleans(), st.data())
def test_the_gain_is_the_formula_of_its_source(
    inputs: dict[str, Input], remedy: str, minor: int, bare: bool, threat: bool, data: st.DataObject
) -> None:
    at = {name: getattr(one, data.draw(st.sampled_from(ENDS))) for name, one in inputs.items()}
    found = gain(remedy, minor, inputs, bare=bare, threat=threat).at(at)
    assert abs(found - by_hand(remedy, Decimal(minor).scaleb(-2), at, bare=bare, threat=threat)) < Decimal("1e-9")


@given(known(), REMEDIES, SUMS, st.booleans(), st.data())
def test_no_value_inside_the_ranges_lies_outside_low_and_high(
    inputs: dict[str, Input], remedy: str, minor: int, bare: bool, data: st.DataObject
) -> None:
    one = gain(remedy, minor, inputs, bare=bare)
    low, high = one.ends(inputs)
    at = {name: getattr(item, data.draw(st.sampled_from(ENDS))) for name, item in inputs.items()}
    assert low <= one.at(at) <= high


@given(known(), REMEDIES, SUMS, st.booleans())
def test_a_threat_adds_nothing(inputs: dict[str, Input], remedy: str, minor: int, bare: bool) -> None:
    assume(inputs["public_if_bare"].mean >= inputs["public_if_goodwill"].mean)
    assume(inputs["public_if_refused"].mean >= inputs["public_if_goodwill"].mean)
    at = means(inputs)
    threatened, quiet = (gain(remedy, minor, inputs, bare=bare, threat=one).at(at) for one in (True, False))
    assert threatened <= quiet
    most = Decimal(10**9)
    louder = {**inputs, "public_complaint": Input("public_complaint", most, most, most, "money", "assumed")}
    assert gain(remedy, minor, louder, bare=bare, threat=True).at(means(louder)) == threatened


CAPPED = dict.fromkeys((*SHARES, *MONEY, *MINUTES), "0") | {
    "public_if_bare": "0.41", "public_cap": "0.25", "customer_margin": "81.25", "public_complaint": "49.55",
    "staff_per_hour": "367.84", "minutes_bare": "13",
}  # fmt: skip
"""Wages of 367.84 for a third of an hour: a sum that ends nowhere, so that a difference of two gains is rounded."""


@given(known(), REMEDIES, SUMS, st.booleans())
@example(certain(CAPPED), "fee_waiver", 1, True)
def test_publicity_never_weighs_more_than_its_cap(
    inputs: dict[str, Input], remedy: str, minor: int, bare: bool
) -> None:
    at = means(inputs)
    without = gain(remedy, minor, inputs, bare=bare, threat=True).at(at)
    most = at["public_cap"] * at["customer_margin"]
    assert gain(remedy, minor, inputs, bare=bare).at(at) - without <= most + Decimal("1e-9")


@given(known(), REMEDIES, SUMS, REMEDIES, SUMS, st.sampled_from((10, 100, 1000)))
def test_the_order_is_the_same_in_any_currency(
    inputs: dict[str, Input], one: str, first: int, two: str, second: int, by: int
) -> None:
    at, other = means(inputs), means(scaled(inputs, by))
    mine = gain(one, first, inputs).at(at), gain(two, second, inputs).at(at)
    theirs = gain(one, first * by, inputs).at(other), gain(two, second * by, inputs).at(other)
    assert all(abs(there - here * by) < Decimal("1e-6") for here, there in zip(mine, theirs, strict=True))


@given(kind(), REMEDIES, SMALL, st.booleans())
def test_at_the_break_even_of_like_cases_it_leads_and_at_one_more_it_does_not(
    inputs: dict[str, Input], remedy: str, minor: int, bare: bool
) -> None:
    lead = Lead(gain(remedy, minor, inputs, bare=bare), None, inputs)
    holds = break_even(lead)
    assume(holds is not None and holds.name == "like_cases_90_days")
    assert holds is not None
    assert holds.limit == holds.limit.to_integral_value()
    assert lead.with_("like_cases", holds.limit) >= -Decimal("1e-9")
    assert lead.with_("like_cases", holds.limit + 1) < Decimal("1e-9")
    assert (holds.now <= holds.limit) == (lead.now >= 0) or abs(lead.now) < Decimal("1e-6")


@given(known(), REMEDIES, SUMS, st.booleans())
def test_at_a_flip_the_advice_turns_and_one_tick_nearer_it_does_not(
    inputs: dict[str, Input], remedy: str, minor: int, bare: bool
) -> None:
    lead = Lead(gain(remedy, minor, inputs, bare=bare), None, inputs)
    for flip in flips(lead):
        one = inputs[flip.name]
        ends = [lead.with_(flip.name, end) > 0 for end in (one.low, one.high)]
        if flip.at is None:
            assert ends == [lead.now > 0] * 2
            continue
        assert one.low <= flip.at <= one.high
        tick = Decimal({"money": "0.01", "share": "0.0001", "minutes": "0.1", "count": "1"}[flip.unit])
        nearer = flip.at - tick.copy_sign(flip.at - one.mean)
        assert (lead.with_(flip.name, flip.at) > 0) != (lead.now > 0)
        assert (lead.with_(flip.name, nearer) > 0) == (lead.now > 0)


@given(known(), REMEDIES, SUMS, st.booleans())
def test_at_the_margin_of_the_break_even_an_offer_pays_and_a_hundredth_below_it_does_not(
    inputs: dict[str, Input], remedy: str, minor: int, bare: bool
) -> None:
    lead = Lead(gain(remedy, minor, inputs, bare=bare), None, inputs)
    holds = break_even(lead)
    assume(holds is not None and holds.name == "customer_margin")
    assert holds is not None
    assert lead.with_("customer_margin", holds.limit) >= 0 > lead.with_("customer_margin", holds.limit - CENT)


def test_without_a_margin_there_is_no_value_and_the_cost_is_still_known() -> None:
    found = worth("fee_waiver", Money(9000, "RUB"), {}, "RUB", bare=False, threat=False)
    assert (found.value, found.gain, found.cost) == (None, None, Money(9000, "RUB"))
