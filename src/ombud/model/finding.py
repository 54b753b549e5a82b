"""Is the allegation true?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ombud.kernel.lang import Words

Verdict: TypeAlias = Literal["substantiated", "partly_substantiated", "not_substantiated", "inconclusive"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding on one allegation, the rule that gave it, and why. `open` when an unknown fact stopped the table."""

    verdict: Verdict
    rule: str
    because: Words
    clause: str = ""
    open: bool = False
    possible: tuple[Verdict, ...] = ()
