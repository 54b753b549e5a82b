"""A table before it is swept: what each column is taken for, and what nobody reads."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from ombud.cli.view.page import BAD, QUIET, WARN, Page, joined
from ombud.cli.words import clean
from ombud.public.orders import Layout, Unread

SURE = 1.0
OFFERED = 2


def show_columns(page: Page, layout: Layout) -> None:
    """What each column is taken for, what is not read, and what cannot be told without the missing ones."""
    tongue = page.tongue
    how = {";": "«;»", ",": "«,»", "\t": "tab"}.get(layout.table.separator, layout.table.separator)
    page.heading(" · ".join(part for part in (clean(layout.table.path.name), layout.table.encoding, how) if part))
    rows: list[tuple[str, Text | str]] = []
    for one in layout.guesses:
        unsure = tongue.say("sweep_unsure", n=round(one.confidence * 100)) if one.key and one.confidence < SURE else ""
        if one.key:
            rows.append((clean(one.header), joined(tongue.name("column", one.key), (one.key, QUIET), (unsure, WARN))))
    page.fields(rows, width=28)
    _days(page, layout)
    loud = {one.header for one in layout.unread}
    if quiet := [header for header in layout.unknown if header not in loud]:
        page.fields([(tongue.say("sweep_unread"), ", ".join(quiet))])
    show_unread(page, layout.unread)
    if layout.lacking:
        page.line(f"{tongue.say('sweep_missing')}:", style=QUIET)
        page.fields([(tongue.name("column", one.key), tongue.words(one.without)) for one in layout.lacking], indent=4)


def _days(page: Page, layout: Layout) -> None:
    """In which order days are read, and how that is known; columns of which the same is known stand together, each with
    its own day that shows it.
    """
    tongue, told = page.tongue, dict[tuple[str, str], dict[str, None]]()
    for key, orders in layout.dates.items():
        for sign, order in orders.items():
            because, name = layout.because[key][sign], tongue.name("column", key)
            shown = tongue.say("sweep_quoted", text=clean(because.example)) if because.example else ""
            form = tongue.name("sweep_order", order).format(sign=sign)
            told.setdefault((form, because.why), {})[": ".join(part for part in (name, shown) if part)] = None
    for (form, code), names in told.items():
        why = tongue.name("sweep_dates", code)
        page.line(tongue.say("sweep_dates_read", form=form, why=why, columns=", ".join(names)), style=QUIET)


def show_unread(page: Page, unread: Sequence[Unread]) -> None:
    """The columns that hold days or sums and are not read, loudly: one of them may be the promised day."""
    tongue = page.tongue
    if unread:
        page.line(f"{tongue.say('sweep_unread_loud')}:", style=f"bold {BAD}")
    for one in unread:
        what = tongue.say(f"sweep_unread_{one.kind}", example=clean(one.example))
        page.fields([(clean(one.header), joined((what, WARN), _perhaps(page, one)))], indent=4)


def _perhaps(page: Page, one: Unread) -> str:
    """What the column could be, the likeliest first, and how to say so; that it may be left, for it may be anything."""
    tongue = page.tongue
    if not one.perhaps:
        return ""
    ways = [f'--column {key}="{clean(one.header)}"' for key in one.perhaps[:OFFERED]]
    named = [tongue.say("sweep_quoted", text=tongue.name("column", key)) for key in one.perhaps[:OFFERED]]
    told = "; ".join(f"{name}: {way}" for name, way in zip(named, ways, strict=True))
    return tongue.say("sweep_perhaps", ways=told)


def show_taken(page: Page, layout: Layout) -> None:
    """What `--yes` took, and what it left."""
    tongue = page.tongue
    taken = sum(1 for one in layout.guesses if one.key)
    unsure = [one.header for one in layout.guesses if one.key and one.confidence < SURE]
    guessed = tongue.say("sweep_guessed", headers=_quoted(page, unsure)) if unsure else ""
    headers = [*layout.unknown, *(one.header for one in layout.unread if one.header not in layout.unknown)]
    left = tongue.say("sweep_left", headers=_quoted(page, headers)) if headers else tongue.say("sweep_left_none")
    page.put(joined(tongue.say("sweep_yes", n=taken), (guessed, WARN), (left, WARN if layout.unread else "")))


def _quoted(page: Page, headers: Sequence[str]) -> str:
    return ", ".join(page.tongue.say("sweep_quoted", text=clean(header)) for header in headers)
