"""What an option gains against doing no more than is owed, as a function of its inputs.

    gain = V (L0 - La) + min((P0 - Pa) D, cap V) - cash - goods - credit u (1 - m) - (ta - t0) w - N f cost

0 is bare entitlement, or a refusal where nothing is owed; `cost` is cash, goods and credit as they cost the shop. What
a carrier pays back either way stands on both sides and cancels. Source: docs/algorithms/remedy.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from ombud.model.stakes import Input

MINUTES_PER_HOUR = 60
ZERO, ONE = Decimal(0), Decimal(1)
CREDITS = frozenset({"store_credit", "coupon"})
PUBLIC = "public_complaint"
Inputs: TypeAlias = Mapping[str, Input]
At: TypeAlias = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Gain:
    """One option's terms. `against`: refused or bare; `public`, `timed`: do these terms count?"""

    face: Decimal
    credit: bool
    against: str
    public: bool
    timed: bool

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the inputs that it reads, in the order in which they are shown."""
        names = ["customer_margin", f"leave_if_{self.against}", "leave_if_goodwill", "followers", "like_cases"]
        names += ["credit_used", "margin_share"] if self.credit else []
        names += [PUBLIC, f"public_if_{self.against}", "public_if_goodwill", "public_cap"] if self.public else []
        return (*names, *(["staff_per_hour", "minutes_offer", self.minutes] if self.timed else []))

    @property
    def minutes(self) -> str:
        """The minutes of doing no more than is owed."""
        return "minutes_refusal" if self.against == "refused" else "minutes_bare"

    def cost(self, at: At) -> Decimal:
        """What the option costs the shop: a credit only as far as it is used, and then at cost price."""
        return self.face * at["credit_used"] * (ONE - at["margin_share"]) if self.credit else self.face

    def at(self, at: At) -> Decimal:
        """The gain at one value of every input, in major units."""
        cost = self.cost(at)
        kept = at["customer_margin"] * (at[f"leave_if_{self.against}"] - at["leave_if_goodwill"])
        return kept + self._quiet(at) - cost - self._time(at) - at["like_cases"] * at["followers"] * cost

    def _quiet(self, at: At) -> Decimal:
        if not self.public:
            return ZERO
        less = at[f"public_if_{self.against}"] - at["public_if_goodwill"]
        return min(less * at[PUBLIC], at["public_cap"] * at["customer_margin"])

    def _time(self, at: At) -> Decimal:
        if not self.timed:
            return ZERO
        return (at["minutes_offer"] - at[self.minutes]) * at["staff_per_hour"] / MINUTES_PER_HOUR

    def ends(self, known: Inputs) -> tuple[Decimal, Decimal]:
        """The least and the most that the gain can be: each input at the end that hurts, and that helps."""
        return min(self._end(known, helps=False)), max(self._end(known, helps=True))

    def _end(self, known: Inputs, *, helps: bool) -> Iterator[Decimal]:
        """The gain at one end, with either margin: it stands in two terms, and leaving less is not certain."""
        at = {name: _pick(known[name], high=(name in self._helpful) is helps) for name in self.reads}
        if self.timed:  # dear minutes hurt where the offer takes more of them, and help where it saves some
            dear = (at["minutes_offer"] < at[self.minutes]) is helps
            at["staff_per_hour"] = _pick(known["staff_per_hour"], high=dear)
        if self.public:  # a dear complaint helps where the offer makes one less likely
            dear = (at[f"public_if_{self.against}"] > at["public_if_goodwill"]) is helps
            at[PUBLIC] = _pick(known[PUBLIC], high=dear)
        margin = known["customer_margin"]
        for end in (margin.low, margin.high):
            yield self.at({**at, "customer_margin": end})

    @property
    def _helpful(self) -> frozenset[str]:
        """The inputs of which more is better for the option."""
        named = {"margin_share", "public_cap"}
        return frozenset(named | {f"leave_if_{self.against}", f"public_if_{self.against}", self.minutes})


def _pick(one: Input, *, high: bool) -> Decimal:
    return one.high if high else one.low


def gain_of(remedy: str, face: Decimal, known: Inputs, *, bare: bool, threat: bool) -> Gain:
    """The gain of an option that costs `face` (a credit: its face value). With a threat the public is left out."""
    return Gain(
        face=face,
        credit=remedy in CREDITS and "margin_share" in known,
        against="bare" if bare else "refused",
        public=PUBLIC in known and not threat,
        timed="staff_per_hour" in known,
    )


def means(known: Inputs) -> dict[str, Decimal]:
    """Every input at its mean."""
    return {name: one.mean for name, one in known.items()}
