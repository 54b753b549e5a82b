"""`ombud queue`: whose turn is it?"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from ombud.cli.clock import today
from ombud.cli.ending import tell, worst
from ombud.cli.language import of_terminal
from ombud.cli.ruling import Wanted, opened
from ombud.cli.view.page import BAD, LOUD, QUIET, WARN, Page
from ombud.cli.words import Tongue, clean
from ombud.kernel.errors import InputError, OmbudError
from ombud.public.queue import Place, Waiting, in_order, waiting
from ombud.public.rulings import in_file

WHY_STYLE = {"floor": WARN, "priority": LOUD, "turn": QUIET}


def show_queue(files: Sequence[Path], wanted: Wanted, *, per_day: int | None, as_json: bool) -> int:
    """All good files in the order in which they are taken up; a bad one is told."""
    asof, codes = wanted.asof or today(), list[int]()
    waits: list[Waiting] = []
    for path in files:
        try:
            waits += _waiting(path, wanted, asof)
        except (OmbudError, OSError) as error:
            codes.append(tell(error))
    places = in_order(waits, asof=asof, per_day=per_day)
    if as_json:
        for place in places:
            sys.stdout.write(json.dumps(_data(place), ensure_ascii=False) + "\n")
    elif places:
        _show(Page(Tongue(wanted.lang or of_terminal())), places, asof)
    return worst(codes)


def _waiting(path: Path, wanted: Wanted, asof: date) -> list[Waiting]:
    """The case as it waits; none where it is opened later."""
    file, book = opened(path, wanted)
    try:
        return [waiting(file, book, asof=asof)] if file.opened_on <= asof else []
    except InputError as error:
        raise in_file(error, path) from None


def _data(place: Place) -> dict[str, Any]:
    one = place.waiting
    return {
        "place": place.number,
        "case": one.case,
        "why": place.why,
        "rank": one.rank,
        "since": one.since.isoformat(),
        "floor": one.floor.isoformat() if one.floor else None,
        "on": place.on.isoformat(),
        "beyond": place.beyond,
        "rule": one.rule,
        "because": dict(one.because),
    }


def _show(page: Page, places: Sequence[Place], asof: date) -> None:
    tongue = page.tongue
    page.heading(f"{tongue.say('queue')} · {tongue.say('asof')} {tongue.day(asof)}")
    table = Table.grid(padding=(0, 2, 0, 0))
    for style in (QUIET, LOUD, "", ""):
        table.add_column(style=style)
    table.add_column(ratio=1)
    for place in places:
        one = place.waiting
        floor = tongue.say("by_day", day=tongue.day(one.floor)) if one.floor else ""
        why = Text(tongue.name("queue_why", place.why), WHY_STYLE[place.why])
        late = Text(f"{floor} · {tongue.say('overdue')}", BAD) if place.beyond else Text(floor)
        table.add_row(str(place.number), clean(one.case), late, why, clean(one.title))
    page.put(table)
