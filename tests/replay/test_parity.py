"""What a replay says of a row is what the rooms of a ruling say of it."""

# ruff: noqa: S311, ANN401

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random  # noqa: TID251  (seeded)
from typing import Any

import pytest

import ombud
from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.decide.outcome import outcome
from ombud.facts.quick import settled
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Redress
from ombud.model.facts import Facts
from ombud.replay.relation import Relation
from ombud.replay.side import weights_of
from ombud.replay.statement import Pair, branch
from ombud.rules.answer import collect
from ombud.rules.sql.dialect import DUCKDB
from ombud.rules.sql.workdays import day_functions
from tests.drawn import examples as drawn_examples
from tests.replay.rows import Row, drawn, load

duckdb = pytest.importorskip("duckdb")
DEMO = Path(ombud.__file__).parent / "shops" / "demo"
KNOWN_ON = date(2026, 11, 21)
ROWS = 300


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize("law, shop", [("RU", "folio"), ("PL", "lektor"), ("UA", "kram"), ("UK", "quattro")])
@pytest.mark.parametrize("unknown", [0.0, 0.15])
def test_a_replay_answers_a_row_as_a_ruling_does(engine: Any, law: str, shop: str, unknown: float) -> None:
    book = open_book(law, DEMO / shop, known_on=KNOWN_ON)
    pair = Pair(book, book, open_book(law, known_on=KNOWN_ON))
    for statement in day_functions(DUCKDB, book.program.declared.holidays, book.program.declared.working):
        engine.execute(statement)
    dice = Random(f"{law}{unknown}")
    for reason in (
        "late",
        "not_received",
        "threshold_near_miss",
        "changed_mind",
        "defective",
        "duplicate_charge",
        "wrong_price",
    ):
        rows = [drawn(dice, book.program, reason, unknown) for _ in range(drawn_examples(ROWS))]
        load(engine, book.program, rows)
        found = engine.execute(branch(pair, reason, Relation("cases"), ["id"]) + " ORDER BY id").fetchall()
        names = [one[0] for one in engine.description]
        for row, values in zip(rows, found, strict=True):
            assert_says(dict(zip(names, values, strict=True)), row, book, pair)


def assert_says(found: dict[str, Any], row: Row, book: Book, pair: Pair) -> None:
    whole = settled(book.program, row)
    facts = Facts(str(row["reason"]), row["asof"], "RUB", {}, whole)  # type: ignore[arg-type]  # a date
    said = outcome(facts, whole, book, ())
    kept = pair.kept
    assert kept.finding.name(found["old_finding"]) == ("" if said.finding.open else said.finding.verdict)
    assert kept.party.name(found["old_bearer"]) == said.fault.loss_bearer
    certain = [one for one in said.entitlement.redress if one.certain]
    assert names_of(found["old_owed"], kept.remedy.names()) == {one.remedy for one in certain}
    sums = round(found["old_owed_money"] * 100)
    assert sums <= money_of(certain) if found["doubt"] else sums == money_of(certain)
    offered = goodwill_of(book, whole, {one.remedy for one in certain})
    assert names_of(found["old_goodwill"], kept.remedy.names()) == offered.keys()
    if not found["doubt"]:
        assert round(found["old_goodwill_money"] * 100) == sum(offered.values())
    assert found["changed"] is False
    assert found["breach"] is False
    caused = found["old_fault"] > 0 and found["old_fault_days"] is not None
    weights = weights_of(kept.fault.name(found["old_fault"]), found["old_fault_days"]) if caused else {}
    assert {party: days for party, days in weights.items() if days} == {
        one.party: one.days for one in said.fault.shares
    }
    if found["old_finding"] and caused and found["old_bearer"] > 0 and not found["doubt"]:
        assert not said.open


def goodwill_of(book: Book, row: Row, owed: set[str]) -> dict[str, int]:
    """What the house's tables offer besides what is owed, each remedy at its most. No demo shop offers a choice."""
    found: dict[str, int] = {}
    for one in collect(book.program, book.tables_for("goodwill"), row):
        remedy = str(one.outputs.get("remedy"))
        if one.sure and remedy not in owed:
            assert not one.rule.declared.choose
            found[remedy] = max(found.get(remedy, 0), round(Decimal(str(one.outputs.get("amount") or 0)) * 100))
    return found


def names_of(mask: int, names: tuple[str, ...]) -> set[str]:
    return {name for bit, name in enumerate(names) if mask >> bit & 1}


def money_of(lines: list[Redress]) -> int:
    """All that is owed; of those among which one may choose, the dearest."""
    groups: dict[str, int] = {}
    for one in lines:
        if one.choose:
            groups[one.choose] = max(groups.get(one.choose, 0), low(one.amount))
    return sum(low(one.amount) for one in lines if not one.choose) + sum(groups.values())


def low(amount: Money | MoneyRange | None) -> int:
    return amount.minor if isinstance(amount, Money) else amount.low if amount else 0
