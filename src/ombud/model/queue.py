"""Whose turn is it? A case as it waits, and its place in the queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.lang import Words

Why: TypeAlias = Literal["floor", "priority", "turn"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits since a day. `rank` 1 goes first; `floor` is the last day on which it is taken up.

    `near` says whether that day is so close that the case goes before every rank. `preferred`: the rule that gave the
    rank puts it before others.
    """

    case: str
    title: str
    since: date
    floor: date | None
    near: bool
    rank: int
    preferred: bool
    rule: str = ""
    because: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue, counted from 1. `on` is the day on which it is reached; `beyond`: later than its floor."""

    number: int
    waiting: Waiting
    why: Why
    on: date
    beyond: bool
