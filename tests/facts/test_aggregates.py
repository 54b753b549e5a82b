"""Kleene aggregates against naive evaluation: what holds in every completion of the unknown cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Literal, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.facts.aggregates import draws
from ombud.facts.record import Record
from ombud.facts.tables import Records
from ombud.kernel.errors import RuleError
from ombud.model.record_tables import RECORD_COLUMNS
from ombud.rules.declare import Aggregate, Type
from ombud.rules.sources import check_source
from tests.drawn import examples
from tests.facts.books import fact

ASOF = date(2026, 5, 25)
Cell: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["exists", "count", "min", "max", "sum", "first", "last"]


class Given(Records):
    """Records of one table, as they would be built from a file."""

    def __init__(self, rows: list[Cell] | None) -> None:
        self.rows = rows

    def table(self, name: str) -> list[Record] | None:
        if self.rows is None:
            return None
        return [Record(f"rows[{i}]", {**row, "asof": ASOF}) for i, row in enumerate(self.rows)]


def drawn(kind: Kind, rows: list[Cell] | None, of: str = "", where: str = "TRUE") -> object:
    types: dict[Kind, Type] = {"exists": "bool", "count": "int"}
    one = fact("it", types.get(kind) or RECORD_COLUMNS["shipment"][of].type, Aggregate(kind, "shipment", of, where))
    return draws([one])["it"].run(Given(rows)).value


FILTER = "handed_over AND (term_days > 2 OR offered_by_shop)"
TERMS = st.sampled_from([None, 1, 2, 3, 4])
TRUTHS = st.sampled_from([None, True, False])
ROWS = st.lists(
    st.fixed_dictionaries({"handed_over": TRUTHS, "offered_by_shop": TRUTHS, "term_days": TERMS}), max_size=3
)
DOMAINS: dict[str, tuple[object, ...]] = {
    "handed_over": (True, False),
    "offered_by_shop": (True, False),
    "term_days": (1, 2, 3, 4),
}


def completions(rows: list[Cell]) -> Iterator[list[Cell]]:
    gaps = [(i, name) for i, row in enumerate(rows) for name, value in row.items() if value is None]
    for values in product(*(DOMAINS[name] for _, name in gaps)):
        whole = [dict(row) for row in rows]
        for (i, name), value in zip(gaps, values, strict=True):
            whole[i][name] = value
        yield whole


def passing(rows: Iterable[Cell]) -> list[Cell]:
    return [row for row in rows if row["handed_over"] and (row["term_days"] > 2 or row["offered_by_shop"])]


NAIVE: dict[Kind, Callable[[list[Cell]], Any]] = {
    "exists": lambda rows: bool(passing(rows)),
    "count": lambda rows: len(passing(rows)),
    "sum": lambda rows: sum(row["term_days"] for row in passing(rows)),
    "min": lambda rows: min((row["term_days"] for row in passing(rows)), default=None),
    "max": lambda rows: max((row["term_days"] for row in passing(rows)), default=None),
    "first": lambda rows: next((row["term_days"] for row in passing(rows)), None),
    "last": lambda rows: next((row["term_days"] for row in reversed(passing(rows))), None),
}


@pytest.mark.parametrize("kind", NAIVE)
@settings(max_examples=examples(40), deadline=None)
@given(rows=ROWS)
def test_a_known_result_is_the_result_in_every_completion(kind: Kind, rows: list[Cell]) -> None:
    of = "" if kind in ("exists", "count") else "term_days"
    value = drawn(kind, rows, of, FILTER)
    results = {NAIVE[kind](whole) for whole in completions(rows)}
    if value is not None:
        assert results == {value}


@pytest.mark.parametrize("kind", NAIVE)
@settings(max_examples=examples(40), deadline=None)
@given(rows=ROWS)
def test_where_all_is_known_the_result_is_the_naive_one(kind: Kind, rows: list[Cell]) -> None:
    whole = next(completions(rows))
    assert drawn(kind, whole, "" if kind in ("exists", "count") else "term_days", FILTER) == NAIVE[kind](whole)


ROW: Cell = {"handed_over": True, "offered_by_shop": True, "term_days": 3}


def test_one_true_row_is_enough_and_an_unknown_one_leaves_it_open() -> None:
    unknown, false = ROW | {"handed_over": None}, ROW | {"handed_over": False}
    assert drawn("exists", [unknown, ROW], where="handed_over") is True
    assert drawn("exists", [unknown, false], where="handed_over") is None
    assert drawn("exists", [false], where="handed_over") is False


def test_over_no_rows_sums_are_nought_and_days_are_not_there() -> None:
    assert drawn("sum", [], "term_days") == 0
    assert isinstance(drawn("sum", [], "term_days"), int)
    assert str(drawn("sum", [], "declared")) == "0.00"
    assert drawn("count", []) == 0
    kinds: tuple[Kind, ...] = ("min", "max", "first", "last")
    assert [drawn(kind, [], "term_days") for kind in kinds] == [None] * 4


def test_a_missing_section_leaves_every_aggregate_unknown() -> None:
    found = [drawn(kind, None, "" if kind in ("exists", "count") else "term_days") for kind in NAIVE]
    assert found == [None] * len(NAIVE)


def test_a_row_that_counts_without_a_value_leaves_the_sum_unknown() -> None:
    rows = [ROW | {"declared": Decimal("5.00")}, ROW | {"declared": None}]
    assert drawn("sum", rows, "declared") is None
    assert drawn("sum", [*rows[:1], rows[1] | {"handed_over": False}], "declared", "handed_over") == Decimal("5.00")


def test_a_filter_may_read_the_day_of_the_ruling() -> None:
    rows = [ROW | {"handed_over_on": date(2026, 5, 20)}, ROW | {"handed_over_on": date(2026, 5, 1)}]
    assert drawn("count", rows, where="handed_over_on > asof - 10") == 1


@pytest.mark.parametrize(
    ("kind", "source", "says"),
    [
        ("bool", Aggregate("exists", "parcel"), "no record table 'parcel'"),
        ("int", Aggregate("sum", "shipment", "days"), "no column 'days'"),
        ("bool", Aggregate("exists", "shipment", "carrier"), "names a table"),
        ("int", Aggregate("count", "shipment", "", "hired_by = 'client'"), "client"),
        ("int", Aggregate("count", "shipment", "", "hired_by ="), "did not expect the end"),
        ("int", Aggregate("count", "shipment", "", "colour = 1"), "colour"),
        ("int", Aggregate("count", "shipment", "", "term_days"), "no condition"),
        ("money", Aggregate("sum", "shipment", "term_days"), "gives int"),
        ("text", Aggregate("max", "shipment", "carrier"), "no max of a text column"),
        ("bool", Aggregate("sum", "shipment", "handed_over"), "no sum of a bool column"),
    ],
)
def test_a_source_that_cannot_be_right_is_refused(kind: Type, source: Aggregate, says: str) -> None:
    with pytest.raises(RuleError, match=says) as caught:
        check_source(fact("it", kind, source))
    assert caught.value.at.key in ("from", "from.where")
