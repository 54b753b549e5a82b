"""Conditions as unions of boxes: what must each fact be for the condition to be true?

A condition becomes a list of terms; a term is a conjunction of one interval or label set per fact and of opaque
conditions that are only known by their shape. What cannot be put so stays opaque, so nothing false is ever proved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from ombud.rules.declare import Value
from ombud.rules.tree import And, Arith, Call, Case, Compare, CompareOp, Const, Fact, In, Node, Not, Or, Ref

MOST_TERMS = 64
NEGATED: Mapping[CompareOp, CompareOp] = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED: Mapping[CompareOp, CompareOp] = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
WAYS: Mapping[CompareOp, frozenset[int]] = {
    "=": frozenset((0,)), "<>": frozenset((-1, 1)), "<": frozenset((-1,)), "<=": frozenset((-1, 0)),
    ">": frozenset((1,)), ">=": frozenset((0, 1)),
}  # fmt: skip
"""How the left side may stand to the right: below, at, above."""
Bound: TypeAlias = tuple[Decimal, bool]
"""A number and whether it belongs to the interval."""


@dataclass(frozen=True, slots=True)
class Span:
    """An interval; None is no bound. Days are counted as numbers; `whole` means that only integers are meant."""

    low: Bound | None = None
    high: Bound | None = None
    whole: bool = False

    def meet(self, other: Span) -> Span:
        """What both allow."""
        low = max((b for b in (self.low, other.low) if b), key=lambda b: (b[0], not b[1]), default=None)
        high = min((b for b in (self.high, other.high) if b), key=lambda b: (b[0], b[1]), default=None)
        return Span(low, high, self.whole and other.whole)

    @property
    def empty(self) -> bool:
        """Does it hold no value?"""
        span = self.closed()
        if span.low is None or span.high is None:
            return False
        return span.low[0] > span.high[0] or (span.low[0] == span.high[0] and not (span.low[1] and span.high[1]))

    def closed(self) -> Span:
        """Whole numbers with both ends included: x > 5 is x >= 6."""
        if not self.whole:
            return self
        low = self.low and (self.low[0] + (0 if self.low[1] else 1), True)
        high = self.high and (self.high[0] - (0 if self.high[1] else 1), True)
        return Span(low, high, True)

    def within(self, other: Span) -> bool:
        """Is every value of this one a value of the other?"""
        return self.meet(other).closed() == self.closed()


Labels: TypeAlias = frozenset[Value]
Region: TypeAlias = Span | Labels


@dataclass(frozen=True, slots=True)
class Term:
    """A conjunction: a region per fact, and opaque conditions with their sign."""

    regions: Mapping[str, Region]
    opaque: frozenset[tuple[Node, bool]] = frozenset()

    @property
    def impossible(self) -> bool:
        """Can it never be true?"""
        empty = any(region.empty if isinstance(region, Span) else not region for region in self.regions.values())
        return empty or any((node, not sign) in self.opaque for node, sign in self.opaque) or self._crossed

    @property
    def _crossed(self) -> bool:
        """Are two things compared in ways of which no two hold together: x > limit, and x < limit?"""
        left: dict[tuple[Node, Node], frozenset[int]] = {}
        for node, sign in self.opaque:
            if isinstance(node, Compare):
                op = node.op if sign else NEGATED[node.op]
                for pair, ways in (((node.left, node.right), op), ((node.right, node.left), MIRRORED[op])):
                    left[pair] = left.get(pair, frozenset(WAYS["<"] | WAYS[">="])) & WAYS[ways]
        return any(not ways for ways in left.values())

    def meet(self, other: Term) -> Term:
        """Both at once."""
        regions = dict(self.regions)
        for name, region in other.regions.items():
            regions[name] = _meet(regions[name], region) if name in regions else region
        return Term(regions, self.opaque | other.opaque)

    def implies(self, other: Term) -> bool:
        """Whenever this one is true, is the other true?"""
        return self.opaque >= other.opaque and all(
            name in self.regions and _within(self.regions[name], region) for name, region in other.regions.items()
        )


def _meet(one: Region, two: Region) -> Region:
    if isinstance(one, Span) and isinstance(two, Span):
        return one.meet(two)
    return one & two if isinstance(one, frozenset) and isinstance(two, frozenset) else one


def _within(one: Region, two: Region) -> bool:
    if isinstance(one, Span) and isinstance(two, Span):
        return one.within(two)
    return isinstance(one, frozenset) and isinstance(two, frozenset) and one <= two


EVERYTHING = Term({})
NOTHING = Term({"": frozenset[Value]()})
"""Never true: no fact has no name."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Turns conditions into terms. `labels` are those of the text facts, `definitions` resolve derived values.

    `bounds` are the values that a fact can have at all.
    """

    labels: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, Node]
    bounds: Mapping[str, Span] = field(default_factory=dict)

    def of(self, node: Node, sign: bool = True) -> list[Term]:
        """The terms of which one is true exactly when `node` (with `sign` FALSE: NOT node) is true."""
        node = self.resolved(node)
        match node:
            case Not(item):
                return self.of(item, not sign)
            case And(items) | Or(items):
                parts = [self.of(item, sign) for item in items]
                joined = _product(parts) if isinstance(node, And) == sign else [t for part in parts for t in part]
                return joined if joined is not None and len(joined) <= MOST_TERMS else [_opaque(node, sign)]
            case Const(value=bool() as value):
                return [EVERYTHING] if value == sign else []
            case Fact(name, "bool"):
                return [Term({name: frozenset((sign,))})]
            case Compare(left=Call(function="least" | "greatest")) if (several := _apart(node)) is not None:
                return self.of(several, sign)
            case Compare() | In():
                return self._atom(node, sign) or [_opaque(node, sign)]
            case _:
                return [_opaque(node, sign)]

    def resolved(self, node: Node) -> Node:
        """A derived value or parameter that is one plain expression, in place of its name."""
        while isinstance(node, Ref):
            inner = self.definitions.get(node.name)
            if inner is None or isinstance(inner, Case) or (isinstance(inner, Const) and inner.value is None):
                return node
            node = inner
        return node

    def _atom(self, node: Compare | In, sign: bool) -> list[Term] | None:
        if isinstance(node, In):
            options = [option.value for option in node.options]
            fact = self.resolved(node.item)
            return self._member(fact, options, sign) if isinstance(fact, Fact) else None
        left, right, op = self.resolved(node.left), self.resolved(node.right), node.op
        if isinstance(right, Fact):
            left, right, op = right, left, MIRRORED[op]
        op = op if sign else NEGATED[op]
        if never(left, op, right):
            return [NOTHING]
        if isinstance(left, Const) and isinstance(right, Const):
            return self._constant(left.value, op, right.value)
        if not isinstance(left, Fact) or not isinstance(right, Const) or right.value is None:
            return None
        if left.type in ("text", "bool"):
            return self._member(left, [right.value], op == "=")
        return self._bounded(left, _spans(left, op, right.value))

    def _constant(self, left: Value | None, op: CompareOp, right: Value | None) -> list[Term] | None:
        """Two numbers or days: the comparison holds always or never."""
        if not isinstance(left, int | Decimal | date) or not isinstance(right, int | Decimal | date):
            return None
        one, two = _number(left), _number(right)
        return [EVERYTHING] if (one > two) - (one < two) in WAYS[op] else [NOTHING]

    def _bounded(self, fact: Fact, terms: list[Term]) -> list[Term]:
        """The terms within what the fact can be at all."""
        if fact.name not in self.bounds:
            return terms
        return [term.meet(Term({fact.name: self.bounds[fact.name]})) for term in terms]

    def _member(self, fact: Fact, options: list[Value | None], sign: bool) -> list[Term] | None:
        if fact.type in ("text", "bool"):
            every = frozenset(self.labels.get(fact.name, ())) if fact.type == "text" else frozenset((True, False))
            chosen = frozenset(option for option in options if option is not None)
            return [Term({fact.name: chosen if sign else every - chosen})]
        parts = [_spans(fact, "=" if sign else "<>", option) for option in options if option is not None]
        return [t for part in parts for t in part] if sign else _product(parts)


def _apart(node: Node) -> Node | None:
    """The least of several is above something when all are, and below it when one is; None for "=" and "<>"."""
    if not isinstance(node, Compare) or not isinstance(node.left, Call) or node.op in ("=", "<>"):
        return None
    each = tuple(Compare(node.op, one, node.right) for one in node.left.args)
    return And(each) if (node.left.function == "least") == (node.op in (">", ">=")) else Or(each)


def never(left: Node, op: CompareOp, right: Node) -> bool:
    """Whether two sides that are one thing, or one thing and a number more or less, can never stand so: x + 1 < x."""
    if left == right:
        return 0 not in WAYS[op]
    if isinstance(right, Arith):
        left, right, op = right, left, MIRRORED[op]
    if not isinstance(left, Arith) or left.op not in ("+", "-") or left.left != right:
        return False
    more = left.right.value if isinstance(left.right, Const) else None
    if isinstance(more, bool) or not isinstance(more, int | Decimal):
        return False
    more = more if left.op == "+" else -more
    return (more > 0) - (more < 0) not in WAYS[op]


def _product(parts: list[list[Term]]) -> list[Term] | None:
    found = [EVERYTHING]
    for part in parts:
        found = [one.meet(two) for one in found for two in part]
        if len(found) > MOST_TERMS:
            return None
    return found


def _spans(fact: Fact, op: CompareOp, value: Value) -> list[Term]:
    edge = _number(value)
    whole = fact.type in ("int", "date") and edge == edge.to_integral_value()
    if op == "<>":
        return [*_spans(fact, "<", value), *_spans(fact, ">", value)]
    bound = (edge, op in ("=", "<=", ">="))
    span = Span(bound if op in ("=", ">", ">=") else None, bound if op in ("=", "<", "<=") else None, whole)
    return [Term({fact.name: span})]


def _number(value: Value) -> Decimal:
    return Decimal(value.toordinal()) if isinstance(value, date) else Decimal(value)


def _opaque(node: Node, sign: bool) -> Term:
    return Term({}, frozenset(((node, sign),)))
