"""A book laid out: clauses, numbers with their sources, rules with their articles."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text

from ombud.cli.view.page import LOUD, QUIET, WARN, Page, joined
from ombud.public.books import ShownBook, ShownParam, ShownRule, ShownTable

DIGEST_SHOWN = 12


def show_book(page: Page, book: ShownBook) -> None:
    """The packs, the public offer, the numbers, the tables."""
    tongue = page.tongue
    page.heading(" · ".join(part for part in (book.shop, book.jurisdiction, book.digest[:DIGEST_SHOWN]) if part))
    for pack in book.packs:
        checked = tongue.day(pack.checked_on) if pack.checked_on else ""
        page.put(joined((f"{pack.code} {pack.name}", LOUD), pack.authority, (checked, QUIET)))
    if book.clauses:
        page.heading(tongue.say("clauses"))
    for clause in book.clauses:
        purpose = (clause.purpose, QUIET)
        page.put(
            joined((clause.name, LOUD), clause.text, purpose, (tongue.name("visibility", clause.visibility), QUIET))
        )
    page.heading(tongue.say("numbers"))
    for param in book.params:
        _param(page, param)
    for answers, tables in groupby(sorted(book.tables, key=lambda table: table.answers), lambda table: table.answers):
        page.heading(f"{tongue.say('rules')}: {tongue.name('answers', answers)}")
        for table in tables:
            _table(page, table)


def _param(page: Page, param: ShownParam) -> None:
    whose = page.tongue.name("visibility", param.visibility)
    page.put(joined((param.name, LOUD), param.means, (param.anchor, QUIET), (whose, QUIET)))
    for value in param.values:
        verify = (page.tongue.say("verify"), WARN) if value.to_be_verified else None
        since = f"≥ {value.since}" if value.since else ""
        page.put(joined(value.value, since, (value.source, QUIET), (value.mark, QUIET), verify), indent=4)


def _table(page: Page, table: ShownTable) -> None:
    page.put(
        joined(
            (table.name, LOUD),
            (page.tongue.name("basis", table.level) if table.level else "", QUIET),
            (table.origin, QUIET),
        )
    )
    for rule in table.rules:
        _rule(page, rule)


def _rule(page: Page, rule: ShownRule) -> None:
    verify = (page.tongue.say("verify"), WARN) if rule.to_be_verified else None
    page.put(joined(rule.id, rule.because, (", ".join(rule.cites), QUIET), verify), indent=4)
    page.put(Text(f"{rule.when} → {rule.then}", style=QUIET), indent=6)
