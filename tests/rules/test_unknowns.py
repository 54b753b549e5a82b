from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypedDict, Unpack

import hypothesis.strategies as st
from hypothesis import assume, event, given

from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import Value
from ombud.rules.explorer import Unknown
from ombud.rules.resolve import Resolution, resolve_table
from ombud.rules.tree import Node
from ombud.rules.worlds import worlds
from tests.rules.books import DEFINITIONS, SMALL, cmp, const, day, fact, plus, program
from tests.rules.disputes import Case4, N, anything, disputes, grown, links, ops, tables, thorough
from tests.rules.oracle import completions, deciding, every, keys, relevant, suffices


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
