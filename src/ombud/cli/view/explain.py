"""The whole trace: which rule fired, on which conditions and evidence, and why the others did not."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text

from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, WARN, Page, joined
from ombud.model.facts import Evidence
from ombud.model.ruling import Ruling
from ombud.model.step import Condition, Step

HIT = {True: ("✓", "fired", GOOD), False: ("✗", "not_fired", QUIET), None: ("?", "stopped", WARN)}
TRUTH = {True: ("true", GOOD), False: ("false", BAD), None: ("unknown", WARN)}


def show_trace(page: Page, ruling: Ruling) -> None:
    """Room by room, table by table, each rule that was tried."""
    tongue = page.tongue
    what = " · ".join(part for part in (ruling.case, ruling.title) if part)
    page.heading(f"{what} · {tongue.say('asof')} {tongue.day(ruling.asof)}")
    for room, steps in groupby(ruling.trace, key=lambda step: step.room):
        page.heading(f"{page.tongue.name('room', room)} ({room})")
        for table, tried in groupby(steps, key=lambda step: step.table):
            page.line(table, LOUD)
            for step in tried:
                _step(page, step)


def _step(page: Page, step: Step) -> None:
    sign, word, style = HIT[step.hit]
    says = (page.tongue.say(word), style)
    page.put(joined((f"{sign} {step.rule}", style), says, (", ".join(step.cites), QUIET)), indent=4)
    for condition in step.conditions:
        page.put(_condition(page, condition), indent=8)
    if step.evidence:
        pointers = ", ".join(dict.fromkeys(_pointer(page, one) for one in step.evidence))
        page.line(f"{page.tongue.say('evidence')}: {pointers}", QUIET, indent=8)


def _pointer(page: Page, one: Evidence) -> str:
    """Where it stands and what it weighs; a default stands nowhere."""
    weight = page.tongue.name("weight", one.weight)
    return weight if one.weight == "default" else f"{page.tongue.pointer(one.pointer)} ({weight})"


def _condition(page: Page, one: Condition) -> Text:
    code, style = TRUTH[one.truth]
    word = page.tongue.name("truth", code)
    values = ", ".join(f"{name} = {page.tongue.value(value)}" for name, value in one.values.items())
    width = max(len(page.tongue.name("truth", other)) for other, _ in TRUTH.values())
    return joined((f"{word:<{width}}", style), one.text, (values, QUIET), by="  ")
