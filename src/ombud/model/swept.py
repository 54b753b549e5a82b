"""What a sweep says of one order that nobody has complained about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.lang import Words
from ombud.model.ruling import Ruling

Urgency: TypeAlias = Literal["today", "week", "waive"]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to be done: under which reason, how soon, by which rule of the book and why. `due`: the day it is
    about (None: no day).
    """

    reason: str
    urgency: Urgency
    rule: str
    because: Words
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Swept:
    """One order after the sweep.

    With `acts` the order needs action, and `ruling` is the full ruling under their reasons. Without, `kind` tells why it
    rests: the rule that found it in order, or `UNKNOWN` with the fact without which nobody can tell in `lacks`, or "".
    """

    order: str
    acts: tuple[Act, ...] = ()
    ruling: Ruling | None = None
    kind: str = ""
    lacks: str = ""


UNKNOWN = "cannot_tell"
