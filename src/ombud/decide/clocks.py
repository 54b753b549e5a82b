"""The running clocks: regime, day, who must act, and what silence means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ombud.book.marks import mark
from ombud.book.record import SHOP, Book
from ombud.decide.allegation import Weighed
from ombud.model.marks import VERIFY
from ombud.model.ruling import Clock
from ombud.rules.answer import Answer, collect
from ombud.rules.checked import Row


def possible_ends(one: Weighed, book: Book) -> Iterator[date]:
    """The days on which a clock of the law that waits for the shop ends in any possible outcome, certain or not."""
    for possible in one.possible:
        for answer in collect(book.program, book.tables_for("clock"), {**one.row, **possible.given}):
            due = answer.outputs.get("due")
            if isinstance(due, date) and _statutory(answer) and answer.outputs.get("waiting_on") == "shop":
                yield due


def _statutory(answer: Answer) -> bool:
    """A shop's own clock never is, and a pack says of a clock of its own making that it is not."""
    return answer.table.declared.origin != SHOP and answer.outputs.get("statutory") is not False


def clocks(weighed: Iterable[Weighed], book: Book, asof: date) -> tuple[Clock, ...]:
    """Every clock of every allegation once, the nearest first."""
    return _running((one.row for one in weighed), book, asof)


def clocks_of(row: Row, book: Book, asof: date) -> tuple[Clock, ...]:
    """The clocks that run beside a question of the shop."""
    return _running((row,), book, asof)


def clocks_meanwhile(weighed: Iterable[Weighed], book: Book, asof: date) -> tuple[Clock, ...]:
    """Every running clock, and those of the law that wait for the shop if what is alleged proves right.

    A demand sets them running on the day it comes in, whatever evidence is still asked for.
    """
    weighed = tuple(weighed)
    rows = ({**one.row, **way.given} for one in weighed if not one.decided for way in one.possible)
    sure = {(clock.regime, clock.due): clock for clock in clocks(weighed, book, asof)}
    maybe = (clock for clock in _running(rows, book, asof) if clock.statutory and clock.waiting_on == "shop")
    found = {(clock.regime, clock.due): replace(clock, open=True) for clock in maybe} | sure
    return _in_order(found.values())


def _running(rows: Iterable[Row], book: Book, asof: date) -> tuple[Clock, ...]:
    found: dict[tuple[str, date], Clock] = {}
    for row in rows:
        for answer in collect(book.program, book.tables_for("clock"), row):
            due = answer.outputs.get("due")
            if answer.sure and isinstance(due, date):
                regime = str(answer.outputs["regime"])
                declared = answer.rule.declared
                found[regime, due] = Clock(
                    regime,
                    due,
                    str(answer.outputs["waiting_on"]),
                    declared.because,
                    declared.cites,
                    overdue=due < asof,
                    statutory=_statutory(answer),
                    to_be_verified=mark(book, answer.rule, row) in VERIFY,
                )
    return _in_order(found.values())


def _in_order(found: Iterable[Clock]) -> tuple[Clock, ...]:
    return tuple(sorted(found, key=lambda clock: (clock.due, clock.regime)))
