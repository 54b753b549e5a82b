"""All that one generated function needs: tables and definitions with what is known put in, and what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ombud.rules.checked import Program, Table
from ombud.rules.fold import fold
from ombud.rules.reads import nodes_of
from ombud.rules.specialise import folded
from ombud.rules.tree import And, Arith, Call, Case, Compare, Const, Node, Or, Ratio, Ref, children, walk

DEEPEST_NESTED = 14


@dataclass(frozen=True, slots=True)
class Reach:
    """Folded tables, other folded nodes, and the folded definitions that they reach, each after those it uses.

    `repeated` are sums, calls and comparisons that stand more than once: worth a local variable. `shared` are
    definitions read from more than one place: computed before a rule that reaches them, so that code stays linear. If
    definitions stand `deep` in each other, all are shared: Python allows 20 nested loops and 100 levels of indentation.
    """

    tables: tuple[Table, ...]
    nodes: tuple[Node, ...]
    definitions: Mapping[str, Node]
    repeated: frozenset[Node]
    shared: frozenset[str]
    deep: bool

    def under(self, nodes: Iterable[Node]) -> list[Ref]:
        """Shared definitions that the nodes reach, each after those it uses."""
        names = _reached(nodes, self.definitions)
        return [
            Ref(name, node.type) for name, node in self.definitions.items() if name in names and name in self.shared
        ]


def spread(program: Program, tables: Iterable[Table], known: Mapping[str, Const], nodes: Iterable[Node] = ()) -> Reach:
    """The reach of tables and nodes where the facts in `known` have those values."""
    tables, nodes = tuple(tables), tuple(nodes)
    names = _reached([node for table in tables for node in nodes_of(table)] + list(nodes), program.definitions)
    constants, definitions = dict(known), {}
    # Definitions stand in the program each after those it uses, so one pass carries constants through.
    for name, node in program.definitions.items():
        if name in names:
            definitions[name] = left = fold(node, constants)
            if isinstance(left, Const):
                constants[name] = left
    tables = tuple(folded(table, constants) for table in tables)
    nodes = tuple(fold(node, constants) for node in nodes)
    roots = [node for table in tables for node in nodes_of(table)] + list(nodes)
    names = _reached(roots, definitions)
    definitions = {name: node for name, node in definitions.items() if name in names}
    repeated, shared = _counted([*roots, *definitions.values()])
    deep = _nested(definitions) > DEEPEST_NESTED
    return Reach(tables, nodes, definitions, repeated, frozenset(definitions) if deep else shared, deep)


def _reached(nodes: Iterable[Node], definitions: Mapping[str, Node]) -> set[str]:
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Ref) and part.name not in found:
                found.add(part.name)
                waiting.append(definitions[part.name])
    return found


def _nested(definitions: Mapping[str, Node]) -> int:
    """How deep do cases and junctions stand in each other, definitions spread out?"""
    depths: dict[str, int] = {}
    for name, node in definitions.items():
        depths[name] = _depth(node, depths)
    return max(depths.values(), default=0)


def _depth(node: Node, depths: Mapping[str, int]) -> int:
    if isinstance(node, Ref):
        return depths[node.name]
    below = max((_depth(child, depths) for child in children(node)), default=0)
    return below + isinstance(node, Case | And | Or)


def _counted(nodes: Iterable[Node]) -> tuple[frozenset[Node], frozenset[str]]:
    counts: Counter[Node] = Counter()
    refs: Counter[str] = Counter()
    for node in nodes:
        for part in walk(node):
            if isinstance(part, Arith | Call | Ratio) or (isinstance(part, Compare) and part.left.type != "text"):
                counts[part] += 1
            elif isinstance(part, Ref):
                refs[part.name] += 1
    return (
        frozenset(node for node, count in counts.items() if count > 1),
        frozenset(name for name, count in refs.items() if count > 1),
    )
