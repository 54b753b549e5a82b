"""Interleaved timing: contenders take turns, so that a noisy neighbour hits them alike; the median speaks."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

ROUNDS = 9
Contenders: TypeAlias = Mapping[str, tuple[Callable[[Any], Any], Sequence[Any]]]


def rates(contenders: Contenders, rounds: int = ROUNDS) -> dict[str, float]:
    """Median calls a second for each contender over whole passes of its rows, after one pass to warm up."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, (call, rows) in contenders.items():
            start = time.perf_counter()
            for row in rows:
                call(row)
            took = time.perf_counter() - start
            if turn:
                found[name].append(len(rows) / took)
    return {name: statistics.median(each) for name, each in found.items()}


def median_seconds(call: Callable[[], Any], repeat: int) -> float:
    """The median wall time of a call, after one to warm up."""
    times = []
    for turn in range(repeat + 1):
        start = time.perf_counter()
        call()
        if turn:
            times.append(time.perf_counter() - start)
    return statistics.median(times)
