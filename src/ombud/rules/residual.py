"""What is left of a condition once the known facts are put in: the part that the unknown facts still decide.

Definitions are followed, so that a residual holds no `Ref`. A residual without facts is a `Const`; `Const(None)` is a
value that no answer can settle (a number that the law leaves open).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from ombud.rules.checked import Program
from ombud.rules.declare import Value
from ombud.rules.interpret import Evaluation
from ombud.rules.tree import (
    And,
    Arith,
    Call,
    Case,
    Compare,
    Const,
    Fact,
    In,
    IsNull,
    Node,
    Not,
    Or,
    Ratio,
    Ref,
    children,
)

TRUE = Const(True, "bool")
FALSE = Const(False, "bool")


@dataclass(slots=True)
class Reads:
    """Which facts a node reads, definitions followed. Kept by identity: the trees of a program live as long as it."""

    definitions: Mapping[str, Node]
    memo: dict[int, frozenset[str]] = field(default_factory=dict)
    alive: list[Node] = field(default_factory=list)

    def of(self, node: Node) -> frozenset[str]:
        """The facts below this node."""
        found = self.memo.get(id(node))
        if found is None:
            found = self._find(node)
            self.memo[id(node)] = found
            self.alive.append(node)
        return found

    def _find(self, node: Node) -> frozenset[str]:
        if isinstance(node, Fact):
            return frozenset((node.name,))
        if isinstance(node, Ref):
            return self.of(self.definitions[node.name])
        return frozenset().union(*(self.of(child) for child in children(node)))


@dataclass(frozen=True, slots=True)
class Residue:
    """Puts the known facts of one row in; `unknown` are the facts that stay."""

    on: Evaluation
    reads: Reads
    unknown: AbstractSet[str]
    memo: dict[str, Node] = field(default_factory=dict)

    def of(self, node: Node) -> Node:
        """The residual of a node."""
        if self.unknown.isdisjoint(self.reads.of(node)):
            return Const(self.on.value(node), node.type)
        return _OF[type(node)](self, node)

    def known(self, node: Node) -> Value | None:
        """Its value where no unknown fact is below it: the cheap look before a residual is built."""
        return self.on.value(node) if self.unknown.isdisjoint(self.reads.of(node)) else None


def residue(program: Program, reads: Reads, row: Mapping[str, Any], unknown: AbstractSet[str]) -> Residue:
    """A partial evaluator for one row."""
    return Residue(Evaluation(row, program), reads, unknown)


def is_true(node: Node) -> bool:
    """Is this the constant TRUE?"""
    return isinstance(node, Const) and node.value is True


def is_false(node: Node) -> bool:
    """Is this the constant FALSE?"""
    return isinstance(node, Const) and node.value is False


def _fact(_: Residue, node: Fact) -> Node:
    return node


def _ref(left: Residue, node: Ref) -> Node:
    if node.name not in left.memo:
        left.memo[node.name] = left.of(left.on.program.definitions[node.name])
    return left.memo[node.name]


def _not(left: Residue, node: Not) -> Node:
    item = left.of(node.item)
    if not isinstance(item, Const):
        return Not(item)
    return item if item.value is None else FALSE if item.value else TRUE


def _and(left: Residue, node: And) -> Node:
    if any(left.known(item) is False for item in node.items):
        return FALSE
    kept: list[Node] = []
    for item in map(left.of, node.items):
        if is_false(item):
            return FALSE
        if not is_true(item):
            kept.append(item)
    return TRUE if not kept else kept[0] if len(kept) == 1 else And(tuple(kept))


def _or(left: Residue, node: Or) -> Node:
    if any(left.known(item) is True for item in node.items):
        return TRUE
    kept: list[Node] = []
    for item in map(left.of, node.items):
        if is_true(item):
            return TRUE
        if not is_false(item):
            kept.append(item)
    return FALSE if not kept else kept[0] if len(kept) == 1 else Or(tuple(kept))


def _rebuild(left: Residue, node: Node, parts: Mapping[str, Node | tuple[Node, ...]]) -> Node:
    """The same node over residual operands; a constant when no fact is left in them."""
    flat = [one for part in parts.values() for one in (part if isinstance(part, tuple) else (part,))]
    rebuilt: Node = replace(node, **parts)  # type: ignore[arg-type]
    if all(isinstance(one, Const) for one in flat):
        return Const(left.on.value(rebuilt), node.type)
    return rebuilt


def _compare(left: Residue, node: Compare) -> Node:
    one, two = left.of(node.left), left.of(node.right)
    rebuilt = Compare(node.op, one, two)
    return Const(left.on.value(rebuilt), "bool") if isinstance(one, Const) and isinstance(two, Const) else rebuilt


def _arith(left: Residue, node: Arith) -> Node:
    return _rebuild(left, node, {"left": left.of(node.left), "right": left.of(node.right)})


def _ratio(left: Residue, node: Ratio) -> Node:
    parts = {"left": left.of(node.left), "right": left.of(node.right), "limit": left.of(node.limit)}
    return _rebuild(left, node, parts)


def _item(left: Residue, node: In | IsNull) -> Node:
    return _rebuild(left, node, {"item": left.of(node.item)})


def _call(left: Residue, node: Call) -> Node:
    return _rebuild(left, node, {"args": tuple(left.of(arg) for arg in node.args)})


def _case(left: Residue, node: Case) -> Node:
    kept: list[tuple[Node, Node]] = []
    for condition, result in node.branches:
        holds = left.of(condition)
        if is_false(holds):
            continue
        kept.append((holds, left.of(result)))
        if isinstance(holds, Const):
            break
    if not kept:
        return Const(None, node.type)
    holds, result = kept[0]
    if isinstance(holds, Const):
        return result if holds.value else Const(None, node.type)
    return Case(tuple(kept), node.type)


_OF: Mapping[type, Callable[[Residue, Any], Node]] = {
    Fact: _fact,
    Ref: _ref,
    Not: _not,
    And: _and,
    Or: _or,
    Compare: _compare,
    In: _item,
    IsNull: _item,
    Arith: _arith,
    Ratio: _ratio,
    Call: _call,
    Case: _case,
}
