"""The commands of `ombud history`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from ombud.cli.ending import ending
from ombud.cli.options import AsOf, Columns, Currency, Dates, Errors, Jobs, Json, Tongue, Yes

history = typer.Typer(
    help="Keep recorded orders as a table on which rules are tried.", no_args_is_help=True, rich_markup_mode=None
)

ShopOf: TypeAlias = Annotated[Path | None, typer.Option("--shop", metavar="DIR", help="The shop's folder.")]


@history.command("build")
@ending
def history_build(  # noqa: PLR0913, PLR0917  (one argument an option)
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A table, case files, or a folder of records.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The history's folder.")],
    shop: ShopOf = None,
    sql: Annotated[
        Path | None, typer.Option("--sql", metavar="FILE", help="A SELECT; else history.sql beside the book.")
    ] = None,
    law: Annotated[str, typer.Option("--law", metavar="CODE", help="Where the customers live.")] = "",
    asof: AsOf = None,
    yes: Yes = False,
    column: Columns = None,
    dates: Dates = None,
    currency: Currency = "",
    errors: Errors = None,
    ready: Annotated[str, typer.Option("--from", metavar="SOURCE", help="Known records: olist, retail.")] = "",
    jobs: Jobs = 0,
    json: Json = False,
    lang: Tongue = None,
) -> int:
    """Build a history: one row an order and reason, one file a month."""
    from ombud.cli.past import build
    from ombud.cli.sweep import Asked

    day = asof.date() if asof else None
    asked = Asked(source, shop, law, day, yes, tuple(column or ()), dates, currency, errors, ready, jobs, lang)
    return build(asked, out, sql, json=json)


@history.command("check")
@ending
def history_check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The history's folder.")],
    shop: ShopOf = None,
    json: Json = False,
    lang: Tongue = None,
) -> int:
    """Read a history whole: is every file there and as it was built, and what does nobody know?"""
    from ombud.cli.past import check

    return check(folder, shop, lang, json=json)
