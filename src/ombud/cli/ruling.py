"""`ombud rule` and `ombud explain`: several files, every good one ruled."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ombud.cli.clock import today
from ombud.cli.ending import OPEN, RULED, tell, worst
from ombud.kernel.errors import InputError, OmbudError
from ombud.kernel.lang import Lang
from ombud.model.case_file import CaseFile
from ombud.model.ruling import Ruling
from ombud.public.present import to_json
from ombud.public.rulings import (
    Book,
    check_asof,
    check_currency,
    in_file,
    law_of,
    open_book,
    read_case,
    rule,
    shop_of,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for instead of what the case says: language, day of ruling, book."""

    lang: Lang | None = None
    asof: date | None = None
    book: Path | None = None
    stance: str = ""


def ruled(path: Path, wanted: Wanted) -> tuple[CaseFile, Ruling]:
    """A case file and the ruling on it.

    Raises:
        OmbudError: the file, or its book, cannot be right.
    """
    file, book = opened(path, wanted)
    try:
        return file, rule(file, book, asof=wanted.asof or file.asof or today())
    except InputError as error:
        raise in_file(error, path) from None


def opened(path: Path, wanted: Wanted) -> tuple[CaseFile, Book]:
    """A case file and its book.

    Raises:
        OmbudError: the file, or its book, cannot be right.
    """
    file = read_case(path)
    try:
        book = _open(law_of(file), wanted.book or shop_of(file, path), wanted.stance)
        if wanted.asof or not file.asof:
            check_asof(file, wanted.asof or today())
        check_currency(file, book, given="--book" if wanted.book else "")
    except InputError as error:
        raise in_file(error, path) from None
    return file, book


@cache
def _open(law: str, shop: Path | None, stance: str = "") -> Book:
    """The law of the complainant's residence; without one, of the shop's country; without a shop, the generic pack."""
    if not stance:
        return open_book(law, shop, known_on=today())
    from ombud.public.stances import stance_file

    return open_book(law, shop, known_on=today(), stance=stance_file(stance))


def code_of(ruling: Ruling) -> int:
    """Whether the ruling stands, or waits for a deciding fact."""
    answered = ruling.kind == "complaint" or ruling.answer is not None
    return RULED if answered and all(one.decided for one in ruling.allegations) else OPEN


def each(files: Sequence[Path], wanted: Wanted, codes: list[int]) -> Iterator[tuple[CaseFile, Ruling]]:
    """The rulings on all good files, in order; a bad one is told, and its code kept."""
    for path in files:
        try:
            found = ruled(path, wanted)
        except (OmbudError, OSError) as error:
            codes.append(tell(error))
        else:
            codes.append(code_of(found[1]))
            yield found


def rule_files(files: Sequence[Path], wanted: Wanted, *, json: bool) -> int:
    """Rule on each file: for people, or as one line of JSON a case."""
    if json:
        return _shown(files, wanted, print_json)
    from ombud.cli.view.case import show_ruling
    from ombud.cli.view.page import Page
    from ombud.cli.words import Tongue

    return _shown(files, wanted, lambda ruling: show_ruling(Page(Tongue(wanted.lang or ruling.lang)), ruling))


def explain_files(files: Sequence[Path], wanted: Wanted) -> int:
    """Show the whole trace of each file's ruling."""
    from ombud.cli.view.explain import show_trace
    from ombud.cli.view.page import Page
    from ombud.cli.words import Tongue

    return _shown(files, wanted, lambda ruling: show_trace(Page(Tongue(wanted.lang or ruling.lang)), ruling))


def print_json(ruling: Ruling) -> None:
    """One line."""
    sys.stdout.write(to_json(ruling).decode() + "\n")


def _shown(files: Sequence[Path], wanted: Wanted, show: Callable[[Ruling], None]) -> int:
    codes: list[int] = []
    for _, ruling in each(files, wanted, codes):
        show(ruling)
        sys.stdout.flush()
    return worst(codes)
