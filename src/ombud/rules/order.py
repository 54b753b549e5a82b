"""Each name after those it uses; circles are found, chains of any length are followed without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Ring = tuple[str, ...]


def in_order(uses: Mapping[str, Iterable[str]]) -> Iterator[str | Ring]:
    """Names, each after those it uses; a circle comes as a tuple and its members come no more.

    Names used but not among the keys are passed over.
    """
    state: dict[str, str] = {}
    for start in uses:
        if start not in state:
            yield from _visit(start, uses, state)


def _visit(start: str, uses: Mapping[str, Iterable[str]], state: dict[str, str]) -> Iterator[str | Ring]:
    path, waiting = [start], [iter(uses[start])]
    state[start] = "open"
    while path:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            name = path.pop()
            if state[name] == "open":
                state[name] = "done"
                yield name
        elif state.get(following) == "open":
            ring = tuple(path[path.index(following) :])
            state.update(dict.fromkeys(ring, "ring"))
            yield ring
        elif following in uses and following not in state:
            state[following] = "open"
            path.append(following)
            waiting.append(iter(uses[following]))


def shown(ring: Ring) -> str:
    """The circle, closed."""
    return " -> ".join((*ring, ring[0]))
