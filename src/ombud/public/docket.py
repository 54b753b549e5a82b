"""The demo docket: invented disputes in invented shops, shipped with ombud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.facts import read_case
from ombud.model.case_file import CaseFile
from ombud.model.ruling import Ruling
from ombud.public.rulings import law_of, rule, shop_of

DOCKET = Path(__file__).parent.parent / "shops" / "demo" / "docket"


def docket_files() -> list[Path]:
    """The case files, in the order of their ids."""
    return sorted(DOCKET.glob("*.toml"), key=lambda path: path.stem)


def docket() -> Iterator[Ruling]:
    """Every case of the docket, ruled on as of the day that its file names."""
    books: dict[tuple[str, Path | None], Book] = {}
    for path in docket_files():
        file = read_case(path)
        asof = file.asof or file.opened_on
        yield rule(file, _book(file, path, asof, books), asof=asof)


def _book(file: CaseFile, path: Path, asof: date, books: dict[tuple[str, Path | None], Book]) -> Book:
    key = law_of(file), shop_of(file, path)
    if key not in books:
        books[key] = open_book(*key, known_on=asof)
    return books[key]
