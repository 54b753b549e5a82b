"""Atoms: where exactly do the conditions of a table change their truth?

A comparison is linear when, with the known facts put in, it says `x op c` or `x - y op c` of unknown facts x and y.
Derived values are followed: an expression over a first-hit value is one of its branches (and the branch conditions are
atoms of their own); LEAST and GREATEST are one of their arguments, because a comparison with the least of several is
settled by the comparisons with each. So an expression has several *forms*, and a comparison has an atom for each pair.

Everything else (a product of two unknown facts, a sum of two, ROUND, ACCRUE, ROLL, months and working days of an
unknown day, IS NULL) is not linear, and a table that holds such an atom is not explored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from ombud.rules.declare import Type, Value
from ombud.rules.interpret import WIDE
from ombud.rules.tree import (
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
    Ratio,
    Ref,
    children,
)

Number: TypeAlias = Decimal | int
NUMERIC: frozenset[Type] = frozenset(("money", "rate", "int", "date"))
SCALE: Mapping[Type, int] = {"int": 1, "date": 1, "money": 100, "rate": 10_000}
MIRROR: Mapping[CompareOp, CompareOp] = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
MOST_FORMS = 256


class NotLinear(Exception):  # noqa: N818  (a way out of the recursion, not a fault)
    """This expression has no linear form."""


@dataclass(frozen=True, slots=True)
class Form:
    """Sum of facts times +1 or -1 (or more), plus a constant. Days count from day 1 of the calendar.

    A constant of None is a number that is known per row and not yet here.
    """

    facts: tuple[tuple[str, int], ...]
    constant: Number | None

    def plus(self, other: Form, sign: int = 1) -> Form:
        """The sum (or difference) of two forms."""
        total = dict(self.facts)
        for name, times in other.facts:
            total[name] = total.get(name, 0) + sign * times
        kept = tuple(sorted((name, times) for name, times in total.items() if times))
        if self.constant is None or other.constant is None:
            return Form(kept, None)
        return Form(kept, self.constant + sign * other.constant)

    def times(self, other: Form) -> Form:
        """The product. Raises NotLinear where both hold facts, or a fact is multiplied by a fraction."""
        if self.facts and other.facts:
            raise NotLinear
        whole, number = (self, other.constant) if self.facts else (other, self.constant)
        if not whole.facts:
            return Form((), None if number is None or whole.constant is None else WIDE.multiply(number, whole.constant))
        if number is None or whole.constant is None or number != int(number):
            raise NotLinear
        facts = tuple((name, times * int(number)) for name, times in whole.facts if number)
        return Form(facts, whole.constant * int(number))


@dataclass(frozen=True, slots=True)
class Atom:
    """`x op c`, or `x - y op c` when `y` is not empty. `c` in the facts' own unit (1 is one day, one unit, 1.00)."""

    x: str
    y: str
    op: CompareOp
    c: Number | None


def number(value: Value) -> Number:
    """A value on the number line."""
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, str):
        raise NotLinear
    return value


@dataclass(slots=True)
class Atoms:
    """Collects the atoms of conditions over the facts in `unknown` (with their types).

    With `symbolic` the other facts stand for numbers that are known per row; without it they are what a table finds
    out, and cannot be compared with an unknown number. `linear` turns false at the first atom that is not;
    `open_law` true at a value that nobody's answer settles.
    """

    unknown: Mapping[str, Type]
    definitions: Mapping[str, Node] = field(default_factory=dict)
    symbolic: bool = False
    found: set[Atom] = field(default_factory=set)
    linear: bool = True
    open_law: bool = False
    seen: dict[int, Node] = field(default_factory=dict)
    memo: dict[int, tuple[Node, tuple[Form, ...]]] = field(default_factory=dict)

    def condition(self, node: Node) -> None:
        """Add the atoms of a condition, or of any expression that is not a number."""
        if id(node) not in self.seen:
            self.seen[id(node)] = node
            self._condition(node)

    def _condition(self, node: Node) -> None:
        match node:
            case Compare(op, left, right) if left.type in NUMERIC:
                self._compare(op, left, (right,))
            case In(item, options) if item.type in NUMERIC:
                self._compare("=", item, options)
            case Ratio(op, left, right, limit):
                self._compare(op, left, (Arith("*", limit, right, left.type),))
                self._compare(">", right, (Const(0, "int"),))
            case IsNull():
                self.linear = False
            case Const(None):
                self.open_law = True
            case _:
                for child in self._below(node):
                    self.condition(child)

    def _below(self, node: Node) -> tuple[Node, ...]:
        return (self.definitions[node.name],) if isinstance(node, Ref) else children(node)

    def output(self, node: Node) -> None:
        """Add the atoms of an output that is part of the key. A number over unknown facts has too many keys."""
        if node.type not in NUMERIC:
            self.condition(node)
            return
        try:
            self.linear &= not any(form.facts for form in self.forms(node))
        except NotLinear:
            self.linear = False

    def amount(self, node: Node) -> None:
        """Add the atoms by which an amount changes its branch; the amount itself may be any number."""
        if node.type not in NUMERIC:
            self.condition(node)
        elif id(node) not in self.seen:
            self.seen[id(node)] = node
            for child in self._below(node):
                self.amount(child)

    def _compare(self, op: CompareOp, left: Node, rights: tuple[Node, ...]) -> None:
        try:
            for right in rights:
                self._pairs(op, self.forms(left), self.forms(right))
        except NotLinear:
            self.linear = False

    def _pairs(self, op: CompareOp, lefts: tuple[Form, ...], rights: tuple[Form, ...]) -> None:
        if len(lefts) * len(rights) > MOST_FORMS:
            raise NotLinear
        for left in lefts:
            for right in rights:
                atom = self._atom(op, left.plus(right, -1))
                if atom is not None:
                    self.found.add(atom)

    def _atom(self, op: CompareOp, difference: Form) -> Atom | None:
        facts, k = difference.facts, difference.constant
        if facts and k is None and not self.symbolic:
            raise NotLinear
        match sorted(facts, key=lambda fact: -fact[1]):
            case []:
                return None
            case [(x, 1)]:
                return Atom(x, "", op, None if k is None else -k)
            case [(x, -1)]:
                return Atom(x, "", MIRROR[op], k)
            case [(x, 1), (y, -1)] if SCALE[self.unknown[x]] == SCALE[self.unknown[y]]:
                return Atom(x, y, op, None if k is None else -k)
        raise NotLinear

    def forms(self, node: Node) -> tuple[Form, ...]:
        """All forms that a number may take. Raises NotLinear."""
        kept = self.memo.get(id(node))
        if kept is None:
            kept = node, tuple(dict.fromkeys(self._forms(node)))
            self.memo[id(node)] = kept
        if len(kept[1]) > MOST_FORMS:
            raise NotLinear
        return kept[1]

    def _forms(self, node: Node) -> list[Form]:
        match node:
            case Const(value):
                self.open_law |= value is None
                return [] if value is None else [Form((), number(value))]
            case Fact(name):
                return [Form(((name, 1),), 0) if name in self.unknown else Form((), None)]
            case Ref(name):
                return list(self.forms(self.definitions[name]))
            case Arith(op, left, right):
                return self._both(left, right, _ARITH[op])
            case Case(branches):
                for condition, _ in branches:
                    self.condition(condition)
                return [form for _, result in branches for form in self.forms(result)]
            case Call():
                return self._call(node)
            case _:
                raise NotLinear

    def _call(self, node: Call) -> list[Form]:
        match node.function, node.args:
            case "days_between", (later, earlier):
                return self._both(later, earlier, _ARITH["-"])
            case "add_days", (day, days):
                return self._both(day, days, _ARITH["+"])
            case (("least" | "greatest"), args):
                return [form for arg in args for form in self.forms(arg)]
            case _, args:
                if any(form.facts for arg in args for form in self.forms(arg)):
                    raise NotLinear
                return [Form((), None)]

    def _both(self, left: Node, right: Node, join: Callable[[Form, Form], Form]) -> list[Form]:
        lefts, rights = self.forms(left), self.forms(right)
        if len(lefts) * len(rights) > MOST_FORMS:
            raise NotLinear
        return [join(one, other) for one in lefts for other in rights]


_ARITH: Mapping[str, Callable[[Form, Form], Form]] = {
    "+": lambda left, right: left.plus(right),
    "-": lambda left, right: left.plus(right, -1),
    "*": lambda left, right: left.times(right),
}


def is_linear(
    conditions: list[Node], keys: list[Node], unknown: Mapping[str, Type], definitions: Mapping[str, Node]
) -> bool:
    """Are all atoms of these conditions and key outputs linear in the facts `unknown`?"""
    atoms = Atoms(unknown, definitions, symbolic=True)
    for node in conditions:
        atoms.condition(node)
    for node in keys:
        atoms.output(node)
    return atoms.linear


def numeric(types: Mapping[str, Type], names: AbstractSet[str]) -> dict[str, Type]:
    """Those of the names whose type is on the number line."""
    return {name: types[name] for name in sorted(names) if types[name] in NUMERIC}
