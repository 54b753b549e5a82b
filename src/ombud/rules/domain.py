"""Which few values stand for all values of an unknown number?

Numbers lie on a lattice (whole days and units, 0.01, 0.0001). An atom cuts the line of `x`, or of `x - y`, between
p - 1 and p: which side a point is on is all that the atom says (an equality cuts twice). A pattern of sides is a set
of difference constraints `x - y <= p - 1` or `y - x <= -p`, with the bounds as constraints against zero. If it can be
met at all it is met by shortest paths from zero in the graph of constraints (Bellman-Ford; Cormen et al., ch. 24.4):
each value is a constant p or p - 1, or a bound, plus the p or p - 1 of the links along a simple path. Where a fact has
no upper constraint the largest lower one is taken, so links are walked both ways. These sums are therefore enough:

* alone: one value in each piece that the cuts make of the bounds;
* linked with k - 1 others: the sums along at most k - 1 links. Bounds join as starting points only where one of these
  sums leaves them. Without any constant the group floats: one point inside the bounds is its start.

To tell which facts decide, two worlds that agree on some facts are compared: that is a pattern over a second copy of
the others, so the walk goes on to 2k - 2 links (`deep`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil, floor

from ombud.rules.declare import FactDecl, Type, Value
from ombud.rules.linear import MIRROR, SCALE, Atom, Number, number
from ombud.rules.tree import CompareOp

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
ORIGIN: Mapping[Type, int] = {"date": date(2000, 1, 1).toordinal()}
MARGIN = 10_000
MOST_POINTS = 10_000


class TooManyWorlds(Exception):  # noqa: N818  (a way out, not a fault)
    """The unknown facts could turn out in more ways than are looked at."""


def to_lattice(value: Value, kind: Type) -> Number:
    """The value in lattice units (a fraction only where the value is finer than its type)."""
    return number(value) * SCALE[kind]


def from_lattice(point: int, kind: Type) -> Value:
    """The value at a lattice point."""
    match kind:
        case "date":
            return date.fromordinal(point)
        case "money":
            return Decimal(point).scaleb(-2)
        case "rate":
            return Decimal(point).scaleb(-4)
        case _:
            return point


def cuts(op: CompareOp, c: Number) -> tuple[int, ...]:
    """The points p such that `x op c` may change between p - 1 and p."""
    match op:
        case "<" | ">=":
            return (ceil(c),)
        case "<=" | ">":
            return (floor(c) + 1,)
        case _:
            return (int(c), int(c) + 1) if c == int(c) else ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest lattice point, None where there is none."""

    low: int | None
    high: int | None

    @classmethod
    def of(cls, fact: FactDecl) -> Bounds:
        """As declared in the catalogue; days end with the calendar."""
        low = None if fact.low is None else ceil(to_lattice(fact.low, fact.type))
        high = None if fact.high is None else floor(to_lattice(fact.high, fact.type))
        if fact.type == "date":
            low, high = FIRST_DAY if low is None else low, LAST_DAY if high is None else high
        return cls(low, high)

    def hold(self, point: int) -> bool:
        """Is the point inside?"""
        return (self.low is None or point >= self.low) and (self.high is None or point <= self.high)

    def clamp(self, point: int) -> int:
        """The nearest point inside."""
        point = point if self.low is None else max(point, self.low)
        return point if self.high is None else min(point, self.high)

    def ends(self) -> set[int]:
        """Those ends that exist."""
        return {end for end in (self.low, self.high) if end is not None}

    def point(self, origin: int) -> int:
        """One point well inside."""
        if self.low is not None and origin < self.low + MARGIN:
            origin = self.low + MARGIN
        if self.high is not None and origin > self.high - MARGIN:
            origin = self.high - MARGIN
        if self.low is not None and self.high is not None and not self.low <= origin <= self.high:
            origin = (self.low + self.high) // 2
        return origin


def pieces(marks: Iterable[int], bounds: Bounds, origin: int) -> set[int]:
    """One point of each piece that the cuts at `marks` make of the bounds."""
    edges = sorted(set(marks))
    if not edges:
        return {bounds.point(origin)}
    points = {bounds.clamp(edges[0] - 1)}
    for here, after in zip(edges, [*edges[1:], None], strict=True):
        point = bounds.clamp(here)
        if point >= here and (after is None or point < after):
            points.add(point)
    return points


@dataclass(frozen=True, slots=True)
class Cuts:
    """All cuts: of single facts, and of the difference x - y of linked ones (x before y in the alphabet)."""

    single: dict[str, set[int]] = field(default_factory=dict)
    links: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, atoms: Iterable[Atom], types: Mapping[str, Type], pinned: Mapping[str, tuple[Number, ...]]) -> Cuts:
        """Sort the atoms; facts in `pinned` count as the constants that they may be (lattice units)."""
        made = cls()
        for atom in atoms:
            if atom.c is not None:
                made.add(atom, atom.c * SCALE[types[atom.x]], pinned)
        return made

    def add(self, atom: Atom, c: Number, pinned: Mapping[str, tuple[Number, ...]]) -> None:
        """Sort one atom in, its constant in lattice units."""
        x, y, op = atom.x, atom.y, atom.op
        if not y:
            self._single(x, op, (c,), pinned)
        elif y in pinned:
            self._single(x, op, [c + value for value in pinned[y]], pinned)
        elif x in pinned:
            self._single(y, MIRROR[op], [value - c for value in pinned[x]], pinned)
        elif x < y:
            self.links.setdefault((x, y), set()).update(cuts(op, c))
        else:
            self.links.setdefault((y, x), set()).update(cuts(MIRROR[op], -c))

    def _single(
        self, x: str, op: CompareOp, constants: Iterable[Number], pinned: Mapping[str, tuple[Number, ...]]
    ) -> None:
        if x not in pinned:
            for c in constants:
                self.single.setdefault(x, set()).update(cuts(op, c))

    def groups(self, names: AbstractSet[str]) -> list[tuple[str, ...]]:
        """The facts, grouped by links."""
        group = {name: {name} for name in names}
        for x, y in self.links:
            merged = group[x] | group[y]
            for name in merged:
                group[name] = merged
        return sorted({tuple(sorted(members)) for members in group.values()})

    def steps(self, x: str, y: str) -> set[int]:
        """What x may be more than y, at a cut."""
        if x < y:
            return {step for p in self.links.get((x, y), ()) for step in (p - 1, p)}
        return {-step for step in self.steps(y, x)}


@dataclass(frozen=True, slots=True)
class Lattice:
    """The domains of unknown numbers: `types` and `bounds` by fact, their cuts."""

    types: Mapping[str, Type]
    bounds: Mapping[str, Bounds]
    cuts: Cuts

    def domain(self, group: tuple[str, ...], *, deep: bool) -> dict[str, set[int]]:
        """Lattice points for each fact of a linked group. Raises TooManyWorlds."""
        if len(group) == 1:
            (x,) = group
            return {x: pieces(self.cuts.single.get(x, ()), self.bounds[x], ORIGIN.get(self.types[x], 0))}
        links = 2 * len(group) - 2 if deep else len(group) - 1
        start = {x: {s for p in self.cuts.single.get(x, ()) for s in (p - 1, p)} for x in group}
        if not any(start.values()):
            start[group[0]] = {self.bounds[group[0]].point(ORIGIN.get(self.types[group[0]], 0))}
        points = self._walk(start, links)
        if all(self.bounds[x].hold(point) for x in group for point in points[x]):
            return points
        points = self._walk({x: start[x] | self.bounds[x].ends() for x in group}, links)
        return {x: {point for point in points[x] if self.bounds[x].hold(point)} for x in group}

    def _walk(self, start: Mapping[str, set[int]], links: int) -> dict[str, set[int]]:
        """Everything reached from the start over at most so many links. Raises TooManyWorlds."""
        points = {x: set(values) for x, values in start.items()}
        fresh = {x: set(values) for x, values in start.items()}
        for _ in range(links):
            reached = {
                x: {near + step for y in start if y != x for step in self.cuts.steps(x, y) for near in fresh[y]}
                for x in start
            }
            fresh = {x: reached[x] - points[x] for x in start}
            for x in start:
                points[x] |= fresh[x]
            if sum(map(len, points.values())) > MOST_POINTS:
                raise TooManyWorlds
        return points
