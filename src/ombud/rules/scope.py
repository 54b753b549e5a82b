"""What does a name mean? One flat scope of facts, parameters and values, with types, labels and bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from ombud.kernel.errors import Place, RuleError
from ombud.rules.declare import Declarations
from ombud.rules.digits import largest_fact
from ombud.rules.syntax import RESERVED
from ombud.rules.tree import Case, Const, Fact, Node, Ref, children

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
DEEPEST_WHOLE = 96
"""Height of an expression with all its values and parameters spread out."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A defined name: its tree, and what the checker needs to know of it without walking the tree again."""

    node: Node
    labels: frozenset[str]
    largest: Decimal
    depth: int
    asks_null: bool
    """The definition uses IS NULL, itself or through another."""


@dataclass(slots=True)
class Scope:
    """Names while a book is checked: declared facts, and definitions as they become known."""

    declared: Declarations
    meanings: dict[str, Meaning] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Names whose definition was refused: using them gives no second error."""
    trees: dict[str, Node] = field(default_factory=dict)

    def enter(self, name: str, meaning: Meaning) -> Meaning:
        """A definition becomes known."""
        self.meanings[name] = meaning
        self.trees[name] = meaning.node
        return meaning

    def look_up(self, name: str) -> Fact | Ref | None:
        """The fact, value or parameter of that name, or None."""
        fact = self.declared.facts.get(name)
        if fact is not None:
            return Fact(name, fact.type)
        meaning = self.meanings.get(name)
        return None if meaning is None else Ref(name, meaning.node.type)

    def nearest(self, name: str) -> str:
        """A hint that names the closest known name."""
        known = [*self.declared.facts, *self.declared.params, *self.declared.values]
        close = get_close_matches(name, known, n=1)
        return f"did you mean {close[0]}?" if close else "declare it in the fact catalogue, or as a value or parameter"

    def labels(self, node: Node) -> frozenset[str]:
        """The labels that a text can have. Empty when it is free text."""
        match node:
            case Const(str() as value):
                return frozenset((value,))
            case Fact(name):
                return frozenset(self.declared.facts[name].labels)
            case Ref(name):
                return self.meanings[name].labels
            case Case(branches):
                return frozenset().union(*(self.labels(result) for _, result in branches))
            case _:
                return frozenset()

    def bounds(self, node: Fact | Ref) -> Decimal:
        """The largest magnitude of a fact, value or parameter."""
        if isinstance(node, Ref):
            return self.meanings[node.name].largest
        return largest_fact(self.declared.facts[node.name])

    def depth(self, node: Node) -> int:
        """Height of the tree with its definitions spread out."""
        if isinstance(node, Ref):
            return self.meanings[node.name].depth
        return 1 + max((self.depth(child) for child in children(node)), default=0)


def check_name(name: str, place: Place) -> None:
    """A name is lower case and no word of the language.

    Raises:
        RuleError: it is not.
    """
    if not _NAME.fullmatch(name):
        raise RuleError(f"{name!r} is not a name", at=place, hint="lower-case letters, digits and _", code="rule.name")
    if name.upper() in RESERVED:
        raise RuleError(f"{name!r} is a word of the language", at=place, hint="choose another", code="rule.name")
