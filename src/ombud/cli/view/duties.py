"""What one line of a sweep calls for: the step, what is owed, what is given, what is claimed back, by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from rich.text import Text

from ombud.cli.view.page import BAD, LOUD, QUIET, Page, joined
from ombud.kernel.money import Money
from ombud.public.sweep import Duty, Todo

KINDS = ("automatic", "goodwill", "on_demand")


def follows(page: Page, todo: Todo, asof: date) -> Iterator[Text]:
    """Line by line."""
    tongue = page.tongue
    party = ", ".join(tongue.name("party", one) for one in todo.fault)
    fault = (tongue.say("sweep_by_fault", party=party), QUIET) if party else None
    step = tongue.name("sweep_step", todo.step) if todo.step else ""
    if step or fault:
        yield joined((step, LOUD), _by(page, todo.by, asof) if step else "", fault)
    choices = Counter(one.choose for one in todo.duties if one.choose)
    for kind in KINDS:
        if found := [one for one in todo.duties if one.kind == kind]:
            told = "; ".join(_told(page, one, asof, choice=choices[one.choose] > 1) for one in found)
            yield joined((tongue.name("sweep_duty", kind), QUIET), told, by=": ")
    yield from (_claim(page, one, asof) for one in todo.duties if one.kind == "claim")
    if todo.clock:
        silence = tongue.words(todo.clock.silence_means)
        yield Text(f"{tongue.day(todo.clock.due)}: {tongue.say('sweep_silence')}: {silence}", style=QUIET)


def sums(page: Page, found: Mapping[tuple[str, str], int]) -> Text:
    """By kind and currency, what it all comes to; a claim brings so much at most."""
    order = sorted(found, key=lambda one: ((*KINDS, "claim").index(one[0]), one[1]))
    return joined(*(f"{page.tongue.name('sweep_duty', one[0])}: {_most(page, *one, found[one])}" for one in order))


def _most(page: Page, kind: str, currency: str, minor: int) -> str:
    text = page.tongue.minor(minor, currency)
    return page.tongue.say("up_to", sum=text) if kind == "claim" else text


def _told(page: Page, one: Duty, asof: date, *, choice: bool) -> str:
    """A remedy, how much, by when, and whether the customer may have another instead."""
    tongue = page.tongue
    parts = [tongue.name("remedy", one.what), tongue.sum(one.amount), _by(page, one.by, asof)]
    text = " ".join(part for part in parts if part)
    return f"{text} ({tongue.say('sweep_choice')})" if choice and one.kind == "on_demand" else text


def _claim(page: Page, one: Duty, asof: date) -> Text:
    """Against whom, for what, how much at most, until when."""
    tongue = page.tongue
    if not isinstance(one.amount, Money):
        most = tongue.say("sum_open")
    else:
        most = tongue.say("up_to", sum=tongue.sum(one.amount)) if one.amount.minor else tongue.say("pays_nothing")
    when = _by(page, one.by, asof)
    if one.by and one.lapsed:
        when = tongue.say("sweep_claim_gone", day=tongue.day(one.by))
    who = tongue.words(one.of) or tongue.name("party", one.party)
    claim = joined(who, tongue.name("claim", one.what), most, (when, BAD if one.lapsed else ""))
    return Text(f"{tongue.name('sweep_duty', 'claim')}: ", style=QUIET).append_text(claim)


def _by(page: Page, day: date | None, asof: date) -> str:
    """Until when; what is due now, or was already, is due today."""
    if day is None:
        return ""
    return page.tongue.say("sweep_today") if day <= asof else page.tongue.say("by_day", day=page.tongue.day(day))
