"""The checked tree: one meaning, from which every back end is printed.

Every node knows its type. Kleene logic: a node's value may be unknown (None in Python, NULL in SQL).
Names are resolved: a `Fact` is read from the row, a `Ref` is a derived value or parameter, whose definition
(an expression or a first-hit `Case`) stands in `Program.definitions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ombud.rules.declare import Type, Value

CompareOp: TypeAlias = Literal["=", "<>", "<", "<=", ">", ">="]
ArithOp: TypeAlias = Literal["+", "-", "*"]
Function: TypeAlias = Literal[
    "days_between", "add_days", "add_months", "roll", "add_workdays", "least", "greatest", "round", "accrue"
]


@dataclass(frozen=True, slots=True)
class Const:
    """A literal. None stands for a number that the law leaves open: always unknown (no author can write it)."""

    value: Value | None
    type: Type


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the row."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Ref:
    """A derived value or a parameter, defined elsewhere in the program."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene NOT."""

    item: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class And:
    """Kleene AND of two or more."""

    items: tuple[Node, ...]
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class Or:
    """Kleene OR of two or more."""

    items: tuple[Node, ...]
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class Compare:
    """Two operands of like type; text has only = and <>."""

    op: CompareOp
    left: Node
    right: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class In:
    """Membership in a list of literals (never NULL)."""

    item: Node
    options: tuple[Const, ...]
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class IsNull:
    """Is the item unknown? Never unknown itself: the sole way out of Kleene logic."""

    item: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class Arith:
    """Sum, difference or product; `date + int` and `date - int` are days. Unknown if either side is."""

    op: ArithOp
    left: Node
    right: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Ratio:
    """`left / right <op> limit`, as `left <op> limit * right` where right > 0, else unknown."""

    op: CompareOp
    left: Node
    right: Node
    limit: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the closed set. Unknown if any argument is."""

    function: Function
    args: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Case:
    """First hit over branches (never written by an author). An unknown condition makes the whole unknown.

    No hit is unknown.
    """

    branches: tuple[tuple[Node, Node], ...]
    type: Type


Node: TypeAlias = Const | Fact | Ref | Not | And | Or | Compare | In | IsNull | Arith | Ratio | Call | Case


def _none(_: Node) -> tuple[Node, ...]:
    return ()


def _one(node: Not | IsNull) -> tuple[Node, ...]:
    return (node.item,)


def _all(node: And | Or) -> tuple[Node, ...]:
    return node.items


def _two(node: Compare | Arith) -> tuple[Node, ...]:
    return (node.left, node.right)


def _listed(node: In) -> tuple[Node, ...]:
    return (node.item, *node.options)


def _divided(node: Ratio) -> tuple[Node, ...]:
    return (node.left, node.right, node.limit)


def _called(node: Call) -> tuple[Node, ...]:
    return node.args


def _branched(node: Case) -> tuple[Node, ...]:
    return tuple(part for branch in node.branches for part in branch)


_BELOW: Mapping[type, Callable[[Any], tuple[Node, ...]]] = {
    **dict.fromkeys((Const, Fact, Ref), _none),
    **dict.fromkeys((Not, IsNull), _one),
    **dict.fromkeys((And, Or), _all),
    **dict.fromkeys((Compare, Arith), _two),
    In: _listed,
    Ratio: _divided,
    Call: _called,
    Case: _branched,
}


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below this one."""
    return _BELOW[type(node)](node)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, definitions of `Ref` not followed."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _BELOW[type(node)](node)[::-1]
