"""One line a case: who is right, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from ombud.cli.view.case import HEADLINE_STYLE
from ombud.cli.view.page import LOUD, QUIET, Page, joined
from ombud.cli.words import clean
from ombud.model.ruling import Ruling


def show_gists(page: Page, rulings: Sequence[Ruling]) -> None:
    """All cases in a table."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=LOUD, no_wrap=True)
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for ruling in rulings:
        code = ruling.answer.answer if ruling.answer else ruling.headline or "cannot_tell_yet"
        headline = page.tongue.name("answer" if ruling.answer else "headline", code)
        where = " ".join(part for part in (ruling.shop, ruling.law) if part)
        table.add_row(
            clean(ruling.case), clean(where), Text(headline, style=HEADLINE_STYLE[code]), joined(*gist(page, ruling))
        )
    page.put(table, indent=0)


def gist(page: Page, ruling: Ruling) -> Iterator[str]:
    """What is owed, what is given, or what is asked."""
    tongue = page.tongue
    if ruling.answer:
        yield tongue.name("question", ruling.answer.question)
    questions = [item for one in ruling.allegations for item in one.unknown if item.deciding]
    for question in questions[:1]:
        by = tongue.say("by_day", day=tongue.short(question.by)) if question.by else ""
        yield f"{tongue.name('party', question.of)}: {tongue.words(question.ask)} {by}".rstrip()
    redress = [item for one in ruling.allegations for item in one.entitlement.redress if not questions]
    for item in redress[:2]:
        yield f"{tongue.say('owed')}: {tongue.name('remedy', item.remedy)} {tongue.sum(item.amount)}".rstrip()
    given = [one for one in ruling.remedies.options if one.kind == "goodwill" and one.recommended and not questions]
    for option in given:
        yield f"{tongue.say('goodwill')}: {tongue.name('remedy', option.remedy)} {tongue.sum(option.amount)}".rstrip()
