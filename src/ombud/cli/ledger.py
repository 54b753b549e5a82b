"""The commands of `ombud ledger`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from ombud.cli.ending import ending
from ombud.cli.options import AsOf, Book, Files, folder_of_shop

ledger = typer.Typer(
    help="Post signed rulings, settle, prove and export the ledger.", no_args_is_help=True, rich_markup_mode=None
)

LedgerFile: TypeAlias = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's file.")]
Case: TypeAlias = Annotated[str, typer.Argument(metavar="CASE", help="The case's id.")]
Person: TypeAlias = Annotated[str, typer.Argument(metavar="PERSON", help="Their first contact, or their name.")]
By: TypeAlias = Annotated[str, typer.Option("--by", metavar="ROLE", help="The role that signed: agent, lead, owner.")]
Amount: TypeAlias = Annotated[
    str, typer.Option("--amount", metavar="SUM", help='A part: "12.60 RUB", "12,60 zł"; without it all.')
]
SignedBook: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--book", parser=folder_of_shop, metavar="DIR", help="The shop's folder, whose book says who may sign."
    ),
]
Account: TypeAlias = Annotated[
    str, typer.Option("--account", metavar="ACCOUNT", help="Which claim, where several are.")
]


@ledger.command("post")
@ending
def ledger_post(
    files: Files,
    ledger: Annotated[Path, typer.Option("--ledger", metavar="LEDGER", help="The ledger's file.")],
    by: By,
    asof: AsOf = None,
    book: Book = None,
) -> int:
    """Rule, and post what a person has signed."""
    from ombud.cli.bookings import post_files
    from ombud.cli.ruling import Wanted

    return post_files(files, Wanted(None, asof.date() if asof else None, book), ledger, by)


@ledger.command("verify")
@ending
def ledger_verify(
    file: LedgerFile,
    anchor: Annotated[str, typer.Option(metavar="HASH", help="A hash of this ledger that was kept elsewhere.")] = "",
) -> int:
    """Prove that nothing was altered, removed, reordered or cut off."""
    from ombud.cli.bookings import verify_ledger

    return verify_ledger(file, anchor)


@ledger.command("export")
@ending
def ledger_export(
    file: LedgerFile,
    form: Annotated[
        Literal["hledger", "beancount", "csv"], typer.Option("--format", help="The form of the export.")
    ] = "hledger",
) -> int:
    """Print the entries for plain-text accounting."""
    from ombud.cli.bookings import export_ledger

    return export_ledger(file, form)


@ledger.command("open")
@ending
def ledger_open(file: LedgerFile) -> int:
    """List what customers, and the shop itself, are still waiting for."""
    from ombud.cli.bookings import show_open

    return show_open(file)


@ledger.command("pay")
@ending
def ledger_pay(file: LedgerFile, case: Case, by: By, amount: Amount = "") -> int:
    """Book that the customer has got the money."""
    from ombud.cli.bookings import Signed, settle_item

    return settle_item(file, "pay", case, Signed(by), amount)


@ledger.command("claim")
@ending
def ledger_claim(file: LedgerFile, case: Case, by: By) -> int:
    """Note that the carrier or maker was asked to pay."""
    from ombud.cli.bookings import note_claim

    return note_claim(file, case, by)


@ledger.command("receive")
@ending
def ledger_receive(file: LedgerFile, case: Case, by: By, amount: Amount = "", account: Account = "") -> int:
    """Book what the carrier or maker has paid."""
    from ombud.cli.bookings import Signed, settle_item

    return settle_item(file, "receive", case, Signed(by), amount, account)


@ledger.command("write-off")
@ending
def ledger_write_off(
    file: LedgerFile, case: Case, by: By, amount: Amount = "", account: Account = "", book: SignedBook = None
) -> int:
    """Give up what nobody will pay any more."""
    from ombud.cli.bookings import Signed, settle_item

    return settle_item(file, "write-off", case, Signed(by, book), amount, account)


@ledger.command("correct")
@ending
def ledger_correct(
    file: LedgerFile,
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help="The entry's number; of a ruling, all that it booked.")],
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a few words and without names.")],
    book: SignedBook = None,
) -> int:
    """Take an entry back by a new one; nothing is erased."""
    from ombud.cli.bookings import Signed, correct_entry

    return correct_entry(file, entry, reason, Signed(by, book))


@ledger.command("person")
@ending
def ledger_person(file: LedgerFile, person: Person) -> int:
    """Show what is kept of a person."""
    from ombud.cli.bookings import show_person

    return show_person(file, person)


@ledger.command("forget")
@ending
def ledger_forget(file: LedgerFile, person: Person, by: By, book: SignedBook = None) -> int:
    """Erase a person: key and data go, the sums stay."""
    from ombud.cli.bookings import Signed, forget

    return forget(file, person, Signed(by, book))
