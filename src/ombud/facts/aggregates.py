"""The closed set of aggregates that draw a fact from records, with Kleene filters.

exists: TRUE if the filter is TRUE for any row, else unknown if it is unknown for any, else FALSE. The others are
unknown if it is unknown for any row, or if a row that counts has no value in the column. Over no rows sum is 0, count
is 0, and min, max, first and last give nothing. A missing section makes every aggregate unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ombud.facts.record import ZERO, Record, Rows
from ombud.facts.tables import Records
from ombud.kernel.scalar import Value
from ombud.rules.checked import Program, Row
from ombud.rules.declare import Aggregate, FactDecl
from ombud.rules.sources import EVERY_ROW, check_shape, columns_read, filters, name_of
from ombud.rules.warm import value_when_asked

Keep: TypeAlias = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the records say: a value, or None (unknown, or nothing there); `rows` are those it rests on."""

    value: Value | None
    rows: Rows = ()


UNKNOWN = Drawn(None)
Compute: TypeAlias = Callable[[Rows, Keep, str], Drawn]


class Draw:
    """A fact's aggregate, ready to run. `columns` are those that its filter and result read."""

    __slots__ = ("_compute", "_filter", "_keep", "columns", "of", "table")

    def __init__(self, fact: FactDecl, source: Aggregate, program: Program) -> None:
        self.table = source.table
        self.of = source.of
        self.columns = (*columns_read(program, fact), *((source.of,) if source.of else ()))
        self._compute = _sum_from(0) if source.kind == "sum" and fact.type == "int" else _COMPUTE[source.kind]
        self._keep: Keep | None = _keep_all if source.where.strip().upper() == EVERY_ROW else None
        self._filter = (program, name_of(fact))

    def run(self, records: Records) -> Drawn:
        """The fact's value from the records."""
        return self.over(records.table(self.table))

    def over(self, rows: Rows | None) -> Drawn:
        """The fact's value from the rows of its table (None: the section is missing)."""
        if rows is None:
            return UNKNOWN
        if self._keep is None and rows:
            program, name = self._filter
            self._keep = value_when_asked(program, program.definitions[name])
        return self._compute(rows, self._keep or _keep_all, self.of)


def draws(facts: Iterable[FactDecl]) -> dict[str, Draw]:
    """The aggregates of a catalogue by fact, their filters checked; each is compiled when rows first need it.

    Raises:
        RuleError: a `from` cannot be right.
    """
    by_table: dict[str, list[FactDecl]] = {}
    for fact in facts:
        if fact.source is not None:
            check_shape(fact, fact.source)
            by_table.setdefault(fact.source.table, []).append(fact)
    found: dict[str, Draw] = {}
    for table, drawn in by_table.items():
        program = filters(table, drawn)
        found |= {fact.name: Draw(fact, fact.source, program) for fact in drawn if fact.source is not None}
    return found


def _keep_all(_row: Row) -> bool:
    return True


def _exists(rows: Rows, keep: Keep, _of: str) -> Drawn:
    hits: list[Record] = []
    unknown = False
    for row in rows:
        truth = keep(row.cells)
        if truth:
            hits.append(row)
        elif truth is None:
            unknown = True
    if hits:
        return Drawn(value=True, rows=hits)
    return UNKNOWN if unknown else Drawn(value=False)


def _kept(rows: Rows, keep: Keep) -> list[Record] | None:
    """The rows that count, or None when a filter is unknown."""
    kept: list[Record] = []
    for row in rows:
        truth = keep(row.cells)
        if truth is None:
            return None
        if truth:
            kept.append(row)
    return kept


def _count(rows: Rows, keep: Keep, _of: str) -> Drawn:
    kept = _kept(rows, keep)
    return UNKNOWN if kept is None else Drawn(len(kept), kept)


def _sum_from(nothing: Any) -> Compute:  # noqa: ANN401  (a number of the column's type)
    def compute(rows: Rows, keep: Keep, of: str) -> Drawn:
        kept = _kept(rows, keep)
        if kept is None:
            return UNKNOWN
        cells: list[Any] = [row.cells[of] for row in kept]
        return UNKNOWN if None in cells else Drawn(sum(cells, nothing), kept)

    return compute


def _extreme(pick: Callable[..., Any]) -> Compute:
    def compute(rows: Rows, keep: Keep, of: str) -> Drawn:
        kept = _kept(rows, keep)
        if kept is None or any(row.cells[of] is None for row in kept):
            return UNKNOWN
        if not kept:
            return Drawn(None)
        best = pick(kept, key=lambda row: row.cells[of])
        return Drawn(best.cells[of], (best,))

    return compute


def _at(index: int) -> Compute:
    def compute(rows: Rows, keep: Keep, of: str) -> Drawn:
        kept = _kept(rows, keep)
        if kept is None:
            return UNKNOWN
        if not kept:
            return Drawn(None)
        value = kept[index].cells[of]
        return UNKNOWN if value is None else Drawn(value, (kept[index],))

    return compute


_COMPUTE: Mapping[str, Compute] = {
    "exists": _exists,
    "count": _count,
    "sum": _sum_from(ZERO),
    "min": _extreme(min),
    "max": _extreme(max),
    "first": _at(0),
    "last": _at(-1),
}
