"""All that is wrong with a row that is left out, so that it is mended once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol

from ombud.intake.columns import columns
from ombud.intake.in_order import clashes
from ombud.intake.wrong import Wrong

DAYS = ("placed_on", "due_on", "handed_over_on", "delivered_on", "ship_by")


class Cells(Protocol):
    """A row whose cells can be read one by one; each reader raises `Wrong`."""

    def text(self, key: str) -> str:
        """What stands there, as text."""

    def day(self, key: str) -> date | None:
        """The day that stands there."""

    def money(self, key: str) -> object:
        """A sum that is not below nothing."""

    def discount(self) -> object:
        """The discount as a sum."""

    def count(self, key: str) -> int | None:
        """A number of days."""

    def flag(self, key: str) -> bool:
        """Yes or no."""

    def residence(self) -> object:
        """Where the customer lives."""


def faults(row: Cells, keys: Iterable[str], first: Wrong) -> tuple[Wrong, ...]:
    """The fault for which the row was refused, then every other that can be seen in its cells, each once."""
    found = {_place(one): one for one in (first, *_in_cells(row, keys), *_in_days(row, keys))}
    return tuple(found.values())


def _place(one: Wrong) -> tuple[object, ...]:
    return (one.code, one.values.get("column"))


def _in_cells(row: Cells, keys: Iterable[str]) -> Iterator[Wrong]:
    for key in keys:
        try:
            _reader(row, columns()[key].kind)(key)
        except Wrong as wrong:
            wrong.values.setdefault("column", key)
            yield wrong


def _reader(row: Cells, kind: str) -> Callable[[str], object]:
    readers: dict[str, Callable[[str], object]] = {
        "day": row.day,
        "sum": row.money,
        "discount": lambda _: row.discount(),
        "count": row.count,
        "flag": lambda key: row.flag(key) if row.text(key) else None,
        "country": lambda _: row.residence(),
    }
    return readers.get(kind, row.text)


def _in_days(row: Cells, keys: Iterable[str]) -> Iterator[Wrong]:
    """Days that cannot follow each other, among those that can be read."""
    known: dict[str, date | None] = dict.fromkeys(DAYS)
    for key in set(DAYS).intersection(keys):
        try:
            known[key] = row.day(key)
        except Wrong:
            continue
    yield from clashes(known)
