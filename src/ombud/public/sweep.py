"""Sweeps over open orders: what needs action before anyone complains, and a count of all that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from ombud.book.record import Book
from ombud.decide.sweep import Sweep
from ombud.kernel.errors import InputError
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile
from ombud.model.remedy import Option
from ombud.model.ruling import AllegationRuling, Ruling
from ombud.model.swept import UNKNOWN, Act, Swept, Tally, Todo

__all__ = ["UNKNOWN", "Act", "OrderRecords", "Sweep", "Sweeping", "Swept", "Tally", "Todo", "looked", "sweep", "todos"]

OrderRecords: TypeAlias = CaseFile
"""One order with its records: a case file, as a rule without an allegation."""

MOST_TOLD = 1000
WAIVE, GOODWILL = "waive", "goodwill"


class Sweeping(Iterator[Ruling]):
    """The rulings on the orders that need action, one by one; `tally` counts all, `bad` tells of the first thousand
    orders whose records contradict each other.
    """

    def __init__(self, orders: Iterable[OrderRecords], book: Book, asof: date) -> None:
        self.tally = Tally()
        self.bad: list[tuple[str, InputError]] = []
        self._found = self._rulings(orders, Sweep(book, asof))

    def __next__(self) -> Ruling:
        return next(self._found)

    def _rulings(self, orders: Iterable[OrderRecords], over: Sweep) -> Iterator[Ruling]:
        for order in orders:
            try:
                swept = over.look(order)
            except InputError as error:
                self.tally.bad += 1
                if len(self.bad) < MOST_TOLD:
                    self.bad.append((order.id, error))
                continue
            self.tally.count(swept, todos(swept))
            if swept.ruling is not None:
                yield swept.ruling


def sweep(orders: Iterable[OrderRecords], book: Book, *, asof: date) -> Sweeping:
    """Rulings on the orders that need action as of a day; the rest is counted while they are drawn.

    Orders are read one by one and never held. What needs action is said by the book's sweep tables.
    """
    return Sweeping(orders, book, asof)


def looked(orders: Iterable[OrderRecords], book: Book, *, asof: date) -> Iterator[Swept]:
    """Every order with its acts or the reason why it can wait.

    Raises:
        InputError: the records of an order contradict each other.
    """
    return map(Sweep(book, asof).look, orders)


def todos(swept: Swept, line: int = 0) -> tuple[Todo, ...]:
    """The acts of one order as lines: each with its sum, its clock, and whose delay it is."""
    ruling = swept.ruling
    return tuple(_todo(act, ruling, line) for act in swept.acts) if ruling is not None else ()


def _todo(act: Act, ruling: Ruling, line: int) -> Todo:
    option = _option(act, ruling)
    allegation = next(one for one in ruling.allegations if one.reason == act.reason)
    return Todo(
        order=ruling.case,
        line=line,
        urgency=act.urgency,
        reason=act.reason,
        rule=act.rule,
        due=act.due,
        remedy=option.remedy if option else "",
        amount=option.amount if option else None,
        clock=next((clock for clock in ruling.clocks if not clock.open), None),
        fault=tuple(part.party for part in allegation.fault.shares if part.share > 0) if _so(allegation) else (),
    )


def _so(allegation: AllegationRuling) -> bool:
    """Did it happen at all, so that somebody is at fault?"""
    return allegation.finding.verdict == "substantiated"


def _option(act: Act, ruling: Ruling) -> Option | None:
    """What goes with an act: what the house gives, where it is waived; else what is owed now, else on demand."""
    plan = ruling.remedies
    given = [one for one in plan.options if (one.kind == GOODWILL) == (act.urgency == WAIVE)]
    lines = given if act.urgency == WAIVE else [*given, *plan.exposure]
    sums = (one for one in lines if isinstance(one.amount, Money) and one.amount.minor)
    return next(sums, lines[0] if lines else None)
