"""How did each side behave? Never read by finding, fault or entitlement."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A graded, dated, reviewed step towards a person. `lawful` tells what the law pack says of it."""

    code: str
    towards: str
    because: Words
    from_day: date | None = None
    review_on: date | None = None
    lawful: str = "permitted"
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """Both sides, and the measures proposed."""

    sides: tuple[SideConduct, ...] = ()
    measures: tuple[Measure, ...] = ()
