"""The queue: whose turn is it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ombud.book.record import Book
from ombud.decide.queue import in_order, waiting
from ombud.model.case_file import CaseFile
from ombud.model.queue import Place, Waiting

__all__ = ["Place", "Waiting", "in_order", "queue", "waiting"]


def queue(cases: Iterable[tuple[CaseFile, Book]], *, asof: date, per_day: int | None = None) -> tuple[Place, ...]:
    """Open cases, each with its book, in the order in which they are taken up on a day.

    Who is near the floor comes first, whoever it is; then who the book puts first; and as long as `per_day` cases a day
    (None: no limit) can reach everybody in time, nobody waits beyond the floor. A case opened later is not in it.

    Raises:
        InputError: the facts of a case contradict each other.
    """
    open_ = [waiting(file, book, asof=asof) for file, book in cases if file.opened_on <= asof]
    return in_order(open_, asof=asof, per_day=per_day)
