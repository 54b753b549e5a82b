"""One meaning: whatever Python says of a tree, DuckDB says of it too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random  # noqa: TID251  (seeded dice: a failing seed can be run again)
from typing import Any, get_args

import pytest
from duckdb_printer import COLUMN_TYPES, Printer
from duckdb_workdays import workday_macros
from naive_evaluator import evaluate
from random_trees import FACTS, HOLIDAYS, WORKING, Trees, drawn, random_program, random_rows, refs_of

from ombud.rules.checked import Program
from ombud.rules.declare import Type, Value
from ombud.rules.tree import Call, Function, Node, walk

duckdb = pytest.importorskip("duckdb")
ROWS = 60
Rows = list[dict[str, Value | None]]


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
    engine.executemany(
        f"INSERT INTO cases VALUES ({marks})", [[n, *(row[name] for name in FACTS)] for n, row in enumerate(rows)]
    )


def batch(seed: int, trees: int, depth: int) -> tuple[Program, list[Node], Rows]:
    dice = Random(seed)
    program = random_program(dice)
    source = Trees(dice, refs_of(program))
    nodes = [drawn(source, get_args(Type)[n % 6], depth, program) for n in range(trees)]
    return program, nodes, random_rows(dice, ROWS)


def differences(engine: Any, seed: int, trees: int, depth: int) -> list[str]:
    program, nodes, rows = batch(seed, trees, depth)
    load(engine, rows)
    printed = ", ".join(map(Printer(program).text, nodes))
    answers = engine.execute(f"SELECT {printed} FROM cases ORDER BY id").fetchall()
    return [
        f"seed {seed} tree {n} row {r}: Python {ours!r}, DuckDB {theirs!r}"
        for r, (row, answer) in enumerate(zip(rows, answers, strict=True))
        for n, (node, theirs) in enumerate(zip(nodes, answer, strict=True))
        if (ours := evaluate(node, row, program)) != theirs
    ]


@pytest.mark.parametrize("seed", range(4))
def test_python_and_duckdb_agree_on_random_trees(engine: Any, seed: int) -> None:
    assert differences(engine, seed, trees=48, depth=3) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_python_and_duckdb_agree_on_many_deep_random_trees(engine: Any, seed: int) -> None:
    assert differences(engine, seed, trees=60, depth=4) == []


def test_the_random_trees_cover_every_kind_of_node_and_every_function() -> None:
    parts = [part for seed in range(4) for node in batch(seed, 48, 3)[1] for part in walk(node)]
    assert {type(part) for part in parts} == set(get_args(Node))
    assert {part.function for part in parts if isinstance(part, Call)} == set(get_args(Function))
