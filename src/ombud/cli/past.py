"""`ombud history`: build it, check it, show it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import msgspec

from ombud.cli.clock import today
from ombud.cli.ending import RULED
from ombud.cli.language import of_terminal
from ombud.cli.sweep import Asked, feed_asked, kept, progress, refuse_errors_in_place
from ombud.cli.view.history import show_built, show_checked
from ombud.cli.view.page import Page
from ombud.cli.words import Tongue
from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import Lang
from ombud.public.history import (
    Built,
    Wanted,
    build_from_feed,
    build_from_select,
    check_history,
    ready,
    select_of,
)
from ombud.public.orders import Sheet, is_sheet
from ombud.public.rulings import law_of_country

NO_ORDERS = "sweep.empty"
SALT = 32
"""Bytes of the salt of pseudonyms. It is kept nowhere: nobody can find out later who a customer is."""


def build(asked: Asked, out: Path, sql: Path | None, *, json: bool) -> int:
    """Build a history, and show what is in it."""
    page = Page(Tongue(asked.lang or of_terminal()))
    if asked.source and (folder := ready(asked.source)):
        asked = replace(asked, source="", book=asked.book or folder)
        sql = sql or folder / "history.sql"
    asof = asked.asof or today()
    law, currency = law_of_country(asked.country), asked.currency.upper()
    given = None if asked.source or is_sheet(asked.path) else select_of(asked.book, sql)
    wanted = Wanted(out, asked.book, law, asof, token_hex(SALT), currency, asked.jobs, progress)
    if given is not None:
        _refuse_unread(asked)
        built = build_from_select(given, asked.path, wanted)
    else:
        if sql is not None:
            raise InputError(
                "a SELECT reads a folder of records, and this is a table",
                at=Place(str(asked.path)),
                hint="name the folder, or leave --sql out",
            )
        built = _from_feed(asked, page, wanted, quiet=json)
    progress(0)
    _told(page, built, json=json)
    return RULED


def _refuse_unread(asked: Asked) -> None:
    """A SELECT says itself which column is which."""
    for option, said in (("--column", asked.columns), ("--dates", asked.dates), ("--errors", asked.errors)):
        if said:
            raise InputError("this is for spreadsheets, not for a SELECT", at=Place("", option), hint="leave it out")


def _from_feed(asked: Asked, page: Page, wanted: Wanted, *, quiet: bool) -> Built:
    refuse_errors_in_place(asked)
    try:
        feed, shop = feed_asked(asked, page, wanted.asof, quiet=quiet)
    except InputError as error:
        if error.code == NO_ORDERS:
            error.hint += "; a folder of records needs a SELECT: history.sql beside the book, or --sql FILE"
        raise
    currency = feed.reader.currency if isinstance(feed, Sheet) else wanted.currency
    with kept(asked.errors, page.tongue) as keep:
        return build_from_feed(feed, str(asked.path), replace(wanted, shop=shop, currency=currency, on_bad=keep))


def _told(page: Page, built: Built, *, json: bool) -> None:
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(built.manifest) + b"\n")
    else:
        show_built(page, built)


def check(folder: Path, shop: Path | None, lang: Lang | None, *, json: bool) -> int:
    """Check a history, and show what nobody knows."""
    found = check_history(folder, shop)
    if json:
        data = {"rows": found.manifest.rows, "unknown": found.unknown, "gaps": found.gaps, "leftovers": found.leftovers}
        sys.stdout.buffer.write(msgspec.json.encode(data) + b"\n")
    else:
        show_checked(Page(Tongue(lang or of_terminal())), found)
    return RULED
