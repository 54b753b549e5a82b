"""From one table of finished rows to files, one a month, each sorted by reason."""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ombud.history.engine import Connection, text
from ombud.history.folder import MONTH
from ombud.history.manifest import ColumnKept, Kept, sha256
from ombud.history.shape import MONTH as MONTH_COLUMN
from ombud.history.shape import REASON, Column
from ombud.rules.sql.sizes import name_sql

ROW_GROUP = 30_720
"""Rows that one minimum and maximum speaks for. Sorted by reason, most groups hold one reason alone and are skipped
unread by a rule about another."""
RANGED = ("money", "rate", "int", "date")


def written(
    connection: Connection,
    relation: str,
    staging: Path,
    number: int,
    marks: dict[str, str],
    progress: Callable[[int], None] = lambda _rows: None,
) -> tuple[dict[str, Path], tuple[Kept, ...]]:
    """Write all rows of a relation: where each file lies now, by its name in the history, and what it is.

    The relation is sorted by month, reason and order already, and stays so. `marks` are written into each file (the
    catalogue's digest): a file tells by itself what it was made by.
    """
    months: list[date] = [
        month for (month,) in connection.execute(
            f"SELECT DISTINCT {MONTH_COLUMN} FROM {relation} ORDER BY 1"
        ).fetchall()
    ]  # fmt: skip
    paths: dict[str, Path] = {}
    kept: list[Kept] = []
    for month in months:
        path = staging / f"{month:%Y-%m}.parquet"
        _copy(connection, relation, month, path, marks)
        name = f"{MONTH}{month:%Y-%m}/orders-{number}.parquet"
        counted = connection.execute(
            f"SELECT {REASON}, count(*) FROM read_parquet({text(path)}) GROUP BY 1 ORDER BY 1"
        ).fetchall()
        reasons = {str(reason): int(rows) for reason, rows in counted}
        kept.append(
            Kept(
                month=f"{month:%Y-%m}",
                name=name,
                rows=sum(reasons.values()),
                bytes=path.stat().st_size,
                sha256=sha256(path),
                reasons=reasons,
            )
        )
        paths[name] = path
        progress(sum(one.rows for one in kept))
    return paths, tuple(kept)


def _copy(connection: Connection, relation: str, month: date, path: Path, marks: dict[str, str]) -> None:
    carried = ", ".join(f"{name}: {text(value)}" for name, value in marks.items())
    connection.execute(
        f"COPY (SELECT * FROM {relation} WHERE {MONTH_COLUMN} = DATE '{month}') "
        f"TO {text(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}, KV_METADATA {{{carried}}})"
    )


def measured(connection: Connection, paths: Sequence[Path], columns: Sequence[Column]) -> tuple[ColumnKept, ...]:
    """What the files say of each column: how many rows are empty, the least and the greatest value."""
    asked = []
    for one in columns:
        name = name_sql(one.name)
        asked.append(f"count(*) - count({name})")
        asked += [f"CAST({end}({name}) AS VARCHAR)" for end in ("min", "max")] if one.type in RANGED else []
    files = ", ".join(text(path) for path in paths)
    found = iter(connection.execute(f"SELECT {', '.join(asked)} FROM read_parquet([{files}])").fetchone())
    kept = []
    for one in columns:
        nulls = int(next(found))
        low, high = (next(found), next(found)) if one.type in RANGED else (None, None)
        kept.append(ColumnKept(name=one.name, type=one.type, sql=one.sql, nulls=nulls, low=low, high=high))
    return tuple(kept)
