"""What a book declares, read but not yet compiled: facts, parameters, values, settling, burden, tables.

Expressions are still text here. Every declaration knows its place, so that an error can name it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.errors import Place
from ombud.kernel.lang import Words
from ombud.kernel.scalar import Type as Type
from ombud.kernel.scalar import Value as Value
from ombud.model.entitlement import Level as Level

Side: TypeAlias = Literal["event", "contract", "person", "money"]
Answers: TypeAlias = Literal[
    "finding", "owed", "fault", "bearer", "conduct", "measure", "goodwill", "approval", "headline", "question",
    "recovery", "clock", "priority", "silence", "rescue", "sweep", "signature",
]  # fmt: skip
Hit: TypeAlias = Literal["first", "collect"]
Confidence: TypeAlias = Literal["T", "S", "W", "K", "P", "C", ""]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """How a fact comes from records: one of a closed set of aggregates over one record table, with a filter.

    `of` names the column (empty for exists and count); `where` is an expression over the table's columns and `asof`.
    """

    kind: Literal["exists", "count", "min", "max", "sum", "first", "last"]
    table: str
    of: str = ""
    where: str = "TRUE"


@dataclass(frozen=True, slots=True)
class FactDecl:
    """One fact of the catalogue.

    `labels` are the values of an enumeration (type text). `always` marks a fact that every row has (`asof`).
    `present_if` names the boolean fact that gives it a value: where that is FALSE the fact is absent, not unknown.
    `evidence` is the cheapest evidence, `cost` its cost rank (0 is at hand, 9 is dear). `default` holds where nobody
    says otherwise (a defence that its owner must prove). A boolean that is FALSE is pending, not settled, until the
    day in the fact or value `pending_until` has passed. Where the fact `denied_by` is TRUE, the bare word of anybody
    but the customer that it is so is contested.
    """

    name: str
    type: Type
    side: Side
    labels: tuple[str, ...] = ()
    low: Value | None = None
    high: Value | None = None
    always: bool = False
    present_if: str = ""
    means: Words = field(default_factory=dict)
    ask: Words = field(default_factory=dict)
    of: str = ""
    evidence: str = ""
    cost: int = 5
    source: Aggregate | None = None
    judgement: bool = False
    default: Value | None = None
    pending_until: str = ""
    denied_by: str = ""
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A parameter's value from a day on. `value` None means that the law leaves the number open (unsettled)."""

    since: date | None
    value: Value | None
    confidence: Confidence = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ParamDecl:
    """A dated number or term. The value is chosen by the day in the fact `anchor` (none: one value for all days).

    `overrides` names the more general pack whose parameter of the same name this one replaces.
    `pending` holds values that wait for a date (`since = "pending"`): kept, shown, never used.
    """

    name: str
    type: Type
    anchor: str
    values: tuple[DatedValue, ...]
    favours: Literal["high", "low", ""] = ""
    visibility: Literal["public", "house"] = "house"
    labels: tuple[str, ...] = ()
    pending: tuple[DatedValue, ...] = ()
    means: Words = field(default_factory=dict)
    overrides: str = ""
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a value, settle or burden table: `is` the result when `when` is the first true condition."""

    when: str
    result: str
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class ValueDecl:
    """A derived value: one expression (a single branch with `when` TRUE) or a first-hit list of branches."""

    name: str
    branches: tuple[Branch, ...]
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class SettleDecl:
    """How conflicting evidence becomes a fact: the first hit gives an expression, or CONTESTED. No hit: missing."""

    fact: str
    branches: tuple[Branch, ...]
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class BurdenDecl:
    """What a fact is taken to be after its own evidence deadline. No hit: it stays unknown."""

    fact: str
    branches: tuple[Branch, ...]
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class ExprText:
    """`{ expr = "…" }` in a rule's `then`."""

    text: str


Output: TypeAlias = Value | ExprText


@dataclass(frozen=True, slots=True)
class RuleDecl:
    """One rule. It holds when `requires` AND `when` AND NOT `unless`.

    `then` maps an output's name to a literal or an expression. `choose` groups rules of which the complainant picks
    one. `overrides` names rules (`pack.table.rule`) that this one replaces. `confidence` marks the rule itself.
    `provided` says on what a "yes, if" hangs. `told` is a further sentence with days and sums of the case in {braces}:
    a customer reads it behind `because` where all of them are known.
    """

    id: str
    when: str
    then: Mapping[str, Output]
    unless: str = ""
    requires: str = ""
    choose: str = ""
    cites: tuple[str, ...] = ()
    because: Words = field(default_factory=dict)
    provided: Words = field(default_factory=dict)
    told: Words = field(default_factory=dict)
    overrides: tuple[str, ...] = ()
    confidence: Confidence = ""
    clause: str = ""
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class TableDecl:
    """A decision table. `guard` is the enumeration fact by whose label the table is specialised.

    `labels` limits the table to those labels of the guard (empty: all). `yields`: a table of law that leaves the word
    to the shop's own tables where none of its rules holds.
    """

    name: str
    answers: Answers
    hit: Hit
    rules: tuple[RuleDecl, ...]
    level: Level = "none"
    guard: str = "reason"
    labels: tuple[str, ...] = ()
    origin: str = ""
    yields: bool = False
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class Declarations:
    """All that a book declares in the rule language. `constraints` are conditions that possible facts satisfy."""

    facts: Mapping[str, FactDecl]
    params: Mapping[str, ParamDecl] = field(default_factory=dict)
    values: Mapping[str, ValueDecl] = field(default_factory=dict)
    settles: Mapping[str, SettleDecl] = field(default_factory=dict)
    burdens: Mapping[str, BurdenDecl] = field(default_factory=dict)
    tables: Mapping[str, TableDecl] = field(default_factory=dict)
    constraints: tuple[str, ...] = ()
    holidays: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
