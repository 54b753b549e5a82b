"""How did each side behave? Never read by finding, fault or entitlement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ombud.kernel.lang import Words
from ombud.model.facts import Evidence


@dataclass(frozen=True, slots=True)
class SideConduct:
    """One party's conduct: categories seen, each with pointers. `cleared` by the house rule, or not judged (None)."""

    party: str
    categories: tuple[str, ...] = ()
    pointers: tuple[Evidence, ...] = ()
    cleared: bool | None = None
    because: Words | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A graded, dated, reviewed step towards a person, which may be lifted at any time and ends by itself on `until`.

    `grade` counts from 1, the mildest (0: none, a word of support). `lawful` tells what the law says of it and `legal`
    why; a refused measure is stopped: it is shown with the lawful alternatives and nobody is told of it.
    """

    code: str
    towards: str
    because: Words
    from_day: date | None = None
    review_on: date | None = None
    lawful: str = "permitted"
    cites: tuple[str, ...] = ()
    until: date | None = None
    grade: int = 0
    liftable: bool = True
    rule: str = ""
    legal: Words = field(default_factory=dict)
    condition: Words = field(default_factory=dict)
    alternatives: tuple[str, ...] = ()
    to_be_verified: bool = False

    @property
    def stopped(self) -> bool:
        """Whether the law forbids it."""
        return self.lawful == "refused"


@dataclass(frozen=True, slots=True)
class PastComplaints:
    """How many complaints somebody made at this shop within a year, and how many of them were right."""

    made: int
    right: int


@dataclass(frozen=True, slots=True)
class Conduct:
    """Both sides, the measures proposed, and how often the customer was right here before."""

    sides: tuple[SideConduct, ...] = ()
    measures: tuple[Measure, ...] = ()
    record: PastComplaints | None = None
