"""Rules after checking: conditions and outputs are typed trees; this is what every back end reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ombud.rules.declare import Declarations, RuleDecl, TableDecl, Type, Value
from ombud.rules.tree import Case, Node

Row: TypeAlias = Mapping[str, Value | None]
"""A case as a row: fact name -> value; None (or no key) is unknown or absent."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked rule. `condition` is requires AND when AND NOT unless; `conjuncts` are its parts, in that order."""

    number: int
    id: str
    condition: Node
    conjuncts: tuple[Node, ...]
    outputs: Mapping[str, Node]
    declared: RuleDecl
    texts: tuple[str, ...] = ()
    """The conjuncts as written, for explanations; one text a conjunct."""


@dataclass(frozen=True, slots=True)
class Table:
    """A checked table. `outputs` are all output names of its rules with their types, sorted by name."""

    name: str
    rules: tuple[Rule, ...]
    outputs: tuple[tuple[str, Type], ...]
    declared: TableDecl


@dataclass(frozen=True, slots=True)
class Settle:
    """How evidence becomes the fact: first hit; a result of None means CONTESTED."""

    fact: str
    branches: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A checked book. `definitions` hold derived values and parameters by name; `burdens` the default of a fact.

    `kept` is where the back ends keep what they derived from it once (compiled tables, orders), each under its name.
    """

    declared: Declarations
    definitions: Mapping[str, Node]
    settles: Mapping[str, Settle]
    burdens: Mapping[str, Case]
    tables: Mapping[str, Table]
    constraints: tuple[Node, ...]
    kept: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)
