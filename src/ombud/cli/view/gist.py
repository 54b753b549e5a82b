"""One line a case: who is right, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from ombud.cli.view.case import HEADLINE_STYLE
from ombud.cli.view.page import LOUD, QUIET, Page, joined
from ombud.cli.view.unknown import open_questions
from ombud.cli.words import clean
from ombud.kernel.money import Money
from ombud.model.entitlement import Sum
from ombud.model.ruling import Ruling

HEAD = (LOUD, QUIET, "")
WHERE = 1
GAP = 2


def show_gists(page: Page, rulings: Sequence[Ruling]) -> None:
    """All cases, one below the other."""
    lines = [_cells(page, ruling) for ruling in rulings]
    widths = [max((line[at].cell_len for line in lines), default=0) for at in range(len(HEAD))]
    answered = (ruling for ruling in rulings if not open_questions(ruling))
    needed = max((cell_len(next(gist(page, ruling), "")) for ruling in answered), default=0)
    if sum(widths) + GAP * len(HEAD) + needed > page.console.width:
        widths[WHERE] = 0  # what follows from a case is worth more than whose it is
    for line in lines:
        shown = Text()
        for cell, width, style in zip(line, widths, HEAD, strict=False):
            if not width:
                continue
            cell.stylize_before(style)
            cell.pad_right(width - cell.cell_len + GAP)
            shown.append_text(cell)
        shown.append_text(line[-1])
        shown.truncate(page.console.width, overflow="ellipsis")
        page.put(shown, indent=0)


def _cells(page: Page, ruling: Ruling) -> tuple[Text, Text, Text, Text]:
    code = ruling.answer.answer if ruling.answer else ruling.headline or "cannot_tell_yet"
    headline = page.tongue.name("answer" if ruling.answer else "headline", code)
    where = " ".join(part for part in (page.tongue.words(ruling.shop_name) or ruling.shop, ruling.law) if part)
    return (
        Text(clean(ruling.case)),
        Text(clean(where)),
        Text(headline, style=HEADLINE_STYLE[code]),
        joined(*gist(page, ruling)),
    )


def gist(page: Page, ruling: Ruling) -> Iterator[str]:
    """What is owed, what is given, or what is asked; the sum and the day come first, for the end may be cut off."""
    tongue = page.tongue
    if ruling.answer:
        yield tongue.name("question", ruling.answer.question)
    questions = open_questions(ruling)
    for question in questions[:1]:
        by = tongue.say("by_day", day=tongue.short(question.by).strip()) if question.by else ""
        head = ", ".join(part for part in (tongue.name("party", question.of), by) if part)
        yield f"{head}: {tongue.words(question.ask)}"
    redress = [item for one in ruling.allegations for item in one.entitlement.redress if not questions]
    redress.sort(key=lambda item: not isinstance(item.amount, Money))
    owed = [_sum_first(page, "owed", item.remedy, item.amount) for item in redress]
    yield from list(dict.fromkeys(owed))[:2]
    given = [one for one in ruling.remedies.options if one.kind == "goodwill" and one.recommended and not questions]
    for option in given:
        yield _sum_first(page, "goodwill", option.remedy, option.amount)


def _sum_first(page: Page, what: str, remedy: str, amount: Sum) -> str:
    tongue = page.tongue
    return f"{tongue.say(what)} {tongue.sum(amount)}".rstrip() + f": {tongue.name('remedy', remedy)}"
