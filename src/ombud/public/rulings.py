"""Rulings: open a book, read a case, rule on it as of a day.

The book is opened here too, so that ruling on one case does not load the checker.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from ombud.book.opening import SHOP_FILE, open_book
from ombud.book.record import Book
from ombud.book.residence import pack_of
from ombud.decide import decide
from ombud.facts import in_file, json_schema, read_case, read_case_text
from ombud.intake.countries import country_of
from ombud.kernel.days import EARLIEST, LATEST
from ombud.kernel.errors import InputError, Place
from ombud.model.case_file import CaseFile
from ombud.model.reply import Audience, Notice
from ombud.model.ruling import Ruling
from ombud.public.starters import starter_named

__all__ = [
    "Book",
    "check_asof",
    "check_currency",
    "in_file",
    "json_schema",
    "law_of",
    "law_of_country",
    "notice",
    "open_book",
    "read_case",
    "read_case_text",
    "rule",
    "shop_of",
]

GENERIC = "generic"


def rule(file: CaseFile, book: Book, *, asof: date) -> Ruling:
    """Always a ruling; what is not known stands in it as open questions.

    Raises:
        InputError: the facts of the case contradict each other.
    """
    return decide(file, book, asof=asof)


def notice(ruling: Ruling, audience: Audience) -> Notice | None:
    """The allowlist for one audience; None where the case has no such audience."""
    return next((one for one in ruling.notices if one.audience == audience), None)


def check_currency(file: CaseFile, book: Book, *, given: str = "") -> None:
    """A case and the shop's book reckon in one money. `given` is the option that named the book ("" : the case did).

    Raises:
        InputError: they do not; the place is the option, or the case's currency.
    """
    if book.shop and book.shop.currency != file.currency:
        way = f"name a book in {file.currency}" if given else "write the shop's, or leave `book` out"
        raise InputError(
            f"the case is in {file.currency}, and the shop's book reckons in {book.shop.currency}",
            at=Place("", given or "currency"),
            hint=f"one case has one currency: {way}",
            code="currency.mixed",
        )


def check_asof(file: CaseFile, asof: date) -> None:
    """A day of ruling other than the file's own can be one.

    Raises:
        InputError: it is before the first order, or no day of any dispute.
    """
    ordered = min((order.placed_on for order in file.orders or ()), default=EARLIEST)
    if not ordered <= asof <= LATEST:
        raise InputError(
            f"{asof} cannot be the day of ruling on {file.id[:60]}",
            at=Place("", "--asof"),
            hint=f"between {ordered} and {LATEST}",
            code="case.asof",
        )


def law_of(file: CaseFile) -> str:
    """The pack for the complainant's residence; empty where unknown (then the shop's country, else generic)."""
    return pack_of(file.complainant.residence)


def law_of_country(country: str) -> str:
    """The pack for customers of a country ("DE", "Germany" give that of the EU), or a pack's own name; "" for none.

    Raises:
        InputError: there is no such country.
    """
    code = country.strip().upper()
    if code.lower() == GENERIC or not code:
        return code
    if found := country_of(country):
        return pack_of(found)
    raise InputError(
        f"{country[:40]!r} is no country",
        at=Place("", "--country"),
        hint="write two letters or a name: RU, UA, PL, UK, or a country of the EU (DE, FR, CZ, …) have a law here; any "
        "other country of the world (KZ, GE, US, …) has the general rules, as has: generic",
        code="country.unknown",
    )


def shop_of(file: CaseFile, path: Path) -> Path | None:
    """The folder of the shop's book that a case names, relative to its own file.

    Raises:
        InputError: there is none; the place is the case's `book`.
    """
    if not file.book:
        return None
    if starter := starter_named(file.book):
        return starter
    with suppress(ValueError, OSError):  # a name that no file can have
        folder = (path.parent / file.book).resolve()
        if (folder if folder.name == SHOP_FILE else folder / SHOP_FILE).is_file():
            return folder
    raise InputError(
        f"there is no shop's book in {file.book[:200]!r}",
        at=Place("", "book"),
        hint=f"name the folder that holds {SHOP_FILE}, by a path relative to this file",
        code="case.book",
    )
