"""One step of the trace: which room, which rule, because of which conditions, on which evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ombud.kernel.scalar import Value
from ombud.model.facts import Evidence


@dataclass(frozen=True, slots=True)
class Condition:
    """One conjunct of a rule: its text, its truth (None: unknown) and the values it read."""

    text: str
    truth: bool | None
    values: Mapping[str, Value | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A rule that was tried. `hit` is True, False, or None when an unknown stopped it."""

    room: str
    table: str
    rule: str
    hit: bool | None
    conditions: tuple[Condition, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    cites: tuple[str, ...] = ()
