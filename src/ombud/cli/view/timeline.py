"""What happened, drawn against the promised days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ombud.model.facts import Moment

TRACK = 30
DUE = frozenset({"promised", "hand_over_due"})
AGAINST: Mapping[str, str] = {"delivered": "promised", "handed_over": "hand_over_due"}
Mark = Literal["due", "event", "today"]
SIGNS: Mapping[Mark, str] = {"due": "◆", "event": "●", "today": "○"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `track` up to the promised day, `over` beyond it, then the mark; `late` counts days over."""

    on: date
    track: str
    over: str
    mark: Mark
    moment: Moment | None
    late: int = 0


def rows(moments: Sequence[Moment], asof: date) -> Iterator[Row]:
    """The moments by day and the day of ruling, each as far right as its day is far.

    A delivery or hand-over after its promised day draws its days over; so does the day of ruling while nothing came.
    """
    if not moments:
        return
    ordered = sorted(moments, key=lambda moment: moment.on)
    due = {moment.what: moment.on for moment in ordered if moment.what in DUE}
    scale = _Scale(min(ordered[0].on, asof), max(ordered[-1].on, asof))
    waiting = "promised" in due and not any(moment.what == "delivered" for moment in ordered)
    today = Row(asof, *scale.draw(asof, due["promised"] if waiting else None), "today", None)
    found = [_row(moment, due, scale) for moment in ordered]
    turn = sum(moment.on <= asof for moment in ordered)
    yield from found[:turn]
    yield _counted(today, due["promised"]) if waiting else today
    yield from found[turn:]


def _row(moment: Moment, due: Mapping[str, date], scale: _Scale) -> Row:
    promised = due.get(AGAINST.get(moment.what, ""))
    mark: Mark = "due" if moment.what in DUE else "event"
    row = Row(moment.on, *scale.draw(moment.on, promised), mark, moment)
    return _counted(row, promised) if promised else row


def _counted(row: Row, promised: date) -> Row:
    late = max(0, (row.on - promised).days)
    return Row(row.on, row.track, row.over, row.mark, row.moment, late)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> int:
        span = (self.last - self.first).days
        return (day - self.first).days * (TRACK - 1) // span if span else 0

    def draw(self, day: date, promised: date | None) -> tuple[str, str]:
        """The way up to the promised day, and the way beyond it."""
        place = self.place(day)
        if promised is None or promised >= day:
            return "·" * place, ""
        turn = min(self.place(promised), place - 1) if place else 0
        return "·" * turn, ("◆" + "━" * (place - turn - 1)) if place else ""
