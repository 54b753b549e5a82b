"""A shop's own `SELECT`: `history.sql` beside its book, and `history.toml` with what is left out on purpose.

DuckDB runs it shut in the folder of the records: one statement that only reads, no address, no extension, no file from
elsewhere (links and `..` included), and no change of these settings.
"""

# ruff: noqa: S608  (the SELECT is the shop's own, and runs where it can reach nothing else)

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ombud.history.engine import Connection, opened, refusal, text, told
from ombud.history.shape import CUSTOMER
from ombud.kernel.errors import InputError, Place
from ombud.rules.sql.sizes import name_sql

SQL_FILE, TOML_FILE = "history.sql", "history.toml"
KEYS = ("unknown",)
LONGEST = 200_000
RAW = "raw"
AFTER = re.compile(r";\s*(--[^'\n]*)?$|^\s*--[^\n]*\Z", re.MULTILINE)
WRITES = "_QUERY_NODE"
"""How the nodes of statements that write end, where one stands inside a SELECT."""


@dataclass(frozen=True, slots=True)
class Given:
    """The text of a SELECT, where it stands, and the names that are left out on purpose."""

    path: Path
    query: str
    unknown: tuple[str, ...] = ()

    @property
    def told_by(self) -> Path:
        """The file in which `unknown` stands, or would."""
        return self.path.with_name(TOML_FILE)


def read_select(path: Path) -> Given:
    """A SELECT and what stands beside it.

    Raises:
        InputError: a file cannot be read, or the list is none.
    """
    try:
        query = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("this is no text in UTF-8", at=Place(str(path)), hint="save it as UTF-8") from None
    if len(query) > LONGEST:
        raise InputError(f"longer than {LONGEST:,} signs", at=Place(str(path)), hint="one SELECT, please")
    return Given(path, query, _unknown(path.with_name(TOML_FILE)))


def _unknown(path: Path) -> tuple[str, ...]:
    if not path.exists():
        return ()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"this is no TOML: {error}", at=Place(str(path)), hint='unknown = ["topic:call"]') from None
    for key in data:
        if key not in KEYS:
            raise InputError(f"{key!r} means nothing here", at=Place(str(path), key), hint="the only key is: unknown")
    names = data.get("unknown", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError("a list of names is needed", at=Place(str(path), "unknown"), hint='unknown = ["topic:call"]')
    return tuple(names)


def run_select(given: Given, records: Path, database: Path, temporary: Path, salt: str) -> tuple[tuple[str, str], ...]:
    """Run the SELECT over the files of a folder, into the table `raw` of a database. Its columns with their types.

    A customer's name or number never reaches the disk: it is replaced by a salted hash while the SELECT runs. The
    folder of the records is the working folder meanwhile: names of files are relative to it.

    Raises:
        InputError: it is not one SELECT, reads elsewhere, or fails.
    """
    records = records.resolve()
    if not records.is_dir():
        raise InputError("there is no such folder of records", at=Place(str(records)), hint="name the folder with them")
    with opened(database.resolve(), temporary.resolve(), shut_in=records) as connection, chdir(records):
        parsed = _parsed(connection, given)
        query = _bare(given.query)
        with _failing(given, records):
            columns = tuple(
                (str(name), str(kind)) for name, kind, *_ in connection.execute(f"DESCRIBE (\n{query}\n)").fetchall()
            )
        _alike(connection, parsed, records, given)
        hidden = [name for name, _ in columns if name.casefold() == CUSTOMER]
        changed = "".join(
            f" REPLACE (left(sha256({text(salt)} || CAST({name_sql(name)} AS VARCHAR)), 32) AS {name_sql(name)})"
            for name in hidden
        )
        with _failing(given, records):
            connection.execute(f"CREATE TABLE {RAW} AS SELECT *{changed} FROM (\n{query}\n)")
    return tuple((name, "VARCHAR" if name in hidden else kind) for name, kind in columns)


def _bare(query: str) -> str:
    """The statement without what ends it: semicolons, and comments after them."""
    bare = query.rstrip()
    while (shorter := AFTER.sub("", bare).rstrip()) != bare:
        bare = shorter
    return bare


def _failing(given: Given, records: Path) -> Any:  # noqa: ANN401  (a context)
    return told(given.path, f"it reads the files of {records}", "history.select")


def _parsed(connection: Connection, given: Given) -> dict[str, Any]:
    """The tree of the one SELECT."""
    try:
        statements = connection.statements(given.query)
        answer = connection.execute("SELECT json_serialize_sql(?)", [given.query]).fetchone()[0]
    except Exception as error:  # noqa: BLE001  (whatever the parser says, it is about the text)
        raise refusal(error, given.path, "write one SELECT", "history.select") from None
    found: dict[str, Any] = json.loads(answer)
    writes = any(str(node.get("type", "")).endswith(WRITES) for node in _nodes(found))
    if statements != 1 or found.get("error") or writes:
        raise InputError(
            f"{statements} statements stand here" if statements != 1 else "this does not only read",
            at=Place(str(given.path)),
            hint="exactly one SELECT, which may begin with WITH",
            code="history.select",
        )
    return found


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _alike(connection: Connection, parsed: dict[str, Any], records: Path, given: Given) -> None:
    """Refuse Parquet files read as one whose columns differ in type: the engine would cast without a word.

    Raises:
        InputError: naming the column and the two files.
    """
    for names in _read_as_one(parsed):
        seen: dict[str, tuple[str, Path]] = {}
        for path in sorted({path for name in names for path in _files(records, name)}):
            with told(path, "read a whole Parquet file", "history.records"):
                found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({text(path)})").fetchall()
            for column, kind, *_ in found:
                before, first = seen.setdefault(column, (kind, path))
                if before != kind:
                    raise InputError(
                        f"the column {column!r} is {before} in {first.name} and {kind} in {path.name}",
                        at=Place(str(given.path)),
                        hint="write the file anew, or read the two apart, each with its CAST",
                        code="history.records",
                    )


def _files(records: Path, name: str) -> list[Path]:
    inside = name if not Path(name).is_absolute() else str(Path(name).relative_to(records))
    return [path.resolve() for path in records.glob(inside) if path.suffix == ".parquet"]


def _read_as_one(parsed: dict[str, Any]) -> Iterator[list[str]]:
    """Names of files, or patterns, that one table of the SELECT is read from."""
    for node in _nodes(parsed):
        if node.get("type") == "BASE_TABLE" and str(node.get("table_name", "")).endswith(".parquet"):
            yield [str(node["table_name"])]
        function = node.get("function") if node.get("type") == "TABLE_FUNCTION" else None
        if isinstance(function, dict) and function.get("function_name") in ("read_parquet", "parquet_scan"):
            yield [name for name in _strings(function) if name.endswith(".parquet")]


def _strings(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """The texts of a tree, as either way of writing it down has them."""
    for node in _nodes(tree):
        literal = node.get("literal") or node.get("value")
        if isinstance(literal, dict):
            said = literal.get("text", literal.get("value"))
            if isinstance(said, str):
                yield said
