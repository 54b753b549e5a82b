"""What is left of a tree once some facts are known? Simplified without changing any of the three truths."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from ombud.rules.tree import (
    And,
    Arith,
    Call,
    Case,
    Compare,
    CompareOp,
    Const,
    Fact,
    In,
    IsNull,
    Node,
    Not,
    Or,
    Ratio,
    Ref,
)

TRUE, FALSE = Const(value=True, type="bool"), Const(value=False, type="bool")
_COMPARE: dict[CompareOp, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def fold(node: Node, known: Mapping[str, Const]) -> Node:  # noqa: C901  (one line a kind of node)
    """The node with the names in `known` put in (facts, values, parameters) and all that became constant removed."""
    match node:
        case Fact(name) | Ref(name):
            return known.get(name, node)
        case Not(item):
            return _not(fold(item, known))
        case And(items):
            return _junction(items, known, TRUE, FALSE)
        case Or(items):
            return _junction(items, known, FALSE, TRUE)
        case Compare(op, left, right):
            return _compare(op, fold(left, known), fold(right, known))
        case In(item, options):
            return _in(fold(item, known), options)
        case IsNull(item):
            return _is_null(fold(item, known))
        case Case(branches, kind):
            return _case(Case(branches, kind), known)
        case Arith(op, left, right, kind):
            return Arith(op, fold(left, known), fold(right, known), kind)
        case Ratio(op, left, right, limit):
            return Ratio(op, fold(left, known), fold(right, known), fold(limit, known))
        case Call(function, args, kind):
            return Call(function, tuple(fold(arg, known) for arg in args), kind)
        case _:
            return node


def _not(item: Node) -> Node:
    if isinstance(item, Const):
        return item if item.value is None else Const(not item.value, "bool")
    return item.item if isinstance(item, Not) else Not(item)


def _junction(items: tuple[Node, ...], known: Mapping[str, Const], neutral: Const, final: Const) -> Node:
    """AND with neutral TRUE and final FALSE, or OR with the two exchanged."""
    left: list[Node] = []
    for item in items:
        folded = fold(item, known)
        if folded == final:
            return final
        if folded != neutral:
            left.append(folded)
    if len(left) < 2:  # noqa: PLR2004  (two make a junction)
        return left[0] if left else neutral
    return And(tuple(left)) if neutral is TRUE else Or(tuple(left))


def _compare(op: CompareOp, left: Node, right: Node) -> Node:
    if isinstance(left, Const) and isinstance(right, Const) and left.value is not None and right.value is not None:
        return Const(_COMPARE[op](left.value, right.value), "bool")
    return Compare(op, left, right)


def _in(item: Node, options: tuple[Const, ...]) -> Node:
    if isinstance(item, Const) and item.value is not None:
        return Const(any(item.value == option.value for option in options), "bool")
    return In(item, options)


def _is_null(item: Node) -> Node:
    return Const(item.value is None, "bool") if isinstance(item, Const) else IsNull(item)


def _case(case: Case, known: Mapping[str, Const]) -> Node:
    """Branches that cannot hold fall away; the first that must hold ends the list."""
    branches: list[tuple[Node, Node]] = []
    for when, result in case.branches:
        condition = fold(when, known)
        if condition == FALSE:
            continue
        branches.append((condition, fold(result, known)))
        if condition == TRUE:
            break
    if not branches:
        return Const(None, case.type)
    return branches[0][1] if branches[0][0] == TRUE else Case(tuple(branches), case.type)
