"""A replay over a history, month by month: the effects, and every row that changes."""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from ombud.history.engine import Connection, opened, text, told
from ombud.history.manifest import AGAIN, ColumnKept, Kept, Manifest
from ombud.history.reading import History
from ombud.kernel.scalar import Value
from ombud.model.replay import Cell, Effects
from ombud.replay.relation import Relation
from ombud.replay.samples import sampled
from ombud.replay.statement import Pair, statement
from ombud.replay.summed import KEEP, cells, differing, summed, told_apart
from ombud.rules.sql.dialect import DUCKDB
from ombud.rules.sql.printer import Column
from ombud.rules.sql.workdays import day_functions

DIFF = "changes"
"""The folder of the rows that change."""
PART = 2_000_000
"""Rows that one statement reads."""


@dataclass(frozen=True, slots=True)
class Run:
    """Where a replay writes and to whom it tells how far it is: rows done of all rows."""

    scratch: Path
    progress: Callable[[int, int], None] = field(default=lambda _done, _all: None)


def replayed(history: History, pair: Pair, run: Run) -> Effects:
    """Try two books on every row of a history. Rows that change lie in `scratch/changes` as Parquet.

    Raises:
        InputError: a file of the history cannot be read.
    """
    started, found = perf_counter(), list[Cell]()
    changes = run.scratch / DIFF
    changes.mkdir(parents=True, exist_ok=True)
    manifest = history.manifest
    with opened(None, run.scratch / "temporary") as connection:
        _prepared(connection, pair)
        done = 0
        for part in _parts(manifest.files):
            with told(history.folder, AGAIN, "history.read"):
                found += _part(connection, pair, history, part, changes)
            done += sum(one.rows for one in part)
            run.progress(done, manifest.rows)
        orders, customers, unnamed = _touched(connection, changes)
        samples = sampled(connection, history, pair, changes)
    return Effects(
        currency=manifest.currency,
        rows=manifest.rows,
        doubtful=sum(cell.rows for cell in found if cell.doubt),
        cells=tuple(found),
        orders=orders,
        customers=customers,
        unnamed=unnamed,
        samples=samples,
        seconds=perf_counter() - started,
        engine="duckdb",
    )


def _prepared(connection: Connection, pair: Pair) -> None:
    declared = pair.new.program.declared
    for one in day_functions(DUCKDB, declared.holidays, declared.working):
        connection.execute(one)


def _parts(files: Sequence[Kept]) -> Iterator[list[Kept]]:
    """Months together as far as they have few rows: to plan a statement costs as much as to read many of them."""
    part: list[Kept] = []
    for one in files:
        if part and sum(kept.rows for kept in part) + one.rows > PART:
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _part(connection: Connection, pair: Pair, history: History, part: Sequence[Kept], changes: Path) -> list[Cell]:
    """The effect on some months; the rows that change are written as a file of their own."""
    files = ", ".join(text(history.folder / one.name) for one in part)
    relation = Relation(
        f"read_parquet([{files}], hive_partitioning = false)",
        known=known(history.manifest),
        facts=facts_of(history.manifest),
    )
    reasons = sorted({reason for one in part for reason in one.reasons})
    row = told_apart(statement(pair, reasons, relation, KEEP), pair.kept)
    found = cells(connection.execute(summed(row, pair.kept)).fetchall(), pair.kept)
    if any(cell.kind for cell in found):
        connection.execute(
            f"COPY ({differing(row, pair.kept)}) TO {text(changes / f'{part[0].month}.parquet')} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
    return found


def facts_of(manifest: Manifest) -> frozenset[str]:
    """The columns that hold facts."""
    return frozenset(one.name for one in manifest.columns)


def known(manifest: Manifest) -> dict[str, Column]:
    """What the history says of its columns: never empty, and between which ends."""
    return {
        one.name: Column(sure=one.nulls == 0, low=_value(one, one.low), high=_value(one, one.high))
        for one in manifest.columns
    }


def _value(column: ColumnKept, written: str | None) -> Value | None:
    if written is None:
        return None
    match column.type:
        case "date":
            return date.fromisoformat(written)
        case "int":
            return int(written)
        case _:
            return Decimal(written)


def _touched(connection: Connection, changes: Path) -> tuple[int, int, int]:
    """Orders and customers that change for certain, and orders of nobody who is named."""
    if not any(changes.iterdir()):
        return 0, 0, 0
    orders, customers, unnamed = connection.execute(
        "SELECT count(DISTINCT order_id), count(DISTINCT customer), "
        "count(DISTINCT order_id) FILTER (WHERE customer IS NULL) "
        f"FROM read_parquet({text(changes / '*.parquet')}) WHERE NOT doubt"
    ).fetchone()
    return int(orders), int(customers), int(unnamed)


def by_month(found: tuple[Cell, ...]) -> Mapping[str, list[Cell]]:
    """The cells of each month, the months in order."""
    months: dict[str, list[Cell]] = {}
    for cell in sorted(found, key=lambda one: one.month):
        months.setdefault(cell.month, []).append(cell)
    return months
