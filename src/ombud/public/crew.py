"""A sweep over many orders: in parts, on all cores where it is worth it, in bounded memory."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from ombud.book.opening import open_book
from ombud.decide.sweep import Sweep
from ombud.intake.wrong import Bad, Wrong
from ombud.kernel.errors import InputError
from ombud.model.case_file import CaseFile
from ombud.model.swept import Duty, Swept, Tally, Todo
from ombud.public.orders import Feed, Reads
from ombud.public.present import as_data, money
from ombud.public.rulings import law_of
from ombud.public.sweep import todos

PART, INLINE, AHEAD = 1000, 8000, 3
"""Orders a part; orders up to which one process is quicker; parts in work for each process."""
Items: TypeAlias = list[tuple[int, Any]]


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
    items = feed.items()
    first = list(islice(items, INLINE + 1))
    jobs = jobs or os.cpu_count() or 1
    if len(first) <= INLINE or jobs == 1:
        worker = Worker(task)
        return (worker.part(some) for some in _parted(_chained(first, items)))
    return _by_many(_parted(_chained(first, items)), task, jobs)


def _by_many(some: Iterator[Items], task: Task, jobs: int) -> Iterator[Part]:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(task,)) as pool:
        waiting: deque[Future[Part]] = deque()
        for items in some:
            waiting.append(pool.submit(_work, items))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_WORKER: list[Worker] = []


def _start(task: Task) -> None:
    _WORKER[:] = [Worker(task)]


def _work(items: Items) -> Part:
    return _WORKER[0].part(items)


def _chained(first: Items, rest: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    while first:
        yield from first
        first = []
    yield from rest


def _parted(items: Iterator[tuple[int, Any]]) -> Iterator[Items]:
    while some := list(islice(items, PART)):
        yield some
