"""What happened, drawn against the promised days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from ombud.model.facts import Moment

TRACK = 30
DUE = frozenset({"promised_day", "term_ends"})
AGAINST: Mapping[str, str] = {"delivered": "delivery_day", "handed_over": "hand_over_day"}
TALK = frozenset({"message", "call", "post"})
LONG_TALK = 3
Mark = Literal["due", "event", "today"]
SIGNS: Mapping[Mark, str] = {"due": "◆", "event": "●", "today": "○"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `track` up to the promised day, `over` beyond it, then the mark.

    `late` counts the days over, `times` the moments that a long talk was folded from. Without a moment it is the day
    of ruling.
    """

    on: date
    track: str
    over: str
    mark: Mark
    moment: Moment | None
    late: int = 0
    times: int = 1


def rows(moments: Sequence[Moment], asof: date) -> Iterator[Row]:
    """The moments by day and the day of ruling, each as far right as its day is far.

    A delivery or hand-over after its promised day draws its days over; so does the day of ruling while nothing came.
    """
    if not moments:
        return
    ordered = sorted(moments, key=lambda moment: moment.on)
    due = {moment.note: moment.on for moment in ordered if moment.what == "promised_day"}
    scale = _Scale(min(ordered[0].on, asof), max(ordered[-1].on, asof))
    waiting = None if any(moment.what == "delivered" for moment in ordered) else due.get("delivery_day")
    found = list(_rows(ordered, due, scale))
    turn = sum(row.on <= asof for row in found)
    yield from found[:turn]
    yield Row(asof, *scale.draw(asof, waiting), "today", None, _late(asof, waiting))
    yield from found[turn:]


def _rows(ordered: Sequence[Moment], due: Mapping[str, date], scale: _Scale) -> Iterator[Row]:
    seen: set[tuple[date, str]] = set()
    for talk, run in groupby(ordered, key=lambda moment: moment.what if moment.what in TALK else ""):
        moments = list(run)
        if talk and len(moments) > LONG_TALK:
            moments, times = moments[:1], len(moments)
        else:
            times = 1
        for moment in moments:
            told_twice = moment.what in AGAINST and (moment.on, moment.what) in seen
            seen.add((moment.on, moment.what))
            if not told_twice:
                yield _row(moment, due, scale, times)


def _row(moment: Moment, due: Mapping[str, date], scale: _Scale, times: int) -> Row:
    promised = due.get(AGAINST.get(moment.what, ""))
    mark: Mark = "due" if moment.what in DUE else "event"
    return Row(moment.on, *scale.draw(moment.on, promised), mark, moment, _late(moment.on, promised), times)


def _late(day: date, promised: date | None) -> int:
    return max(0, (day - promised).days) if promised else 0


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
