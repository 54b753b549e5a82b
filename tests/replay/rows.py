"""Rows of the whole catalogue: drawn by a seeded generator, on boundaries, with unknowns."""

# ruff: noqa: S608

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random  # noqa: TID251  (seeded)
from tempfile import NamedTemporaryFile
from typing import Any

from ombud.facts.plan import plan_of
from ombud.kernel.scalar import Value
from ombud.rules.checked import Program
from ombud.rules.declare import FactDecl
from ombud.rules.sql.dialect import DUCKDB

START = date(2025, 3, 1)
DAYS = (0, 0, 1, 2, 3, 7, 9, 10, 11, 13, 14, 15, 20, 29, 30, 31, 60, 200)
SUMS = tuple(
    map(Decimal, ("0.00", "0.00", "0.01", "99.99", "150.00", "399.00", "999.99", "1000.00", "1005.00", "2490.00"))
)
Row = dict[str, Value | None]


def drawn(dice: Random, program: Program, reason: str, unknown: float) -> Row:
    """A row as a history has it: nothing settled yet, absent facts empty."""
    facts = program.declared.facts
    row: Row = {name: _value(dice, fact, unknown) for name, fact in facts.items()}
    settled = dict.fromkeys(plan_of(program).settles)
    for name in settled:
        if dice.random() < 0.7:
            row[name] = None
    for name, fact in facts.items():
        if row[name] is None and fact.default is not None and name not in settled:
            row[name] = fact.default
    absent: set[str] = set()
    for name, guard in plan_of(program).guards:
        if guard not in settled and (row[guard] is False or guard in absent):
            absent.add(name)
            row[name] = None
    return {**row, "reason": reason, "asof": START + timedelta(days=dice.choice(DAYS) + 30)}


def _value(dice: Random, fact: FactDecl, unknown: float) -> Value | None:
    if dice.random() < unknown:
        return None
    match fact.type:
        case "bool":
            return dice.random() < 0.5
        case "int":
            low = int(fact.low) if isinstance(fact.low, int) else 0
            return low + dice.choice((0, 1, 2, 3, 10))
        case "money":
            return dice.choice(SUMS)
        case "rate":
            return Decimal(dice.choice(("0.0000", "0.0500", "1.0000")))
        case "date":
            return START + timedelta(days=dice.choice(DAYS))
        case _:
            return dice.choice(fact.labels) if fact.labels else "a"


def load(engine: Any, program: Program, rows: Sequence[Row], relation: str = "cases") -> None:  # noqa: ANN401
    """A table of the rows, with an `id`."""
    facts = {name: fact for name, fact in program.declared.facts.items() if name != "reason"}
    kinds = {"id": "INTEGER", "reason": "VARCHAR", **{name: DUCKDB.types[fact.type] for name, fact in facts.items()}}
    with NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        text = csv.writer(file)
        text.writerows([number, row["reason"], *(row[name] for name in facts)] for number, row in enumerate(rows))
        file.flush()
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
        engine.execute(
            f"CREATE OR REPLACE TABLE {relation} AS SELECT * FROM read_csv('{file.name}', header = false, "
            f"nullstr = '', auto_detect = false, columns = {{{columns}}})"
        )
