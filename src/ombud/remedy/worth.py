"""What a goodwill offer is worth against bare entitlement: a range, its inputs with origin, and its break-even.

    gain = margin * (leave_before - leave_after) - cost - (minutes_offer - minutes_refusal) * pay
           - like_cases * followers * cost

`cost` is cash, or for a store credit its face value times the share used times the cost share of the goods. What a
carrier pays back either way cancels out; a threat adds nothing. Source: docs/algorithms/remedy.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ombud.kernel.money import Money
from ombud.model.remedy import BreakEven, ValueRange
from ombud.model.stakes import Input, Origin, Stakes

CENT = Decimal("0.01")
MINUTES_PER_HOUR = 60
ORIGINS: tuple[Origin, ...] = ("assumed", "measured", "contract", "case")


@dataclass(frozen=True, slots=True)
class Worth:
    """`value` is None where no margin is known: then the ranking goes by cash cost."""

    cost: Money
    value: ValueRange | None
    break_even: BreakEven | None
    inputs: tuple[Input, ...]
    origin: Origin


def worth(remedy: str, amount: Money | None, stakes: Stakes, currency: str, *, bare: bool) -> Worth:
    """The worth of an offer. `bare`: something is owed anyway, so the offer is weighed against bare entitlement.

    Words alone (an apology, an explanation) have no measured worth, and none is made up for them.
    """
    known = {one.name: one for one in stakes.inputs}
    before = known["leave_if_bare" if bare else "leave_if_refused"]
    after = known["leave_if_goodwill"]
    cost, share_used = _cost(remedy, amount, known)
    money = Money.of(cost, currency)
    margin = known.get("customer_margin")
    if margin is None or amount is None:
        return Worth(money, None, None, (), "contract")
    like = Decimal(stakes.precedents.last_90_days)
    time = _time(known)
    follow = known["followers"]
    mean = margin.mean * (before.mean - after.mean) - cost - time.mean
    low = margin.low * (before.low - after.high) - cost - time.high - like * follow.high * cost
    high = margin.high * (before.high - after.low) - cost - time.low - like * follow.low * cost
    limit = (mean / (follow.mean * cost)).quantize(CENT) if cost > 0 and follow.mean > 0 else None
    used = (margin, before, after, follow, *share_used, *time.used)
    return Worth(
        cost=money,
        value=ValueRange(_minor(low), _minor(mean - like * follow.mean * cost), _minor(high), currency),
        break_even=BreakEven("like_cases_90_days", limit, like) if limit is not None and limit >= 0 else None,
        inputs=used,
        origin=min((one.origin for one in used), key=ORIGINS.index),
    )


def _cost(remedy: str, amount: Money | None, known: Mapping[str, Input]) -> tuple[Decimal, tuple[Input, ...]]:
    """What the offer costs the shop, in major units, and the inputs that this took."""
    if amount is None:
        return Decimal(0), ()
    if remedy in {"store_credit", "coupon"} and "margin_share" in known:
        used, margin = known["credit_used"], known["margin_share"]
        cost = amount.decimal * used.mean * (1 - margin.mean)
        return cost.quantize(CENT, ROUND_HALF_UP), (used, margin)
    return amount.decimal, ()


@dataclass(frozen=True, slots=True)
class _Time:
    low: Decimal
    mean: Decimal
    high: Decimal
    used: tuple[Input, ...]


def _time(known: Mapping[str, Input]) -> _Time:
    """Staff time of the offer less that of a refusal with its follow-ups; nothing where no pay is known."""
    pay = known.get("staff_per_hour")
    if pay is None:
        return _Time(Decimal(0), Decimal(0), Decimal(0), ())
    offer, refusal = known["minutes_offer"], known["minutes_refusal"]
    rate = pay.mean / MINUTES_PER_HOUR
    return _Time(
        low=(offer.low - refusal.high) * rate,
        mean=(offer.mean - refusal.mean) * rate,
        high=(offer.high - refusal.low) * rate,
        used=(pay, offer, refusal),
    )


def _minor(amount: Decimal) -> int:
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))
