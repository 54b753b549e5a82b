"""Records that a query turns into the columns of a table. The query is data: `sources/<name>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ombud.intake.columns import Guess
from ombud.intake.layout import Layout
from ombud.intake.wrong import Wrong
from ombud.kernel.errors import InputError, Place

SOURCES = Path(__file__).parent / "sources"
SHOPS = Path(__file__).parents[1] / "shops"
BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Source:
    """A known set of records: its files, the query over them, its currency, and the book it is looked at with."""

    name: str
    files: tuple[str, ...]
    query: str
    currency: str
    book: str = ""

    @property
    def shop(self) -> Path | None:
        """The folder of its book, among those that ship."""
        return SHOPS / self.book if self.book else None


def source(name: str) -> Source:
    """A source by name, or by the path of a file of one's own.

    Raises:
        InputError: there is none.
    """
    path = SOURCES / f"{name}.toml"
    path = path if path.is_file() else Path(name)
    if path.suffix != ".toml" or not path.is_file():
        known = ", ".join(sorted(file.stem for file in SOURCES.glob("*.toml")))
        raise InputError(f"there is no source {name!r}", at=Place("", "--from"), hint=f"known: {known}, or a TOML file")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Source(path.stem, tuple(data["files"]), data["query"], data["currency"], data.get("book", ""))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise InputError(
            f"the source cannot be read: {error}",
            at=Place(str(path)),
            hint="it needs files, query and currency",
            code="source.shape",
        ) from None


class Queried:
    """The rows of a source's query over the files of a folder."""

    encoding = "parquet"
    separator = ""

    def __init__(self, given: Source, folder: Path) -> None:
        self.path = folder
        self._given = given
        self._duckdb = _library(folder)
        missing = [name for name in given.files if not (folder / name).is_file()]
        if missing:
            raise InputError(
                f"the folder has no {missing[0]}",
                at=Place(str(folder)),
                hint=f"{given.name} needs {', '.join(given.files)}",
                code="source.files",
            )

    def rows(self) -> Iterator[tuple[int, list[object]]]:
        """Every row of the answer, numbered from 1."""
        result, number = self._result(), 0
        while batch := result.fetchmany(BATCH):
            for cells in batch:
                number += 1
                yield number, list(cells)

    def refused(self) -> dict[int, Wrong]:
        """None: a query gives what it gives."""
        return {}

    def layout(self) -> Layout:
        """The columns are named by the query itself."""
        names = [str(column[0]) for column in self._result().description]
        guesses = tuple(Guess(index, name, name, 1.0) for index, name in enumerate(names))
        return Layout(self, 0, guesses, {})

    def _result(self) -> Any:  # noqa: ANN401  (duckdb's own)
        connection = self._duckdb.connect()
        try:
            for name in self._given.files:
                path = str((self.path / name).resolve()).replace("'", "''")
                view = name.rpartition(".")[0].replace('"', "")
                connection.execute(f"""create view "{view}" as select * from read_parquet('{path}')""")  # noqa: S608
            return connection.execute(self._given.query)
        except self._duckdb.Error as error:
            raise InputError(
                f"the query of {self._given.name} fails: {str(error).splitlines()[0][:200]}",
                at=Place(str(self.path)),
                hint="compare the columns of the files with the query",
                code="source.query",
            ) from None


def _library(folder: Path) -> Any:  # noqa: ANN401
    try:
        import duckdb  # noqa: PLC0415  (only records in Parquet pay for it)
    except ImportError:
        raise InputError(
            "Parquet cannot be read here: duckdb is not installed",
            at=Place(str(folder)),
            hint="pip install 'ombud[history]'",
            code="source.library",
        ) from None
    return duckdb
