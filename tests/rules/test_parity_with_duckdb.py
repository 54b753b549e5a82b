"""One meaning: whatever Python says of a tree or a table, DuckDB says of it too."""

# ruff: noqa: S311, S608, ANN401

from __future__ import annotations

from collections.abc import Iterator
from random import Random  # noqa: TID251  (seeded)
from typing import Any, get_args

import pytest
from duckdb_printer import COLUMN_TYPES, Printer
from duckdb_tables import burden_sql, settle_sql, table_collect_sql, table_first_sql
from duckdb_workdays import workday_macros
from random_tables import OUTPUTS, random_book
from random_trees import FACTS, HOLIDAYS, WORKING, Trees, drawn, random_program, random_rows, refs_of

from ombud.rules import interpret
from ombud.rules.checked import Program, Rule
from ombud.rules.declare import Type, Value
from ombud.rules.tree import Call, Case, Const, Function, Node, walk

duckdb = pytest.importorskip("duckdb")
Rows = list[dict[str, Value | None]]
ROWS = 60


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    with duckdb.connect() as connection:
        for statement in workday_macros(HOLIDAYS, WORKING):
            connection.execute(statement)
        yield connection


def load(engine: Any, rows: Rows) -> None:
    columns = ", ".join(f"{name} {COLUMN_TYPES[type_]}" for name, type_ in FACTS.items())
    engine.execute(f"CREATE OR REPLACE TABLE cases (id INTEGER, {columns})")
    marks = ", ".join("?" * (len(FACTS) + 1))
    values = [[n, *(row[name] for name in FACTS)] for n, row in enumerate(rows)]
    engine.executemany(f"INSERT INTO cases VALUES ({marks})", values)


def answers(engine: Any, statement: str) -> list[tuple[Any, ...]]:
    """The rows of an answer in the order of cases, without their id."""
    return [row[1:] for row in engine.execute(f"SELECT * FROM ({statement}) ORDER BY id").fetchall()]


def batch(seed: int, trees: int, depth: int) -> tuple[Program, list[Node], Rows]:
    dice = Random(seed)
    program = random_program(dice)
    source = Trees(dice, refs_of(program))
    kinds = get_args(Type)
    nodes = [drawn(source, kinds[n % len(kinds)], depth, program) for n in range(trees)]
    return program, nodes, random_rows(dice, ROWS)


def differing_trees(engine: Any, seed: int, trees: int, depth: int) -> list[str]:
    program, nodes, rows = batch(seed, trees, depth)
    load(engine, rows)
    found = answers(engine, f"SELECT id, {', '.join(map(Printer(program).text, nodes))} FROM cases")
    return [
        f"seed {seed} tree {n} row {r}: Python {ours!r}, DuckDB {theirs!r}"
        for r, (row, answer) in enumerate(zip(rows, found, strict=True))
        for n, (node, theirs) in enumerate(zip(nodes, answer, strict=True))
        if (ours := interpret.evaluate(node, row, program)) != theirs
    ]


def interpreted_first(program: Program, row: dict[str, Value | None]) -> tuple[Any, ...]:
    number, outputs = interpret.first(program.tables["first"], row, program)
    return number, *(outputs.get(name) for name, _ in OUTPUTS)


def interpreted_collect(program: Program, row: dict[str, Value | None]) -> tuple[Any, ...]:
    def of(rule: Rule) -> Iterator[Any]:
        yield interpret.evaluate(rule.condition, row, program)
        yield from (interpret.evaluate(node, row, program) for _, node in sorted(rule.outputs.items()))

    return tuple(value for rule in program.tables["collect"].rules for value in of(rule))


def interpreted_settle(program: Program, fact: str, row: dict[str, Value | None]) -> tuple[Any, ...]:
    branches = program.settles[fact].branches
    picks = tuple((when, Const(number, "int")) for number, (when, _) in enumerate(branches))
    branch = interpret.evaluate(Case(picks, "int"), row, program)
    result = None if branch is None else branches[int(branch)][1]
    contested = branch is not None and result is None
    return contested, None if result is None else interpret.evaluate(result, row, program)


def differing_tables(engine: Any, seed: int, depth: int) -> list[str]:
    dice = Random(seed)
    program = random_book(dice, depth)
    rows = random_rows(dice, ROWS)
    load(engine, rows)
    checks = [
        (table_first_sql(program.tables["first"], program), lambda row: interpreted_first(program, row)),
        (table_collect_sql(program.tables["collect"], program), lambda row: interpreted_collect(program, row)),
    ]
    for fact, settle in program.settles.items():
        contested = f"SELECT id, contested, value FROM ({settle_sql(settle, program)})"
        checks.append((contested, lambda row, fact=fact: interpreted_settle(program, fact, row)))
        burden = program.burdens[fact]
        held = (lambda row, burden=burden: (interpret.evaluate(burden, row, program),))
        checks.append((burden_sql(fact, program), held))
    return [
        f"seed {seed} row {r}: Python {ours!r}, DuckDB {theirs!r}"
        for statement, python in checks
        for r, (row, theirs) in enumerate(zip(rows, answers(engine, statement), strict=True))
        if (ours := python(row)) != theirs
    ]


@pytest.mark.parametrize("seed", range(4))
def test_python_and_duckdb_agree_on_random_trees(engine: Any, seed: int) -> None:
    assert differing_trees(engine, seed, trees=48, depth=3) == []


@pytest.mark.parametrize("seed", range(6))
def test_python_and_duckdb_agree_on_random_tables(engine: Any, seed: int) -> None:
    assert differing_tables(engine, seed, depth=2) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_python_and_duckdb_agree_on_many_deep_random_trees(engine: Any, seed: int) -> None:
    assert differing_trees(engine, seed, trees=60, depth=4) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200, 260))
def test_python_and_duckdb_agree_on_many_random_tables(engine: Any, seed: int) -> None:
    assert differing_tables(engine, seed, depth=3) == []


def test_the_random_trees_cover_every_kind_of_node_and_every_function() -> None:
    parts = [part for seed in range(4) for node in batch(seed, 48, 3)[1] for part in walk(node)]
    assert {type(part) for part in parts} == set(get_args(Node))
    assert {part.function for part in parts if isinstance(part, Call)} == set(get_args(Function))
