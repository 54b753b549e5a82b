"""Whose turn is it? Who is near the floor first, then by the book's ranks, and nobody beyond the floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ombud.book.record import Book
from ombud.decide.allegation import weigh_allegation
from ombud.decide.clocks import clocks
from ombud.facts import establish
from ombud.model.case_file import Allegation, CaseFile
from ombud.model.facts import Facts
from ombud.model.queue import Place, Waiting, Why
from ombud.rules.answer import Answer, possible_first

FLOOR, NEAR = "queue_floor_days", "queue_near_days"
SHOP = "shop"
EVERYBODY = 1
"""The rank of every case where the book ranks nobody."""


def waiting(file: CaseFile, book: Book, *, asof: date) -> Waiting:
    """A case as it waits on a day: its rank by the book, and the last day on which it is taken up.

    Raises:
        InputError: the facts of the case contradict each other.
    """
    allegations = file.allegations or (Allegation(reason="none"),)
    facts = [establish(file, book, one, asof=asof) for one in allegations]
    since = min(file.opened_on, file.complaint.received_on) if file.complaint else file.opened_on
    floor = _floor(file, facts, book, since, asof)
    rank, answer, preferred = _rank(facts[0], book)
    return Waiting(
        case=file.id,
        title=file.title,
        since=since,
        floor=floor,
        near=floor is not None and floor - asof <= timedelta(days=_days(NEAR, book, asof) or 0),
        rank=rank,
        preferred=preferred,
        rule=answer.name if answer else "",
        because=answer.rule.declared.because if answer else {},
    )


def _days(name: str, book: Book, asof: date) -> int | None:
    """A number of the book, None where it has none."""
    dated = book.param(name, asof) if name in book.declarations.params else None
    return dated.value if dated and isinstance(dated.value, int) else None


def _floor(file: CaseFile, facts: Sequence[Facts], book: Book, since: date, asof: date) -> date | None:
    """The book's longest wait, and never later than a clock of the law that waits for the shop."""
    weighed = [weigh_allegation(one, book, ()) for one in facts] if file.kind == "complaint" else []
    running = [clock for clock in clocks(weighed, book, asof) if clock.waiting_on == SHOP]
    longest = _days(FLOOR, book, asof)
    if longest is None:
        return min((clock.due for clock in running), default=None)
    return min([since + timedelta(days=longest), *(clock.due for clock in running if clock.statutory)])


def _rank(facts: Facts, book: Book) -> tuple[int, Answer | None, bool]:
    """The rank by the book's table. Nobody goes before others on a fact that is unknown: the last rank counts."""
    tables = book.tables_for("priority")
    found = [answer for answer in possible_first(book.program, tables, facts.row) if answer]
    ranked = [(rank, answer) for answer in found if isinstance(rank := answer.outputs.get("rank"), int)]
    if not ranked:
        return EVERYBODY, None, False
    rank, answer = max(ranked, key=lambda one: one[0])
    ranks = [rule.declared.then.get("rank") for table in tables for rule in table.rules]
    return rank, answer, any(isinstance(other, int) and other > rank for other in ranks)


def in_order(cases: Iterable[Waiting], *, asof: date, per_day: int | None = None) -> tuple[Place, ...]:
    """The queue. `per_day` is how many cases are taken up a day (None: all today).

    Near their floor first, the nearest first; then by rank, floor and waiting. A case is taken before its turn when
    one that ranks higher would otherwise push it beyond its floor: as long as everybody can be reached in time,
    everybody is. O(n^2) in the number of cases.
    """
    left = sorted(cases, key=_urgency)
    places: list[Place] = []
    while left:
        slot = len(places)
        free = left[: _reach(left, slot, asof, per_day)]
        taken = min(free, key=_turn)
        pushed = taken is not min(left, key=_turn)
        left.remove(taken)
        on = asof + timedelta(days=slot // per_day) if per_day else asof
        beyond = taken.floor is not None and on > taken.floor
        places.append(Place(slot + 1, taken, _why(taken, pushed=pushed), on, beyond))
    return tuple(places)


def _urgency(one: Waiting) -> tuple[date, date, str]:
    return one.floor or date.max, one.since, one.case


def _turn(one: Waiting) -> tuple[bool, date | int, int | date, tuple[date, date, str]]:
    floor = one.floor or date.max
    return (False, floor, one.rank, _urgency(one)) if one.near else (True, one.rank, floor, _urgency(one))


def _reach(left: Sequence[Waiting], slot: int, asof: date, per_day: int | None) -> int:
    """How many of the most urgent may be chosen from: whoever is taken delays all that are more urgent by one place."""
    if not per_day:
        return len(left)
    for i, one in enumerate(left):
        last = per_day * ((one.floor - asof).days + 1) - 1 if one.floor else None
        if last is not None and slot + i <= last < slot + i + 1:
            return i + 1
    return len(left)


def _why(taken: Waiting, *, pushed: bool) -> Why:
    if taken.near or pushed:
        return "floor"
    return "priority" if taken.preferred else "turn"
