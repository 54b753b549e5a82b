"""Pass 1 of a replay: one statement over all rows says of each what the reference evaluator says."""

# ruff: noqa: S311, ANN401

from __future__ import annotations

from collections.abc import Iterator
from random import Random  # noqa: TID251  (seeded)
from typing import Any

import pytest

from ombud.rules.sql.chain import chain_sql
from ombud.rules.sql.dialect import DUCKDB
from ombud.rules.sql.printer import Column, Printer
from ombud.rules.sql.workdays import day_functions
from tests.rules import reference
from tests.rules.random_tables import random_book
from tests.rules.random_trees import FACTS, HOLIDAYS, WORKING, random_rows
from tests.rules.test_parity_with_duckdb import answers, load

duckdb = pytest.importorskip("duckdb")
ROWS = 60


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    with duckdb.connect() as connection:
        for statement in day_functions(DUCKDB, HOLIDAYS, WORKING):
            connection.execute(statement)
        yield connection


@pytest.mark.parametrize("seed", range(300, 306))
def test_a_chain_split_by_label_says_what_the_reference_says(engine: Any, seed: int) -> None:
    dice = Random(seed)
    program = random_book(dice, 2)
    rows = random_rows(dice, ROWS)
    load(engine, rows)
    table = program.tables["first"]
    found = answers(engine, chain_sql(["first"], Printer(program), keep=["id"]))
    assert found == [reference.first(program, table, row) for row in rows]


@pytest.mark.parametrize("seed", range(310, 313))
def test_what_a_file_says_of_its_columns_changes_no_answer(engine: Any, seed: int) -> None:
    dice = Random(seed)
    program = random_book(dice, 2)
    rows = random_rows(dice, ROWS, unknown=0.0)
    load(engine, rows)
    plain = answers(engine, chain_sql(["first"], Printer(program), keep=["id"]))
    known = {name: Column(sure=True) for name in FACTS}
    statement = chain_sql(["first"], Printer(program, known=known), keep=["id"])
    assert answers(engine, statement) == plain
    assert len(statement) < len(chain_sql(["first"], Printer(program), keep=["id"]))
