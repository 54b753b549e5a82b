"""Are the values of a SELECT what the catalogue says? Else one sentence, with three rows as a sample."""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ombud.history.engine import Connection, text
from ombud.history.select import RAW
from ombud.history.shape import ORDER, PLACED_ON, REASON, Column
from ombud.kernel.days import EARLIEST, LATEST
from ombud.kernel.errors import InputError, Place
from ombud.rules.digits import PLACES
from ombud.rules.sql.sizes import literal_sql, name_sql

WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
NUMBER = re.compile(r"DECIMAL\(.*\)|FLOAT|DOUBLE")
ZONED = "WITH TIME ZONE"
FINE = "DECIMAL(38,8)"
"""Wide enough to see a place too many, and coarse enough not to see what a binary fraction adds of its own."""
SAMPLES, SHOWN = 3, 40
MANY = 5


@dataclass(frozen=True, slots=True)
class Source:
    """The table that a SELECT gave: where the SELECT stands, and each column's spelling and type by its name."""

    connection: Connection
    path: Path
    spelt: Mapping[str, str]
    kinds: Mapping[str, str]

    def quoted(self, name: str) -> str:
        """The column as SQL."""
        return name_sql(self.spelt[name])

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of an answer."""
        return list(self.connection.execute(query).fetchall())


def typed(source: Source, column: Column) -> str | None:
    """The column as an SQL expression of the catalogue's type; None where no row says anything.

    Raises:
        InputError: its values are of another type, or out of range; three rows are shown.
    """
    if column.name not in source.spelt:
        return None
    quoted = source.quoted(column.name)
    if not source.ask(f"SELECT 1 FROM {RAW} WHERE {quoted} IS NOT NULL LIMIT 1"):
        return None
    kind = source.kinds[column.name]
    if not _fits(column, kind):
        raise _wrong(source, column, f"is {kind}, and must be {wanted(column)}", f"{quoted} IS NOT NULL")
    if column.type in PLACES:
        return _decimal(source, column, quoted)
    if column.type == "int":
        _within(source, column, f"TRY_CAST({quoted} AS {column.sql}) IS NULL", f"does not fit {column.sql}")
    cast = f"CAST({quoted} AS {column.sql})"
    _ranged(source, column, cast)
    return cast


def _fits(column: Column, kind: str) -> bool:
    match column.type:
        case "bool":
            return kind == "BOOLEAN"
        case "date":
            return kind == "DATE"
        case "int":
            return bool(WHOLE.fullmatch(kind))
        case "money" | "rate":
            return bool(WHOLE.fullmatch(kind) or NUMBER.fullmatch(kind))
        case "text":
            known = column.fact is not None and bool(column.fact.labels)
            return kind == "VARCHAR" or kind.startswith("ENUM") or (not known and bool(WHOLE.fullmatch(kind)))


def wanted(column: Column) -> str:
    """The type as it is to be written in a CAST."""
    labels = column.fact.labels if column.fact else ()
    few = f" (one of {', '.join(labels[:MANY])}{', …' if len(labels) > MANY else ''})" if labels else ""
    return f"{column.sql}{few}"


def _decimal(source: Source, column: Column, quoted: str) -> str:
    """Money and rates: no place too many, and no more digits than the file has."""
    places = PLACES[column.type]
    fine = f"TRY_CAST({quoted} AS {FINE})"
    _within(source, column, f"TRY_CAST({fine} AS {column.sql}) IS NULL", f"does not fit {column.sql}")
    _within(source, column, f"{fine} <> round({fine}, {places})", f"has more than {places} decimal places")
    cast = f"CAST({fine} AS {column.sql})"
    _ranged(source, column, cast)
    return cast


def _ranged(source: Source, column: Column, cast: str) -> None:
    """The catalogue's bounds and labels."""
    fact = column.fact
    if column.type == "date":
        first, last = (EARLIEST, LATEST) if column.name == PLACED_ON else (date.min, date.max)
        days = " AND ".join(f"DATE '{day.isoformat()}'" for day in (first, last))
        _within(source, column, f"{cast} NOT BETWEEN {days}", f"is no day between {first} and {last}")
    if fact is None:
        return
    if fact.labels:
        labels = ", ".join(text(label) for label in fact.labels)
        _within(source, column, f"{cast} NOT IN ({labels})", f"is none of the labels {', '.join(fact.labels)}")
    for end, sign, says in ((fact.low, "<", "below"), (fact.high, ">", "above")):
        if end is not None:
            _within(source, column, f"{cast} {sign} {literal_sql(end, fact.type)}", f"is {says} {end}")


def _within(source: Source, column: Column, broken: str, says: str) -> None:
    where = f"{source.quoted(column.name)} IS NOT NULL AND ({broken})"
    if source.ask(f"SELECT 1 FROM {RAW} WHERE {where} LIMIT 1"):
        raise _wrong(source, column, says, where)


def _wrong(source: Source, column: Column, says: str, where: str) -> InputError:
    """A column that cannot be right, with three of its rows."""
    count = source.ask(f"SELECT count(*) FROM {RAW} WHERE {where}")[0][0]
    rows = sampled(source, column.name, where)
    zoned = column.type == "date" and (ZONED in source.kinds[column.name] or _zone(rows))
    hint = (
        "a day has no zone: say which day it was where the order was placed, "
        f"as in CAST({column.name} AT TIME ZONE 'Europe/Warsaw' AS DATE)"
        if zoned
        else f"for example CAST(… AS {column.sql}) AS {column.name}"
    )
    told = "; ".join(rows)
    return InputError(
        f"`{column.name}` {says}, in {count} rows: {told}", at=Place(str(source.path)), hint=hint, code="history.type"
    )


def _zone(rows: list[str]) -> bool:
    return any(re.search(r"\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d(:?\d\d)?)$", row) for row in rows)


def sampled(source: Source, name: str, where: str) -> list[str]:
    """Up to three rows: the order, and what stands in the column."""
    order = f"CAST({source.quoted(ORDER)} AS VARCHAR)"
    value = f"CAST({source.quoted(name)} AS VARCHAR)"
    found = source.ask(f"SELECT {order}, {value} FROM {RAW} WHERE {where} ORDER BY 1, 2 LIMIT {SAMPLES}")
    return [f"order {str(one)[:SHOWN]}: {'empty' if cell is None else str(cell)[:SHOWN]}" for one, cell in found]


def cells(connection: Connection, spelt: str) -> str:
    """Three cells of a column, as they stand."""
    name = name_sql(spelt)
    found = connection.execute(f"SELECT CAST({name} AS VARCHAR) FROM {RAW} ORDER BY {name} LIMIT {SAMPLES}").fetchall()
    return "; ".join("empty" if cell is None else str(cell)[:SHOWN] for (cell,) in found) or "no row"


def check_rows(source: Source) -> None:
    """Every row names its order, its day and its reason, and no order stands twice under one reason.

    Raises:
        InputError: with three rows.
    """
    for name in (ORDER, PLACED_ON, REASON):
        empty = f"{source.quoted(name)} IS NULL"
        count = source.ask(f"SELECT count(*) FROM {RAW} WHERE {empty}")[0][0]
        if count:
            told = "; ".join(sampled(source, name, empty))
            says = f"`{name}` is empty in {count} rows: {told}"
            raise InputError(says, at=Place(str(source.path)), hint="give it, or leave such rows out with WHERE")
    order, reason = source.quoted(ORDER), source.quoted(REASON)
    twice = source.ask(
        f"SELECT CAST({order} AS VARCHAR), {reason}, count(*) FROM {RAW} "
        f"GROUP BY ALL HAVING count(*) > 1 ORDER BY 1, 2 LIMIT {SAMPLES}"
    )
    if twice:
        told = "; ".join(f"order {str(one)[:SHOWN]}, {why}: {n} rows" for one, why, n in twice)
        raise InputError(
            f"an order stands more than once under one reason: {told}",
            at=Place(str(source.path)),
            hint="a join that finds several rows? use GROUP BY, or DISTINCT ON (order_id, reason)",
            code="history.twice",
        )
