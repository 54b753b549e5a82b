"""A history on the terminal: rows by month and reason, what was left out, what nobody knows."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from ombud.cli.view.page import GOOD, QUIET, WARN, Page, held, joined
from ombud.cli.words import clean
from ombud.public.history import Built, Checked, LeftOut, Manifest, gaps

LISTED = 20
ALL = 100


def show_built(page: Page, built: Built) -> None:
    """What was built."""
    tongue, manifest = page.tongue, built.manifest
    _head(page, manifest)
    if built.cleared:
        page.line(tongue.say("history_cleared"), style=WARN)
    _months(page, manifest)
    _left_out(page, manifest)
    _gaps(page, gaps(one.month for one in manifest.files))


def show_checked(page: Page, found: Checked) -> None:
    """What was found whole, and what nobody knows."""
    tongue, manifest = page.tongue, found.manifest
    _head(page, manifest)
    page.line(tongue.say("history_whole"), style=GOOD)
    if found.leftovers:
        page.line(tongue.say("history_leftovers"), style=WARN)
    _months(page, manifest)
    _left_out(page, manifest)
    _gaps(page, found.gaps)
    _unknown(page, found)


def _head(page: Page, manifest: Manifest) -> None:
    tongue = page.tongue
    parts = (tongue.say("history_of"), f"{tongue.say('law')}: {manifest.law}")
    page.heading(" · ".join((*parts, f"{tongue.say('asof')} {tongue.day(manifest.asof)}")))
    page.line(f"{tongue.say('history_rows')}: {manifest.rows}")


def _months(page: Page, manifest: Manifest) -> None:
    """Rows by month and reason."""
    tongue, reasons = page.tongue, list(manifest.reasons)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=QUIET)
    for _ in (*reasons, ""):
        table.add_column(justify="right")
    table.add_row("", *(tongue.name("reason", one) for one in reasons), tongue.say("history_all"))
    for one in manifest.files:
        table.add_row(one.month, *(str(one.reasons.get(reason, 0)) for reason in reasons), str(one.rows))
    table.add_row("", *(str(rows) for rows in manifest.reasons.values()), str(manifest.rows))
    page.put(table)


def _left_out(page: Page, manifest: Manifest) -> None:
    tongue = page.tongue
    if not manifest.left_out:
        return
    page.line(f"{tongue.say('history_left_out')}:", style=WARN)
    page.fields([(str(one.rows), joined(_why(page, one), (", ".join(map(clean, one.orders)), QUIET)))
                 for one in manifest.left_out], indent=4, width=8)  # fmt: skip


def _why(page: Page, one: LeftOut) -> str:
    """Why rows were left out: a code that the terminal has words for, or the condition that they break."""
    return page.tongue.name("history_why", one.why) if one.why.isidentifier() else held(one.why)


def _gaps(page: Page, months: tuple[str, ...]) -> None:
    if months:
        page.line(f"{page.tongue.say('history_gaps')}: {', '.join(months)}", style=WARN)


def _unknown(page: Page, found: Checked) -> None:
    """Facts that rules read and nobody knows, those known in no row together."""
    tongue, rows = page.tongue, found.manifest.rows
    never = sorted(name for name, count in found.unknown.items() if count == rows)
    some = sorted(((count, name) for name, count in found.unknown.items() if 0 < count < rows), reverse=True)
    if some:
        page.line(f"{tongue.say('history_unknown')}:", style=QUIET)
        page.fields([(name, Text(f"{ALL * count / rows:.1f} %")) for count, name in some[:LISTED]], indent=4, width=30)
        if len(some) > LISTED:
            page.line(tongue.say("history_more", n=len(some) - LISTED), style=QUIET, indent=4)
    if never:
        page.line(f"{tongue.say('history_never')}: {', '.join(never)}", style=QUIET)
