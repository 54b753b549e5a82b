"""A rule called unreachable is never chosen in any row: tried against every row of a small world."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.book.checks.interval import Terms
from ombud.book.checks.reach import hidden
from ombud.kernel.errors import Place
from ombud.rules.declare import Value
from ombud.rules.tree import And, Compare, CompareOp, Const, Fact, In, Node, Not, Or, Ref
from tests import drawn

LABELS = ("a", "b", "c")
DOMAINS: Mapping[str, tuple[Value | None, ...]] = {
    "n": (None, 0, 1, 2, 3, 4),
    "m": (None, 0, 1, 2, 3, 4),
    "t": (None, *LABELS),
    "b": (None, True, False),
}
ROWS = [dict(zip(DOMAINS, values, strict=True)) for values in product(*DOMAINS.values())]
DEFINITIONS: Mapping[str, Node] = {
    "two": Const(2, "int"),
    "small": Compare("<", Fact("n", "int"), Const(2, "int")),
}
ORDER = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def truth(node: Node, row: Mapping[str, Value | None]) -> Value | None:  # noqa: C901
    """Kleene logic by the book, apart from the code under test."""
    match node:
        case Const(value):
            return value
        case Fact(name):
            return row[name]
        case Ref(name):
            return truth(DEFINITIONS[name], row)
        case Not(item):
            found = truth(item, row)
            return None if found is None else not found
        case And(items) | Or(items):
            all_found = [truth(item, row) for item in items]
            final = isinstance(node, Or)
            return final if final in all_found else None if None in all_found else not final
        case Compare(op, left, right):
            one, two = truth(left, row), truth(right, row)
            if one is None or two is None:
                return None
            return {"=": one == two, "<>": one != two}[op] if op in ("=", "<>") else _less(op, one, two)
        case In(item, options):
            found = truth(item, row)
            return None if found is None else found in [option.value for option in options]
        case _:
            raise AssertionError(node)


def _less(op: str, one: Value, two: Value) -> bool:
    assert isinstance(one, int)
    assert isinstance(two, int)
    return {"<": one < two, "<=": one <= two, ">": one > two, ">=": one >= two}[op]


numbers = st.builds(Const, st.integers(0, 4), st.just("int"))
whole = st.sampled_from((Fact("n", "int"), Fact("m", "int")))
sides = whole | numbers | st.just(Ref("two", "int"))
labels = st.builds(Const, st.sampled_from(LABELS), st.just("text"))
atoms = (
    st.builds(Compare, st.sampled_from(sorted(ORDER)), sides, sides)
    | st.builds(Compare, st.sampled_from(("=", "<>")), st.just(Fact("t", "text")), labels)
    | st.builds(In, st.just(Fact("t", "text")), st.lists(labels, min_size=1, max_size=2).map(tuple))
    | st.builds(In, whole, st.lists(numbers, min_size=1, max_size=2).map(tuple))
    | st.sampled_from((Fact("b", "bool"), Ref("small", "bool"), Const(True, "bool"), Const(False, "bool")))
)


def _deeper(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, inner) | st.builds(And, several) | st.builds(Or, several)


conditions = st.recursive(atoms, _deeper, max_leaves=5)


@settings(max_examples=drawn.examples(250), deadline=None)
@given(st.lists(conditions, min_size=1, max_size=4), st.booleans())
def test_no_rule_called_unreachable_is_ever_chosen(conditions: list[Node], first: bool) -> None:
    rules = [(str(i), condition, Place()) for i, condition in enumerate(conditions)]
    terms = Terms({"t": LABELS}, DEFINITIONS)
    named = {int(fault.says.split("'")[1]) for fault in hidden(rules, terms, first=first)}
    for row in ROWS if named else ():
        true = [i for i, condition in enumerate(conditions) if truth(condition, row) is True]
        chosen = set(true[:1] if first else true)
        assert not chosen & named


def _found(*conditions: Node, first: bool = True) -> list[str]:
    rules = [(str(i), condition, Place()) for i, condition in enumerate(conditions)]
    return [fault.code for fault in hidden(rules, Terms({"t": LABELS}, DEFINITIONS), first=first)]


def _n(op: CompareOp, value: int) -> Compare:
    return Compare(op, Fact("n", "int"), Const(value, "int"))


def test_what_ought_to_be_found_is_found() -> None:
    text = Fact("t", "text")
    assert _found(And((_n(">", 1), _n("<", 2)))) == ["rule.never"]
    assert _found(And(tuple(Compare("<>", text, Const(label, "text")) for label in LABELS))) == ["rule.never"]
    assert _found(And((Fact("b", "bool"), Not(Fact("b", "bool"))))) == ["rule.never"]
    assert _found(_n(">=", 1), _n(">", 1)) == ["rule.hidden"]
    assert _found(_n("<", 2), Ref("small", "bool")) == ["rule.hidden"]
    assert _found(Const(True, "bool"), Fact("b", "bool")) == ["rule.hidden"]
    assert _found(_n("<", 2), _n(">", 3), Or((_n("=", 0), _n("=", 4)))) == ["rule.hidden"]
    assert _found(Or((_n("<", 2), Fact("b", "bool"))), And((Fact("b", "bool"), _n("=", 3)))) == ["rule.hidden"]


def test_what_may_yet_be_reached_is_left_alone() -> None:
    assert _found(_n(">", 1), _n(">=", 1)) == []
    assert _found(_n(">=", 1), _n(">", 1), first=False) == []
    assert _found(Fact("b", "bool"), Not(Fact("b", "bool")), Const(True, "bool")) == []
    both = And((Fact("b", "bool"), _n("=", 1)))
    assert _found(And((Fact("b", "bool"), Not(both)))) == []
    assert _found(And((_n(">", 1), _n("<", 3)))) == []
    assert _found(And((Not(Or((_n("<", 1), _n(">", 1)))), Fact("b", "bool")))) == []
    unlike = Compare("<", Fact("n", "int"), Fact("m", "int"))
    assert _found(unlike, Compare("<=", Fact("n", "int"), Fact("m", "int"))) == []
    assert _found(unlike, And((unlike, Fact("b", "bool")))) == ["rule.hidden"]
