"""Where the header of a table stands, what its columns are, and how its days and sums are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from ombud.intake.columns import Column as Column
from ombud.intake.columns import Guess, columns, guess, lacking, plain
from ombud.intake.days import Because, Order, Seen, because_of, looks_like_a_day, orders_of
from ombud.intake.delimited import Delimited, Row
from ombud.intake.sums import Marks, looks_like_a_sum
from ombud.intake.workbook import Workbook
from ombud.intake.wrong import Wrong, shown
from ombud.kernel.errors import InputError, Place

TALLEST_TOP = 20
"""Rows above which the header must stand: a title, a date of print."""
LOOKED_AT = 200
"""Rows by which it is told what stands in a column that has no known name."""
LOOKS: Mapping[Literal["day", "sum"], Callable[[Any], bool]] = {"day": looks_like_a_day, "sum": looks_like_a_sum}
REMEMBERED = 10_000
"""Cells of a column that are not looked at twice: enough to spare most repetitions, bounded where all differ."""


class Table(Protocol):
    """A file of rows."""

    path: Path
    encoding: str
    separator: str

    def rows(self) -> Iterator[Row]:
        """Its rows that are not empty, from the first on, each time anew."""

    def refused(self) -> dict[int, Wrong]:
        """Rows that cannot be taken, with the reason."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A column that nobody reads though it holds days or sums: perhaps one that ombud knows under another name.

    `example` is a cell of it, `perhaps` the keys that it could be. `twice`: its name is that of a column that is read.
    """

    header: str
    kind: Literal["day", "sum", "twice"]
    example: str
    perhaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table understood. `header` is the number of the last header row; `at` gives each known column its place."""

    table: Table
    header: int
    guesses: tuple[Guess, ...]
    refused: Mapping[int, Wrong]
    dates: Mapping[str, Mapping[str, Order]] = field(default_factory=dict)
    decimals: Mapping[str, str] = field(default_factory=dict)
    because: Mapping[str, Mapping[str, Because]] = field(default_factory=dict)
    """Why the days of each column are read in their order, by separator."""
    unread: tuple[Unread, ...] = ()

    @property
    def at(self) -> dict[str, int]:
        """Key -> index of its cells."""
        return {one.key: one.index for one in self.guesses if one.key}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers that are not read."""
        return tuple(one.header for one in self.guesses if not one.key and one.header)

    @property
    def lacking(self) -> tuple[Column, ...]:
        """Columns that are not there, though something rests on them."""
        return lacking(self.guesses)

    def body(self) -> Iterator[Row]:
        """The rows below the header."""
        return (row for row in self.table.rows() if row[0] > self.header)


def open_table(path: Path) -> Table:
    """The table in a file, by its suffix.

    Raises:
        InputError: it is no table.
    """
    if not path.is_file():
        raise InputError("there is no such file", at=Place(str(path)), hint="check its name", code="file.unreadable")
    return Workbook(path) if path.suffix.lower() in (".xlsx", ".xlsm") else Delimited(path)


def understand(table: Table, fixed: Mapping[str, str] | None = None, dates: Order | None = None) -> Layout:
    """Find the header, guess the columns, and learn from all rows how days and sums are written in each.

    Raises:
        InputError: no header, no column of the order's day, or days that can be read both ways.
    """
    header, headers = _header(table)
    found = Layout(table, header, guess(headers, fixed), table.refused())
    for column in columns().values():
        if column.needed and column.key not in found.at:
            seen = ", ".join(repr(name) for name in headers if name)[:300]
            raise InputError(
                f"there is no column of {column.names[0]!r}",
                at=Place(str(table.path), "", header),
                hint=f"say which it is: --column {column.key}=HEADER, one of {seen}",
                code="sheet.column",
            )
    return _learnt(found, dates)


def _learnt(layout: Layout, dates: Order | None) -> Layout:
    kinds = {key: columns()[key].kind for key in layout.at}
    days = {key: Seen() for key, kind in kinds.items() if kind == "day"}
    marks = {key: Marks() for key, kind in kinds.items() if kind in ("sum", "discount")}
    learners: dict[str, Seen | Marks] = {**days, **marks}
    looks = [(layout.at[key], one.look, set[str]()) for key, one in learners.items()]
    for number, cells in layout.body():
        if number in layout.refused:
            continue
        for index, look, told in looks:
            cell = cells[index] if index < len(cells) else None
            if isinstance(cell, str) and cell not in told:
                look(cell)
                if len(told) < REMEMBERED:
                    told.add(cell)
    headers = {one.key: one.header for one in layout.guesses}
    decimals = {key: one.decimal for key, one in marks.items()}
    try:
        orders = orders_of(days, headers, dates)
    except InputError as error:
        error.at = Place(str(layout.table.path), error.at.key)
        raise
    why = {
        key: {sign: because_of(days[key], sign, order, dates) for sign, order in found.items()}
        for key, found in orders.items()
    }
    return replace(layout, dates=orders, decimals=decimals, because=why, unread=tuple(_unread(layout)))


def _unread(layout: Layout) -> Iterator[Unread]:
    """The columns without a key that hold days or sums in most of their first cells."""
    missing = {one.key for one in layout.lacking}
    free = sorted(
        (one for one in columns().values() if one.key not in layout.at), key=lambda one: one.key not in missing
    )
    left = [one for one in layout.guesses if not one.key]
    sample = [cells for _, (_, cells) in zip(range(LOOKED_AT), layout.body(), strict=False)] if left else []
    taken = {plain(one.header) for one in layout.guesses if one.key}
    for one in left:
        if one.header and plain(one.header) in taken:
            yield Unread(one.header, "twice", f"#{one.index + 1}", ())
            continue
        cells = [row[one.index] for row in sample if one.index < len(row) and row[one.index] not in (None, "")]
        for kind, looks in LOOKS.items():
            like = [cell for cell in cells if looks(cell)]
            if 2 * len(like) > len(cells):
                first = like[0].date() if isinstance(like[0], datetime) else like[0]
                perhaps = tuple(column.key for column in free if column.kind == kind)
                yield Unread(one.header or f"#{one.index + 1}", kind, shown(first), perhaps)
                break


def _header(table: Table) -> tuple[int, list[str]]:
    """The number of the last header row, and the names of the columns; two rows of names are read as one."""
    top = [row for row, _ in zip(table.rows(), range(TALLEST_TOP), strict=False)]
    if not top:
        raise InputError(
            "the table is empty", at=Place(str(table.path)), hint="give one row of headers", code="sheet.empty"
        )
    scored = [(_known(_texts(cells)), -i) for i, (_, cells) in enumerate(top)]
    best = -max(scored)[1]
    if max(scored)[0] == 0:
        raise InputError(
            "no row of headers was found",
            at=Place(str(table.path), "", top[0][0]),
            hint="name the columns in the first row, such as: order, ordered, promised, delivered, total",
            code="sheet.header",
        )
    return _joined(top, best)


def _joined(top: Sequence[Row], best: int) -> tuple[int, list[str]]:
    """The header row with its neighbour, where that is a header too: groups above, or names below."""
    number, cells = top[best]
    names = _texts(cells)
    if best + 1 < len(top) and _is_header(top[best + 1][1]):
        both = _two(names, _texts(top[best + 1][1]))
        if _known(both) >= _known(names):
            return top[best + 1][0], both
    if best > 0 and _is_header(top[best - 1][1]) and len([cell for cell in top[best - 1][1] if cell]) > 1:
        both = _two(_texts(top[best - 1][1]), names)
        if _known(both) > _known(names):
            return number, both
    return number, names


def _two(above: list[str], below: list[str]) -> list[str]:
    """Each name with its group; a group stands over the empty cells to its right."""
    width = max(len(above), len(below))
    above, below = above + [""] * (width - len(above)), below + [""] * (width - len(below))
    names, group = [], ""
    for over, under in zip(above, below, strict=True):
        group = over or (group if under else "")
        names.append(under if under and _known([under]) else f"{group} {under}".strip())
    return names


def _texts(cells: Sequence[object]) -> list[str]:
    return [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]


def _known(names: Sequence[str]) -> int:
    return sum(1 for one in guess(names) if one.key)


def _is_header(cells: Sequence[object]) -> bool:
    """Words alone: no number and no day stands in a header."""
    texts = [cell for cell in cells if cell not in (None, "")]
    return bool(texts) and all(isinstance(cell, str) and not any(sign.isdigit() for sign in cell) for cell in texts)
