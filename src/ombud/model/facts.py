"""What happened, and what we do not know: every fact known, contested, unknown or absent, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.scalar import Value
from ombud.model.demanded import Demanded

UnknownKind: TypeAlias = Literal["missing", "contested", "pending", "unsettled", "judgement"]
Weight: TypeAlias = Literal["record", "settled", "answer", "default", "derived"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pointer to what a fact rests on: `tracking[2]`, `calls[0].turns[3] @00:41`, `answer of the shop`."""

    pointer: str
    weight: Weight
    witness: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FactState:
    """One fact. Known when `kind` is "" and `absent` is False; `value` is None otherwise.

    `claimed` holds the claimed values of a contested fact. `due` is the day on which a pending fact resolves.
    """

    name: str
    value: Value | None = None
    kind: UnknownKind | Literal[""] = ""
    absent: bool = False
    claimed: tuple[Value, ...] = ()
    due: date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline. `what` is a code ("promised", "paid", "handed_over", "delivered", "demand", …)."""

    on: date
    what: str
    party: str
    pointer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one allegation (or of a question), the row that the rules read, and the timeline.

    `row` has a value for every known fact and None for unknown and absent ones; `asof` and `reason` are always there.
    """

    reason: str
    asof: date
    currency: str
    states: Mapping[str, FactState]
    row: Mapping[str, Value | None]
    timeline: tuple[Moment, ...] = ()
    asked: Mapping[str, date] = field(default_factory=dict)
    """Evidence already asked for: fact -> the day by which the answer is due."""
    demanded: tuple[Demanded, ...] = ()
    """What the complaint itself asked for under this allegation."""
    suppliers: tuple[str, ...] = ()
    """From whom the shop had the goods in question: names in its economics."""
