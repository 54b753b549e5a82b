"""A sweep over many orders: in parts, on all cores where it is worth it, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ombud.book.opening import open_book
from ombud.decide.sweep import Sweep
from ombud.intake.wrong import Bad, Wrong
from ombud.kernel.errors import InputError
from ombud.model.case_file import CaseFile
from ombud.model.swept import Duty, Swept, Tally, Todo
from ombud.public.orders import Feed, Reads
from ombud.public.pool import Items, by_parts
from ombud.public.present import as_data, money
from ombud.public.rulings import law_of
from ombud.public.sweep import todos


@dataclass(frozen=True, slots=True)
class Task:
    """What every process needs to know: whose book, which law, which day, and how an item is read.

    `law` is for customers of whom nobody says where they live (empty: that of the shop). `whole`: the rulings are
    wanted too, as JSON.
    """

    reads: Reads
    asof: date
    shop: Path | None = None
    law: str = ""
    whole: bool = False

    def worker(self) -> Worker:
        """Somebody who sweeps."""
        return Worker(self)


@dataclass(slots=True)
class Part:
    """What came of some orders."""

    tally: Tally = field(default_factory=Tally)
    todos: list[Todo] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)


class Worker:
    """Sweeps items, opening each law's book once."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._sweeps: dict[str, Sweep] = {}

    def part(self, items: Items) -> Part:
        """Sweep some items."""
        part = Part()
        for line, item in items:
            order = self.task.reads.order(line, item)
            if order is None:
                part.tally.closed += 1
            elif isinstance(order, Bad):
                self._bad(part, order)
            else:
                self._look(part, line, order)
        return part

    def _look(self, part: Part, line: int, order: CaseFile) -> None:
        try:
            swept = self._over(order).look(order)
        except Wrong as wrong:
            self._bad(part, Bad.of(line, order.id, wrong))
            return
        except InputError as error:
            self._bad(part, Bad.other(line, order.id, error.says))
            return
        lines = todos(swept, line)
        part.tally.count(swept, lines)
        part.todos += lines
        if self.task.whole and swept.acts:
            part.lines.append(_json(swept, lines))

    def _over(self, order: CaseFile) -> Sweep:
        law = law_of(order) or self.task.law
        if law not in self._sweeps:
            self._sweeps[law] = Sweep(open_book(law, self.task.shop, known_on=self.task.asof), self.task.asof)
        over = self._sweeps[law]
        shop = over.book.shop
        if shop and shop.currency != order.currency:
            raise Wrong("book_currency", currency=order.currency, shop=shop.currency)
        return over

    def _bad(self, part: Part, bad: Bad) -> None:
        part.tally.bad += 1
        part.bad.append(bad)


def _json(swept: Swept, lines: Iterable[Todo]) -> bytes:
    because = {act.rule: dict(act.because) for act in swept.acts}
    acts = [
        {
            "act": one.urgency,
            "reason": one.reason,
            "rule": one.rule,
            "because": because[one.rule],
            "due": one.due,
            "step": one.step,
            "by": one.by,
            "duties": [_duty(duty) for duty in one.duties],
        }
        for one in lines
    ]
    ruling = as_data(swept.ruling) if swept.ruling is not None else {}
    return msgspec.json.encode({"order": swept.order, "acts": acts, "ruling": ruling})


def _duty(one: Duty) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "what": one.what,
        "amount": money(one.amount),
        "by": one.by,
        "of": dict(one.of),
        "choose": one.choose,
        "lapsed": one.lapsed,
    }


def parts(feed: Feed, task: Task, jobs: int = 0) -> Iterator[Part]:
    """What came of the orders of a feed, part by part and in their order.

    `jobs`: how many processes (0: one a core). A feed of a few thousand orders is swept in this one.
    """
    return by_parts(feed.items(), task, jobs)
