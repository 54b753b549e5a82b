"""One meaning: what the reference evaluator says of a tree or a table, generated Python and DuckDB say of it too."""

# ruff: noqa: S311, S608, ANN401

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random  # noqa: TID251  (seeded)
from typing import Any, get_args

import pytest

from ombud.rules import interpret
from ombud.rules.checked import Program
from ombud.rules.declare import Type, Value
from ombud.rules.digits import MOST_DIGITS
from ombud.rules.emit_explain import compile_explain
from ombud.rules.emit_python import (
    CONTESTED,
    compile_burden,
    compile_collect,
    compile_first,
    compile_settle,
    compile_value,
)  # fmt: skip
from ombud.rules.sql.dialect import DUCKDB, WIDEST
from ombud.rules.sql.printer import Printer
from ombud.rules.sql.tables import burden_sql, settle_sql, table_collect_sql, table_first_sql
from ombud.rules.sql.workdays import day_functions
from ombud.rules.tree import Call, Case, Const, Function, Node, walk
from tests.rules import reference
from tests.rules.random_tables import OUTPUTS, random_book
from tests.rules.random_trees import FACTS, HOLIDAYS, WORKING, Trees, random_program, random_rows

duckdb = pytest.importorskip("duckdb")
Row = dict[str, Value | None]
Reading = Callable[[Row], Any]
ROWS = 60
CALM = 0.0
UNKNOWN = 0.12


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    with duckdb.connect() as connection:
        for statement in day_functions(DUCKDB, HOLIDAYS, WORKING):
            connection.execute(statement)
        yield connection


def load(engine: Any, rows: list[Row]) -> None:
    columns = ", ".join(f"{name} {DUCKDB.types[type_]}" for name, type_ in FACTS.items())
    engine.execute(f"CREATE OR REPLACE TABLE cases (id INTEGER, {columns})")
    marks = ", ".join("?" * (len(FACTS) + 1))
    values = [[n, *(row[name] for name in FACTS)] for n, row in enumerate(rows)]
    engine.executemany(f"INSERT INTO cases VALUES ({marks})", values)


def answers(engine: Any, statement: str) -> list[tuple[Any, ...]]:
    """The rows of an answer in the order of cases, without their id."""
    return [row[1:] for row in engine.execute(f"SELECT * FROM ({statement}) ORDER BY id").fetchall()]


def differences(about: str, rows: list[Row], says: dict[str, list[Any]]) -> list[str]:
    """One line for each row on which not all say the same."""
    return [
        f"{about} row {n}: " + ", ".join(f"{who} {found[n]!r}" for who, found in says.items())
        for n in range(len(rows))
        if any(found[n] != says["reference"][n] for found in says.values())
    ]


def batch(seed: int, trees: int, depth: int, digits: int) -> tuple[Program, dict[str, Node]]:
    """A program, and trees of every type that may read its definitions."""
    dice = Random(seed)
    program = random_program(dice, digits)
    source = Trees(dice, program, digits)
    kinds = get_args(Type)
    return program, {f"tree {n}": source.tree(kinds[n % len(kinds)], depth) for n in range(trees)}


def differing_trees(engine: Any, seed: int, size: tuple[int, int], digits: int) -> list[str]:
    program, trees = batch(seed, *size, digits)
    rows = random_rows(Random(seed), ROWS, UNKNOWN if seed % 3 else CALM)
    load(engine, rows)
    found = answers(engine, f"SELECT id, {', '.join(map(Printer(program).text, trees.values()))} FROM cases")
    whole = replace(program, definitions={**program.definitions, **trees})
    different = []
    for n, (name, node) in enumerate(trees.items()):
        says = {"reference": [interpret.evaluate(node, row, program) for row in rows], "DuckDB": [a[n] for a in found]}
        if digits == MOST_DIGITS:
            says["generated"] = list(map(compile_value(whole, name), rows))
        different += differences(f"seed {seed} {name}", rows, says)
    return different


def collected(program: Program, answer: tuple[Any, ...]) -> tuple[Any, ...]:
    """DuckDB's columns of a collecting table in the shape of generated Python."""
    columns, shaped = iter(answer), []
    for rule in program.tables["collect"].rules:
        truth = next(columns)
        outputs = {name: next(columns) for name in sorted(rule.outputs)}
        if truth is not False:
            shaped.append((rule.number, truth, *(outputs.get(name) for name, _ in OUTPUTS)))
    return tuple(shaped)


def reference_settle(program: Program, fact: str, row: Row) -> Any:
    branches = program.settles[fact].branches
    picks = tuple((when, Const(number, "int")) for number, (when, _) in enumerate(branches))
    branch = interpret.evaluate(Case(picks, "int"), row, program)
    if branch is None:
        return None
    assert isinstance(branch, int)
    result = branches[branch][1]
    return CONTESTED if result is None else interpret.evaluate(result, row, program)


def differing_tables(engine: Any, seed: int, depth: int) -> list[str]:
    dice = Random(seed)
    program = random_book(dice, depth)
    rows = random_rows(dice, ROWS, UNKNOWN if seed % 3 else CALM)
    load(engine, rows)
    first, collect = program.tables["first"], program.tables["collect"]
    explain = compile_explain(program, first).explain
    different = differences(f"seed {seed} first", rows, {
        "reference": [reference.first(program, first, row) for row in rows],
        "generated": list(map(compile_first(program, first), rows)),
        "DuckDB": answers(engine, table_first_sql(first, Printer(program))),
    })  # fmt: skip
    different += differences(f"seed {seed} explain", rows, {
        "reference": [reference.first(program, first, row)[0] for row in rows],
        "explained": [explain(row)[0] for row in rows],
    })  # fmt: skip
    different += differences(f"seed {seed} collect", rows, {
        "reference": [reference.collect(program, collect, row) for row in rows],
        "generated": list(map(compile_collect(program, collect), rows)),
        "DuckDB": [collected(program, one) for one in answers(engine, table_collect_sql(collect, Printer(program)))],
    })  # fmt: skip
    for fact in program.settles:
        different += differing_evidence(engine, program, fact, rows)
    return different


def differing_evidence(engine: Any, program: Program, fact: str, rows: list[Row]) -> list[str]:
    settled = answers(engine, settle_sql(program.settles[fact], Printer(program)))
    different = differences(f"settle {fact}", rows, {
        "reference": [reference_settle(program, fact, row) for row in rows],
        "generated": list(map(compile_settle(program, fact), rows)),
        "DuckDB": [CONTESTED if contested else value for _, contested, value in settled],
    })  # fmt: skip
    return different + differences(f"burden {fact}", rows, {
        "reference": [interpret.evaluate(program.burdens[fact], row, program) for row in rows],
        "generated": list(map(compile_burden(program, fact), rows)),
        "DuckDB": [value for (value,) in answers(engine, burden_sql(fact, Printer(program)))],
    })  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_python_and_duckdb_agree_on_random_trees(engine: Any, seed: int) -> None:
    assert differing_trees(engine, seed, (42, 3), MOST_DIGITS) == []


@pytest.mark.parametrize("seed", range(4, 6))
def test_python_and_duckdb_agree_on_numbers_wider_than_the_checker_allows(engine: Any, seed: int) -> None:
    assert differing_trees(engine, seed, (42, 3), WIDEST) == []


@pytest.mark.parametrize("seed", range(5))
def test_python_and_duckdb_agree_on_random_tables(engine: Any, seed: int) -> None:
    assert differing_tables(engine, seed, depth=2) == []


@pytest.mark.slow
@pytest.mark.parametrize("digits", [MOST_DIGITS, WIDEST])
@pytest.mark.parametrize("seed", range(100, 120))
def test_python_and_duckdb_agree_on_many_deep_random_trees(engine: Any, seed: int, digits: int) -> None:
    assert differing_trees(engine, seed, (60, 4), digits) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200, 260))
def test_python_and_duckdb_agree_on_many_random_tables(engine: Any, seed: int) -> None:
    assert differing_tables(engine, seed, depth=3) == []


def test_the_random_trees_cover_every_kind_of_node_and_every_function() -> None:
    batches = [batch(seed, 42, 3, MOST_DIGITS if seed < 4 else WIDEST) for seed in range(6)]
    parts = [part for _, trees in batches for node in trees.values() for part in walk(node)]
    assert {type(part) for part in parts} == set(get_args(Node))
    assert {part.function for part in parts if isinstance(part, Call)} == set(get_args(Function))
