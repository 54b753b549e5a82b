"""Sweeps over open orders: what needs action before anyone complains, and a count of all that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias, cast

from ombud.book.record import Book
from ombud.decide.sweep import Sweep
from ombud.kernel.errors import InputError
from ombud.model.case_file import CaseFile
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.ruling import AllegationRuling, Ruling
from ombud.model.swept import UNKNOWN, Act, Duty, DutyKind, Swept, Tally, Todo

__all__ = [
    "UNKNOWN", "Act", "Duty", "OrderRecords", "Sweep", "Sweeping", "Swept", "Tally", "Todo", "looked", "sweep", "todos",
]  # fmt: skip

OrderRecords: TypeAlias = CaseFile
"""One order with its records: a case file, as a rule without an allegation."""

MOST_TOLD = 1000
GOODWILL, AUTOMATIC, WAIVE = "goodwill", "automatic", "waive"


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
    """The acts of one order as lines: each with its step, what goes with it, its clock, and whose delay it is.

    What two acts of one order would name alike stands with the first.
    """
    told: list[Duty] = []
    found: list[Todo] = []
    for act in swept.acts if swept.ruling is not None else ():
        one = _todo(act, cast(Ruling, swept.ruling), line)
        found.append(replace(one, duties=tuple(duty for duty in one.duties if duty not in told)))
        told += one.duties
    return tuple(found)


def _todo(act: Act, ruling: Ruling, line: int) -> Todo:
    allegation = next(one for one in ruling.allegations if one.reason == act.reason)
    return Todo(
        order=ruling.case,
        line=line,
        urgency=act.urgency,
        reason=act.reason,
        rule=act.rule,
        due=act.due,
        step=act.step,
        by=act.by,
        duties=(*_duties(act, ruling.remedies, allegation), *_claims(allegation, ruling.asof)),
        clock=next((clock for clock in ruling.clocks if not clock.open), None),
        fault=tuple(part.party for part in allegation.fault.shares if part.share > 0) if _so(allegation) else (),
    )


def _so(allegation: AllegationRuling) -> bool:
    """Did it happen at all, so that somebody is at fault?"""
    return allegation.finding.verdict == "substantiated"


def _duties(act: Act, plan: RemedyPlan, allegation: AllegationRuling) -> Iterator[Duty]:
    """What is owed under the act's reason, and what the house gives.

    What would be owed on demand counts only where it happened: nobody is offered a refund for a day that lies ahead.
    """
    certain = {one.rule for one in allegation.entitlement.redress if one.certain}
    mine = [one for one in (*plan.options, *plan.exposure) if one.rule in act.options]
    for one in mine:
        unasked = one.arises == AUTOMATIC or one.demanded
        if one.kind != GOODWILL and one.rule in certain and not one.by_bank and (unasked or _so(allegation)):
            kind: DutyKind = "automatic" if unasked else "on_demand"
            yield Duty(kind, one.remedy, one.amount, one.due, choose=one.choose)
    for one in _given(act, mine):
        yield Duty("goodwill", one.remedy, one.amount, one.due)


def _claims(allegation: AllegationRuling, asof: date) -> Iterator[Duty]:
    """What is claimed back of carriers and suppliers, each within its window."""
    for one in allegation.fault.recoveries:
        lapsed = one.claim_by is not None and one.claim_by < asof
        yield Duty("claim", one.kind, one.cap, one.claim_by, one.name, one.of, lapsed=lapsed)


def _given(act: Act, options: Iterable[Option]) -> list[Option]:
    """What the house gives of its own will: what is advised; of what is waived now at least the first."""
    gifts = [one for one in options if one.kind == GOODWILL and not one.meanwhile]
    advised = [one for one in gifts if one.recommended]
    return advised or (gifts[:1] if act.urgency == WAIVE else [])
