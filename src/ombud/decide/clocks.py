"""The running clocks: regime, day, who must act, and what silence means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.model.ruling import Clock
from ombud.rules.answer import collect


def possible_ends(one: Weighed, book: Book) -> Iterator[date]:
    """The days on which a clock of the shop ends in any of the possible outcomes, running for certain or not."""
    for possible in one.possible:
        for answer in collect(book.program, book.tables_for("clock"), {**one.row, **possible.given}):
            due = answer.outputs.get("due")
            if isinstance(due, date) and answer.outputs.get("waiting_on") == "shop":
                yield due


def clocks(weighed: Iterable[Weighed], book: Book, asof: date) -> tuple[Clock, ...]:
    """Every clock of every allegation once, the nearest first."""
    found: dict[tuple[str, date], Clock] = {}
    for one in weighed:
        for answer in collect(book.program, book.tables_for("clock"), one.row):
            due = answer.outputs.get("due")
            if answer.sure and isinstance(due, date):
                regime = str(answer.outputs["regime"])
                declared = answer.rule.declared
                found[regime, due] = Clock(
                    regime, due, str(answer.outputs["waiting_on"]), declared.because, declared.cites, overdue=due < asof
                )
    return tuple(sorted(found.values(), key=lambda clock: (clock.due, clock.regime)))
