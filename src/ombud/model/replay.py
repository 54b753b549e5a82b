"""What would have happened under another book: exact mechanical effects over a history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ombud.kernel.lang import Lang

Kind: TypeAlias = Literal["breach", "verdict", "owed", "goodwill", "fault", "approval"]
KINDS: tuple[Kind, ...] = ("breach", "verdict", "owed", "goodwill", "fault", "approval")
"""What changes, the gravest first: a row that changes in several ways counts under the first of them."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Money of many rows, in minor units: what is owed (due at once or asked for, and on demand), and goodwill."""

    owed: int = 0
    now: int = 0
    goodwill: int = 0

    @property
    def total(self) -> int:
        """All that is owed and given together."""
        return self.owed + self.goodwill

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.owed + other.owed, self.now + other.now, self.goodwill + other.goodwill)

    def __sub__(self, other: Sums) -> Sums:
        return Sums(self.owed - other.owed, self.now - other.now, self.goodwill - other.goodwill)


@dataclass(frozen=True, slots=True)
class Cell:
    """Rows of one month that are alike in what the report tells apart.

    `old` and `new` are the verdicts ("" : open or nobody speaks), `kind` says what changes ("" : nothing), `fee` is
    `freed` or `charged` where the delivery fee is. `doubt`: an unknown fact leaves an answer open under one book.
    `approvals` counts rows for which somebody must agree, under the old book and the new.
    """

    month: str
    reason: str
    segment: str
    old: str
    new: str
    kind: Kind | Literal[""]
    fee: Literal["freed", "charged", ""]
    doubt: bool
    rows: int
    before: Sums
    after: Sums
    approvals: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What one book says of a row: each rule that speaks, with its reason in four languages, and what it gives."""

    verdict: str
    owed: tuple[str, ...]
    goodwill: tuple[str, ...]
    money: Sums
    rules: tuple[tuple[str, Mapping[Lang, str]], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A row that changes, under both books."""

    kind: Kind
    order: str
    month: str
    reason: str
    old: Said
    new: Said


@dataclass(frozen=True, slots=True)
class Effects:
    """The whole effect of a change over a history. `customers` and `orders` are those that any certain change touches.

    `doubtful` rows have an open answer under one of the books: they are counted apart and in no sum.
    """

    currency: str
    rows: int
    doubtful: int
    cells: tuple[Cell, ...]
    orders: int
    customers: int
    unnamed: int
    samples: tuple[Sample, ...]
    seconds: float
    engine: str

    @property
    def certain(self) -> tuple[Cell, ...]:
        """The cells of rows whose answers are known under both books."""
        return tuple(cell for cell in self.cells if not cell.doubt)

    @property
    def before(self) -> Sums:
        """What the old book gives."""
        return sum((cell.before for cell in self.certain), Sums())

    @property
    def after(self) -> Sums:
        """What the new book gives."""
        return sum((cell.after for cell in self.certain), Sums())

    @property
    def owed_alike(self) -> bool:
        """Is the same owed under both, for the same reasons?"""
        return not any(cell.kind in ("breach", "verdict", "owed", "fault") for cell in self.cells)

    @property
    def breaches(self) -> int:
        """Rows in which the new book gives less than the law."""
        return sum(cell.rows for cell in self.cells if cell.kind == "breach")
