"""The ends of a sum with unknown facts: never crossed, whatever the facts turn out to be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import given, settings

from ombud.rules.bounds import Bounds, bounds
from ombud.rules.checked import Row
from ombud.rules.declare import Value
from ombud.rules.interpret import evaluate
from tests import drawn
from tests.laws.disputes import book

PROGRAM = book("PL").program
RULES = {rule.declared.id: rule for rule in PROGRAM.tables["pl_delivery"].rules}
RUSSIAN = book("RU").program
PENALTY = next(rule for rule in RUSSIAN.tables["ru231"].rules if rule.declared.id == "penalty").outputs["amount"]
WITHDRAWN = RULES["withdrawn_before_possession"].outputs["amount"]

SUMS = st.integers(0, 500_00).map(lambda minor: Decimal(minor) / 100)
DAYS = st.integers(0, 400).map(lambda days: date.fromordinal(date(2026, 1, 1).toordinal() + days))


def _paid(**given: Value | None) -> Row:
    return {"prepaid": Decimal("263.99"), "prepaid_delivery": Decimal("14.99"), "cheapest_delivery": None} | given


def test_an_unknown_cheapest_delivery_leaves_a_refund_between_the_goods_and_all_that_was_paid() -> None:
    assert bounds(WITHDRAWN, _paid(), PROGRAM) == Bounds(Decimal("249.00"), Decimal("263.99"))


def test_a_known_sum_is_a_point() -> None:
    sum_ = Decimal("263.99")
    assert bounds(WITHDRAWN, _paid(cheapest_delivery=Decimal("14.99")), PROGRAM) == Bounds(sum_, sum_)


def test_a_penalty_whose_days_nobody_knows_ends_at_its_cap() -> None:
    row: Row = {"prepaid": Decimal("800.00"), "prepaid_delivery": Decimal("0.00"), "asof": date(2026, 6, 1)}
    found = bounds(PENALTY, {**row, "delivered": True, "refund_paid": False, "delivery_due": None}, RUSSIAN)
    assert found.high == Decimal("800.00")


@settings(max_examples=drawn.examples(200), deadline=None)
@given(SUMS, SUMS, SUMS, st.sets(st.sampled_from(("prepaid", "prepaid_delivery", "cheapest_delivery"))))
def test_no_completion_of_the_facts_leaves_the_ends(
    paid: Decimal, way: Decimal, least: Decimal, gone: set[str]
) -> None:
    whole: Row = {"prepaid": paid + way, "prepaid_delivery": way, "cheapest_delivery": least}
    _inside(WITHDRAWN, whole, gone, PROGRAM)


@settings(max_examples=drawn.examples(200), deadline=None)
@given(SUMS, DAYS, DAYS, st.sets(st.sampled_from(("prepaid", "prepaid_delivery", "delivered_on", "due_on"))))
def test_no_completion_of_the_days_leaves_the_ends(paid: Decimal, due: date, came: date, gone: set[str]) -> None:
    told = {"day_promised": True, "delivered": True, "refund_paid": False, "asof": date(2027, 6, 1)}
    money = {"prepaid": paid, "prepaid_delivery": Decimal("0.00"), "refunded": Decimal("0.00")}
    _inside(PENALTY, told | money | {"due_on": due, "delivered_on": came}, gone, RUSSIAN)  # type: ignore[arg-type]


def _inside(node: object, whole: Row, gone: set[str], program: object) -> None:
    value = evaluate(node, whole, program)  # type: ignore[arg-type]
    ends = bounds(node, {**whole, **dict.fromkeys(gone)}, program)  # type: ignore[arg-type]
    assert isinstance(value, Decimal)
    assert ends.low is None or ends.low <= value
    assert ends.high is None or value <= ends.high
