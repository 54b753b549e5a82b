"""Arguments and options that several commands have."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from ombud.kernel.lang import Lang


def _of_a_dispute(asof: datetime | None) -> datetime | None:
    """A day from which terms can be counted."""
    from ombud.kernel.days import EARLIEST, LATEST

    if asof is not None and not EARLIEST <= asof.date() <= LATEST:
        raise typer.BadParameter(f"{asof.date()} is no day of a dispute: name one between {EARLIEST} and {LATEST}")
    return asof


Files: TypeAlias = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Case files, TOML or JSON.")]
AsOf: TypeAlias = Annotated[
    datetime | None,
    typer.Option(
        "--asof", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day of ruling.", callback=_of_a_dispute
    ),
]
Tongue: TypeAlias = Annotated[Lang | None, typer.Option("--lang", help="The language of the screen.")]
Book: TypeAlias = Annotated[Path | None, typer.Option("--book", help="A shop's folder, instead of the case's own.")]
Stance: TypeAlias = Annotated[
    str, typer.Option("--stance", metavar="NAME", help="A stance instead of the house's own rules.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Shop: TypeAlias = Annotated[Path, typer.Argument(help="A shop's folder.")]
Shops: TypeAlias = Annotated[list[Path], typer.Argument(metavar="SHOP...", help="Shops' folders.")]
Codes: TypeAlias = Annotated[
    list[str] | None, typer.Argument(metavar="[LAW]...", help="Law packs (ru, pl, ...); all of them without.")
]
Code: TypeAlias = Annotated[str, typer.Argument(metavar="LAW", help="A law pack: ru, ua, pl, uk, eu, generic.")]
