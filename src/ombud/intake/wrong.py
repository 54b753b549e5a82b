"""What is wrong with a row: a code with its values, put into words by whoever tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

Told: TypeAlias = str | int | date
TOLD = 40
"""Signs of a cell that are repeated to a person."""
OTHER = "other"


class Wrong(ValueError):  # noqa: N818  (the row is wrong, not the program)
    """A row, or a cell of it, cannot be right. `code` says why, `values` are what stands there."""

    def __init__(self, code: str, **values: Told) -> None:
        super().__init__(f"{code}: {', '.join(map(str, values.values()))}")
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be right: its number, the order if it was named, and why.

    `code` is one of the words that the terminal has for it, with the `values` in their places; `column` is the key of
    the column in which it stands ("" : the row as a whole). `OTHER` has its sentence, in English, in the value `says`.
    `more` are the other faults of the same row.
    """

    line: int
    order: str
    code: str
    values: Mapping[str, Told] = field(default_factory=dict)
    column: str = ""
    more: tuple[Bad, ...] = ()

    @classmethod
    def of(cls, line: int, order: str, wrong: Wrong, column: str = "") -> Bad:
        """What a row was refused for."""
        values = dict(wrong.values)
        return cls(line, order, wrong.code, values, str(values.pop("column", column)))

    @classmethod
    def other(cls, line: int, order: str, says: str) -> Bad:
        """A refusal that has its sentence already."""
        return cls(line, order, OTHER, {"says": says})


def shown(cell: object) -> str:
    """The beginning of a cell, to be repeated."""
    return str(cell)[:TOLD]
