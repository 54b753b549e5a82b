"""A row of a record table: its cells, and where it stands in the case file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from ombud.kernel.scalar import Value
from ombud.model.case_file import Allegation, CaseFile

Cells: TypeAlias = dict[str, Value | None]
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Record:
    """A row: where it stands in the file, its cells by column, and the finer place that some columns rest on."""

    pointer: str
    cells: Cells
    spots: Mapping[str, str] = field(default_factory=dict)


Rows: TypeAlias = Sequence[Record]
Builder: TypeAlias = Callable[[CaseFile, Allegation | None, date], Iterable[Record] | None]
"""Takes the file, the allegation at hand and the day; None: the section is missing."""


def money(text: str | None) -> Decimal | None:
    """An amount of a checked case file, with two places."""
    return None if text is None else Decimal(text).quantize(ZERO)


def plain(source: object, names: str, amounts: str = "") -> Cells:
    """Cells that are fields of the record."""
    cells: Cells = {name: getattr(source, name) for name in names.split()}
    for name in amounts.split():
        cells[name] = money(getattr(source, name))
    return cells
