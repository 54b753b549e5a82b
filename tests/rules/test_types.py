from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ombud.rules.declare import FactDecl
from ombud.rules.tree import And, Arith, Call, Compare, Const, Fact, In, IsNull, Not, Ratio, Ref
from tests.rules.declaring import FACTS, named, param, program, refused, tree

PRICE, COUNT, DUE = Fact("price", "money"), Fact("count", "int"), Fact("due_on", "date")


def money(text: str) -> Const:
    return Const(Decimal(text), "money")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("price > 0", Compare(">", PRICE, money("0.00"))),
        ("0.5 < price", Compare("<", money("0.50"), PRICE)),
        ("discount <= 0.125", Compare("<=", Fact("discount", "rate"), Const(Decimal("0.1250"), "rate"))),
        ("count * 3 <= wait", Compare("<=", Arith("*", COUNT, Const(3, "int"), "int"), Fact("wait", "int"))),
        ("price + 1", Arith("+", PRICE, money("1.00"), "money")),
        ("due_on + 3", Arith("+", DUE, Const(3, "int"), "date")),
        ("due_on - count", Arith("-", DUE, COUNT, "date")),
        ("add_days(due_on, 2)", Arith("+", DUE, Const(2, "int"), "date")),
        ("days_between(asof, due_on)", Call("days_between", (Fact("asof", "date"), DUE), "int")),
        ("LEAST(price, 99.90)", Call("least", (PRICE, money("99.90")), "money")),
        ("ROUND(price * 0.1, 2)", Call("round", (Arith("*", PRICE, Const(Decimal("0.1000"), "rate"), "money"), Const(2, "int")), "money")),
        ("-count", Arith("-", Const(0, "int"), COUNT, "int")),
        ("-2.5", money("-2.50")),
        ("count BETWEEN 1 AND 3", And((Compare(">=", COUNT, Const(1, "int")), Compare("<=", COUNT, Const(3, "int"))))),
        ("country IN ('RU', 'PL')", In(Fact("country", "text"), (Const("RU", "text"), Const("PL", "text")))),
        ("NOT denied", Not(Fact("denied", "bool"))),
        ("denied = TRUE", Fact("denied", "bool")),
        ("denied = FALSE", Not(Fact("denied", "bool"))),
        ("TRUE <> denied", Not(Fact("denied", "bool"))),
        ("denied <> signed", Compare("<>", Fact("denied", "bool"), Fact("signed", "bool"))),
        ("price IS NOT NULL", Not(IsNull(PRICE))),
        ("paid / price <= 0.5", Ratio("<=", Fact("paid", "money"), PRICE, Const(Decimal("0.5000"), "rate"))),
        ("0.5 >= paid / price", Ratio("<=", Fact("paid", "money"), PRICE, Const(Decimal("0.5000"), "rate"))),
        ("count / wait < 2", Ratio("<", COUNT, Fact("wait", "int"), Const(Decimal("2.0000"), "rate"))),
        ("accrue(price, 0.0050, count, price)", Call("accrue", (PRICE, Const(Decimal("0.0050"), "rate"), COUNT, PRICE), "money")),
    ],
)  # fmt: skip
def test_a_sound_expression_gets_its_typed_tree(text: str, node: Any) -> None:
    assert tree(text) == node


@pytest.mark.parametrize(
    ("text", "column", "says", "hint"),
    [
        ("price > due_on", 9, "expected money, found a date", ""),
        ("price > count", 9, "expected money, found a whole number", ""),
        ("count > 1.5", 9, "expected a whole number, found money", ""),
        ("price > 0.125", 9, "expected money, found a rate", "two places"),
        ("due_on > '2026-01-01'", 10, "expected a date", "DATE '2026-01-31'"),
        ("country > 'PL'", 1, "text has no order", "only = and <>"),
        ("country = 1", 11, "expected text", "single quotes"),
        ("country = 'Ru'", 11, "unknown label 'Ru'", "did you mean 'RU'?"),
        ("country IN ('RU', 'XX')", 19, "unknown label 'XX'", "the labels are"),
        ("country = reason", 11, "no label in common", ""),
        ("denied > signed", 1, "no order", ""),
        ("price AND denied", 1, "expected a truth value", "compare it"),
        ("NOT count", 5, "expected a truth value", ""),
        ("TRUE + 1", 8, "expected a truth value", ""),
        ("denied + signed", 1, "cannot be added", ""),
        ("due_on - asof", 10, "two dates are not subtracted", "days_between"),
        ("due_on + asof", 10, "expected a whole number", ""),
        ("3 + due_on", 1, "expected a date", ""),
        ("due_on + price", 10, "expected a whole number", ""),
        ("due_on * 2", 1, "cannot be multiplied", ""),
        ("price * paid", 9, "money cannot be multiplied by money", ""),
        ("discount * discount", 12, "a rate cannot be multiplied by a rate", ""),
        ("price * discount", 1, "six places", "ROUND"),
        ("price * discount > 5", 1, "six places", "ROUND"),
        ("LEAST(price * discount, paid)", 7, "six places", "ROUND"),
        ("price / 2", 1, "quotient can only be compared", "a / b <= c"),
        ("ROUND(price / 3, 2) > 1", 7, "quotient", "ROUND"),
        ("paid / count < 1", 8, "expected money", ""),
        ("days_between(asof)", 1, "takes 2 arguments, found 1", ""),
        ("LEAST(price)", 1, "two arguments or more", ""),
        ("GREATEST(country, 'RU')", 10, "text has no order", ""),
        ("ROUND(price)", 1, "decimal places", ""),
        ("ROUND(price * 0.1, 3)", 20, "literal from 0 to 2", ""),
        ("ROUND(price * 0.1, count)", 20, "literal from 0 to 2", ""),
        ("ROUND(count, 0)", 7, "is not rounded", ""),
        ("roll(count)", 6, "expected a date", ""),
        ("accrue(price, price, 3, price)", 15, "expected a rate", ""),
        ("add_workdays(due_on, wait)", 22, "day by day", "high of at most"),
        ("pricce > 0", 1, "unknown name 'pricce'", "did you mean price?"),
        ("price = 12345678901.00", 9, "does not fit", "10 digits"),
        ("-due_on", 2, "has no negative", ""),
        ("angry IN (TRUE, 1)", 17, "expected a truth value", ""),
    ],
)
def test_a_wrong_type_is_refused_at_its_place_with_a_way_out(text: str, column: int, says: str, hint: str) -> None:
    error = refused(text)
    assert error.at.column == column
    assert error.at.line == 7
    assert error.at.file == "book.toml"
    assert says in error.says
    assert hint in error.hint


@pytest.mark.parametrize("text", ["price * wait", "wait * wait * 2", "ROUND(price * grade, 2)", "paid / price <= grade"])
def test_a_product_that_could_exceed_18_digits_is_refused_when_compiled(text: str) -> None:
    error = refused(text, facts=named(FactDecl("grade", "rate", "event")))
    assert "digits, more than 18" in error.says
    assert "low and high" in error.hint


def test_bounds_of_a_fact_make_a_product_safe() -> None:
    grade = FactDecl("grade", "rate", "event", low=Decimal(0), high=Decimal(2))
    assert tree("ROUND(price * grade, 2)", facts=named(grade)).type == "money"
    assert tree("price * count").type == "money"
    assert tree("wait * wait").type == "int"


def test_the_values_of_a_parameter_bound_it() -> None:
    fine = param("fine", "rate", "due_on", (date(2007, 12, 1), Decimal("0.0050")))
    assert tree("ROUND(price * fine, 2)", params=[fine]).type == "money"


def test_a_sum_of_unrounded_products_is_rounded_once() -> None:
    assert tree("ROUND(price * 0.1 + paid * 0.2, 2)").type == "money"


def test_an_enumeration_without_labels_takes_any_text() -> None:
    assert tree("note = 'anything'", facts=named(FactDecl("note", "text", "event"))).type == "bool"


def test_labels_are_followed_through_values_and_parameters() -> None:
    kind = param("kind", "text", "", (None, "good"), labels=("good", "bad"))
    assert "did you mean 'good'?" in refused("kind = 'goood'", params=[kind]).hint
    assert refused("grade = 'c'", values={"grade": [("denied", "'a'"), ("TRUE", "'b'")]}).says == "unknown label 'c'"


def test_the_result_of_branches_is_one_type_to_which_literals_adapt() -> None:
    definitions = program("fee > 1", values={"fee": [("denied", "0"), ("TRUE", "price")]}).definitions
    assert definitions["fee"].type == "money"
    assert definitions["v"] == Compare(">", Ref("fee", "money"), money("1.00"))
    error = refused("TRUE", values={"fee": [("denied", "due_on"), ("TRUE", "price")]})
    assert "expected a date, found money" in error.says


def test_every_fact_of_the_tests_is_declared_once() -> None:
    assert len(FACTS) == len(set(FACTS))
