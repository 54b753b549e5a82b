"""In which unknown facts may a sum fall as the fact grows? Of those the least sum lies at the far end of the fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ombud.rules.tree import Arith, Call, Case, Fact, Node, Ref, children


def falling(nodes: Iterable[Node], definitions: Mapping[str, Node]) -> set[str]:
    """The facts that one of these expressions takes off.

    Everything but a difference grows, or stays, with its parts: shares, rates and prices are never below nothing. What
    a first-hit value is chosen by is left aside: where it changes, worlds are drawn on both sides.
    """
    found: set[str] = set()
    seen: set[tuple[Node, bool]] = set()
    todo = [(node, True) for node in nodes]
    while todo:
        node, rising = todo.pop()
        if isinstance(node, Fact) and not rising:
            found.add(node.name)
        if (node, rising) not in seen:
            seen.add((node, rising))
            todo += _parts(node, definitions, rising=rising)
    return found


def _parts(node: Node, definitions: Mapping[str, Node], *, rising: bool) -> Iterator[tuple[Node, bool]]:
    """What the expression is made of, each with: does the whole grow with it?"""
    match node:
        case Ref(name):
            yield definitions[name], rising
        case Arith("-", left, right) | Call("days_between", (left, right)):
            yield left, rising
            yield right, not rising
        case Case(branches):
            yield from ((result, rising) for _, result in branches)
        case _:
            yield from ((part, rising) for part in children(node))
