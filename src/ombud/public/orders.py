"""Where a sweep's orders come from: a spreadsheet, case files, or records that a source describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from ombud.book.record import Book
from ombud.facts import read_case, read_case_text
from ombud.intake.columns import Guess
from ombud.intake.days import Order as DayOrder
from ombud.intake.layout import Column, Layout, Unread, open_table, understand
from ombud.intake.orders import Reader
from ombud.intake.parquet import Queried, Source, source
from ombud.intake.sums import currencies
from ombud.intake.wrong import OTHER, Bad
from ombud.kernel.errors import InputError, Place
from ombud.model.case_file import CaseFile
from ombud.model.residence import Residence

__all__ = [
    "OTHER", "Bad", "Column", "DayOrder", "Feed", "Files", "Guess", "Layout", "Reads", "Sheet", "Source", "Unread",
    "feed_of", "is_sheet",
    "sheet_of", "source", "source_sheet", "understood",
]  # fmt: skip

SHEETS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
CASES = (".toml", ".json", ".jsonl", ".ndjson")
LINES = (".jsonl", ".ndjson")
SAMPLE = 50


class Reads(Protocol):
    """Makes an order of one item: small enough to be handed to another process."""

    def order(self, line: int, item: Any) -> CaseFile | Bad | None:  # noqa: ANN401  (each feed has its own items)
        """The order, what is wrong with it, or None where nothing is left to do."""


class Feed(Protocol):
    """Items, and how they are read."""

    @property
    def reads(self) -> Reads:
        """How an item becomes an order."""

    def items(self) -> Iterator[tuple[int, Any]]:
        """Each item with its line."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that was understood; an order that stands twice is told and taken once."""

    layout: Layout
    reader: Reader

    @property
    def reads(self) -> Reads:
        """How a row becomes an order."""
        return self.reader

    def items(self) -> Iterator[tuple[int, Any]]:
        """The rows below the header. Of the names only a number each is kept."""
        index, seen = self.layout.at.get("order"), set[int]()
        for line, cells in self.layout.body():
            name = str(cells[index]).strip() if index is not None and index < len(cells) and cells[index] else ""
            if name and hash(name) in seen:
                yield line, Bad(line, name, "twice", column="order")
                continue
            seen.add(hash(name))
            yield line, cells


@dataclass(frozen=True, slots=True)
class Files:
    """Case files: one file an order, or one line an order."""

    paths: tuple[Path, ...]

    @property
    def reads(self) -> Reads:
        """How a file or a line becomes an order."""
        return CaseReader()

    def items(self) -> Iterator[tuple[int, Any]]:
        """Paths of files, and lines of files that hold one order a line."""
        for number, path in enumerate(self.paths, start=1):
            if path.suffix.lower() not in LINES:
                yield number, (str(path), b"")
                continue
            with path.open("rb") as text:
                yield from ((at, (str(path), line)) for at, line in enumerate(text, start=1) if line.strip())


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Reads case files and lines of them."""

    def order(self, line: int, item: tuple[str, bytes]) -> CaseFile | Bad | None:
        """The order in a file or a line."""
        path, data = item
        try:
            file = _read(path, line, data)
        except InputError as error:
            return Bad.other(line, Path(path).name, str(error))
        return file if file.kind == "complaint" else None


def _read(path: str, line: int, data: bytes) -> CaseFile:
    if data:
        return read_case_text(data, f"{path}:{line}", "json", alleged=False)
    return read_case(Path(path), alleged=False)


def feed_of(path: Path) -> Files:
    """The case files of a folder, or the one file.

    Raises:
        InputError: there is none.
    """
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in CASES) if path.is_dir() else [path]
    if not found or not found[0].is_file():
        raise InputError(
            "there are no orders here",
            at=Place(str(path)),
            hint="give a CSV or XLSX table, or a folder of case files",
            code="sweep.empty",
        )
    return Files(tuple(found))


def is_sheet(path: Path) -> bool:
    """Is it a table, by its suffix?"""
    return path.suffix.lower() in SHEETS


def understood(path: Path, fixed: Mapping[str, str] | None = None, dates: DayOrder | None = None) -> Layout:
    """The table in a file, its header found and its columns guessed.

    Raises:
        InputError: it is no table, or needs a person's word.
    """
    return understand(open_table(path), fixed, dates)


def sheet_of(layout: Layout, book: Book | None, asof: date, *, currency: str = "", residence: Residence = "") -> Sheet:
    """The orders of a table, in the currency of the shop's book, else the one given, else the one its cells show.

    Raises:
        InputError: no currency is known.
    """
    shop = book.shop.currency if book and book.shop else ""
    if currency and shop and currency != shop:
        raise InputError(
            f"the shop's book reckons in {shop}, not in {currency}", at=Place("", "--currency"), hint="leave it out"
        )
    money = currency or shop or _shown(layout)
    if not money:
        raise InputError(
            "in which currency are the sums?",
            at=Place(str(layout.table.path)),
            hint="say --currency RUB (UAH, PLN, EUR, GBP, …), or name the shop's book: --book",
            code="sheet.currency",
        )
    return Sheet(layout, Reader.of(layout, money, asof, residence, _carriers(book)))


def _carriers(book: Book | None) -> dict[str, str]:
    """The shop's carriers by every name that a table may give them."""
    contracts = book.economics.carriers if book else {}
    return {name.casefold(): code for code, one in contracts.items() for name in (code, *one.name.values())}


def source_sheet(given: Source, folder: Path, asof: date) -> Sheet:
    """The orders that a source finds in a folder.

    Raises:
        InputError: a file is missing, or the query does not fit.
    """
    layout = Queried(given, folder).layout()
    return Sheet(layout, Reader.of(layout, given.currency, asof))


def _shown(layout: Layout) -> str:
    """The currency that headers or the first cells name, where they name one alone."""
    texts = [one.header for one in layout.guesses]
    texts += [str(cell) for _, (_, cells) in zip(range(SAMPLE), layout.body(), strict=False) for cell in cells if cell]
    found = {code for text in texts for word, code in currencies().items() if word in _words(text)}
    return found.pop() if len(found) == 1 else ""


def _words(text: str) -> set[str]:
    signs = {sign for sign in text if not sign.isalnum()}
    plain = "".join(sign if sign.isalpha() else " " for sign in text.casefold())
    return signs | set(plain.split()) - {"р"}
