"""Stretches of a text that are spoken for: found by halving, so that a text of nothing but numbers takes no longer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """Stretches that do not overlap, in the order of the text: where each starts and ends (exclusive)."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Taken:
        """Stretches in any order; those that overlap become one."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if ends and start < ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return cls(tuple(starts), tuple(ends))

    def touches(self, start: int, end: int) -> bool:
        """Does a stretch share a letter with any of them?"""
        first = bisect_right(self.ends, start)
        return first < len(self.starts) and self.starts[first] < end
