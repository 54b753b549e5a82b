"""Answers as small numbers: what the engine groups by, and back again for people."""

from __future__ import annotations

from collections.abc import Sequence


class Codes:
    """Numbers from 1 for the answers of one kind, in the order in which they are first met. 0 is no answer at all.

    A negative number is an answer that an unknown fact leaves open. The books of one replay share their codes.
    """

    def __init__(self, known: Sequence[str] = ()) -> None:
        self._numbers = {name: number for number, name in enumerate(known, 1)}

    def of(self, name: str) -> int:
        """The number of an answer."""
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def name(self, number: int | None) -> str:
        """The answer of a number: empty for none, and for one that is open."""
        return self.names()[number - 1] if number and number > 0 else ""

    def names(self) -> tuple[str, ...]:
        """The answers by number, from 1."""
        return tuple(self._numbers)
