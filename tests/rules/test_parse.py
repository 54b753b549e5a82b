from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.kernel.errors import Place, RuleError
from ombud.rules.parse import parse
from ombud.rules.syntax import COMPARISONS, Invocation, Literal, Name, Operation, Syntax
from tests import drawn


def plain(tree: Syntax) -> object:
    """The tree as nested tuples, positions left out."""
    match tree:
        case Literal(value):
            return value
        case Name(text):
            return f"?{text}"
        case Operation(op, items):
            return (op, *map(plain, items))
        case Invocation(function, items):
            return (f"{function}()", *map(plain, items))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("a OR b AND c", ("OR", "?a", ("AND", "?b", "?c"))),
        ("(a OR b) AND c", ("AND", ("OR", "?a", "?b"), "?c")),
        ("NOT a AND b", ("AND", ("NOT", "?a"), "?b")),
        ("NOT a = b", ("NOT", ("=", "?a", "?b"))),
        ("a - b - c", ("-", ("-", "?a", "?b"), "?c")),
        ("a + b * c", ("+", "?a", ("*", "?b", "?c"))),
        ("-a * b", ("*", ("NEG", "?a"), "?b")),
        ("a * -1", ("*", "?a", ("NEG", 1))),
        ("a / b <= 0.5", ("<=", ("/", "?a", "?b"), Decimal("0.5"))),
        ("a BETWEEN 1 AND b + 2 AND c", ("AND", ("BETWEEN", "?a", 1, ("+", "?b", 2)), "?c")),
        ("a IN ('x', 'it''s', -2)", ("IN", "?a", "x", "it's", ("NEG", 2))),
        ("NOT a IN (1)", ("NOT", ("IN", "?a", 1))),
        ("a IS NULL OR b IS NOT NULL", ("OR", ("IS NULL", "?a"), ("NOT", ("IS NULL", "?b")))),
        ("a >= DATE '2026-02-28'", (">=", "?a", date(2026, 2, 28))),
        ("TRUE <> false", ("<>", True, False)),
        ("LEAST(a, greatest(1, b))", ("least()", "?a", ("greatest()", 1, "?b"))),
        ("  a\n AND\tb ", ("AND", "?a", "?b")),
        ("a and b Or nOt c", ("OR", ("AND", "?a", "?b"), ("NOT", "?c"))),
        ("000.50", Decimal("0.50")),
    ],
)
def test_an_expression_is_read_by_the_grammar(text: str, shape: object) -> None:
    assert plain(parse(text)) == shape


def test_a_node_knows_where_it_stands_in_the_text() -> None:
    text = "prepaid > 0 AND NOT (late OR lost)"
    tree = parse(text)
    assert isinstance(tree, Operation)
    assert [text[item.at : item.end] for item in tree.items] == ["prepaid > 0", "NOT (late OR lost)"]


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "did not expect the end"),
        ("a <", 4, "did not expect the end"),
        ("a b", 3, "did not expect 'b'"),
        ("(a", 3, "did not expect the end"),
        ("a)", 2, "did not expect ')'"),
        ("a < b < c", 7, "chained"),
        ("a = b IS NULL", 7, "chained"),
        ("a BETWEEN 1 AND 2 = b", 19, "chained"),
        ("a = NULL", 5, "NULL is not a value"),
        ("a IN (1, NULL)", 10, "NULL is not a value"),
        ("a NOT IN (1)", 3, "NOT cannot stand here"),
        ("NOT NOT a", 5, "NOT cannot stand here"),
        ("- - a", 3, "did not expect '-'"),
        ("a IS NULL + b", 11, "did not expect '+'"),
        ("a IN (1) * 2", 10, "did not expect '*'"),
        ("a IN ()", 7, "did not expect ')'"),
        ("a IN (b)", 7, "literals only"),
        ("roll()", 6, "did not expect ')'"),
        ("a -- comment", 3, "comments"),
        ("a /* c */", 3, "comments"),
        ("a # c", 3, "unexpected character '#'"),
        ("a; DROP TABLE x", 2, "unexpected character ';'"),
        ("a != 1", 3, "write <>"),
        ("a == 1", 3, "write ="),
        ("'abc", 1, "not closed"),
        ("a = 'it's'", 10, "not closed"),
        ('a = "b"', 5, "without quotes"),
        ("a = 1e5", 5, "'1e5' is not a number"),
        ("a = 1.", 5, "not a number"),
        ("a = .5", 5, "unexpected character '.'"),
        ("a = 1_000", 5, "not a number"),
        ("a = 0x1F", 5, "not a number"),
        ("a = " + "9" * 30, 5, "at most 18 digits"),
        ("a = ٣", 5, "unexpected character"),
        ("a\u00a0= 1", 2, "unexpected character"),
        ("a = 1\x00", 6, "unexpected character"),
        ("Paid > 0", 1, "lower case"),
        ("CASE WHEN a", 1, "unknown word 'CASE'"),
        ("CAST(a AS INT)", 1, "unknown function 'CAST'"),
        ("__import__('os')", 1, "unknown function"),
        ("a.b", 2, "unexpected character '.'"),
        ("a[0]", 2, "unexpected character '['"),
        ("DATE '2026-02-30'", 6, "is not a day"),
        ("DATE '20260131'", 6, "is not a day"),
        ("DATE due_on", 1, "in quotes"),
        ("DATE", 1, "in quotes"),
    ],
)
def test_hostile_or_mistaken_input_is_refused_with_its_position(text: str, column: int, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text, Place("b.toml", "value.v", 3))
    assert caught.value.at == Place("b.toml", "value.v", 3, column)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + "a" + ")" * 500,
        "NOT (" * 300 + "a" + ")" * 300,
        "roll(" * 300 + "a" + ")" * 300,
        "a" + " + a" * 900,
        "-(" * 300 + "a" + ")" * 300,
        "(" * 3000,
        "a AND (b OR (" * 200,
    ],
)
def test_deep_nesting_is_refused_and_never_a_recursion_error(text: str) -> None:
    with pytest.raises(RuleError, match="nested more than 64 deep"):
        parse(text)


def test_the_same_mistake_is_told_at_each_place_where_it_stands() -> None:
    for key in ("first", "second"):
        with pytest.raises(RuleError) as refused:
            parse("a = = b", Place("book.toml", key))
        assert refused.value.at.key == key


def test_an_expression_of_more_than_4000_characters_is_refused() -> None:
    with pytest.raises(RuleError, match="longer than 4000"):
        parse("a OR " * 900 + "a")


def test_the_longest_expression_is_read_in_linear_time() -> None:
    start = time.process_time()
    for text in ("a OR " * 799 + "a", "a" * 4000, "'" + "''" * 1999, " " * 3999 + "a", "a IN (" + "1," * 1990 + "1)"):
        try:
            parse(text)
        except RuleError:
            continue
    assert time.process_time() - start < 0.5


def test_hundreds_of_expressions_are_parsed_in_tens_of_milliseconds() -> None:
    text = "reason = 'late' AND delivered_on > due_on AND handed_over_on > due_on - carrier_days - "
    start = time.process_time()
    for i in range(300):
        parse(f"{text}{i}")
    assert time.process_time() - start < 0.15


@given(st.text(alphabet="ab'()<>=+-*/.,01 \n\"N" + "AND OR NOT IS NULL", max_size=60))
@settings(max_examples=drawn.examples(200))
def test_any_text_is_either_read_or_refused_with_a_position_inside_it(text: str) -> None:
    try:
        parse(text)
    except RuleError as error:
        assert 1 <= error.at.column <= len(text) + 1


ATOMS = st.sampled_from(["a", "b", "12", "1.50", "TRUE", "'x'", "DATE '2026-01-31'"])
TEXTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" AND ", " OR ", " + ", " - ", " * "]), inner).map("".join),
        inner.map("NOT ({})".format),
        inner.map("({})".format),
        inner.map("LEAST({}, 1)".format),
        st.tuples(inner, st.sampled_from(sorted(COMPARISONS)), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        inner.map("({}) BETWEEN 1 AND a".format),
        inner.map("({}) IS NULL".format),
    ),
    max_leaves=8,
)


@given(TEXTS)
@settings(max_examples=drawn.examples(150), deadline=None)
def test_our_parser_agrees_with_sqlglot(text: str) -> None:
    sqlglot = pytest.importorskip("sqlglot")
    try:
        ours = parse(text)
    except RuleError as error:
        assert any(word in error.says for word in ("chained", "NOT cannot", "did not expect"))
        return
    theirs = sqlglot.parse_one(text, read="duckdb")
    assert _binary(ours) == _theirs(theirs)


def _binary(tree: Syntax) -> object:
    """Our tree with AND and OR as pairs, as sqlglot has them."""
    match tree:
        case Operation("AND" | "OR" as op, items):
            found = _binary(items[0])
            for item in items[1:]:
                found = (op, found, _binary(item))
            return found
        case Operation(op, items) | Invocation(op, items):
            return (op, *map(_binary, items))
        case Name(text):
            return text
        case Literal(value):
            return str(value)


OPERATORS = {
    "And": "AND", "Or": "OR", "Not": "NOT", "EQ": "=", "NEQ": "<>", "LT": "<", "LTE": "<=", "GT": ">", "GTE": ">=",
    "Add": "+", "Sub": "-", "Mul": "*", "Between": "BETWEEN", "Least": "least",
}  # fmt: skip


def _theirs(node: Any) -> object:  # noqa: ANN401  (a node of sqlglot, which is not required)
    kind = type(node).__name__
    if kind == "Paren":
        return _theirs(node.this)
    if kind in ("Column", "Cast", "Literal", "Boolean"):
        leaf = node.this if kind in ("Literal", "Boolean") else node.name
        return str(leaf)
    if kind == "Is":
        return ("IS NULL", _theirs(node.this))
    parts = [node.this, *(node.expressions or [])]
    parts += [node.args[key] for key in ("expression", "low", "high") if node.args.get(key) is not None]
    return (OPERATORS[kind], *map(_theirs, parts))
