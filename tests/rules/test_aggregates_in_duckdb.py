"""A fact drawn from records means the same for one case in Python and for a column of cases in SQL."""

# ruff: noqa: S311, S608, ANN401

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random  # noqa: TID251  (seeded)
from typing import Any, cast, get_args, get_type_hints

import pytest

import ombud.facts.aggregates as drawing
from ombud.rules import sources
from ombud.rules.declare import Aggregate, FactDecl, Type
from ombud.rules.sql.dialect import DUCKDB
from ombud.rules.sql.printer import Printer
from ombud.rules.sql.tables import aggregate_sql
from ombud.rules.sql.workdays import day_functions

duckdb = pytest.importorskip("duckdb")

ASOF = date(2026, 3, 1)
COLUMNS: dict[str, Type] = {"by": "text", "stated_on": "date", "essential": "bool", "amount": "money"}
FILTERS = (
    "TRUE",
    "essential",
    "stated_on <= asof",
    "amount > 5 AND NOT essential",
    "amount IS NULL OR essential",
    "stated_on + 3 > asof OR amount <= 0.05",
)
DRAWN: tuple[tuple[str, str, Type], ...] = (
    ("exists", "", "bool"), ("count", "", "int"), ("sum", "amount", "money"), ("min", "amount", "money"),
    ("max", "stated_on", "date"), ("first", "stated_on", "date"), ("last", "amount", "money"),
    ("first", "essential", "bool"),
)  # fmt: skip
CASES = 150


@dataclass(frozen=True, slots=True)
class Row:
    cells: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one case, None where nobody looked."""

    rows: list[Row] | None

    def table(self, _name: str) -> list[Row] | None:
        return self.rows


def some_record(dice: Random) -> Row:
    def maybe(value: Any) -> Any:
        return None if dice.random() < 0.1 else value

    cells = {
        "by": maybe("shop"),
        "stated_on": maybe(ASOF + timedelta(days=dice.randint(-4, 2))),
        "essential": maybe(dice.random() < 0.6),
        "amount": maybe(Decimal(dice.choice(("0.05", "5.00", "5.01", "-3.00", "9999999999.99")))),
    }
    return Row({**cells, "asof": ASOF})


@pytest.fixture(scope="module")
def sections() -> list[Section]:
    dice = Random(7)
    return [
        Section(None if n % 10 == 9 else [some_record(dice) for _ in range(dice.randint(0, 4))]) for n in range(CASES)
    ]


@pytest.fixture(scope="module")
def engine(sections: list[Section]) -> Any:
    connection = duckdb.connect()
    for statement in day_functions(DUCKDB, frozenset(), frozenset()):
        connection.execute(statement)
    connection.execute('CREATE TABLE cases (id INTEGER, "asof" DATE, looked BOOLEAN)')
    connection.execute(
        'CREATE TABLE promise (case_id INTEGER, position INTEGER, "by" VARCHAR, stated_on DATE, essential BOOLEAN, '
        "amount DECIMAL(12,2))"
    )
    for number, section in enumerate(sections):
        connection.execute("INSERT INTO cases VALUES (?, ?, ?)", [number, ASOF, section.rows is not None])
        for position, row in enumerate(section.rows or ()):
            cells = [row.cells[name] for name in COLUMNS]
            connection.execute("INSERT INTO promise VALUES (?, ?, ?, ?, ?, ?)", [number, position, *cells])
    return connection


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize(("kind", "of", "type_"), DRAWN)
def test_an_aggregate_means_the_same_in_python_and_duckdb(
    engine: Any, sections: list[Section], kind: Any, of: str, type_: Type, where: str
) -> None:
    source = Aggregate(kind, "promise", of, where)
    fact = FactDecl("drawn", type_, "event", source=source)
    draw = drawing.draws([fact])["drawn"]
    program = sources.filters("promise", [fact])
    printed = Printer(program).text(program.definitions[sources.name_of(fact)])
    value = aggregate_sql(source, printed, "promise.case_id = cases.id", "cases.looked")
    found = [row[0] for row in engine.execute(f"SELECT {value} FROM cases ORDER BY id").fetchall()]
    assert found == [draw.run(cast("Any", section)).value for section in sections]


def test_every_aggregate_is_compared() -> None:
    assert {kind for kind, _, _ in DRAWN} == set(get_args(get_type_hints(Aggregate)["kind"]))
