from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from ombud.rules.declare import Value
from ombud.rules.interpret import collect, evaluate, first
from ombud.rules.tree import And, Arith, Call, Case, Const, Fact, Function, In, IsNull, Node, Not, Or, Ratio, Ref
from tests.rules.books import NAMES, SMALL, TRUE, cmp, const, program, table

N = NAMES
HOLIDAY = date(2026, 1, 1)
BOOK = program(SMALL, {"more": Arith("+", N["a"], const(1), "int")}, holidays=frozenset((HOLIDAY,)))
TRUTHS = (True, False, None)


def value(node: Node, **row: Value | None) -> Value | None:
    return evaluate(node, row, BOOK)


def money(text: str) -> Const:
    return const(Decimal(text))


@pytest.mark.parametrize(("p", "q"), list(product(TRUTHS, TRUTHS)))
def test_and_or_and_not_follow_kleene(p: bool | None, q: bool | None) -> None:
    rank = {False: 0, None: 1, True: 2}
    back = {0: False, 1: None, 2: True}
    assert value(And((N["p"], N["q"])), p=p, q=q) is back[min(rank[p], rank[q])]
    assert value(Or((N["p"], N["q"])), p=p, q=q) is back[max(rank[p], rank[q])]
    assert value(Not(N["p"]), p=p) is back[2 - rank[p]]


def test_comparisons_membership_and_sums_with_an_unknown_side_are_unknown() -> None:
    for node in (
        cmp(N["a"], "=", N["a"]),
        In(N["a"], (const(1),)),
        Arith("+", N["a"], const(1), "int"),
        Ref("more", "int"),
    ):
        assert value(node, a=None) is None
    assert value(IsNull(N["a"]), a=None) is True
    assert value(IsNull(N["a"]), a=1) is False


def test_an_unknown_branch_makes_the_whole_unknown_and_so_does_no_hit() -> None:
    node = Case(((N["p"], const(1)), (N["q"], const(2))), "int")
    assert value(node, p=None, q=True) is None
    assert value(node, p=False, q=True) == 2
    assert value(node, p=False, q=False) is None


def test_a_ratio_is_compared_without_dividing_and_unknown_where_the_divisor_is_not_positive() -> None:
    node = Ratio("<=", N["m"], N["n"], money("0.50"))
    assert value(node, m=Decimal("0.01"), n=Decimal("0.02")) is True
    assert value(node, m=Decimal("0.02"), n=Decimal("0.03")) is False
    assert value(node, m=Decimal("0.00"), n=Decimal("0.00")) is None


def test_least_and_greatest_are_unknown_when_one_argument_is() -> None:
    functions: tuple[Function, ...] = ("least", "greatest")
    for function in functions:
        assert value(Call(function, (N["a"], const(1)), "int"), a=None) is None


@pytest.mark.parametrize(
    ("base", "rate", "days", "cap", "due"),
    [
        ("3000.00", "0.0050", 4, "3000.00", "60.00"),
        ("1200.00", "0.0050", 230, "1200.00", "1200.00"),
        ("0.01", "0.5000", 1, "9.99", "0.01"),
        ("0.33", "0.0050", 3, "9.99", "0.00"),
        ("9.00", "0.5000", -1, "9.99", "0.00"),
    ],
)
def test_accrue_is_rounded_once_half_up_and_capped(base: str, rate: str, days: int, cap: str, due: str) -> None:
    args = (money(base), const(Decimal(rate), "rate"), const(days), money(cap))
    assert value(Call("accrue", args, "money")) == Decimal(due)


def test_round_is_half_away_from_zero() -> None:
    for text, rounded in (("2.675", "2.68"), ("-2.675", "-2.68"), ("0.125", "0.13")):
        assert value(Call("round", (money(text), const(2)), "money")) == Decimal(rounded)


def test_days_months_and_working_days() -> None:
    d = const(date(2026, 1, 31))
    assert value(Call("add_months", (d, const(1)), "date")) == date(2026, 2, 28)
    assert value(Call("days_between", (d, const(date(2026, 1, 1))), "int")) == 30
    assert value(Call("roll", (const(HOLIDAY),), "date")) == date(2026, 1, 2)
    assert value(Call("add_workdays", (const(date(2025, 12, 31)), const(1)), "date")) == date(2026, 1, 2)
    assert value(Arith("+", const(2), d, "date")) == date(2026, 2, 2)


def test_a_day_beyond_the_calendar_is_unknown() -> None:
    last = const(date.max)
    assert value(Arith("+", last, const(1), "date")) is None
    assert value(Call("add_months", (last, const(1)), "date")) is None
    assert value(Call("roll", (Arith("-", last, const(0), "date"),), "date")) == date.max


def test_first_stops_at_an_unknown_condition_with_its_negative_number() -> None:
    rules = table(N["p"], (N["q"], {"pay": money("1.00")}), TRUE)
    assert first(rules, {"p": False, "q": True}, BOOK) == (2, {"pay": Decimal("1.00")})
    assert first(rules, {"p": False, "q": None}, BOOK) == (-2, {})
    assert first(table(N["p"]), {"p": False}, BOOK) == (0, {})


def test_collect_gives_what_holds_and_what_is_open() -> None:
    rules = table((N["p"], {"pay": N["m"]}), N["q"], Fact("p", "bool"), hit="collect")
    assert collect(rules, {"p": True, "q": None, "m": None}, BOOK) == (((1, {"pay": None}), (3, {})), (2,))
