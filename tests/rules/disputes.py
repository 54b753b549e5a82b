"""Random books, tables and disputes: rows with a few unknown facts, small enough to try every completion."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings

from ombud.rules.checked import Program, Table
from ombud.rules.declare import Value
from ombud.rules.explorer import Unknown
from ombud.rules.residual import Reads
from ombud.rules.tree import Call, Case, CompareOp, Const, Node
from tests import drawn
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
    minus,
    no,
    one_of,
    plus,
    program,
    table,
)
from tests.rules.oracle import every

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
    return settings(max_examples=drawn.examples(examples), deadline=None, suppress_health_check=list(HealthCheck))
