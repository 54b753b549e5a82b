"""Is a history whole, of one shape, and made by this catalogue? Every byte is read."""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ombud.history.engine import Connection, opened, text, told
from ombud.history.folder import OURS, STAGING, unnamed
from ombud.history.manifest import AGAIN, Kept, Manifest, sha256
from ombud.history.reading import History, open_history
from ombud.history.shape import MONTH, REASON, Column, columns_of
from ombud.kernel.errors import InputError, Place
from ombud.rules.declare import FactDecl
from ombud.rules.sql.sizes import name_sql

YEAR = 12


@dataclass(frozen=True, slots=True)
class Checked:
    """A history that is whole. `unknown`: fact -> in how many of its rows nobody knows it (absent is not unknown).
    `gaps` are months without an order between the first and the last; `leftovers` were left by an interrupted build.
    """

    manifest: Manifest
    unknown: Mapping[str, int]
    gaps: tuple[str, ...]
    leftovers: int


def checked(folder: Path, facts: Mapping[str, FactDecl], needed: Iterable[str]) -> Checked:
    """Read a history whole. `needed` are the facts whose share of unknown is wanted.

    Raises:
        InputError: the first fault, with its file.
    """
    history = open_history(folder, facts)
    leftovers = _foreign(history)
    columns = columns_of(facts)
    _same_columns(history, columns)
    with tempfile.TemporaryDirectory() as scratch, opened(None, Path(scratch)) as connection:
        for one in history.manifest.files:
            _whole(connection, folder / one.name, one, columns)
        with told(folder, AGAIN, "history.read"):
            unknown = _unknown(connection, history, columns, set(needed))
    return Checked(history.manifest, unknown, gaps(one.month for one in history.manifest.files), leftovers)


def _foreign(history: History) -> int:
    """How many files an interrupted build left.

    Raises:
        InputError: a file stands there that no build made, or that none is under way to replace.
    """
    named = {one.name for one in history.manifest.files}
    found = unnamed(history.folder, named)
    building = (history.folder / STAGING).exists()
    for path in found:
        if not (building and OURS.fullmatch(path.name)):
            raise InputError(
                "this file is no part of the history, and is not read",
                at=Place(str(path)),
                hint=f"take it away, or {AGAIN}",
                code="history.foreign",
            )
    return len(found) + building


def _same_columns(history: History, columns: tuple[Column, ...]) -> None:
    said = {one.name: one.sql for one in history.manifest.columns}
    if said != {one.name: one.sql for one in columns}:
        raise InputError(
            "the manifest names other columns than the catalogue gives",
            at=Place(str(history.folder)),
            hint=AGAIN,
            code="history.columns",
        )
    months = [one.month for one in history.manifest.files]
    if len(set(months)) < len(months) or not months:
        raise InputError("a month stands twice, or none", at=Place(str(history.folder)), hint=AGAIN)


def _whole(connection: Connection, path: Path, one: Kept, columns: tuple[Column, ...]) -> None:
    """One file: every byte as it was written, its columns, its rows, its month and its reasons."""
    if sha256(path) != one.sha256:
        raise InputError(
            "the file was changed or damaged since it was built", at=Place(str(path)), hint=AGAIN, code="history.hash"
        )
    with told(path, AGAIN, "history.read"):
        described = connection.execute(f"DESCRIBE SELECT * FROM {_read([path])}").fetchall()
        counted = connection.execute(f"SELECT {MONTH}, {REASON}, count(*) FROM {_read([path])} GROUP BY ALL").fetchall()
    _typed(path, {str(name): str(kind) for name, kind, *_ in described}, columns)
    reasons: dict[str, int] = {}
    for month, reason, rows in counted:
        if f"{month:%Y-%m}" != one.month:
            raise InputError(f"an order of {month:%Y-%m} stands in the file of {one.month}", at=Place(str(path)))
        reasons[reason] = rows
    if reasons != one.reasons:
        raise InputError(
            f"the file has {sum(reasons.values())} rows, and the manifest says {one.rows}",
            at=Place(str(path)),
            hint=AGAIN,
            code="history.rows",
        )


def _typed(path: Path, found: Mapping[str, str], columns: tuple[Column, ...]) -> None:
    for one in columns:
        kind = found.get(one.name)
        if kind != one.sql:
            says = f"is {kind}" if kind else "is missing"
            raise InputError(
                f"the column {one.name!r} {says}, and must be {one.sql}",
                at=Place(str(path)),
                hint=AGAIN,
                code="history.type",
            )


def _read(paths: Iterable[Path]) -> str:
    """Exactly these files, whatever else stands beside them."""
    return f"read_parquet([{', '.join(text(path) for path in paths)}], hive_partitioning = false)"


def _unknown(connection: Connection, history: History, columns: tuple[Column, ...], needed: set[str]) -> dict[str, int]:
    facts = {one.name: one.fact for one in columns if one.fact and one.name in needed}
    if not facts:
        return {}
    asked = []
    for name, fact in facts.items():
        known = f" AND {name_sql(fact.present_if)} IS NOT FALSE" if fact.present_if else ""
        asked.append(f"count(*) FILTER (WHERE {name_sql(name)} IS NULL{known})")
    found = connection.execute(f"SELECT {', '.join(asked)} FROM {_read(history.files)}").fetchone()
    return {name: int(rows) for name, rows in zip(facts, found, strict=True)}


def gaps(months: Iterable[str]) -> tuple[str, ...]:
    """The months without an order between the first and the last."""
    there = sorted(months)
    first, last = (date.fromisoformat(f"{there[i]}-01") for i in (0, -1))
    span = (last.year - first.year) * YEAR + last.month - first.month
    numbers = (first.year * YEAR + first.month - 1 + step for step in range(span + 1))
    every = (f"{number // YEAR:04}-{number % YEAR + 1:02}" for number in numbers)
    return tuple(month for month in every if month not in there)
