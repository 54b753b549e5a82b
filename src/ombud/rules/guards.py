"""Absent is not unknown: a fact with `present_if` is read only where its guard is known to hold.

The rule is syntactic. Inside an AND, every conjunct that is a plain boolean fact guards all the others; OR and NOT
pass on what was guarded outside and add nothing. A branch's result is guarded by its own `when`. What a value leaves
unguarded, its reader must guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ombud.rules.declare import FactDecl
from ombud.rules.tree import And, Case, Fact, Node, Ref, children


@dataclass(slots=True)
class Guards:
    """Finds reads of absent facts. `definitions` are values and parameters, filled while a book is checked."""

    facts: Mapping[str, FactDecl]
    definitions: Mapping[str, Node]
    _needs: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def open_reads(self, node: Node, held: frozenset[str] = frozenset()) -> frozenset[tuple[str, str]]:
        """Pairs (fact, guard) that are read while the guard is not among `held`."""
        match node:
            case Fact(name):
                guard = self.facts[name].present_if
                return frozenset(((name, guard),)) if guard and guard not in held else frozenset()
            case Ref(name):
                return frozenset(pair for pair in self.needs(name) if pair[1] not in held)
            case Case(branches):
                return self._case(branches, held)
            case And():
                held |= guards_of((node,))
            case _:
                pass
        return frozenset().union(*(self.open_reads(child, held) for child in children(node)))

    def _case(self, branches: tuple[tuple[Node, Node], ...], held: frozenset[str]) -> frozenset[tuple[str, str]]:
        found: frozenset[tuple[str, str]] = frozenset()
        for when, result in branches:
            found |= self.open_reads(when, held) | self.open_reads(result, held | guards_of((when,)))
        return found

    def needs(self, name: str) -> frozenset[tuple[str, str]]:
        """What the reader of a value or parameter must guard."""
        if name not in self._needs:
            self._needs[name] = self.open_reads(self.definitions[name])
        return self._needs[name]


def guards_of(nodes: Iterable[Node]) -> frozenset[str]:
    """Boolean facts that stand as plain conjuncts."""
    held: set[str] = set()
    for node in nodes:
        if isinstance(node, And):
            held |= guards_of(node.items)
        elif isinstance(node, Fact) and node.type == "bool":
            held.add(node.name)
    return frozenset(held)
