"""In which unknown facts may a sum fall as the fact grows? Of those the least sum lies at the far end of the fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ombud.rules.tree import Arith, Call, Case, Fact, Node, Ref, children


def falling(nodes: Iterable[Node], definitions: Mapping[str, Node]) -> set[str]:
    """The facts that one of these expressions takes off.

    Everything but a difference grows, or stays, with its parts: shares, rates and prices are never below nothing. What
    a first-hit value is chosen by is left aside: where it changes, worlds are drawn on both sides.
    """
    found: set[str] = set()
    for node in nodes:
        _walk(node, definitions, rising=True, found=found)
    return found


def _walk(node: Node, definitions: Mapping[str, Node], *, rising: bool, found: set[str]) -> None:
    match node:
        case Fact(name):
            found |= set() if rising else {name}
        case Ref(name):
            _walk(definitions[name], definitions, rising=rising, found=found)
        case Arith("-", left, right) | Call("days_between", (left, right)):
            _walk(left, definitions, rising=rising, found=found)
            _walk(right, definitions, rising=not rising, found=found)
        case Case(branches):
            for _, result in branches:
                _walk(result, definitions, rising=rising, found=found)
        case _:
            for part in children(node):
                _walk(part, definitions, rising=rising, found=found)
