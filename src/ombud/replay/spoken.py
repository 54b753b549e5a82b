"""What a book says to one reason: its tables in the order in which they speak.

Silence (what a complaint that nobody answered is granted) and the worth of goodwill are not in it: they rest on more
than one row (rulebook, section 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ombud.book.record import Book
from ombud.rules.checked import Table


@dataclass(frozen=True, slots=True)
class Spoken:
    """The tables of each answer. Of a truth, a cause and a bearer the first that speaks counts, of the rest all."""

    finding: tuple[Table, ...]
    fault: tuple[Table, ...]
    bearer: tuple[Table, ...]
    owed: tuple[Table, ...]
    goodwill: tuple[Table, ...]
    approval: tuple[Table, ...]

    def tables(self) -> Iterator[Table]:
        """All of them."""
        for name in self.__slots__:
            yield from getattr(self, name)


def spoken(book: Book, reason: str) -> Spoken:
    """The tables that speak to a reason: the law's, and the shop's where it may speak."""
    row = {"reason": reason}

    def heard(tables: tuple[Table, ...]) -> tuple[Table, ...]:
        return tuple(one for one in tables if one.declared.guard == "reason" and _speaks(one, reason))

    return Spoken(
        finding=heard(book.speaking("finding", row)),
        fault=heard(book.speaking("fault", row)),
        bearer=heard(book.speaking("bearer", row)),
        owed=heard(book.tables_for("owed")),
        goodwill=heard(book.tables_for("goodwill")),
        approval=heard(book.tables_for("approval")),
    )


def _speaks(table: Table, reason: str) -> bool:
    return not table.declared.labels or reason in table.declared.labels
