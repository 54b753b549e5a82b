"""A few rows of each kind of change, explained: which rules speak under each book."""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ombud.book.record import Book
from ombud.facts.quick import settled
from ombud.history.engine import Connection, text
from ombud.history.reading import History
from ombud.kernel.scalar import Value
from ombud.model.replay import KINDS, Said, Sample, Sums
from ombud.replay.spoken import spoken
from ombud.replay.statement import Pair
from ombud.rules.answer import Answer, collect, first
from ombud.rules.checked import Row

EACH = 3
"""Samples of each kind of change."""


def sampled(connection: Connection, history: History, pair: Pair, changes: Path) -> tuple[Sample, ...]:
    """The first certain changes of each kind, by order."""
    if not any(changes.iterdir()):
        return ()
    rows = connection.execute(
        f"SELECT * FROM read_parquet({text(changes / '*.parquet')}) WHERE NOT doubt "
        f"QUALIFY row_number() OVER (PARTITION BY kind ORDER BY order_id, reason) <= {EACH}"
    )
    names = [one[0] for one in rows.description]
    found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    found.sort(key=lambda one: (KINDS.index(one["kind"]), one["order_id"], one["reason"]))
    files = {one.month: history.folder / one.name for one in history.manifest.files}
    return tuple(_sample(connection, one, files, pair) for one in found)


def _sample(connection: Connection, change: Mapping[str, Any], files: Mapping[str, Path], pair: Pair) -> Sample:
    month = f"{change['placed_month']:%Y-%m}"
    rows = connection.execute(
        f"SELECT * FROM read_parquet({text(files[month])}) WHERE order_id = ? AND reason = ? LIMIT 1",
        [change["order_id"], change["reason"]],
    )
    names = [one[0] for one in rows.description]
    row: dict[str, Value | None] = dict(zip(names, rows.fetchone(), strict=True))
    return Sample(
        kind=change["kind"],
        order=str(change["order_id"]),
        month=month,
        reason=str(change["reason"]),
        old=_said(row, change, "old", pair.old),
        new=_said(row, change, "new", pair.new),
    )


def _said(row: Row, change: Mapping[str, Any], which: str, book: Book) -> Said:
    def minor(name: str) -> int:
        return round(Decimal(change[f"{which}_{name}"]) * 100)

    return Said(
        verdict=change[f"{which}_finding"],
        owed=tuple(change[f"{which}_owed"].split()),
        goodwill=tuple(change[f"{which}_goodwill"].split()),
        money=Sums(minor("owed_money"), minor("owed_now"), minor("goodwill_money")),
        rules=tuple((one.name, one.rule.declared.because) for one in _speaking(book, settled(book.program, row))),
    )


def _speaking(book: Book, row: Row) -> list[Answer]:
    """The rules that hold for a row, in the order of the answers."""
    heard, program = spoken(book, str(row["reason"])), book.program
    firsts = [first(program, tables, row) for tables in (heard.finding, heard.fault, heard.bearer)]
    rest = [*collect(program, heard.owed, row), *collect(program, heard.goodwill, row)]
    return [one for one in (*firsts, *rest) if one is not None and one.sure]
