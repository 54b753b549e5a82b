"""Every place where engines differ, as far as Python is concerned: one test a trap."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, Decimal, localcontext
from itertools import product

import pytest

from ombud.rules.checked import Row
from ombud.rules.declare import FactDecl
from tests.rules.declaring import Parts, named, param, refused, result

TRUTHS = (True, False, None)
FEB = date(2026, 2, 1)


def test_and_or_and_not_follow_kleene() -> None:
    for a, b in product(TRUTHS, TRUTHS):
        row: Row = {"denied": a, "signed": b}
        conjunction = False if False in (a, b) else None if None in (a, b) else True
        disjunction = True if True in (a, b) else None if None in (a, b) else False
        assert result("denied AND signed", row) is conjunction
        assert result("denied OR signed", row) is disjunction
        assert result("NOT denied", row) is (None if a is None else not a)
        assert result("denied = signed", row) is (None if None in (a, b) else a == b)


def test_seven_halves_is_no_question_a_rule_can_ask() -> None:
    assert "quotient" in refused("7 / 2").says
    assert result("count / wait <= 3.5", {"count": 7, "wait": 2}) is True
    assert result("count / wait < 3.5", {"count": 7, "wait": 2}) is False


def test_division_by_zero_is_unknown_and_so_is_division_by_less() -> None:
    row: Row = {"paid": Decimal("1.00"), "price": Decimal("0.00")}
    assert result("paid / price <= 0.5", row) is None
    assert result("paid / price <= 0.5", {**row, "price": Decimal("-1.00")}) is None
    assert result("paid / price <= 0.5", {**row, "price": None}) is None


def test_a_ratio_is_exact_where_decimal_division_would_be_cut() -> None:
    row: Row = {"count": 1, "wait": 3}
    assert result("count / wait <= 0.3333", row) is False
    assert result("count / wait <= 0.3334", row) is True


def test_a_product_over_18_digits_is_refused_before_any_engine_sees_it() -> None:
    assert "18" in refused("price * wait").says


def test_tenths_add_up_exactly() -> None:
    assert result("0.1 + 0.2 = price", {"price": Decimal("0.30")}) is True


@pytest.mark.parametrize(
    ("price", "rounded"), [("0.20", "0.03"), ("-0.20", "-0.03"), ("0.12", "0.02"), ("21.40", "2.68"), ("20.00", "2.50")]
)
def test_money_is_rounded_half_away_from_zero_as_sql_does(price: str, rounded: str) -> None:
    assert result("ROUND(price * 0.125, 2)", {"price": Decimal(price)}) == Decimal(rounded)


def test_rounding_to_whole_units_goes_half_up_and_not_to_even() -> None:
    assert [result("ROUND(price, 0)", {"price": Decimal(p)}) for p in ("2.50", "3.50", "-2.50")] == [3, 4, -3]


def test_there_are_no_casts() -> None:
    assert "unknown function 'CAST'" in refused("CAST(price AS INT)").says


def test_two_dates_are_not_subtracted_but_counted() -> None:
    assert "days_between" in refused("asof - due_on").hint
    assert result("days_between(asof, due_on)", {"asof": date(2024, 3, 1), "due_on": date(2024, 2, 28)}) == 2


def test_a_date_stays_a_date_when_days_or_months_are_added() -> None:
    row: Row = {"due_on": date(2024, 1, 31)}
    for text, day in (("add_months(due_on, 1)", date(2024, 2, 29)), ("due_on + 30", date(2024, 3, 1))):
        found = result(text, row)
        assert (type(found), found) == (date, day)
    assert result("add_months(due_on, -2)", row) == date(2023, 11, 30)


def test_a_day_beyond_the_calendar_is_unknown_and_no_crash() -> None:
    for text in ("due_on + wait", "due_on - wait", "add_months(due_on, wait)"):
        assert result(text, {"due_on": FEB, "wait": 999_999_999}) is None
    assert result("roll(due_on)", {"due_on": date.max}, working=frozenset(), holidays=frozenset((date.max,))) is None


def test_least_and_greatest_do_not_ignore_an_unknown() -> None:
    for text in ("LEAST(price, paid)", "GREATEST(price, paid)", "GREATEST(price, paid, 5)"):
        assert result(text, {"price": Decimal(1)}) is None
    assert result("LEAST(price, paid, 5)", {"price": Decimal(9), "paid": Decimal(7)}) == 5


def test_null_is_refused_in_a_list_and_in_a_comparison() -> None:
    assert "NULL is not a value" in refused("count IN (1, NULL)").says
    assert "NULL is not a value" in refused("count = NULL").says


def test_not_in_an_unknown_is_unknown() -> None:
    assert result("NOT count IN (1, 2)", {"count": None}) is None
    assert result("NOT count IN (1, 2)", {"count": 3}) is True


def test_a_number_is_not_compared_with_text() -> None:
    assert "expected text" in refused("'10' > 9").says
    assert "expected text" in refused("'abc' = 1").says


def test_a_truth_value_is_no_number_although_python_has_it_so() -> None:
    assert "cannot be added" in refused("denied + 1").says or "expected" in refused("denied + 1").says
    assert "expected" in refused("denied = 1").says


def test_a_whole_number_does_not_wrap() -> None:
    assert result("wait + wait", {"wait": 999_999_999}) == 1_999_999_998
    assert "does not fit" in refused("wait > 99999999999").says


def test_texts_have_no_order_and_are_compared_letter_by_letter() -> None:
    assert "has no order" in refused("country < 'RU'").says
    note = named(FactDecl("note", "text", "event"))
    for text in ("a ", "A", "ß", ""):
        assert result("note = 'a'", {"note": text}, facts=note) is False


def test_is_null_is_the_sole_way_out_of_three_values() -> None:
    assert result("price IS NULL", {}) is True
    assert result("price + paid IS NOT NULL", {"price": Decimal(1)}) is False
    assert result("(price > 0) IS NULL", {"price": None}) is True


def test_a_branch_on_an_unknown_condition_is_unknown_and_not_the_next_branch() -> None:
    values = {"x": [("denied", "1"), ("TRUE", "2")]}
    assert [result("x", {"denied": truth}, values=values) for truth in TRUTHS] == [1, 2, None]


def test_a_number_that_the_law_leaves_open_is_unknown_whatever_is_done_with_it() -> None:
    law = [param("free", "bool", "", (None, None)), param("cap", "money", "", (None, None))]
    row: Row = {"price": Decimal(1), "denied": True}
    for text in (
        "free",
        "NOT free",
        "denied AND NOT free",
        "cap > 0",
        "price < cap",
        "LEAST(price, cap)",
        "cap IN (1)",
    ):
        assert result(text, row, params=law) is None
    assert result("denied OR NOT free", row, params=law) is True
    assert result("cap IS NULL", row, params=law) is True


def test_texts_are_not_joined() -> None:
    assert "unexpected character '|'" in refused("country || 'a'").says


def test_nan_and_floats_are_no_parameters() -> None:
    for value in (Decimal("NaN"), Decimal("Infinity"), 0.1):
        wrong = param("p", "money", "", (None, value))  # type: ignore[arg-type]  # one of them is a float, on purpose
        assert "is not money" in refused("TRUE", params=[wrong]).says


def test_five_hundred_parentheses_are_refused() -> None:
    assert "nested more than 64 deep" in refused("(" * 500 + "denied" + ")" * 500).says


def test_the_deepest_expression_allowed_still_compiles() -> None:
    nested = "denied"
    for index in range(62):
        nested = f"({nested}) {'AND' if index % 2 else 'OR'} signed"
    assert result(nested, {"denied": True, "signed": True}) is True
    assert result("(" * 64 + "denied" + ")" * 64, {"denied": True}) is True
    deep = "due_on"
    for _ in range(30):
        deep = f"roll({deep} + 1)"
    rolled = result(deep, {"due_on": FEB})
    assert isinstance(rolled, date)
    assert rolled > FEB


def test_a_penalty_is_rounded_once_however_many_digits_meet() -> None:
    row: Row = {"price": Decimal("9999999999.99"), "paid": Decimal("9999999999.99"), "wait": 999_999_999}
    rate = param("fine", "rate", "", (None, Decimal("99999.9999")))
    assert result("accrue(price, fine, wait, paid)", row, params=[rate]) == Decimal("9999999999.99")
    exact: Row = {"price": Decimal("0.01"), "paid": Decimal("9999999999.99"), "wait": 100}
    assert result("accrue(price, 0.0050, wait, paid)", exact) == Decimal("0.01")
    assert result("accrue(price, 0.0049, wait, paid)", exact) == Decimal("0.00")


def test_a_penalty_never_runs_backwards_and_never_beyond_its_cap() -> None:
    row: Row = {"price": Decimal("4800.00"), "paid": Decimal("50.00")}
    found = [result("accrue(price, 0.0050, wait, paid)", {**row, "wait": days}) for days in (-3, 0, 1, 2, 3, 900)]
    assert found == [0, 0, 24, 48, 50, 50]


def test_the_callers_decimal_context_does_not_touch_a_penalty() -> None:
    with localcontext() as context:
        context.prec, context.rounding = 6, ROUND_DOWN
        row: Row = {"price": Decimal("123456.78"), "wait": 7}
        assert result("accrue(price, 0.0050, wait, price)", row) == Decimal("4320.99")


def test_holidays_of_the_book_count() -> None:
    days: Parts = {"holidays": frozenset((date(2026, 1, 5),)), "working": frozenset((date(2026, 1, 3),))}
    assert result("roll(due_on)", {"due_on": date(2026, 1, 4)}, **days) == date(2026, 1, 6)
    assert result("roll(due_on)", {"due_on": date(2026, 1, 3)}, **days) == date(2026, 1, 3)
    assert result("add_workdays(due_on, 2)", {"due_on": date(2026, 1, 2)}, **days) == date(2026, 1, 6)
