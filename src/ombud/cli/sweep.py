"""`ombud sweep`: open orders, before anyone complains."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ombud.cli.clock import today
from ombud.cli.ending import BAD_INPUT, CONTROL, RULED
from ombud.cli.language import of_terminal
from ombud.cli.view.columns import show_columns, show_taken
from ombud.cli.view.page import Page
from ombud.cli.view.rows import reason
from ombud.cli.view.sweep import Shown, show_sweep
from ombud.cli.words import Tongue
from ombud.kernel.cells import inert
from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import Lang
from ombud.public.crew import Part, Task, parts
from ombud.public.orders import (
    Bad,
    DayOrder,
    Feed,
    Layout,
    Sheet,
    feed_of,
    is_sheet,
    sheet_of,
    source,
    source_sheet,
    understood,
)
from ombud.public.rulings import Book, law_of_country, open_book

AGREED = ("y", "yes", "д", "да", "т", "так", "t", "tak")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    path: Path
    book: Path | None = None
    country: str = ""
    asof: date | None = None
    yes: bool = False
    columns: tuple[str, ...] = ()
    dates: DayOrder | None = None
    currency: str = ""
    errors: Path | None = None
    source: str = ""
    jobs: int = 0
    lang: Lang | None = None


def sweep_orders(asked: Asked, *, json: bool) -> int:
    """Sweep, and show what needs action. Ends well when anything could be read."""
    page = Page(Tongue(asked.lang or of_terminal()))
    asof, law = asked.asof or today(), law_of_country(asked.country)
    refuse_errors_in_place(asked)
    feed, shop = feed_asked(asked, page, asof, quiet=json)
    shown = Shown(unread=feed.layout.unread if isinstance(feed, Sheet) else ())
    with kept(asked.errors, page.tongue) as keep:
        for part in parts(feed, Task(feed.reads, asof, shop, law, whole=json), asked.jobs):
            shown.add(part)
            keep(part.bad)
            _print(part, json=json)
            progress(shown.tally.orders)
    progress(0)
    if json:
        sys.stdout.buffer.write(msgspec.json.encode({"counts": _counts(shown)}) + b"\n")
    else:
        show_sweep(page, shown, asof)
    return RULED if shown.tally.orders or shown.tally.closed else BAD_INPUT


def refuse_errors_in_place(asked: Asked) -> None:
    """The rows that cannot be right are written beside the records, never over them.

    Raises:
        InputError: the file to write is the one that is read, or stands there and is no CSV.
    """
    path = asked.errors
    if path is None or not path.exists():
        return
    if path.samefile(asked.path) or path.suffix.lower() != ".csv":
        raise InputError(
            "this file would be written over", at=Place(str(path)), hint="name another: --errors left-out.csv"
        )


def feed_asked(asked: Asked, page: Page, asof: date, *, quiet: bool) -> tuple[Feed, Path | None]:
    """Where the orders come from, and with which book they are looked at."""
    if asked.source:
        given = source(asked.source)
        shop = asked.book or given.shop
        return source_sheet(given, asked.path, asof), shop
    if not is_sheet(asked.path):
        return feed_of(asked.path), asked.book
    layout = understood(asked.path, _said(asked.columns), asked.dates)
    _confirm(asked, page, layout, quiet=quiet)
    book: Book | None = None
    if asked.book:
        book = open_book(law_of_country(asked.country), asked.book, known_on=asof)
    return sheet_of(layout, book, asof, currency=asked.currency.upper()), asked.book


def _said(columns: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for one in columns:
        key, sign, header = one.partition("=")
        if not sign:
            raise InputError(
                f"{one!r} names no column", at=Place("", "--column"), hint='write --column due_on="Promised"'
            )
        found[key.strip()] = header.strip()
    return found


def _confirm(asked: Asked, page: Page, layout: Layout, *, quiet: bool) -> None:
    """Show what each column is taken for, and let a person say that it is so."""
    out = Page(page.tongue, sys.stderr) if quiet else page
    show_columns(out, layout)
    if asked.yes:
        show_taken(out, layout)
        return
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(f"{page.tongue.say('sweep_right')} ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().casefold() in AGREED:
            return
    raise InputError(
        "nobody has confirmed the columns",
        at=Place(str(asked.path)),
        hint="take them as they are with --yes, or correct one: --column KEY=HEADER",
        code="sheet.unconfirmed",
    )


def _print(part: Part, *, json: bool) -> None:
    if not json:
        return
    for line in part.lines:
        sys.stdout.buffer.write(line + b"\n")
    for bad in part.bad:
        data = {"order": bad.order, "line": bad.line, "code": bad.code, "error": reason(Tongue("en"), bad)}
        sys.stdout.buffer.write(msgspec.json.encode(data) + b"\n")
    sys.stdout.buffer.flush()


def _counts(shown: Shown) -> dict[str, Any]:
    tally = shown.tally
    faults: dict[str, dict[str, int]] = {}
    for (rule, party), count in tally.faults.items():
        faults.setdefault(rule, {})[party] = count
    return {
        "orders": tally.orders,
        "acting": tally.acting,
        "closed": tally.closed,
        "bad": tally.bad,
        "acts": tally.acts,
        "rules": tally.rules,
        "rest": tally.rest,
        "cannot_tell": tally.lacks,
        "faults": faults,
        "unread": [{"header": one.header, "holds": one.kind} for one in shown.unread],
    }


@contextmanager
def kept(path: Path | None, tongue: Tongue) -> Iterator[Any]:
    """Somewhere to keep the rows that cannot be right: a CSV file, or nowhere."""
    if path is None:
        yield lambda _bad: None
        return
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerow([tongue.say(f"sweep_errors_{name}") for name in ("line", "order", "reason")])

        def keep(bad: list[Bad]) -> None:
            writer.writerows((one.line, _harmless(one.order), _harmless(reason(tongue, one))) for one in bad)

        yield keep


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return inert(text.translate(CONTROL))


def progress(orders: int) -> None:
    """How far the work is, on a terminal only; 0 wipes it."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    sys.stderr.write(f"\r{orders:,}" if orders else "\r\x1b[K")
    sys.stderr.flush()
