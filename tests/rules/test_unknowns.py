from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypedDict, Unpack

import hypothesis.strategies as st
from hypothesis import HealthCheck, assume, event, given, settings

from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import Value
from ombud.rules.explorer import Unknown
from ombud.rules.residual import Reads
from ombud.rules.resolve import Resolution, resolve_table
from ombud.rules.tree import Call, Case, CompareOp, Const, Node
from ombud.rules.worlds import worlds
from tests.rules.books import (
    DEFINITIONS,
    NAMES,
    REFS,
    SMALL,
    TRUE,
    both,
    cmp,
    const,
    day,
    days_between,
    either,
    fact,
    minus,
    no,
    one_of,
    plus,
    program,
    table,
)
from tests.rules.oracle import completions, deciding, every, keys, relevant, suffices

MOST_COMPLETIONS = 2000
N = NAMES
OPS: list[CompareOp] = ["=", "<>", "<", "<=", ">", ">="]
small = st.integers(-2, 8)
ops = st.sampled_from(OPS)


def at(number: int) -> Const:
    return const(day(number))


def cents(number: int) -> Const:
    return const(Decimal(number).scaleb(-2))


ints = st.one_of(
    st.sampled_from([N["a"], N["b"], N["c"], REFS["v"], REFS["rate"], REFS["gap"]]),
    st.builds(lambda x, k: plus(x, const(k)), st.sampled_from([N["a"], N["b"], N["c"]]), small),
    st.builds(lambda x, k: minus(x, const(k)), st.sampled_from([N["a"], N["b"]]), small),
    st.builds(
        lambda f, x, k: Call(f, (x, const(k)), "int"), st.sampled_from(["least", "greatest"]), st.just(N["a"]), small
    ),
    small.map(const),
)
dates = st.one_of(
    st.sampled_from([N["d"], N["e"], N["asof"]]),
    st.builds(lambda x, k: plus(x, const(k)), st.sampled_from([N["d"], N["e"]]), small),
    small.map(at),
)
monies = st.one_of(
    st.sampled_from([N["m"], N["n"]]),
    st.builds(lambda x, k: plus(x, cents(k)), st.sampled_from([N["m"], N["n"]]), small),
    small.map(cents),
)
bent = st.one_of(
    st.just(cmp(plus(N["a"], N["b"]), "<=", N["c"])),
    st.just(cmp(Call("add_months", (N["d"], const(1)), "date"), ">", N["e"])),
    st.builds(lambda x: cmp(N["a"], "=", x), st.just(Const(None, "int"))),
)
atoms: st.SearchStrategy[Node] = st.one_of(
    st.builds(cmp, ints, ops, ints),
    st.builds(cmp, dates, ops, dates),
    st.builds(cmp, monies, ops, monies),
    st.builds(lambda x, y, op, k: cmp(days_between(x, y), op, const(k)), dates, dates, ops, small),
    st.builds(lambda op, x: both(N["p"], cmp(N["g"], op, x)), ops, dates),
    st.builds(lambda op, x: either(no(N["p"]), cmp(N["g"], op, x)), ops, dates),
    st.builds(lambda op, x: both(N["q"], cmp(N["h"], op, x)), ops, ints),
    st.builds(lambda op, x: cmp(REFS["end"], op, x), ops, dates),
    st.builds(lambda x, v: one_of(x, *v), st.sampled_from([N["a"], N["b"]]), st.lists(small, min_size=1, max_size=3)),
    st.builds(lambda v: one_of(N["s"], *v), st.lists(st.sampled_from("xyz"), min_size=1, max_size=2)),
    st.sampled_from([N["p"], N["q"]]),
)


def grown(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves,
        lambda below: st.one_of(
            st.lists(below, min_size=2, max_size=3).map(lambda items: both(*items)),
            st.lists(below, min_size=2, max_size=3).map(lambda items: either(*items)),
            below.map(no),
        ),
        max_leaves=4,
    )


links: st.SearchStrategy[Node] = st.one_of(
    st.builds(lambda op, k: cmp(N["a"], op, plus(N["b"], const(k))), ops, small),
    st.builds(lambda op, k: cmp(days_between(N["d"], N["e"]), op, const(k)), ops, small),
    st.builds(lambda x, op, k: cmp(x, op, const(k)), st.sampled_from([N["a"], N["b"]]), ops, small),
    st.builds(lambda x, op, k: cmp(x, op, at(k)), st.sampled_from([N["d"], N["e"]]), ops, small),
)
linear = grown(atoms)
anything = grown(st.one_of(atoms, bent))
outputs: st.SearchStrategy[Mapping[str, Node]] = st.one_of(
    st.just({}),
    st.fixed_dictionaries(
        {"weight": st.sampled_from([const(1), Case(((N["q"], const(1)), (TRUE, const(2))), "int")])},
        optional={"pay": st.just(plus(N["m"], cents(1))), "wish": st.just(N["s"])},
    ),
)


@st.composite
def tables(draw: st.DrawFn, conditions: st.SearchStrategy[Node] = linear) -> Table:
    rules = [(draw(conditions), draw(outputs)) for _ in range(draw(st.integers(1, 3)))]
    return table(*rules, hit=draw(st.sampled_from(["first", "collect"])))


@st.composite
def books(draw: st.DrawFn) -> Program:
    constraints = draw(
        st.lists(
            st.one_of(
                st.builds(cmp, st.sampled_from([N["d"], N["e"]]), ops, dates),
                st.just(cmp(N["g"], ">=", N["d"])),
                st.builds(lambda k: cmp(N["a"], "<=", plus(N["b"], const(k))), small),
                st.just(either(no(N["p"]), N["q"])),
            ),
            max_size=2,
        )
    )
    return program(SMALL, DEFINITIONS, tuple(constraints))


Case4 = tuple[Program, Table, dict[str, Value | None], dict[str, Unknown]]


@st.composite
def disputes(draw: st.DrawFn, conditions: st.SearchStrategy[Node] = linear) -> Case4:
    """A book, a table, and a row with up to four unknown facts, most of them read, few enough for the oracle."""
    book, rules = draw(books()), draw(tables(conditions))
    reads = Reads(DEFINITIONS)
    read = sorted(frozenset().union(*(reads.of(one.condition) for one in rules.rules)) - {"asof"})
    names = draw(st.lists(st.sampled_from(read), max_size=4, unique=True)) if read else []
    names += draw(st.lists(st.sampled_from(sorted(set(SMALL) - {"asof", "reason", *names})), max_size=1))
    row: dict[str, Value | None] = {name: draw(st.sampled_from(every(one))) for name, one in SMALL.items()}
    unknowns = {}
    size = 1
    for name in names:
        contested = draw(st.integers(0, 3)) == 0
        claims = draw(st.lists(st.sampled_from(every(SMALL[name])), min_size=1, max_size=2)) if contested else []
        size *= len(claims or every(SMALL[name]))
        if size <= MOST_COMPLETIONS:
            unknowns[name] = Unknown("contested" if claims else "missing", tuple(claims))
    for name, declared in SMALL.items():
        if declared.present_if and declared.present_if not in unknowns and not row[declared.present_if]:
            row[name] = None
            unknowns.pop(name, None)
    row.update(dict.fromkeys(unknowns))
    return book, rules, row, unknowns


def thorough(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


def covered(key: Any, resolution: Resolution, hit: str) -> bool:  # noqa: ANN401  (the hit policy gives it its shape)
    """Is the outcome of a completion among those that a masked table reports?"""
    outcomes: tuple[Any, ...] = resolution.outcomes
    if hit == "first":
        number, values = key
        return any(
            abs(number) == n and (number <= 0 or all(w is None or v == w for v, w in zip(values, given, strict=True)))
            for n, given in outcomes
        )
    ((certain, maybe),) = outcomes
    hits, unsure = key
    numbers = {n for n, _ in hits}
    return numbers | set(unsure) <= {n for n, _ in certain} | set(maybe) and {n for n, _ in certain} <= numbers


class How(TypedDict, total=False):
    """How the worlds are to be drawn."""

    limit: int
    fixed: bool


def check(book: Program, rules: Table, row: Row, unknowns: Mapping[str, Unknown], **how: Unpack[How]) -> Resolution:
    """Compare one resolution with the oracle."""
    full = completions(book, row, unknowns)
    found = keys(book, rules, full)
    assume(full)
    got = resolve_table(book, rules, row, unknowns, **how)
    if got.mode == "MASK":
        assert all(covered(key, got, rules.declared.hit) for key in found)
        if got.decided:
            assert len(set(found)) <= 1
        return got
    assert set(got.outcomes) == set(found)
    assert got.decided == (len(set(found)) == 1)
    drawn = worlds(book, (rules,), row, unknowns, **how)
    moving = set() if got.decided else {name for name in unknowns if relevant(name, book, full, found)}
    sets = set() if got.decided else deciding(drawn.weighs, full, found)
    assert set(got.relevant) >= moving
    assert set(got.deciding) <= sets
    if not drawn.tied:
        assert set(got.relevant) == moving
        assert set(got.deciding) == sets
    for chosen in got.deciding:
        assert suffices(chosen, full, found)
        assert not any(suffices(set(chosen) - {one}, full, found) for one in chosen)
    return got


@thorough(300)
@given(disputes())
def test_outcomes_are_those_of_every_completion_and_no_others(dispute: Case4) -> None:
    got = check(*dispute, fixed=False)
    event(got.mode + (" decided" if got.decided else f" {len(got.deciding)}"))


@thorough(200)
@given(disputes(anything), st.booleans())
def test_a_table_that_is_not_linear_still_reports_every_completions_outcome(dispute: Case4, fixed: bool) -> None:
    event(check(*dispute, fixed=fixed).mode)


@thorough(100)
@given(disputes(), st.data())
def test_learning_a_fact_never_enlarges_the_outcomes(dispute: Case4, data: st.DataObject) -> None:
    book, rules, row, unknowns = dispute
    full = completions(book, row, unknowns)
    assume(full and unknowns)
    truth = data.draw(st.sampled_from(full))
    learned = data.draw(st.sampled_from(sorted(name for name in unknowns if truth[name] is not None) or [""]))
    assume(learned)
    before = resolve_table(book, rules, row, unknowns, fixed=False)
    guard = SMALL[learned].present_if
    known = {learned, guard} & unknowns.keys()
    gone = {name for name in unknowns if SMALL[name].present_if in known and truth[name] is None}
    left = {name: why for name, why in unknowns.items() if name not in known | gone}
    after = resolve_table(book, rules, {**row, **{name: truth[name] for name in known | gone}}, left, fixed=False)
    if before.mode == "EXACT":
        assert after.mode == "EXACT"
        assert set(after.outcomes) <= set(before.outcomes)
    else:
        assert all(covered(key, before, rules.declared.hit) for key in after.outcomes if after.mode == "EXACT")


@thorough(60)
@given(disputes(), st.integers(1, 6))
def test_more_worlds_than_the_limit_are_reported_as_bounded_and_stay_sound(dispute: Case4, limit: int) -> None:
    got = check(*dispute, fixed=False, limit=limit)
    book, rules, row, unknowns = dispute
    assert got.bounded or len(worlds(book, (rules,), row, unknowns, limit=limit, fixed=False).rows) <= limit


pairs = grown(
    st.one_of(
        st.builds(lambda op, k: cmp(N["a"], op, plus(N["b"], const(k))), ops, st.integers(-3, 3)),
        st.builds(lambda x, op, k: cmp(x, op, const(k)), st.sampled_from([N["a"], N["b"]]), ops, st.integers(0, 6)),
    )
)


@thorough(150)
@given(tables(pairs), st.integers(9, 36), st.sampled_from([(), (cmp(N["b"], ">=", N["a"]),)]))
def test_linked_unknowns_with_little_room_lose_deciding_sets_and_never_an_outcome(
    rules: Table, limit: int, constraints: tuple[Node, ...]
) -> None:
    book = program(SMALL, DEFINITIONS, constraints)
    row: dict[str, Value | None] = {name: every(one)[0] for name, one in SMALL.items()}
    row.update(a=None, b=None)
    unknowns = {"a": Unknown(), "b": Unknown()}
    got = check(book, rules, row, unknowns, limit=limit)
    event("tied" if worlds(book, (rules,), row, unknowns, limit=limit).tied else got.mode)


WIDE_DAYS = 40
EDGELESS = {
    name: replace(one, low=None, high=None) if name in ("a", "b", "d", "e") else one for name, one in SMALL.items()
}


@thorough(60)
@given(tables(grown(links)), st.sampled_from([("a", "b"), ("d", "e"), ("a",), ("e",)]), st.data())
def test_unknowns_without_bounds_are_followed_along_their_links(
    rules: Table, names: tuple[str, ...], data: st.DataObject
) -> None:
    wide = dict(
        SMALL,
        a=fact("a", "int", -WIDE_DAYS, WIDE_DAYS),
        b=fact("b", "int", -WIDE_DAYS, WIDE_DAYS),
        d=fact("d", "date", day(-WIDE_DAYS), day(WIDE_DAYS)),
        e=fact("e", "date", day(-WIDE_DAYS), day(WIDE_DAYS)),
    )
    row: dict[str, Value | None] = {name: data.draw(st.sampled_from(every(one))) for name, one in SMALL.items()}
    row.update(dict.fromkeys(names))
    unknowns = dict.fromkeys(names, Unknown())
    full = completions(program(wide, DEFINITIONS), row, unknowns)
    found = keys(program(wide, DEFINITIONS), rules, full)
    got = resolve_table(program(EDGELESS, DEFINITIONS), rules, row, unknowns)
    assert got.mode == "EXACT"
    assert set(got.outcomes) == set(found)
