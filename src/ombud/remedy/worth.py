"""What a goodwill offer is worth against bare entitlement: a range, its inputs with origin, and its break-even."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ombud.kernel.money import MINOR_DIGITS, Money
from ombud.model.remedy import ValueRange
from ombud.model.stakes import Input, Origin, Stakes
from ombud.remedy.gain import ZERO, Gain, Inputs, gain_of, means

CENT = Decimal("0.01")
MINOR = 10**MINOR_DIGITS
ORIGINS: tuple[Origin, ...] = ("assumed", "measured", "contract", "case")


@dataclass(frozen=True, slots=True)
class Worth:
    """`gain` and `value` are None where no margin is known: then the ranking goes by cash cost."""

    cost: Money
    gain: Gain | None = None
    mean: Decimal = ZERO
    value: ValueRange | None = None
    inputs: tuple[Input, ...] = ()
    origin: Origin = "contract"


def known_inputs(stakes: Stakes) -> dict[str, Input]:
    """The inputs by name."""
    return {one.name: one for one in stakes.inputs}


def worth(remedy: str, amount: Money | None, known: Inputs, currency: str, *, bare: bool, threat: bool) -> Worth:
    """The worth of an offer. `bare`: something is owed anyway, so the offer is weighed against bare entitlement.

    Words alone (an apology, an explanation) have no measured worth, and none is made up for them.
    """
    if amount is None:
        return Worth(Money(0, currency))
    gain = gain_of(remedy, amount.decimal, known, bare=bare, threat=threat)
    at = means(known)
    cost = Money.of(gain.cost(at).quantize(CENT, ROUND_HALF_UP), currency)
    if "customer_margin" not in known:
        return Worth(cost)
    mean = gain.at(at)
    low, high = gain.ends(known)
    used = tuple(known[name] for name in gain.reads)
    return Worth(
        cost=cost,
        gain=gain,
        mean=mean,
        value=ValueRange(minor(low), minor(mean), minor(high), currency),
        inputs=used,
        origin=min((one.origin for one in used), key=ORIGINS.index),
    )


def minor(amount: Decimal) -> int:
    """Major units as minor ones, half up."""
    return int((amount * MINOR).to_integral_value(ROUND_HALF_UP))
