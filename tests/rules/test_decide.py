from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ombud.rules.check import check
from ombud.rules.checked import Row
from ombud.rules.declare import TableDecl
from ombud.rules.emit_explain import compile_explain
from ombud.rules.emit_python import (
    CONTESTED,
    compile_chain,
    compile_collect,
    compile_first,
    compile_settle,
)
from ombud.rules.specialise import specialise
from tests.rules.declaring import FACTS, Branches, book, expr, param, rule, settle, table

LATE = rule(
    "penalty", "paid > 0 AND delivered_on > due_on",
    {"remedy": "penalty", "amount": expr("accrue(paid, fine, days_between(delivered_on, due_on), paid)")},
    requires="reason = 'late' AND delivered", unless="signed",
)  # fmt: skip
LOST = rule("refund", "reason = 'lost' AND NOT delivered", {"remedy": "refund", "amount": expr("paid")})
ELSE = rule("nothing", "TRUE", {"remedy": "none", "amount": 0})
FINE = param("fine", "rate", "due_on", (date(2007, 12, 1), Decimal("0.0050")))
ROW: Row = {
    "reason": "late", "delivered": True, "delivered_on": date(2026, 3, 8), "due_on": date(2026, 3, 5),
    "paid": Decimal("4800.00"), "signed": False,
}  # fmt: skip


def test_the_first_rule_that_holds_gives_its_number_and_outputs_in_order_of_name() -> None:
    program = check(book(table(LATE, LOST, ELSE), params=[FINE]))
    decide = compile_first(program, program.tables["t"])
    assert program.tables["t"].outputs == (("amount", "money"), ("remedy", "text"))
    assert decide(ROW) == (1, Decimal("72.00"), "penalty")
    assert decide({**ROW, "reason": "lost"}) == (3, 0, "none")
    assert decide({**ROW, "reason": "lost", "delivered": False}) == (2, Decimal("4800.00"), "refund")


def test_an_unknown_condition_stops_at_its_rule_and_an_unknown_amount_does_not() -> None:
    program = check(book(table(LATE, LOST, ELSE), params=[FINE]))
    decide = compile_first(program, program.tables["t"])
    assert decide({**ROW, "signed": None}) == (-1, None, None)
    assert decide({"reason": "lost", "delivered": False}) == (2, None, "refund")
    assert decide({"reason": "lost"}) == (-2, None, None)
    assert decide({**ROW, "due_on": None}) == (-1, None, None)
    assert decide({**ROW, "due_on": date(2000, 1, 1)}) == (1, None, "penalty")


def test_an_unknown_or_foreign_label_is_decided_by_the_whole_table() -> None:
    program = check(book(table(LATE, LOST), params=[FINE]))
    decide = compile_first(program, program.tables["t"])
    assert decide({**ROW, "reason": None}) == (-1, None, None)
    assert decide({"delivered": True, "signed": True}) == (0, None, None)
    assert decide({**ROW, "reason": "unheard of"}) == (0, None, None)


def test_a_table_limited_to_labels_is_silent_about_the_others() -> None:
    program = check(book(table(ELSE, labels=("late",))))
    decide = compile_first(program, program.tables["t"])
    assert [decide({"reason": reason})[0] for reason in ("late", "lost", None)] == [1, 0, -1]


def test_collect_gives_every_rule_that_holds_or_may_hold() -> None:
    program = check(book(table(LATE, LOST, ELSE, hit="collect"), params=[FINE]))
    gather = compile_collect(program, program.tables["t"])
    assert gather(ROW) == ((1, True, Decimal("72.00"), "penalty"), (3, True, 0, "none"))
    assert gather({**ROW, "signed": None}) == ((1, None, Decimal("72.00"), "penalty"), (3, True, 0, "none"))


def test_a_specialised_table_keeps_its_numbers_and_loses_what_cannot_hold() -> None:
    program = check(book(table(LATE, LOST, ELSE, rule("never", "TRUE")), params=[FINE]))
    left = specialise(program.tables["t"], "lost")
    assert [(each.number, each.texts) for each in left.rules] == [(2, ("NOT delivered",)), (3, ())]


def test_a_chain_hands_an_output_on_as_a_fact() -> None:
    approval = TableDecl(
        "approval", "approval", "first",
        (rule("auto", "amount <= 100", {"level": "auto"}), rule("lead", "TRUE", {"level": "lead"})),
    )  # fmt: skip
    amount = {"amount": replace(FACTS["price"], name="amount")}
    program = check(book(table(LATE, LOST), approval, params=[FINE], facts=amount))
    chain = compile_chain(program, ["t", "approval"])
    assert chain(ROW) == (1, Decimal("72.00"), "penalty", 1, "auto")
    assert chain({**ROW, "paid": Decimal("99000.00")}) == (1, Decimal("1485.00"), "penalty", 2, "lead")
    assert chain({**ROW, "signed": None}) == (-1, None, None, -1, None)
    assert chain({**ROW, "signed": True}) == (0, None, None, -1, None)


def test_evidence_settles_a_fact_or_leaves_it_contested_or_missing() -> None:
    program = check(
        book(settles=settle("delivered", ("signed", "TRUE"), ("denied", "CONTESTED"), ("count > 3", "FALSE")))
    )
    weigh = compile_settle(program, "delivered")
    assert weigh({"signed": True}) is True
    assert weigh({"signed": False, "denied": True}) is CONTESTED
    assert repr(CONTESTED) == "CONTESTED"
    assert weigh({"signed": False, "denied": False, "count": 4}) is False
    assert weigh({"signed": False, "denied": False, "count": 3}) is None
    assert weigh({"denied": True}) is None


def test_generated_code_sees_no_builtins() -> None:
    program = check(book(table(LATE, LOST, ELSE), params=[FINE]))
    decide = compile_first(program, program.tables["t"])
    decide(ROW)
    assert decide.__closure__ is not None
    made = next(cell.cell_contents for cell in decide.__closure__ if isinstance(cell.cell_contents, dict))
    assert made["late"].__globals__["__builtins__"] == {}


def test_values_that_double_at_every_step_do_not_double_the_code() -> None:
    values: dict[str, str | Branches] = {"v0": [("wait > 0", "wait"), ("TRUE", "count")]}
    for i in range(1, 20):
        values[f"v{i}"] = [(f"v{i - 1} > {i}", f"v{i - 1}"), (f"v{i - 1} < -{i}", f"v{i - 1}"), ("TRUE", f"v{i - 1}")]
    program = check(book(table(rule("r", "denied OR v19 > 3")), values=values))
    start = time.process_time()
    decide = compile_first(program, program.tables["t"])
    assert decide({"wait": 5, "denied": False})[0] == 1
    assert decide({"wait": None, "denied": False})[0] == -1
    assert time.process_time() - start < 1


def test_a_rule_of_many_conditions_and_a_table_of_many_rules_compile() -> None:
    wide = rule("wide", " AND ".join(f"count <> {n}" for n in range(200)), {"x": 1})
    many = [rule(f"r{n}", f"wait = {n} AND count = {n}", {"x": n}) for n in range(300)]
    program = check(book(table(*many, wide)))
    decide = compile_first(program, program.tables["t"])
    assert decide({"wait": 7, "count": 7}) == (8, 7)
    assert decide({"wait": 7, "count": 999}) == (301, 1)
    assert decide({"wait": 299, "count": None})[0] == -300
    explainer = compile_explain(program, program.tables["t"])
    told = explainer.render(explainer.explain({"wait": 7, "count": 999}))
    assert len(told) == 301
    assert len(told[-1].conditions) == 200


def test_an_explanation_tells_every_condition_why_and_what_is_missing() -> None:
    program = check(book(table(LATE, LOST, ELSE), params=[FINE]))
    explainer = compile_explain(program, program.tables["t"])
    compact = explainer.explain({**ROW, "signed": None})
    assert compact[0] == -1
    (told,) = explainer.render(compact)
    assert (told.id, told.truth) == ("penalty", None)
    assert [(each.text, each.truth, each.missing) for each in told.conditions] == [
        ("delivered", True, ()),
        ("paid > 0", True, ()),
        ("delivered_on > due_on", True, ()),
        ("NOT signed", None, ("signed",)),
    ]
    assert told.conditions[2].reads == (("delivered_on", date(2026, 3, 8)), ("due_on", date(2026, 3, 5)))


def test_an_absent_fact_is_not_told_as_missing() -> None:
    program = check(book(table(LATE, ELSE), params=[FINE]))
    explainer = compile_explain(program, program.tables["t"])
    first, last = explainer.render(
        explainer.explain({"reason": "late", "delivered": False, "due_on": date(2026, 3, 5)})
    )
    assert (first.truth, last.truth) == (False, True)
    assert [each.missing for each in first.conditions] == [(), ("paid",), (), ("signed",)]


def test_a_collect_table_explains_all_its_rules() -> None:
    program = check(book(table(LATE, LOST, ELSE, hit="collect"), params=[FINE]))
    explainer = compile_explain(program, program.tables["t"])
    compact = explainer.explain(ROW)
    assert compact[0] == 0
    assert [(each.id, each.truth) for each in explainer.render(compact)] == [("penalty", True), ("nothing", True)]


@pytest.mark.parametrize("reason", ["late", "lost", "damaged", None, "unheard of"])
def test_the_explainer_knows_the_layout_of_every_label(reason: str | None) -> None:
    program = check(book(table(LATE, LOST, ELSE), params=[FINE]))
    explainer = compile_explain(program, program.tables["t"])
    told = explainer.render(explainer.explain({**ROW, "reason": reason, "delivered": True}))
    assert all(len(each.conditions) == len({condition.text for condition in each.conditions}) for each in told)
