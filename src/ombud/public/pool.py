"""Work on many items: in parts, on all cores where it is worth it, in bounded memory."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, Protocol, TypeAlias, TypeVar

PART, INLINE, AHEAD = 1000, 8000, 3
"""Items a part; items up to which one process is quicker; parts in work for each process."""
Items: TypeAlias = list[tuple[int, Any]]
Done_co = TypeVar("Done_co", covariant=True)


class Works(Protocol[Done_co]):
    """Does some items; kept as long as its process lives."""

    def part(self, items: Items) -> Done_co:
        """What came of some items."""


class Task(Protocol[Done_co]):
    """What every process needs to know, small enough to be handed over."""

    def worker(self) -> Works[Done_co]:
        """Somebody who does it."""


def by_parts(items: Iterable[tuple[int, Any]], task: Task[Done_co], jobs: int = 0) -> Iterator[Done_co]:
    """What came of the items, part by part and in their order.

    `jobs`: how many processes (0: one a core). A few thousand items are done in this one.
    """
    left = iter(items)
    first = list(islice(left, INLINE + 1))
    jobs = jobs or os.cpu_count() or 1
    if len(first) <= INLINE or jobs == 1:
        worker = task.worker()
        return (worker.part(some) for some in _parted(_chained(first, left)))
    return _by_many(_parted(_chained(first, left)), task, jobs)


def _by_many(some: Iterator[Items], task: Task[Done_co], jobs: int) -> Iterator[Done_co]:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(task,)) as pool:
        waiting: deque[Future[Done_co]] = deque()
        for items in some:
            waiting.append(pool.submit(_work, items))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_WORKER: list[Works[Any]] = []


def _start(task: Task[Any]) -> None:
    _WORKER[:] = [task.worker()]


def _work(items: Items) -> Any:  # noqa: ANN401  (whatever the worker makes)
    return _WORKER[0].part(items)


def _chained(first: Items, rest: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    while first:
        yield from first
        first = []
    yield from rest


def _parted(items: Iterator[tuple[int, Any]]) -> Iterator[Items]:
    while some := list(islice(items, PART)):
        yield some
