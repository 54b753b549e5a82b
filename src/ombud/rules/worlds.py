"""Possible worlds: every way in which the unknown facts of a case could turn out, as far as the rules can tell.

Numbers take the few values of `domain.py`, everything else takes all its values; a contested fact takes the claimed
ones. A fact whose guard is false in a world is absent there. Worlds that break a constraint are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import prod
from operator import itemgetter
from typing import Literal, TypeAlias

from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import FactDecl, Value
from ombud.rules.domain import Bounds, Cuts, Lattice, TooManyWorlds, from_lattice, to_lattice
from ombud.rules.explorer import Explorer, Open, Unknown
from ombud.rules.interpret import evaluate
from ombud.rules.linear import NUMERIC, Atoms, numeric
from ombud.rules.residual import Reads
from ombud.rules.tree import Node

Mode: TypeAlias = Literal["EXACT", "MASK"]
World: TypeAlias = dict[str, Value | None]
LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Worlds:
    """The worlds of one row.

    `rows` are completed rows (EXACT), or none (MASK: use `row`, whose unknown facts are None). `unknown` are the facts
    that may still matter, `weighs` those of them that bear on more than amounts. `tied` are groups of linked numbers
    of which only whole groups can be compared. `bounded`: there were too many worlds.
    """

    mode: Mode
    row: Row
    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    weighs: frozenset[str] = frozenset()
    bounded: bool = False
    tied: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Same:
    """A program and tables by identity, as a cache key that keeps them alive."""

    program: Program
    tables: tuple[Table, ...]

    def __hash__(self) -> int:
        return hash((id(self.program), *map(id, self.tables)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and self.program is other.program
            and len(self.tables) == len(other.tables)
            and all(one is two for one, two in zip(self.tables, other.tables, strict=True))
        )


@lru_cache(maxsize=512)
def _explorer(same: _Same, labels: tuple[tuple[str, Value | None], ...]) -> Explorer:
    return Explorer.of(same.program, same.tables, dict(labels))


def explorer(program: Program, tables: Iterable[Table], row: Row, unknowns: Mapping[str, Unknown]) -> Explorer:
    """The prepared analysis of these tables under the row's guard labels; kept for the next row."""
    same = _Same(program, tuple(tables))
    guards = sorted({table.declared.guard for table in same.tables})
    return _explorer(same, tuple((guard, None if guard in unknowns else row.get(guard)) for guard in guards))


def as_of_today(program: Program, row: Row, unknowns: Mapping[str, Unknown]) -> tuple[World, dict[str, Unknown]]:
    """The row and unknowns with pending events taken as not having happened (false as of today)."""
    facts = program.declared.facts
    over = {name for name, why in unknowns.items() if why.kind == "pending" and facts[name].type == "bool"}
    left = {name: why for name, why in unknowns.items() if name not in over}
    return {**row, **dict.fromkeys(over, False)}, left


def either_way(unknowns: Mapping[str, Unknown]) -> dict[str, Unknown]:
    """The same unknowns with pending events open: for the ruling at the due day, either way."""
    return {name: Unknown() if why.kind == "pending" else why for name, why in unknowns.items()}


def worlds(
    program: Program,
    tables: Iterable[Table],
    row: Row,
    unknowns: Mapping[str, Unknown],
    *,
    limit: int = LIMIT,
    fixed: bool = True,
) -> Worlds:
    """Every way in which the unknown facts could turn out, over all these tables together.

    A fact without a value that is neither in `unknowns` nor absent counts as missing. With `fixed` the mode is the one
    that holds for the tables whatever is known (rulebook, section 5); without it, only what is unknown in this row
    must be linear.
    """
    today, open_facts = as_of_today(program, row, unknowns)
    prepared = explorer(program, tables, today, open_facts)
    unknown = prepared.unknown(today, open_facts)
    base = {**today, **{name: None for name, pinned in unknown.items() if not pinned}}
    left = prepared.open(base, unknown.keys(), prepared.computed & unknown.keys() - open_facts.keys())
    names = tuple(sorted(name for name in left.weighs | left.prices if not unknown[name]))
    weighs = frozenset(left.weighs.intersection(names))
    types = {name: program.declared.facts[name].type for name in left.facts}
    atoms, exact = prepared.atoms(left, numeric(types, left.facts))
    pins = _pinned(program, left, unknown, today, open_facts)
    if not exact or (fixed and not prepared.exact) or None in pins.values():
        return Worlds("MASK", base, (), names, weighs)
    try:
        domains, tied = _domains(program, left, atoms, {f: pin for f, pin in pins.items() if pin is not None}, limit)
        drawn = _draw(program, left, domains, limit)
    except TooManyWorlds:
        return Worlds("MASK", base, (), names, weighs, bounded=True)
    rows = tuple({**base, **world} for world in _project(drawn, left))
    return Worlds("EXACT", base, rows, names, weighs, tied=tied)


def _pinned(
    program: Program, left: Open, unknown: Mapping[str, bool], row: Row, unknowns: Mapping[str, Unknown]
) -> dict[str, tuple[Value, ...] | None]:
    """Facts whose values are a given list; None where there is no list though one is needed (text without labels)."""
    pins: dict[str, tuple[Value, ...] | None] = {}
    for name in left.facts:
        fact, why, value = program.declared.facts[name], unknowns.get(name), row.get(name)
        if unknown[name] and value is not None:
            pins[name] = (value,)
        elif why is not None and why.claimed:
            pins[name] = tuple(dict.fromkeys(why.claimed))
        elif fact.type not in NUMERIC:
            pins[name] = (True, False) if fact.type == "bool" else fact.labels or None
    return pins


def _domains(
    program: Program, left: Open, atoms: Atoms, pins: Mapping[str, tuple[Value, ...]], limit: int
) -> tuple[dict[str, tuple[Value, ...]], tuple[frozenset[str], ...]]:
    """Values for each fact, and the linked groups that were only walked as far as outcomes need."""
    facts = program.declared.facts
    types = {name: facts[name].type for name in left.facts}
    free = left.facts - pins.keys()
    numbers = {
        name: tuple(to_lattice(value, types[name]) for value in values)
        for name, values in pins.items()
        if types[name] in NUMERIC
    }
    cuts = Cuts.of(atoms.found, types, numbers)
    lattice = Lattice(types, {name: Bounds.of(facts[name]) for name in free}, cuts)
    groups = cuts.groups(free)
    points, deep = _points(lattice, groups, limit // prod(map(len, pins.values())))
    tied = () if deep else tuple(frozenset(group) for group in groups if len(group) > 1)
    domains = {x: _values(facts[x], found, x in left.prices) for x, found in points.items()}
    return {**pins, **domains}, tied


def _points(lattice: Lattice, groups: list[tuple[str, ...]], room: int) -> tuple[dict[str, set[int]], bool]:
    """Lattice points, walked deep where that leaves room."""
    try:
        points = {x: found for group in groups for x, found in lattice.domain(group, deep=True).items()}
        if prod(map(len, points.values())) <= room:
            return points, True
    except TooManyWorlds:
        pass
    return {x: found for group in groups for x, found in lattice.domain(group, deep=False).items()}, False


def _values(fact: FactDecl, points: set[int], priced: bool) -> tuple[Value, ...]:
    """The values at the points; where an amount reads the fact its bounds as well, last."""
    values: Iterable[Value] = (from_lattice(point, fact.type) for point in sorted(points))
    if priced:
        values = chain(values, (end for end in (fact.low, fact.high) if end is not None))
    return tuple(dict.fromkeys(values))


def _draw(program: Program, left: Open, domains: Mapping[str, tuple[Value, ...]], limit: int) -> list[World]:
    """All worlds, guards first, each constraint applied as soon as its facts are there."""
    if left.impossible:
        return []
    facts = program.declared.facts
    order = _order(left.facts, lambda name: facts[name].present_if)
    reads = Reads(program.definitions)
    waiting = [(reads.of(node), node) for node in left.constraints]
    drawn: list[World] = [{}]
    done: set[str] = set()
    for name in order:
        guard = facts[name].present_if
        values: tuple[Value | None, ...] = domains[name]
        absent: tuple[Value | None, ...] = (None,)
        if len(drawn) * len(values) > 16 * limit:
            raise TooManyWorlds
        drawn = [{**world, name: value} for world in drawn for value in (values if world.get(guard, True) else absent)]
        done.add(name)
        due = [(sorted(names), node) for names, node in waiting if names <= done]
        waiting = [(names, node) for names, node in waiting if not names <= done]
        for names, node in due:
            drawn = _possible(program, names, node, drawn)
        if len(drawn) > limit:
            raise TooManyWorlds
    return drawn


def _possible(program: Program, names: Sequence[str], constraint: Node, drawn: Iterable[World]) -> list[World]:
    """The worlds that the constraint on these names allows; it is asked once for each combination of their values."""
    if not names:
        return list(drawn) if evaluate(constraint, {}, program) is not False else []
    pick = itemgetter(*names)
    known: dict[object, bool] = {}
    kept: list[World] = []
    for world in drawn:
        values = pick(world)
        if values not in known:
            known[values] = evaluate(constraint, world, program) is not False
        if known[values]:
            kept.append(world)
    return kept


def _order(names: Iterable[str], before: Callable[[str], str]) -> list[str]:
    """The names with each guard before what it guards, else by the alphabet."""
    todo, done = sorted(names), list[str]()
    while todo:
        ready = [name for name in todo if before(name) not in todo]
        done += ready
        todo = [name for name in todo if name not in ready]
    return done


def _project(drawn: list[World], left: Open) -> Iterable[World]:
    """The worlds without the facts that only constraints brought in, each once."""
    names = tuple(sorted(left.weighs | left.prices))
    if left.ties <= set(names):
        return drawn
    kept = dict.fromkeys(tuple(world[name] for name in names) for world in drawn)
    return [dict(zip(names, values, strict=True)) for values in kept]
