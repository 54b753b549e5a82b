"""Generated code against the reference evaluator, over random books and random rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ombud.rules.check import check
from ombud.rules.checked import Program, Row
from ombud.rules.declare import Output, TableDecl, Type, Value
from ombud.rules.emit_explain import compile_explain
from ombud.rules.emit_python import compile_burden, compile_chain, compile_collect, compile_first, compile_value
from ombud.rules.interpret import evaluate
from ombud.rules.specialise import specialise
from ombud.rules.warm import WARM, value_when_asked
from tests import drawn
from tests.rules import reference
from tests.rules.declaring import FACTS, REASONS, Branches, Values, book, burden, expr, param, rule, table

FREE = {name: replace(fact, present_if="") for name, fact in FACTS.items()}
HOLIDAYS = frozenset(date(2026, 1, day) for day in range(1, 9))
MONEY = st.sampled_from(["price", "paid", "fee", "0", "10", "0.50", "99.90"])
INTS = st.sampled_from(["count", "wait", "days", "0", "1", "2", "-1"])
DATES = st.sampled_from(["due_on", "delivered_on", "asof", "end", "DATE '2026-01-05'"])
BOOLS = st.sampled_from(["delivered", "denied", "signed", "late", "TRUE", "FALSE"])


def joined(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


money = st.recursive(
    MONEY,
    lambda inner: st.one_of(
        joined("LEAST(", inner, ", price)"),
        joined("GREATEST(", inner, ", ", inner, ", paid)"),
        joined("(paid", st.sampled_from([" + ", " - "]), inner, ")"),
        joined("ROUND(", st.sampled_from(["price", "paid"]), " * ", st.sampled_from(["0.125", "discount"]), ", 2)"),
        joined("accrue(", inner, ", 0.0050, ", INTS, ", ", inner, ")"),
    ),
    max_leaves=3,
)
dates = st.recursive(
    DATES,
    lambda inner: st.one_of(
        joined("(", inner, st.sampled_from([" + ", " - "]), INTS, ")"),
        joined("roll(", inner, ")"),
        joined("add_months(", inner, ", ", INTS, ")"),
        joined("add_workdays(", inner, ", ", st.sampled_from(["count", "3"]), ")"),
    ),
    max_leaves=2,
)
ints = st.one_of(INTS, joined("days_between(", dates, ", ", dates, ")"), joined("(wait * 2 + ", INTS, ")"))
compare = st.sampled_from([" = ", " <> ", " < ", " <= ", " > ", " >= "])
atoms = st.one_of(
    BOOLS,
    joined(money, compare, money),
    joined(ints, compare, ints),
    joined(dates, compare, dates),
    joined(st.sampled_from(["price", "paid"]), " / ", st.sampled_from(["price", "fee"]), compare, "0.5"),
    st.sampled_from(
        ["reason = 'late'", "reason <> 'lost'", "country IN ('RU', 'PL')", "price IS NULL", "late IS NOT NULL"]
    ),
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        joined("(", inner, " AND ", inner, ")"),
        joined("(", inner, " OR ", inner, ")"),
        joined("NOT (", inner, ")"),
    ),
    max_leaves=5,
)
FEES: list[str | Branches] = ["GREATEST(price, 10)", [("signed", "price"), ("denied", "0"), ("TRUE", "paid")]]
END: str | Branches = [("delivered", "delivered_on"), ("days > 3 AND NOT signed", "due_on"), ("TRUE", "asof")]
values: st.SearchStrategy[Values] = st.fixed_dictionaries(
    {
        "fee": st.sampled_from(FEES),
        "late": st.just("delivered_on > due_on + grace"),
        "days": st.just("days_between(asof, due_on)"),
        "end": st.just(END),
    }
)  # fmt: skip
grace = param("grace", "int", "due_on", (date(2026, 1, 1), 2), (date(2026, 1, 10), None), (date(2025, 1, 1), 0))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    rules = []
    for index in range(draw(st.integers(1, 4))):
        then: dict[str, Output] = {"amount": expr(draw(money)), "fate": draw(st.sampled_from(["keep", "give"]))}
        unless = draw(st.sampled_from(["", "denied", "wait > 3 OR late"]))
        rules.append(rule(f"r{index}", draw(conditions), then, unless=unless))
    labels = draw(st.sampled_from([(), ("late", "lost")]))
    second = [
        rule("small", "amount <= 10 AND NOT denied", {"level": "auto"}),
        rule("rest", "amount > 10", {"level": "lead"}),
    ]
    tables = (
        table(*rules, answers="goodwill", labels=labels),
        table(*rules, name="all", answers="goodwill", hit="collect", labels=labels),
        table(*second, name="approval", answers="approval"),
    )
    facts = {**FREE, "amount": replace(FACTS["price"], name="amount")}
    return check(book(*tables, facts=facts, params=[grace], values=draw(values), holidays=HOLIDAYS,
                      burdens=burden("returned", ("late", "signed"), ("TRUE", "denied OR price > fee"))))  # fmt: skip


def _values(name: str) -> st.SearchStrategy[Value]:
    fact = FREE[name]
    days = st.integers(-12, 20).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
    by_type: dict[Type, st.SearchStrategy[Value]] = {
        "money": st.sampled_from(
            [Decimal("0.00"), Decimal("10.00"), Decimal("0.50"), Decimal("-3.10"), Decimal("99.90")]
        ),
        "rate": st.sampled_from([Decimal("0.0000"), Decimal("0.1250"), Decimal("1.0000")]),
        "int": st.integers(0, 5),
        "date": st.one_of(days, days, days, st.just(date.max), st.just(date.min)),
        "bool": st.booleans(),
        "text": st.sampled_from(fact.labels or ("x",)),
    }
    return by_type[fact.type]


rows = st.fixed_dictionaries({name: st.one_of(_values(name), _values(name), _values(name), st.none()) for name in FREE})
AGREE = settings(max_examples=drawn.examples(60), deadline=None, suppress_health_check=list(HealthCheck))


@given(programs(), st.lists(rows, min_size=1, max_size=6))
@AGREE
def test_deciding_agrees_with_the_reference_evaluator_in_all_three_truths(program: Program, cases: list[Row]) -> None:
    first, every = program.tables["t"], program.tables["all"]
    decide, gather = compile_first(program, first), compile_collect(program, every)
    for row in cases:
        assert decide(row) == reference.first(program, first, row)
        assert gather(row) == reference.collect(program, every, row)
        known = {name: value for name, value in row.items() if value is not None}
        assert decide(known) == decide(row)


@given(programs(), st.lists(rows, min_size=1, max_size=4))
@AGREE
def test_a_chain_decides_as_its_tables_one_after_another(program: Program, cases: list[Row]) -> None:
    chain = compile_chain(program, ["t", "approval"])
    for row in cases:
        one = reference.first(program, program.tables["t"], row)
        amount = one[1] if len(one) > 1 else None
        two = reference.first(program, program.tables["approval"], {**row, "amount": amount})
        assert chain(row) == (*one, *two)


@given(programs(), st.lists(rows, min_size=1, max_size=4))
@AGREE
def test_explaining_agrees_with_deciding_and_tells_every_truth(program: Program, cases: list[Row]) -> None:
    decided = program.tables["t"]
    decide, explainer = compile_first(program, decided), compile_explain(program, decided)
    for row in cases:
        compact = explainer.explain(row)
        assert explainer.render(explainer.look(row)) == explainer.render(compact)
        assert compact[0] == decide(row)[0]
        for told in explainer.render(compact):
            declared = decided.rules[told.number - 1]
            assert told.truth == evaluate(declared.condition, row, program)
            by_text = dict(zip(declared.texts, declared.conjuncts, strict=True))
            for condition in told.conditions:
                assert condition.truth == evaluate(by_text[condition.text], row, program)
                assert all(row.get(name) == value for name, value in condition.reads)
                assert (condition.truth is None) or not condition.missing


@given(programs(), rows)
@AGREE
def test_values_and_burdens_agree_with_the_reference_evaluator(program: Program, row: Row) -> None:
    for name, node in program.definitions.items():
        expected = evaluate(node, row, program)
        assert compile_value(program, name)(row) == expected
        ask = value_when_asked(program, node)
        assert [ask(row) for _ in range(WARM + 2)] == [expected] * (WARM + 2)
    assert compile_burden(program, "returned")(row) == evaluate(program.burdens["returned"], row, program)


@given(programs(), rows, st.sampled_from(REASONS))
@AGREE
def test_a_specialised_table_says_what_the_whole_says(program: Program, row: Row, label: str) -> None:
    row = {**row, "reason": label}
    for name, said in (("t", reference.first), ("all", reference.collect)):
        whole = program.tables[name]
        assert said(program, specialise(whole, label), row) == said(program, whole, row)


def test_the_tables_of_these_books_are_guarded_by_the_reason() -> None:
    assert TableDecl("t", "owed", "first", ()).guard == "reason"
