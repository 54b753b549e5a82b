"""Both ways to a history end here: one table of finished rows becomes files, measured and named in a manifest."""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ombud import __version__
from ombud.book.record import Book
from ombud.history.complete import completed, contradictions, prepared
from ombud.history.engine import Connection, opened, text, told
from ombud.history.folder import Building
from ombud.history.manifest import FORMAT, LeftOut, Manifest
from ombud.history.mapping import fitted
from ombud.history.select import RAW, Given, run_select
from ombud.history.shape import ASOF, MONTH, ORDER, PLACED_ON, REASON, Column, catalogue_digest, columns_of
from ombud.history.typed import Source, cells, check_rows, typed
from ombud.history.writing import measured, written
from ombud.kernel.errors import InputError, Place
from ombud.rules.sql.sizes import literal_sql, name_sql

LIVE, WHOLE, POSSIBLE = "live", "whole", "possible"
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Made:
    """Whose history it is: the shop's book, the law by whose settle tables rows are made, the day as of which facts are
    known, and where the records came from. `progress` hears how many rows are written.
    """

    book: Book
    law: Book
    asof: date
    source: str
    currency: str
    progress: Callable[[int], None] = lambda _rows: None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the history."""
        return columns_of(self.book.declarations.facts)


def from_select(into: Building, given: Given, records: Path, made: Made, salt: str) -> Manifest:
    """Build a history from a shop's SELECT over a folder of records.

    Raises:
        InputError: the SELECT, its columns or its values cannot be right; the former history stands.
    """
    database, program = into.staging / "build.duckdb", made.law.program
    found = run_select(given, records, database, into.staging / "shut", salt)
    kinds = dict(found)
    with opened(database, into.staging / "temporary") as connection, told(given.path, "", "history.build"):
        fit = fitted(given, kinds, made.book.program, lambda spelt: cells(connection, spelt))
        types = {name: kinds[column] for name, column in fit.columns.items()}
        source = Source(connection, given.path, fit.columns, types)
        if not source.ask(f"SELECT 1 FROM {RAW} LIMIT 1"):
            raise InputError("the SELECT gives no row", at=Place(str(given.path)), hint="look at its WHERE")
        check_rows(source)
        expressions = {one.name: typed(source, one) for one in made.columns}
        if ASOF not in fit.columns:
            expressions[ASOF] = literal_sql(made.asof, "date")
        prepared(connection, program)
        month = f"date_trunc('month', {expressions[PLACED_ON]})"
        by = ", ".join((month, *(str(expressions[name]) for name in (REASON, ORDER))))
        done = completed(program, made.columns, expressions, f"(SELECT * FROM {RAW} ORDER BY {by})")
        connection.execute(f"CREATE TABLE {LIVE} AS {done.live}")
        connection.execute(f"CREATE VIEW {WHOLE} AS {done.whole(made.columns, LIVE)}")
        return _finished(into, connection, made, fit.unknown, ())


def from_rows(
    into: Building, parts: Iterable[bytes], made: Made, left_out: Callable[[], tuple[LeftOut, ...]]
) -> Manifest:
    """Build a history from finished rows as CSV, part by part, in the order of the columns.

    Raises:
        InputError: there is no row, or an order stands twice under one reason; the former history stands.
    """
    folder, place = into.staging / "parts", Path(made.source)
    folder.mkdir()
    count = 0
    for count, part in enumerate(parts, 1):
        (folder / f"{count:06}.csv").write_bytes(part)
    with (
        opened(into.staging / "build.duckdb", into.staging / "temporary") as connection,
        told(place, "", "history.build"),
    ):
        kinds = ", ".join(f"{text(one.name)}: {text(one.sql)}" for one in made.columns)
        names = ", ".join(f"{name_sql(one.name)} {one.sql}" for one in made.columns)
        connection.execute(f"CREATE TABLE {WHOLE} ({names})")
        if count:
            connection.execute(
                f"INSERT INTO {WHOLE} SELECT * FROM read_csv({text(folder / '*.csv')}, header = false, delim = ',', "
                f"quote = '\"', escape = '\"', nullstr = '', auto_detect = false, "
                f"columns = {{{kinds}}}) ORDER BY {MONTH}, {REASON}, {ORDER}"
            )
        if not connection.execute(f"SELECT count(*) FROM {WHOLE}").fetchone()[0]:
            raise InputError("there is no order to keep", at=Place(str(place)), hint="look at the rows left out")
        _refuse_twice(connection, place)
        return _finished(into, connection, made, (), left_out())


def _refuse_twice(connection: Connection, place: Path) -> None:
    twice = connection.execute(
        f"SELECT {ORDER}, {REASON} FROM {WHOLE} GROUP BY ALL HAVING count(*) > 1 ORDER BY 1, 2 LIMIT {SAMPLES}"
    ).fetchall()
    if twice:
        listed = "; ".join(f"order {order}, {reason}" for order, reason in twice)
        raise InputError(
            f"an order stands more than once under one reason: {listed}",
            at=Place(str(place)),
            hint="give each order once",
            code="history.twice",
        )


def _finished(
    into: Building,
    connection: Connection,
    made: Made,
    unknown: tuple[str, ...],
    left_out: tuple[LeftOut, ...],
) -> Manifest:
    """Write the rows that can be right, and put them in place."""
    prepared(connection, made.law.program)
    broken = contradictions(connection, made.law.program, WHOLE)
    where = " OR ".join(condition for condition, _ in broken)
    connection.execute(f"CREATE VIEW {POSSIBLE} AS SELECT * FROM {WHOLE}{f' WHERE NOT ({where})' if where else ''}")
    catalogue = catalogue_digest(made.book.declarations.facts)
    marks = {"ombud_catalogue": catalogue, "ombud_engine": __version__}
    paths, files = written(connection, POSSIBLE, into.staging, into.number, marks, made.progress)
    if not files:
        raise InputError(
            f"every row contradicts itself: {broken[0][1].why}",
            at=Place(made.source),
            hint=f"look at order {', '.join(broken[0][1].orders)}",
            code="history.impossible",
        )
    reasons: dict[str, int] = {}
    for one in files:
        for reason, rows in one.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + rows
    manifest = Manifest(
        format=FORMAT,
        engine=__version__,
        number=into.number,
        law=made.book.jurisdiction,
        currency=made.currency,
        catalogue=catalogue,
        book=made.law.digest,
        asof=made.asof,
        source=made.source,
        columns=measured(connection, list(paths.values()), made.columns),
        reasons=dict(sorted(reasons.items())),
        unknown=unknown,
        left_out=(*left_out, *(one for _, one in broken)),
        files=files,
    )
    into.put(manifest, paths)
    return manifest
