"""An objection with its reason for the owner, in four languages."""

from __future__ import annotations

from typing import Literal

from ombud.guard.data import table
from ombud.kernel.said.folded import Folded
from ombud.model.reply import Objection

Gate = Literal["commitment", "privacy", "manner", "law"]


def objection(folded: Folded, gate: Gate, code: str, found: tuple[int, int]) -> Objection:
    """The objection to a stretch of the folded text; `code` names the reason among the gate's reasons."""
    start, end = folded.span(*found)
    return Objection(gate, start, end, folded.source[start:end], table("reasons")[gate][code], code)
