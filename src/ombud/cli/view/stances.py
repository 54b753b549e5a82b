"""One case under several stances: what is owed once, for it is the same; what each would give beyond it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from ombud.cli.view.case import show_refusal
from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, Page, held
from ombud.model.remedy import Option
from ombud.public.stances import Side, same_owed


def show_stances(page: Page, sides: Sequence[Side]) -> None:
    """A heading, what is owed, and a row a stance."""
    tongue, ruling = page.tongue, sides[0].ruling
    page.heading(f"{ruling.case} · {ruling.title}")
    if ruling.kind == "question":
        _question(page, sides[0])
        return
    alike = same_owed(sides)
    page.line(tongue.say("owed_alike" if alike else "owed_differs"), GOOD if alike else BAD)
    for line in _owed(page, sides[0]):
        page.line(line, indent=5)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET)
    for key in ("stance", "goodwill", "costs", "approval", "measure"):
        table.add_column(tongue.say(key), justify="right" if key == "costs" else "left", overflow="fold")
    for side in sides:
        table.add_row(*_row(page, side))
    page.put("", table)


def _question(page: Page, side: Side) -> None:
    """The law answers a question of the shop, and no stance answers it otherwise: nothing is laid side by side."""
    tongue, answer = page.tongue, side.ruling.answer
    page.line(tongue.say("answered_alike"), GOOD)
    if answer:
        show_refusal(page, answer)
    else:
        page.line(f"{tongue.say('no_rule')}: {tongue.say('stays_open')}")


def _owed(page: Page, side: Side) -> Iterator[str]:
    plan = side.ruling.remedies
    due = [one for one in plan.options if one.kind == "redress"]
    for one in (*due, *plan.exposure):
        demand = page.tongue.say("on_demand") if one in plan.exposure else ""
        yield " · ".join(part for part in (_named(page, one), demand) if part)
    if not due and not plan.exposure:
        yield page.tongue.say("nothing_owed")


def _named(page: Page, one: Option) -> str:
    return f"{page.tongue.name('remedy', one.remedy)} {page.tongue.sum(one.amount)}".rstrip()


def _row(page: Page, side: Side) -> Iterator[Text]:
    tongue = page.tongue
    name = tongue.words(side.stance.name) if side.stance else tongue.say("own_rules")
    yield Text(held(name), style=LOUD)
    yield Text(held("; ".join(_named(page, one) for one in side.goodwill) or "–"))
    yield Text(held(tongue.sum(side.cost)))
    yield Text(held(", ".join(tongue.name("party", one) for one in side.approvals) or "–"))
    yield Text(held(", ".join(tongue.name("conduct_measure", one.code) for one in side.measures) or "–"))
