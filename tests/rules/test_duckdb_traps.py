"""Where DuckDB and Python differ when left alone: traps shown to bite, and printed SQL that does not fall in."""

# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ombud.kernel import days
from ombud.rules import interpret
from ombud.rules.checked import Program, Rule, Table
from ombud.rules.declare import Declarations, FactDecl, RuleDecl, TableDecl, Type, Value
from ombud.rules.sql.dialect import DUCKDB
from ombud.rules.sql.printer import Printer
from ombud.rules.sql.tables import table_first_sql
from ombud.rules.sql.workdays import day_functions
from ombud.rules.tree import Arith, Call, Compare, Const, Fact, In, Node, Not, Ratio

duckdb = pytest.importorskip("duckdb")
HOLIDAYS = frozenset({date(2024, 1, 1), date(2024, 1, 8), date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1)})
WORKING = frozenset({date(2024, 4, 27), date(2024, 12, 28)})
PROGRAM = Program(
    Declarations({"x": FactDecl("x", "money", "event")}, holidays=HOLIDAYS, working=WORKING), {}, {}, {}, {}, ()
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    with duckdb.connect() as connection:
        for statement in day_functions(DUCKDB, HOLIDAYS, WORKING):
            connection.execute(statement)
        yield connection


def money(text: str | None) -> Const:
    return Const(None if text is None else Decimal(text), "money")


def rate(text: str) -> Const:
    return Const(Decimal(text), "rate")


def whole(value: int | None) -> Const:
    return Const(value, "int")


def day(text: str) -> Const:
    return Const(date.fromisoformat(text), "date")


def raw(engine: Any, sql: str) -> Any:
    return engine.execute(f"SELECT {sql}").fetchone()[0]


def both(engine: Any, node: Node) -> Value | None:
    """What the printed SQL gives, once Python has said the same."""
    found: Value | None = raw(engine, Printer(PROGRAM).text(node))
    assert found == interpret.evaluate(node, {}, PROGRAM)
    return found


def test_a_product_of_more_than_18_digits_aborts_a_query_unless_it_is_computed_wide(engine: Any) -> None:
    with pytest.raises(duckdb.OutOfRangeException):
        raw(engine, "CAST(9999999999.99 AS DECIMAL(12,2)) * CAST(99999.9999 AS DECIMAL(9,4))")
    product = Arith("*", money("9999999999.99"), rate("99999.9999"), "money")
    assert both(engine, product) == Decimal("999999998999000.000001")


def test_accrual_over_all_years_does_not_overflow(engine: Any) -> None:
    args = (money("9999999999.99"), rate("99999.9999"), whole(3_652_059), money("9999999999.99"))
    assert both(engine, Call("accrue", args, "money")) == Decimal("9999999999.99")


def test_nothing_accrues_before_the_first_day(engine: Any) -> None:
    assert both(engine, Call("accrue", (money("100.00"), rate("0.0100"), whole(-3), money("5.00")), "money")) == 0


def test_two_wide_decimals_of_unlike_scale_are_not_rounded_to_the_coarser(engine: Any) -> None:
    coarse, fine = "CAST(1.00 AS DECIMAL(38,2))", "CAST(1.000001 AS DECIMAL(38,6))"
    assert raw(engine, f"greatest({coarse}, {fine})") == 1
    wide = Arith("*", money("9999999999.99"), rate("99999.9999"), "money")
    sums = Arith("*", money("9999999999.99"), whole(999_999_999), "money"), Arith("-", wide, rate("0.0001"), "money")
    assert both(engine, Call("least", sums, "money")) == Decimal("999999998998999.999901")


@pytest.mark.parametrize(
    ("given", "rounded"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("0.0049", "0.00")]
)
def test_ties_are_rounded_away_from_zero(engine: Any, given: str, rounded: str) -> None:
    assert both(engine, Call("round", (rate(given), whole(2)), "rate")) == Decimal(rounded)


@pytest.mark.parametrize("function", ["least", "greatest"])
def test_least_and_greatest_of_something_unknown_are_unknown(engine: Any, function: Any) -> None:
    assert raw(engine, f"{function}(1, NULL)") == 1
    assert both(engine, Call(function, (money("1.00"), money(None)), "money")) is None


@pytest.mark.parametrize(("divisor", "holds"), [("0.00", None), ("-2.00", None), ("2.00", True)])
def test_a_share_of_nothing_is_unknown(engine: Any, divisor: str, holds: bool | None) -> None:
    assert raw(engine, "1 / 0") == float("inf")
    assert both(engine, Ratio("<=", money("1.00"), money(divisor), rate("0.5000"))) is holds


def test_a_literal_does_not_follow_a_small_column_down(engine: Any) -> None:
    with pytest.raises(duckdb.OutOfRangeException):
        raw(engine, "CAST(100 AS TINYINT) + 100")
    printed = Printer(PROGRAM, {"n": "CAST(100 AS TINYINT)"})
    program = Program(Declarations({"n": FactDecl("n", "int", "event")}), {}, {}, {}, {}, ())
    node = Arith("+", Fact("n", "int"), whole(100), "int")
    assert raw(engine, Printer(program, printed.columns).text(node)) == 200


@pytest.mark.parametrize(("start", "months", "end"), [
    ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
    ("2024-03-31", -1, "2024-02-29"), ("2024-12-31", 2, "2025-02-28"),
])  # fmt: skip
def test_months_are_clamped_to_the_months_end_and_stay_dates(engine: Any, start: str, months: int, end: str) -> None:
    found = both(engine, Call("add_months", (day(start), whole(months)), "date"))
    assert found == date.fromisoformat(end)
    assert type(found) is date


@pytest.mark.parametrize("node", [
    Arith("+", day("9999-12-31"), whole(1), "date"),
    Arith("-", day("0001-01-01"), whole(999_999_999), "date"),
    Call("add_months", (day("2024-01-31"), whole(999_999_999)), "date"),
    Call("add_workdays", (day("9999-12-31"), whole(1)), "date"),
])  # fmt: skip
def test_a_day_beyond_the_calendar_is_unknown(engine: Any, node: Node) -> None:
    assert both(engine, node) is None


def test_days_between_is_a_number_over_a_leap_day(engine: Any) -> None:
    assert both(engine, Call("days_between", (day("2024-03-01"), day("2024-02-28")), "int")) == 2


@pytest.mark.parametrize(("left", "right"), [("a", "a "), ("a", "A"), ("ß", "ss"), ("é", "e")])
def test_texts_are_equal_only_letter_by_letter(engine: Any, left: str, right: str) -> None:
    assert both(engine, Compare("=", Const(left, "text"), Const(right, "text"))) is False
    assert both(engine, In(Const("it's", "text"), (Const("it's", "text"),))) is True


@pytest.mark.parametrize("type_", ["money", "rate", "int", "date", "bool", "text"])
def test_a_number_that_the_law_leaves_open_is_unknown_in_its_own_type(engine: Any, type_: Type) -> None:
    assert both(engine, Const(None, type_)) is None


def test_not_in_a_list_is_unknown_only_where_the_item_is(engine: Any) -> None:
    assert raw(engine, "3 NOT IN (1, NULL)") is None
    assert both(engine, Not(In(whole(3), (whole(1), whole(2))))) is True
    assert both(engine, Not(In(whole(None), (whole(1), whole(2))))) is None


def test_no_case_ever_has_a_constant_null_for_a_condition() -> None:
    unknown = Const(None, "bool")
    declared = RuleDecl("open", "", {})
    table = Table(
        "t", (Rule(1, "open", unknown, (unknown,), {}, declared),), (), TableDecl("t", "owed", "first", (declared,))
    )
    printed = table_first_sql(table, Printer(PROGRAM))
    assert "WHEN" not in printed
    assert "-1 AS rule" in printed


def test_every_day_of_two_years_rolls_and_counts_working_days_as_in_python(engine: Any) -> None:
    statement = (
        "SELECT d, n, ombud_roll(d), ombud_add_workdays(d, n) FROM "
        "(SELECT DATE '2023-12-01' + CAST(i AS INTEGER) AS d FROM range(430) t(i)), (SELECT CAST(j AS INTEGER) AS n "
        "FROM range(-1, 25) u(j))"
    )
    for start, count, rolled, added in engine.execute(statement).fetchall():
        assert rolled == days.roll(start, HOLIDAYS, WORKING)
        assert added == days.add_workdays(start, count, HOLIDAYS, WORKING)
