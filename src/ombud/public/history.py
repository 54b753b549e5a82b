"""Histories: build one from a spreadsheet, from records or by a shop's own SELECT; check one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ombud.book.opening import SHOP_FILE, open_book
from ombud.book.record import Book
from ombud.history.building import Made, from_rows, from_select
from ombud.history.checking import Checked, checked, gaps
from ombud.history.folder import building
from ombud.history.manifest import LeftOut, Manifest, read_manifest
from ombud.history.rows import Past, as_csv
from ombud.history.select import SQL_FILE, Given, read_select
from ombud.intake.wrong import OTHER, Bad, Wrong
from ombud.kernel.errors import InputError, Place
from ombud.model.case_file import CaseFile
from ombud.public.orders import Feed, Reads
from ombud.public.pool import Items, by_parts
from ombud.public.rulings import law_of
from ombud.rules.declare import Answers
from ombud.rules.reads import reads

__all__ = [
    "Built", "Checked", "Given", "LeftOut", "Manifest", "Wanted",
    "build_from_feed", "build_from_select", "check_history", "gaps", "ready", "select_of",
]  # fmt: skip

SHOPS = Path(__file__).parents[1] / "shops"
CLOSED, SAMPLES = "closed", 3
READERS: tuple[Answers, ...] = ("finding", "fault", "bearer", "owed", "goodwill")
"""Whose tables are tried on a history."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a history is built for: whose book, the law of the customers' residence ("" : that of the shop's country),
    the day as of which facts are known, the currency where no book says, and a salt for pseudonyms, kept nowhere.
    """

    folder: Path
    shop: Path | None
    law: str
    asof: date
    salt: str
    currency: str = ""
    jobs: int = 0
    progress: Callable[[int], None] = lambda _rows: None
    on_bad: Callable[[list[Bad]], None] = lambda _bad: None

    def book(self) -> Book:
        """The book, opened."""
        return open_book(self.law, self.shop, known_on=self.asof)


@dataclass(frozen=True, slots=True)
class Built:
    """A history that stands. `cleared`: an interrupted build was cleared away first."""

    manifest: Manifest
    cleared: bool


@dataclass(slots=True)
class _Part:
    """What came of some orders."""

    data: bytes = b""
    orders: int = 0
    closed: int = 0
    bad: list[Bad] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Task:
    """What every process needs to know."""

    reads: Reads
    law: str
    asof: date
    salt: str
    currency: str

    def worker(self) -> _Worker:
        """Somebody who makes rows."""
        return _Worker(self)


class _Worker:
    """Makes rows of orders."""

    def __init__(self, task: _Task) -> None:
        self.task = task
        self.book = open_book(task.law, known_on=task.asof)
        self.past = Past(self.book, task.asof, task.salt)

    def part(self, items: Items) -> _Part:
        """The rows of some orders."""
        part, rows = _Part(), []
        for line, item in items:
            order = self.task.reads.order(line, item)
            if order is None:
                part.closed += 1
                continue
            found = order if isinstance(order, Bad) else self._rows(line, order)
            if isinstance(found, Bad):
                part.bad.append(found)
                continue
            part.orders += 1
            rows += found
        part.data = as_csv(rows)
        return part

    def _rows(self, line: int, order: CaseFile) -> list[Any] | Bad:
        try:
            if order.currency != self.task.currency:
                raise Wrong("book_currency", currency=order.currency, shop=self.task.currency)
            law = law_of(order)
            if law and law != self.book.jurisdiction:
                raise Wrong("other_law", law=law)
            return self.past.rows(order)
        except Wrong as wrong:
            return Bad.of(line, order.id, wrong)
        except InputError as error:
            return Bad.other(line, order.id, error.says)


def build_from_feed(feed: Feed, source: str, wanted: Wanted) -> Built:
    """A history from orders as a sweep reads them: a table, case files or records of a known source.

    Raises:
        InputError: nothing can be kept, or the folder cannot be written to; the former history stands.
    """
    book = wanted.book()
    currency = _currency(book, wanted)
    task = _Task(feed.reads, book.jurisdiction, wanted.asof, wanted.salt, currency)
    left = _Left()
    with building(wanted.folder) as into:
        made = Made(book, _law(book), wanted.asof, source, currency)
        manifest = from_rows(into, _heard(by_parts(feed.items(), task, wanted.jobs), left, wanted), made, left.told)
        return Built(manifest, into.cleared)


def _law(book: Book) -> Book:
    """The law of a book without its shop: what a shop's own book settles is settled when that book is tried."""
    return open_book(book.jurisdiction, known_on=book.known_on)


def _currency(book: Book, wanted: Wanted) -> str:
    """The currency of the shop's book, else the one that was said.

    Raises:
        InputError: nobody says which, or the two differ.
    """
    shop = book.shop.currency if book.shop else ""
    if wanted.currency and shop and wanted.currency != shop:
        raise InputError(
            f"the shop's book reckons in {shop}, not in {wanted.currency}",
            at=Place("", "--currency"),
            hint="leave it out",
        )
    if not (shop or wanted.currency):
        raise InputError(
            "in which currency are the sums?",
            at=Place("", "--currency"),
            hint="name the shop's book: --shop DIR, or say --currency RUB",
        )
    return shop or wanted.currency


class _Left:
    """Counts what is left out, and why."""

    def __init__(self) -> None:
        self.closed = 0
        self.orders = 0
        self._count: Counter[str] = Counter()
        self._sample: dict[str, list[str]] = {}

    def add(self, part: _Part) -> None:
        """Take one part in."""
        self.closed += part.closed
        self.orders += part.orders
        for bad in part.bad:
            why = str(bad.values.get("says", bad.code)) if bad.code == OTHER else bad.code
            self._count[why] += 1
            sample = self._sample.setdefault(why, [])
            if len(sample) < SAMPLES:
                sample.append(bad.order or f"#{bad.line}")

    def told(self) -> tuple[LeftOut, ...]:
        """All of it, the most frequent first."""
        found = [
            LeftOut(why=why, rows=rows, orders=tuple(self._sample[why])) for why, rows in self._count.most_common()
        ]
        return (*([LeftOut(why=CLOSED, rows=self.closed)] if self.closed else []), *found)


def _heard(parts: Iterator[_Part], left: _Left, wanted: Wanted) -> Iterator[bytes]:
    for part in parts:
        left.add(part)
        wanted.on_bad(part.bad)
        wanted.progress(left.orders)
        yield part.data


def build_from_select(given: Given, records: Path, wanted: Wanted) -> Built:
    """A history by a shop's own SELECT over a folder of CSV, JSON or Parquet.

    Raises:
        InputError: the SELECT, its columns or its values cannot be right; the former history stands.
    """
    book = wanted.book()
    currency = _currency(book, wanted)
    with building(wanted.folder) as into:
        made = Made(book, _law(book), wanted.asof, str(given.path), currency, wanted.progress)
        return Built(from_select(into, given, records, made, wanted.salt), into.cleared)


def select_of(shop: Path | None, sql: Path | None = None) -> Given | None:
    """The SELECT in a file, else the one beside a shop's book; None where there is neither.

    Raises:
        InputError: it cannot be read.
    """
    if sql is not None:
        return read_select(sql)
    folder = shop.parent if shop is not None and shop.name == SHOP_FILE else shop
    if folder is None or not (folder / SQL_FILE).is_file():
        return None
    return read_select(folder / SQL_FILE)


def ready(name: str) -> Path | None:
    """The folder of a book that ships with a SELECT over known records, by its name; None where there is none."""
    folder = SHOPS / name
    return folder if name.isidentifier() and (folder / SQL_FILE).is_file() else None


def check_history(folder: Path, shop: Path | None = None) -> Checked:
    """Read a history whole, and hold it against the catalogue. `shop` names the book whose facts are counted; without
    it those of the law alone are.

    Raises:
        InputError: the first fault.
    """
    manifest = read_manifest(folder)
    book = open_book(manifest.law, shop, known_on=manifest.asof)
    needed: set[str] = set()
    for answers in READERS:
        for table in book.tables_for(answers):
            declared = table.declared
            if declared.guard != "reason" or not declared.labels or manifest.reasons.keys() & set(declared.labels):
                needed |= reads(book.program, table)
    return checked(folder, book.declarations.facts, needed)
