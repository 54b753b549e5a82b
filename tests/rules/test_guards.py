from __future__ import annotations

from datetime import date

import pytest

from ombud.kernel.errors import RuleError
from ombud.rules.check import check, problems
from ombud.rules.declare import Declarations
from tests.rules.declaring import Values, book, burden, expr, param, rule, settle, table

GRACE = param("grace", "int", "delivered_on", (date(2020, 1, 1), 7))


def guard_error(declared: Declarations) -> RuleError:
    (error,) = problems(declared)
    assert error.code == "rule.guard"
    return error


@pytest.mark.parametrize(
    "when",
    [
        "delivered AND delivered_on > due_on",
        "delivered_on > due_on AND delivered",
        "delivered AND (denied OR delivered_on > due_on)",
        "delivered AND NOT delivered_on > due_on",
        "NOT (delivered AND delivered_on <= due_on)",
        "(delivered AND delivered_on > due_on) OR (denied AND delivered AND delivered_on > due_on)",
        "delivered = TRUE AND delivered_on > due_on",
        "(delivered AND denied) AND delivered_on > due_on",
        "delivered AND returned AND returned_on > due_on",
        "delivered AND delivered_on + grace > due_on",
        "delivered AND lateness > 3",
        "safe_end > due_on",
    ],
)
def test_a_guard_in_the_same_conjunction_admits_an_absent_fact(when: str) -> None:
    values: Values = {
        "lateness": "days_between(delivered_on, due_on)",
        "safe_end": [("delivered", "delivered_on"), ("TRUE", "asof")],
    }
    assert problems(book(table(rule("r", when)), params=[GRACE], values=values)) == []


@pytest.mark.parametrize(
    ("when", "column"),
    [
        ("delivered_on > due_on", 1),
        ("delivered OR delivered_on > due_on", 14),
        ("denied AND (delivered OR delivered_on > due_on)", 26),
        ("(delivered AND denied) OR delivered_on > due_on", 27),
        ("NOT delivered AND delivered_on > due_on", 19),
        ("delivered = FALSE AND delivered_on > due_on", 23),
        ("(delivered OR denied) AND delivered_on > due_on", 27),
        ("NOT (NOT delivered OR delivered_on <= due_on)", 23),
        ("returned AND returned_on > due_on", 1),
        ("due_on + grace > asof", 10),
        ("denied AND lateness > 3", 12),
        ("half_safe > due_on", 1),
    ],
)
def test_an_absent_fact_without_its_guard_is_refused_where_it_is_read(when: str, column: int) -> None:
    values: Values = {
        "lateness": "days_between(delivered_on, due_on)",
        "half_safe": [("denied", "delivered_on"), ("TRUE", "asof")],
    }
    error = guard_error(book(table(rule("r", when)), params=[GRACE], values=values))
    assert error.at.column == column
    assert "absent unless 'delivered' holds" in error.says
    assert "delivered AND" in error.hint


def test_requires_guards_the_whole_rule_with_its_amounts_and_exceptions() -> None:
    late = rule(
        "late", "delivered_on > due_on", {"days": expr("days_between(delivered_on, due_on)")},
        requires="delivered", unless="delivered_on < asof AND denied",
    )  # fmt: skip
    assert problems(book(table(late))) == []


def test_an_amount_needs_its_guard_among_the_conjuncts_of_its_rule() -> None:
    loose = rule("late", "denied", {"days": expr("days_between(delivered_on, due_on)")})
    error = guard_error(book(table(loose)))
    assert error.at.key.endswith("then.days")
    assert error.at.column == 14


def test_an_exception_guards_nothing() -> None:
    assert guard_error(book(table(rule("r", "delivered_on > due_on", unless="delivered")))).at.column == 1


def test_settling_and_burden_need_guards_too() -> None:
    assert guard_error(book(settles=settle("denied", ("delivered_on > due_on", "TRUE")))).at.column == 1
    assert guard_error(book(burdens=burden("denied", ("TRUE", "delivered_on > due_on")))).at.column == 1
    check(book(settles=settle("denied", ("delivered AND delivered_on > due_on", "TRUE"))))
    check(book(burdens=burden("denied", ("delivered", "delivered_on > due_on"))))


def test_a_constraint_may_read_absent_facts() -> None:
    check(book(constraints=("delivered_on >= due_on",)))


def test_is_null_does_not_excuse_the_guard() -> None:
    assert guard_error(book(table(rule("r", "delivered_on IS NULL"), answers="goodwill"))).at.column == 1
