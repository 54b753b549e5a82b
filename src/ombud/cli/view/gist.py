"""One line a case: who is right, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from ombud.cli.view.case import HEADLINE_STYLE, open_questions
from ombud.cli.view.page import LOUD, QUIET, Page, joined
from ombud.cli.words import clean
from ombud.model.ruling import Ruling

HEAD = (LOUD, QUIET, "")
GAP = 2


def show_gists(page: Page, rulings: Sequence[Ruling]) -> None:
    """All cases, one below the other."""
    lines = [_cells(page, ruling) for ruling in rulings]
    widths = [max((line[at].cell_len for line in lines), default=0) for at in range(len(HEAD))]
    for line in lines:
        shown = Text()
        for cell, width, style in zip(line, widths, HEAD, strict=False):
            cell.stylize_before(style)
            cell.pad_right(width - cell.cell_len + GAP)
            shown.append_text(cell)
        shown.append_text(line[-1])
        shown.truncate(page.console.width, overflow="ellipsis")
        page.put(shown, indent=0)


def _cells(page: Page, ruling: Ruling) -> tuple[Text, Text, Text, Text]:
    code = ruling.answer.answer if ruling.answer else ruling.headline or "cannot_tell_yet"
    headline = page.tongue.name("answer" if ruling.answer else "headline", code)
    where = " ".join(part for part in (ruling.shop, ruling.law) if part)
    return (
        Text(clean(ruling.case)),
        Text(clean(where)),
        Text(headline, style=HEADLINE_STYLE[code]),
        joined(*gist(page, ruling)),
    )


def gist(page: Page, ruling: Ruling) -> Iterator[str]:
    """What is owed, what is given, or what is asked."""
    tongue = page.tongue
    if ruling.answer:
        yield tongue.name("question", ruling.answer.question)
    questions = open_questions(ruling)
    for question in questions[:1]:
        by = tongue.say("by_day", day=tongue.short(question.by)) if question.by else ""
        yield f"{tongue.name('party', question.of)}: {tongue.words(question.ask)} {by}".rstrip()
    redress = [item for one in ruling.allegations for item in one.entitlement.redress if not questions]
    for item in redress[:2]:
        yield f"{tongue.say('owed')}: {tongue.name('remedy', item.remedy)} {tongue.sum(item.amount)}".rstrip()
    given = [one for one in ruling.remedies.options if one.kind == "goodwill" and one.recommended and not questions]
    for option in given:
        yield f"{tongue.say('goodwill')}: {tongue.name('remedy', option.remedy)} {tongue.sum(option.amount)}".rstrip()
