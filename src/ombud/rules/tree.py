"""The checked tree: one meaning, from which every back end is printed.

Every node knows its type. Kleene logic: a node's value may be unknown (None in Python, NULL in SQL).
Names are resolved: a `Fact` is read from the row, a `Ref` is a derived value or parameter, whose definition
(an expression or a first-hit `Case`) stands in `Program.definitions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

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


def children(node: Node) -> tuple[Node, ...]:  # noqa: C901  (one line a kind of node)
    """The nodes directly below this one."""
    match node:
        case Const() | Fact() | Ref():
            return ()
        case Not(item) | IsNull(item):
            return (item,)
        case And(items) | Or(items):
            return items
        case Compare(_, left, right) | Arith(_, left, right):
            return (left, right)
        case In(item, options):
            return (item, *options)
        case Ratio(_, left, right, limit):
            return (left, right, limit)
        case Call(_, args):
            return args
        case Case(branches):
            return tuple(part for branch in branches for part in branch)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, definitions of `Ref` not followed."""
    yield node
    for child in children(node):
        yield from walk(child)
