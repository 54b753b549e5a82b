"""The untyped tree as written, with positions, and the words of the language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ombud.rules.declare import Value

KEYWORDS = frozenset("AND OR NOT IN BETWEEN IS NULL TRUE FALSE DATE".split())
FUNCTIONS = frozenset(
    "days_between add_days add_months roll add_workdays least greatest round accrue".split(),
)
COMPARISONS = frozenset(("=", "<>", "<", "<=", ">", ">="))
RESERVED = KEYWORDS | {name.upper() for name in FUNCTIONS} | {"CONTESTED"}


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written. `at` and `end` are offsets in the text."""

    value: Value
    at: int
    end: int
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, value or parameter, not yet looked up."""

    text: str
    at: int
    end: int
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator over its operands: OR AND NOT = <> < <= > >= IN BETWEEN IS NULL + - * / and NEG.

    `depth` is the height of the tree below, so that whoever walks it knows it to be bounded.
    """

    op: str
    items: tuple[Syntax, ...]
    at: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Invocation:
    """A function of the closed set, by its lower-case name."""

    function: str
    items: tuple[Syntax, ...]
    at: int
    end: int
    depth: int


Syntax: TypeAlias = Literal | Name | Operation | Invocation


def parts(tree: Syntax) -> Iterator[Syntax]:
    """The tree and everything below it, from left to right."""
    yield tree
    if isinstance(tree, Operation | Invocation):
        for item in tree.items:
            yield from parts(item)
