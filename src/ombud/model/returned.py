"""What of the money went back already, as it bears on one allegation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Returned:
    """Sums in minor units: `whole` for goods and delivery together, `goods` for the goods that are complained of alone,
    `delivery` for carrying all of them.

    `priced` has the rules whose sum rests on the goods complained of, each with the price of those goods: what such a
    sum comes to beyond that price is delivery. `apart` has the rules whose sum is for another part of what was paid,
    each with what went back of that part. All other sums are for the order as a whole.
    """

    whole: int = 0
    goods: int = 0
    delivery: int = 0
    priced: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, int] = field(default_factory=dict)

    def left(self, rule: str, owed: int) -> int:
        """What is left of a sum that a rule owes, never below nothing."""
        if rule not in self.priced:
            return max(0, owed - self.apart.get(rule, self.whole))
        goods = min(owed, self.priced[rule])
        return max(0, goods - self.goods) + max(0, owed - goods - self.delivery)
