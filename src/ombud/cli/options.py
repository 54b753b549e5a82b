"""Arguments and options that several commands have."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from ombud.cli.ending import tell
from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import LANGS, Lang

NAMES = {"en": "English", "ru": "Russian", "uk": "Ukrainian", "pl": "Polish"}
MEANT = {"ua": "uk", "gb": "en", "us": "en"}
"""Countries that are said where a language is asked for, and the language that is meant."""


def _refused(says: str, option: str, hint: str) -> typer.Exit:
    """The end of a command that was never begun, told in one sentence as all bad input is."""
    return typer.Exit(tell(InputError(says, at=Place("", option), hint=hint)))


def _day(text: str) -> datetime:
    """A day of the calendar, written as a case file writes it."""
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time())
    except ValueError:
        raise _refused(f"`{text[:20]}` is no day", "--asof", "year-month-day, as in 2026-04-21") from None


def _language(text: str) -> Lang:
    """One of the four languages."""
    code = text.lower()
    if code not in LANGS:
        known = ", ".join(f"{one} ({NAMES[one]})" for one in LANGS)
        meant = f"did you mean {MEANT[code]} ({NAMES[MEANT[code]]})? " if code in MEANT else ""
        raise _refused(f"`{text[:20]}` is no language here", "--lang", f"{meant}languages: {known}")
    return code


def _of_a_dispute(asof: datetime | None) -> datetime | None:
    """A day from which terms can be counted."""
    from ombud.kernel.days import EARLIEST, LATEST

    if asof is not None and not EARLIEST <= asof.date() <= LATEST:
        raise _refused(f"{asof.date()} is no day of a dispute", "--asof", f"name one between {EARLIEST} and {LATEST}")
    return asof


def folder_of_shop(text: str) -> Path:
    """A shop's folder, or a starter book by the name that a case file has for it ("starter/pl")."""
    from ombud.public.starters import starter_named

    return starter_named(text) or Path(text)


Files: TypeAlias = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Case files, TOML or JSON.")]
AsOf: TypeAlias = Annotated[
    datetime | None,
    typer.Option("--asof", parser=_day, metavar="YYYY-MM-DD", help="The day of ruling.", callback=_of_a_dispute),
]
Tongue: TypeAlias = Annotated[
    Lang | None,
    typer.Option(
        "--lang", parser=_language, metavar="|".join(LANGS), help="The language of the screen; uk is Ukrainian."
    ),
]
Book: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--book",
        parser=folder_of_shop,
        metavar="DIR",
        help="A shop's folder, or starter/pl, instead of the case's own.",
    ),
]
Stance: TypeAlias = Annotated[
    str, typer.Option("--stance", metavar="NAME", help="A stance instead of the house's own rules.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Shop: TypeAlias = Annotated[Path, typer.Argument(parser=folder_of_shop, metavar="SHOP", help="A shop's folder.")]
Shops: TypeAlias = Annotated[
    list[Path], typer.Argument(parser=folder_of_shop, metavar="SHOP...", help="Shops' folders.")
]
Codes: TypeAlias = Annotated[
    list[str] | None, typer.Argument(metavar="[LAW]...", help="Law packs (ru, pl, ...); all of them without.")
]
Code: TypeAlias = Annotated[str, typer.Argument(metavar="LAW", help="A law pack: ru, ua, pl, uk, eu, generic.")]

# How a table of orders is read: `sweep` and `history build` ask the same.
Yes: TypeAlias = Annotated[bool, typer.Option("--yes", help="Take the columns as they are guessed.")]
Columns: TypeAlias = Annotated[
    list[str] | None, typer.Option("--column", metavar="KEY=HEADER", help="Say which column is which.")
]
Dates: TypeAlias = Annotated[Literal["dmy", "mdy"] | None, typer.Option(help="What stands first in 04/05/2026.")]
Currency: TypeAlias = Annotated[str, typer.Option(metavar="CODE", help="The currency of the sums, where no book says.")]
Errors: TypeAlias = Annotated[Path | None, typer.Option(metavar="FILE.csv", help="Keep all rows that cannot be right.")]
Jobs: TypeAlias = Annotated[int, typer.Option(min=0, help="Processes for long work; 0: one a core.")]
