"""The commands of `ombud`. What they need is imported when they run: help is plain and quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ombud import __version__
from ombud.cli.ending import ending
from ombud.cli.history import history
from ombud.cli.ledger import ledger
from ombud.cli.options import (
    AsOf,
    Book,
    Code,
    Codes,
    Columns,
    Currency,
    Dates,
    Errors,
    Files,
    Jobs,
    Json,
    Shop,
    Shops,
    Stance,
    Tongue,
    Yes,
    folder_of_shop,
)

app = typer.Typer(
    name="ombud",
    help="Settle disputes between an online shop and its customers: from evidence, promises and law.",
    epilog="Ends with 0 when ruled, 3 when a deciding fact is missing, 2 on bad input. Not legal advice.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
book = typer.Typer(help="Check, compare and read shops' books.", no_args_is_help=True, rich_markup_mode=None)
law = typer.Typer(help="Check, try and read law packs.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(book, name="book")
app.add_typer(law, name="law")
app.add_typer(ledger, name="ledger")
app.add_typer(history, name="history")


@app.callback(invoke_without_command=True)
def _start(
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        typer.echo(f"ombud {__version__}")
        raise typer.Exit


@app.command()
@ending
def rule(  # noqa: PLR0913, PLR0917  (each option of the command is an argument)
    files: Files,
    json: Json = False,
    lang: Tongue = None,
    asof: AsOf = None,
    book: Book = None,
    stance: Stance = "",
    stances: Annotated[bool, typer.Option("--stances", help="Compare all stances on each case.")] = False,
) -> int:
    """Rule on disputes: who is right, and what follows from it."""
    from ombud.cli.ruling import Wanted, rule_files

    wanted = Wanted(lang, asof.date() if asof else None, book, stance)
    if stances:
        from ombud.cli.stances import compare_files

        return compare_files(files, wanted, as_json=json)
    return rule_files(files, wanted, json=json)


@app.command()
@ending
def explain(files: Files, lang: Tongue = None, asof: AsOf = None, book: Book = None) -> int:
    """Show which rules fired, on what, and why others did not."""
    from ombud.cli.ruling import Wanted, explain_files

    return explain_files(files, Wanted(lang, asof.date() if asof else None, book))


@app.command()
@ending
def queue(
    files: Files,
    json: Json = False,
    lang: Tongue = None,
    asof: AsOf = None,
    book: Book = None,
    per_day: Annotated[
        int | None, typer.Option("--per-day", min=1, metavar="N", help="How many cases are taken up a day.")
    ] = None,
) -> int:
    """Put open cases in order: near their floor first, then as the book ranks them."""
    from ombud.cli.queue import show_queue
    from ombud.cli.ruling import Wanted

    return show_queue(files, Wanted(lang, asof.date() if asof else None, book), per_day=per_day, as_json=json)


@app.command()
@ending
def sweep(  # noqa: PLR0913, PLR0917  (one argument an option)
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="A table (CSV, XLSX), or case files.")],
    book: Book = None,
    country: Annotated[str, typer.Option(help="Where the customers live, if the records do not say.")] = "",
    asof: AsOf = None,
    yes: Yes = False,
    column: Columns = None,
    dates: Dates = None,
    currency: Currency = "",
    errors: Errors = None,
    source: Annotated[str, typer.Option("--from", metavar="SOURCE", help="Records in Parquet: olist.")] = "",
    jobs: Jobs = 0,
    json: Json = False,
    lang: Tongue = None,
) -> int:
    """Look through open orders: what to do today, this week, or waive, before anyone complains."""
    from ombud.cli.sweep import Asked, sweep_orders

    day = asof.date() if asof else None
    asked = Asked(path, book, country, day, yes, tuple(column or ()), dates, currency, errors, source, jobs, lang)
    return sweep_orders(asked, json=json)


@app.command()
@ending
def replay(  # noqa: PLR0913, PLR0917  (a command's options, each named when it is called)
    history: Annotated[Path, typer.Argument(metavar="HISTORY", help="The history's folder.")],
    old: Annotated[Path, typer.Option("--old", parser=folder_of_shop, metavar="DIR", help="The shop's book as it is.")],
    new: Annotated[
        Path | None, typer.Option("--new", parser=folder_of_shop, metavar="DIR", help="Another book.")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="One of the book's numbers, changed.")
    ] = None,
    stance: Annotated[bool, typer.Option("--stance", help="Every stance, side by side.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Keep the report and what changes.")] = None,
    json: Json = False,
    lang: Tongue = None,
) -> int:
    """Try a changed rule on a history: what would have happened, in money, by month, with examples."""
    from ombud.cli.replay import Asked, replay

    return replay(Asked(history, old, new, tuple(settings or ()), stance, out, lang), json=json)


@app.command()
@ending
def propose(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A case file.")],
    history: Annotated[Path, typer.Option("--history", metavar="DIR", help="The shop's history.")],
    book: Book = None,
    lang: Tongue = None,
) -> int:
    """Where a rule is at fault: what it could be instead, each change tried on the shop's history."""
    from ombud.cli.propose import propose

    return propose(file, history, book, lang)


@app.command()
@ending
def demo(json: Json = False, lang: Tongue = None) -> int:
    """Rule on the demo docket: one line a case, then one ruling whole."""
    from ombud.cli.docket import show_docket

    return show_docket(lang, json=json)


@app.command()
@ending
def ask(  # noqa: PLR0913, PLR0917  (a command's options, each named when it is called)
    country: Annotated[
        str,
        typer.Option(
            "--country",
            metavar="CODE",
            help="Where the customer lives: pl, ua (Ukraine), uk (United Kingdom), any two letters.",
        ),
    ] = "",
    currency: Annotated[str, typer.Option("--currency", metavar="CODE", help="Another currency than the book's.")] = "",
    lang: Tongue = None,
    book: Book = None,
    asof: AsOf = None,
    json: Json = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.toml", help="Write the case file here.")] = None,
) -> int:
    """Hear a dispute: at most six questions, then a verdict and a reply."""
    from ombud.cli.interview import Start, interview

    return interview(Start(country, currency, lang, book, asof.date() if asof else None, out, json))


@app.command()
@ending
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the shop's book.")],
    lang: Tongue = None,
) -> int:
    """Make a shop's book from eight questions."""
    from ombud.cli.founding import found_shop

    return found_shop(folder, lang)


@app.command()
@ending
def schema() -> int:
    """Print the JSON Schema of case files."""
    from ombud.cli.shelf import print_schema

    return print_schema()


@book.command("check")
@ending
def book_check(shops: Shops) -> int:
    """Find all that cannot be right in shops' books."""
    from ombud.cli.shelf import check_shops

    return check_shops(shops)


@book.command("stances")
@ending
def book_stances(lang: Tongue = None) -> int:
    """List the stances: how far a house may go beyond what is owed."""
    from ombud.cli.stances import list_stances

    return list_stances(lang)


@book.command("diff")
@ending
def book_diff(old: Shop, new: Shop, lang: Tongue = None) -> int:
    """Tell in words what differs between two books."""
    from ombud.cli.shelf import show_difference

    return show_difference(old, new, lang)


@book.command("show")
@ending
def book_show(shop: Shop, lang: Tongue = None, asof: AsOf = None) -> int:
    """Lay a shop's book out, with the law it stands on."""
    from ombud.cli.shelf import show_shop

    return show_shop(shop, lang, asof.date() if asof else None)


@law.command("check")
@ending
def law_check(codes: Codes = None) -> int:
    """Find all that cannot be right in law packs, and try their worked cases."""
    from ombud.cli.shelf import check_law

    return check_law(codes or [])


@law.command("cases")
@ending
def law_cases(codes: Codes = None) -> int:
    """Try the worked cases of law packs, each a sentence."""
    from ombud.cli.shelf import try_cases

    return try_cases(codes or [])


@law.command("show")
@ending
def law_show(code: Code, lang: Tongue = None, asof: AsOf = None) -> int:
    """Lay a law pack out: numbers with their sources, rules with their articles."""
    from ombud.cli.shelf import show_law

    return show_law(code, lang, asof.date() if asof else None)


def run() -> None:
    """Run `ombud`: text goes out in UTF-8, whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
