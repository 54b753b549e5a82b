"""What speaks for an offer and what would flip it: the next best, the break-even, and each input's turning point."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rich.text import Text

from ombud.cli.view.page import Page, joined
from ombud.model.remedy import Flip, Option, RunnerUp
from ombud.model.stakes import Unit

WHOLE = 100


def weighed(page: Page, option: Option) -> Iterator[tuple[str, Text | str]]:
    """The lines under an offer that has a worth; what would flip it only under one that is advised for its worth."""
    tongue = page.tongue
    currency = option.value.currency if option.value else ""
    if option.recommended and option.runner_up and option.runner_up.ahead is not None:
        yield tongue.say("runner_up"), _runner_up(page, option.runner_up, currency)
    if holds := option.break_even:
        unit: Unit = "count" if holds.holds == "up_to" else "money"
        limit, now = (number_text(page, number, unit, currency) for number in (holds.limit, holds.now))
        label = tongue.say("break_even" if holds.holds == "up_to" else "pays_from")
        yield label, tongue.name("break_even", holds.name).format(limit=limit, now=now)
    if option.recommended and option.chosen_by == "value":
        yield from _flips(page, option, currency)


def _runner_up(page: Page, other: RunnerUp, currency: str) -> Text:
    tongue, ahead = page.tongue, other.ahead or 0
    lead = tongue.say("ahead" if ahead >= 0 else "behind", sum=tongue.minor(abs(ahead), currency))
    return joined(tongue.name("remedy", other.remedy), lead)


def _flips(page: Page, option: Option, currency: str) -> Iterator[tuple[str, Text | str]]:
    tongue = page.tongue
    means = {one.name: one.mean for one in option.inputs}
    label = tongue.say("flips")
    for one in option.flips:
        if one.at is not None:
            yield label, _flip(page, one, one.at, means[one.name], currency)
            label = ""
    still = [tongue.name("input", one.name) for one in option.flips if one.at is None]
    if still:
        yield tongue.say("no_flip"), "; ".join(still)


def _flip(page: Page, one: Flip, at: Decimal, mean: Decimal, currency: str) -> str:
    reach = " … ".join(number_text(page, end, one.unit, currency) for end in (one.low, one.high))
    return page.tongue.say(
        "flip_below" if at < mean else "flip_above",
        name=page.tongue.name("input", one.name),
        at=number_text(page, at, one.unit, currency),
        range=reach,
    )


def number_text(page: Page, number: Decimal, unit: Unit, currency: str) -> str:
    """An input's number in its unit."""
    if unit == "share":
        return f"{number * WHOLE:.0f} %"
    if unit == "money":
        return page.tongue.minor(round(number * WHOLE), currency)
    return page.tongue.value(number)
