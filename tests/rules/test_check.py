from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ombud.kernel.errors import RuleError
from ombud.rules.check import check, problems
from ombud.rules.declare import Answers, Declarations, FactDecl, TableDecl, Type, Value
from ombud.rules.reads import reads
from ombud.rules.tree import Case, Compare, Const, Fact, In
from tests.rules.declaring import FACTS, book, burden, expr, named, param, program, refused, rule, settle, table, value


def only(declared: Declarations) -> RuleError:
    (error,) = problems(declared)
    with pytest.raises(RuleError) as caught:
        check(declared)
    assert str(caught.value) == str(error)
    return error


def test_a_dated_parameter_is_a_case_over_its_anchor_newest_first() -> None:
    days = param("days", "int", "due_on", (date(2014, 12, 25), 30), (date(2023, 1, 1), 14))
    due = Fact("due_on", "date")
    assert program("days", params=[days]).definitions["days"] == Case(
        (
            (Compare(">=", due, Const(date(2023, 1, 1), "date")), Const(14, "int")),
            (Compare(">=", due, Const(date(2014, 12, 25), "date")), Const(30, "int")),
        ),
        "int",
    )


def test_one_undated_value_is_a_constant_and_an_open_number_is_unknown() -> None:
    assert program("n", params=[param("n", "money", "", (None, 5))]).definitions["n"] == Const(Decimal("5.00"), "money")
    assert program("n", params=[param("n", "money", "", (None, None))]).definitions["n"] == Const(None, "money")


@pytest.mark.parametrize(
    ("kind", "anchor", "values", "says"),
    [
        ("int", "due_on", (), "no value in force"),
        ("int", "", ((date(2020, 1, 1), 1),), "is no date"),
        ("int", "price", ((date(2020, 1, 1), 1),), "is no date"),
        ("int", "due_onn", ((date(2020, 1, 1), 1),), "is no date"),
        ("int", "due_on", ((date(2020, 1, 1), 1), (date(2020, 1, 1), 2)), "two values from one day"),
        ("int", "", ((None, Decimal("1.5")),), "is not a whole number"),
        ("int", "", ((None, True),), "is not a whole number"),
        ("money", "", ((None, Decimal("1.005")),), "is not money"),
        ("money", "", ((None, Decimal("NaN")),), "is not money"),
        ("money", "", ((None, Decimal("1e12")),), "is not money"),
        ("rate", "", ((None, 0.5),), "is not a rate"),
        ("text", "", ((None, 5),), "is not text"),
    ],
)
def test_a_parameter_that_cannot_be_right_is_refused(
    kind: Type, anchor: str, values: tuple[tuple[date | None, Value], ...], says: str
) -> None:
    assert says in only(book(params=[param("p", kind, anchor, *values)])).says


def test_a_parameter_keeps_to_its_labels() -> None:
    assert "unknown label 'bad'" in only(book(params=[param("p", "text", "", (None, "bad"), labels=("good",))])).says


def test_a_value_table_must_be_total() -> None:
    error = refused("TRUE", values={"x": [("denied", "1"), ("NOT denied", "2")]})
    assert "says nothing when no branch holds" in error.says
    assert 'when = "TRUE"' in error.hint


def test_values_that_go_in_a_circle_are_refused_with_the_circle_shown() -> None:
    error = only(book(values={"a": "b + 1", "b": "c + 1", "c": "a + 1", "d": "a + 1"}))
    assert error.code == "rule.cycle"
    assert "a -> b -> c -> a" in error.says


def test_a_value_that_needs_itself_is_refused() -> None:
    assert "a -> a" in only(book(values={"a": "a + 1"})).says


def test_a_name_means_one_thing_in_a_book() -> None:
    assert "'price' is declared twice" in only(book(values={"price": "paid"})).says
    twice = book(values={"x": "1"}, params=[param("x", "int", "", (None, 1))])
    assert "'x' is declared twice" in only(twice).says


@pytest.mark.parametrize("name", ["Price", "1x", "x y", "x-y", "и", "x" * 64, "and", "least", "roll", "date"])
def test_a_name_outside_the_language_is_refused(name: str) -> None:
    error = only(book(facts={name: FactDecl(name, "int", "event")}))
    assert error.code == "rule.name"


def test_an_output_name_is_a_name_too() -> None:
    assert only(book(table(rule("r", "TRUE", {"x = 1; y": 1})))).code == "rule.name"


def test_is_null_has_no_place_where_it_is_decided_what_is_owed() -> None:
    deciding: tuple[Answers, ...] = ("finding", "fault", "bearer", "owed", "conduct", "recovery", "clock")
    weighing: tuple[Answers, ...] = ("goodwill", "priority", "approval", "measure", "headline", "question")
    for answers in deciding:
        error = only(book(table(rule("r", "denied AND price IS NULL"), answers=answers)))
        assert error.code == "rule.null"
        assert error.at.column == 12
    for answers in weighing:
        check(book(table(rule("r", "price IS NULL"), answers=answers)))


def test_is_null_is_not_smuggled_in_through_values() -> None:
    values = {"known": "price IS NOT NULL", "twice": "NOT known"}
    error = only(book(table(rule("r", "denied AND twice")), values=values))
    assert (error.code, error.at.column) == ("rule.null", 12)
    amount = {"amount": expr("fee")}
    fees = {"fee": [("price IS NULL", "0"), ("TRUE", "price")]}
    assert only(book(table(rule("r", "denied", amount)), values=fees)).at.key.endswith("then.amount")
    check(book(table(rule("r", "twice"), answers="goodwill"), values=values))
    assert only(book(settles=settle("denied", ("price IS NULL", "TRUE")))).code == "rule.null"
    assert only(book(burdens=burden("denied", ("TRUE", "price IS NULL")))).code == "rule.null"


def test_settling_looks_neither_at_the_person_nor_at_the_money() -> None:
    for when in ("angry", "margin > 0", "dear"):
        declared = book(settles=settle("denied", (when, "TRUE")), values={"dear": "margin > 100"})
        assert only(declared).code == "rule.side"


def test_settling_and_burden_give_the_type_and_labels_of_their_fact() -> None:
    assert "expected a truth value" in only(book(settles=settle("denied", ("signed", "1")))).says
    assert "did you mean 'lost'" in only(book(burdens=burden("reason", ("TRUE", "'lostt'")))).hint
    assert "unknown fact 'deniedd'" in only(book(burdens=burden("deniedd", ("TRUE", "TRUE")))).says
    assert only(book(burdens=burden("denied", ("TRUE", "CONTESTED")))).code == "rule.syntax"


def test_burdens_and_settlings_that_wait_for_each_other_are_refused() -> None:
    ring = {**burden("denied", ("signed", "TRUE")), **burden("signed", ("helper", "TRUE"))}
    error = only(book(burdens=ring, values={"helper": "NOT denied"}))
    assert "denied -> signed -> denied" in error.says
    assert only(book(settles=settle("denied", ("denied", "TRUE")))).code == "rule.cycle"


def test_present_if_names_a_boolean_fact_and_goes_in_no_circle() -> None:
    assert "no boolean fact" in only(book(facts=named(FACTS["wait"], present_if="price"))).says
    assert "did you mean delivered?" in only(book(facts=named(FACTS["wait"], present_if="deliverd"))).hint
    ring = {**named(FACTS["denied"], present_if="signed"), **named(FACTS["signed"], present_if="denied")}
    assert "denied -> signed -> denied" in only(book(facts=ring)).says


def test_a_table_gives_each_output_in_one_type() -> None:
    mixed = table(rule("a", "denied", {"x": expr("price")}), rule("b", "TRUE", {"x": 0}))
    assert check(book(mixed)).tables["t"].outputs == (("x", "money"),)
    error = only(book(table(rule("a", "denied", {"x": expr("price")}), rule("b", "TRUE", {"x": "none"}))))
    assert "'x' is text here and money in another rule" in error.says
    assert error.at.key == "table.t.rule.b.then.x"
    shares = table(rule("a", "denied", {"x": 0}), rule("b", "TRUE", {"x": Decimal("0.5")}))
    assert check(book(shares)).tables["t"].outputs == (("x", "money"),)


def test_an_amount_is_money() -> None:
    assert check(book(table(rule("r", "TRUE", {"amount": 0})))).tables["t"].outputs == (("amount", "money"),)
    assert "expected money" in only(book(table(rule("r", "TRUE", {"amount": expr("count")})))).says
    assert "is not money" in only(book(table(rule("r", "TRUE", {"amount": "price"})))).says
    float_given = rule("r", "TRUE", {"x": 0.5})  # type: ignore[dict-item]  # a float is no value, on purpose
    assert "is not a value" in only(book(table(float_given))).says


def test_two_rules_of_one_name_are_refused() -> None:
    assert "two rules of one name" in only(book(table(rule("r", "TRUE"), rule("r", "TRUE")))).says


def test_the_condition_is_requires_and_when_and_not_unless() -> None:
    checked = check(book(table(rule("r", "denied AND price > 0", requires="signed", unless="count = 0 OR wait = 1"))))
    (found,) = checked.tables["t"].rules
    assert found.texts == ("signed", "denied", "price > 0", "NOT (count = 0)", "NOT (wait = 1)")
    assert len(found.conjuncts) == 5


def test_the_labels_of_a_table_are_one_more_conjunct() -> None:
    tables = check(book(table(rule("r", "TRUE"), labels=("late", "lost")))).tables
    (conjunct,) = tables["t"].rules[0].conjuncts
    assert conjunct == In(Fact("reason", "text"), (Const("late", "text"), Const("lost", "text")))
    assert tables["t"].rules[0].texts == ("reason IN ('late', 'lost')",)
    assert only(book(table(rule("r", "TRUE"), labels=("later",)))).code == "rule.label"
    assert "unknown guard" in only(book(TableDecl("t", "owed", "first", (), guard="kind"))).says


def test_every_problem_is_told_once_and_what_only_follows_from_it_is_not() -> None:
    declared = book(
        table(
            rule("a", "pricee > 0", {"amount": expr("counter")}), rule("b", "broken > 1"), rule("c", "price > due_on")
        ),
        values={"broken": "due_on + due_on", "worse": "broken + 1"},
        params=[param("p", "int", "nothing", (date(2020, 1, 1), 1))],
        constraints=("price >",),
    )
    found = [error.says.split(" at ")[0] for error in problems(declared)]
    assert len(found) == 6
    assert [error.at.key for error in problems(declared)[2:5]] == [
        "table.t.rule.a.when",
        "table.t.rule.a.then.amount",
        "table.t.rule.c.when",
    ]


def test_a_table_tells_what_it_reads_through_values_parameters_and_amounts() -> None:
    days = param("days", "int", "due_on", (date(2014, 12, 25), 30))
    declared = book(
        table(rule("r", "slow", {"amount": expr("price")})),
        values={"slow": "wait > days AND NOT denied", "unused": "angry"},
        params=[days],
    )
    checked = check(declared)
    assert reads(checked, checked.tables["t"]) == {"wait", "due_on", "denied", "price"}


def test_a_chain_of_values_too_long_for_any_reader_is_refused_and_not_a_recursion_error() -> None:
    values = {"v0": "wait"} | {f"v{i}": f"v{i - 1} + 0" for i in range(1, 3000)}
    assert problems(book(values=values))[0].code in ("rule.depth", "rule.digits")


def test_a_book_of_three_hundred_expressions_is_checked_in_well_under_100_ms() -> None:
    rules = [
        rule(f"r{i}", f"reason = 'late' AND delivered AND delivered_on > due_on + {i} AND NOT denied", {
            "amount": expr(f"LEAST(price, accrue(paid, 0.005, days_between(delivered_on, due_on), {i}.00))"),
        })
        for i in range(150)
    ]  # fmt: skip
    declared = book(table(*rules))
    best = min(_timed(declared) for _ in range(3))
    assert best < 0.1


def _timed(declared: Declarations) -> float:
    start = time.process_time()
    check(declared)
    return time.process_time() - start


def test_a_fact_with_labels_is_text() -> None:
    assert "only a text fact has labels" in only(book(facts=named(FACTS["wait"], labels=("a",)))).says


def test_an_empty_value_is_refused() -> None:
    empty = replace(value("x", "1"), branches=())
    assert "is empty" in only(replace(book(), values={"x": empty})).says
