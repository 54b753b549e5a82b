"""Proposals on the terminal: each amendment with its price and what it does to the purpose of the clause."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from ombud.cli.report.page import count, touched
from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, Page, held
from ombud.model.ruling import Ruling
from ombud.public.books import Book
from ombud.public.proposals import Proposal


def show_proposals(page: Page, ruling: Ruling, book: Book, found: Sequence[Proposal]) -> None:
    """The clause that was disputed, then every amendment of it."""
    tongue = page.tongue
    page.heading(f"{ruling.case} · {tongue.name('headline', ruling.headline or '')}")
    if not found:
        page.line(tongue.say("propose_nothing"))
        return
    clause = book.clauses[found[0].amendment.clause]
    page.fields([(tongue.say("propose_purpose"), tongue.words(clause.purpose))])
    for number, one in enumerate(found, 1):
        _proposal(page, number, one)


def _proposal(page: Page, number: int, one: Proposal) -> None:
    tongue = page.tongue
    page.line()
    page.line(f"{number}. {tongue.words(one.amendment.because)}", style=LOUD)
    if one.tried is None:
        page.line(tongue.say("propose_same"), style=QUIET, indent=5)
        return
    effects = one.tried.effects
    rows: list[tuple[str, Text | str]] = [
        (tongue.words(setting.means), f"{tongue.value(setting.before)} → {tongue.value(setting.after)}")
        for setting in one.tried.settings
    ]
    more = effects.after.total - effects.before.total
    price = ("+" if more > 0 else "") + tongue.minor(more, effects.currency)
    rows.append((tongue.say("propose_price"), Text(held(price), LOUD)))
    rows.append(("", touched(tongue, effects)))
    if one.turned_away:
        share = f"{100 * one.held / one.turned_away:.0f} %"
        kept = tongue.say("propose_held", held=count(one.held), all=count(one.turned_away), share=share)
        rows.append((tongue.say("propose_purpose"), kept))
    would = one.amendment.would_owe
    if would is not None:
        rows.append((tongue.say("propose_here"), tongue.say("propose_owed" if would else "propose_not_owed")))
    page.fields(rows, indent=5, width=24)
    breach = effects.breaches
    told = tongue.say("replay_breach", rows=count(breach)) if breach else tongue.say("replay_floor")
    page.line(told, style=BAD if breach else GOOD, indent=5)
    if effects.doubtful:
        page.line(tongue.say("replay_doubt", rows=count(effects.doubtful)), style=QUIET, indent=5)
