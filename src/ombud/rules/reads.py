"""Which facts does a table read, values and parameters followed? The book's fairness line stands on this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ombud.rules.checked import Program, Table
from ombud.rules.tree import Fact, Node, Ref, walk


def facts_of(nodes: Iterable[Node], definitions: Mapping[str, Node]) -> dict[str, None]:
    """Names of the facts read, in the order in which they are met; a set that keeps its order."""
    found: dict[str, None] = {}
    followed: set[str] = set()
    waiting = list(nodes)[::-1]
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Fact):
                found[part.name] = None
            elif isinstance(part, Ref) and part.name not in followed:
                followed.add(part.name)
                waiting.append(definitions[part.name])
    return found


def nodes_of(table: Table) -> list[Node]:
    """Conditions and outputs of a table."""
    return [node for rule in table.rules for node in (*rule.conjuncts, *rule.outputs.values())]


def reads(program: Program, table: Table) -> frozenset[str]:
    """Names of the facts that the table's conditions and outputs read, directly or through values and parameters."""
    return frozenset(facts_of(nodes_of(table), program.definitions))
