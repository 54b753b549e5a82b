"""What follows from the possible worlds: the outcomes, which unknown facts matter, and which of them would decide."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from ombud.rules.checked import Program, Row, Rule, Table
from ombud.rules.declare import FactDecl, Value
from ombud.rules.explorer import Unknown, key_outputs
from ombud.rules.interpret import Evaluation, applies, collect, first
from ombud.rules.worlds import LIMIT, Mode, Worlds, worlds

Key: TypeAlias = Hashable
MOST_DECIDING = 3
NOTHING: tuple[int, tuple[()]] = (0, ())


@dataclass(frozen=True, slots=True)
class Mask:
    """The keys that a row with unknown facts may have. `open`: even a single key is not settled (part is unknown)."""

    keys: tuple[Key, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the unknown facts leave possible.

    `outcomes` are the possible keys, in the order in which they were met, `examples` a row for each (EXACT).
    `decided`: exactly one. `relevant` are the facts that can change the key alone (MASK: all that may). `deciding` are
    the smallest sets of facts whose values settle the key, the cheapest evidence first; none in MASK.
    """

    mode: Mode
    bounded: bool
    outcomes: tuple[Key, ...]
    decided: bool
    relevant: tuple[str, ...]
    deciding: tuple[tuple[str, ...], ...] = ()
    examples: tuple[Row, ...] = ()


def outcomes(drawn: Worlds, key: Callable[[Row], Key]) -> tuple[dict[Key, Row], list[Key]]:
    """The keys of the worlds with the first world of each, and the key of every world in turn."""
    keys = [key(row) for row in drawn.rows]
    found: dict[Key, Row] = {}
    for one, row in zip(keys, drawn.rows, strict=True):
        found.setdefault(one, row)
    return found, keys


def resolve(program: Program, drawn: Worlds, key: Callable[[Row], Key], masked: Callable[[Row], Mask]) -> Resolution:
    """Group the worlds by `key` of their completed row; in MASK take what `masked` tells from the open row."""
    if drawn.mode == "MASK":
        mask = masked(drawn.row)
        possible = tuple(dict.fromkeys(mask.keys))
        decided = len(possible) == 1 and not mask.open
        relevant = () if decided else tuple(name for name in drawn.unknown if name in drawn.weighs)
        return Resolution("MASK", drawn.bounded, possible, decided, relevant)
    found, keys = outcomes(drawn, key)
    facts = program.declared.facts
    names = [name for name in drawn.unknown if name in drawn.weighs]
    rows = _distinct(drawn.rows, keys, names)
    tied = frozenset[str]().union(*drawn.tied)
    relevant = _relevant(rows, names, facts, tied) if len(found) > 1 else ()
    deciding = _deciding(rows, names, facts, drawn.tied) if len(found) > 1 else ()
    return Resolution("EXACT", False, tuple(found), len(found) == 1, relevant, deciding, tuple(found.values()))


Line: TypeAlias = tuple[tuple[Value | None, ...], Key]


def _distinct(rows: Iterable[Row], keys: Iterable[Key], names: Sequence[str]) -> list[Line]:
    """The values of the facts that bear on the key, with the key, each once."""
    return list(dict.fromkeys((tuple(row[name] for name in names), key) for row, key in zip(rows, keys, strict=True)))


def _splits(lines: Iterable[Line], places: Sequence[int]) -> bool:
    """Do two lines agree at these places and differ in key?"""
    seen: dict[tuple[Value | None, ...], Key] = {}
    return any(seen.setdefault(tuple(values[i] for i in places), key) != key for values, key in lines)


def _relevant(
    lines: list[Line], names: list[str], facts: Mapping[str, FactDecl], tied: frozenset[str]
) -> tuple[str, ...]:
    """Facts that alone can change the key; what a fact makes present or absent moves with it.

    Those of tied groups may: their worlds are too few to tell.
    """
    return tuple(name for i, name in enumerate(names) if name in tied or _moves(lines, i, _free_of(name, names, facts)))


def _free_of(name: str, names: list[str], facts: Mapping[str, FactDecl]) -> list[int]:
    """The places of all facts but this one and those that hang on it."""
    hanging = {name}
    for _ in names:
        hanging |= {other for other in names if facts[other].present_if in hanging}
    return [i for i, other in enumerate(names) if other not in hanging]


def _moves(lines: list[Line], place: int, others: list[int]) -> bool:
    """Are there two lines that agree on the others, differ at the place, and differ in key?"""
    groups: dict[tuple[Value | None, ...], set[tuple[Value | None, Key]]] = {}
    for values, key in lines:
        groups.setdefault(tuple(values[i] for i in others), set()).add((values[place], key))
    return any(
        len({value for value, _ in group}) > 1 and len({key for _, key in group}) > 1 for group in groups.values()
    )


def _deciding(
    lines: list[Line], names: list[str], facts: Mapping[str, FactDecl], tied: tuple[frozenset[str], ...]
) -> tuple[tuple[str, ...], ...]:
    """Minimal sets whose values leave one key. A fact that moves the key all by itself is in every one of them."""
    everywhere = range(len(names))
    needed = {i for i in everywhere if _splits(lines, [j for j in everywhere if j != i])}
    others = [i for i in everywhere if i not in needed]
    found: list[frozenset[int]] = []
    for more in range(MOST_DECIDING - len(needed) + 1):
        for added in combinations(others, more):
            chosen = frozenset(needed.union(added))
            if not any(less < chosen for less in found) and not _splits(lines, sorted(chosen)):
                found.append(chosen)
    sets = [tuple(names[i] for i in sorted(chosen)) for chosen in found]
    sets = [chosen for chosen in sets if not _cuts_a_group(set(chosen), tied)]
    return tuple(sorted(sets, key=lambda chosen: (len(chosen), sum(facts[name].cost for name in chosen), chosen)))


def _cuts_a_group(names: set[str], tied: Iterable[frozenset[str]]) -> bool:
    return any(group & names and not group <= names for group in tied)


def mask_first(table: Table, row: Row, program: Program) -> Mask:
    """Keys (rule number, key outputs) of the rules that may be the first hit; (0, ()) where none may hit.

    An output that is not known is None in its key.
    """
    on = Evaluation(row, program)
    possible: list[tuple[Key, bool]] = []
    for rule in table.rules if applies(table, row) else ():
        holds = on.value(rule.condition)
        if holds is not False:
            possible.append(_key(rule, table, on))
        if holds:
            break
    else:
        possible.append((NOTHING, False))
    return Mask(tuple(key for key, _ in possible), any(unsure for _, unsure in possible))


def mask_collect(table: Table, row: Row, program: Program) -> Mask:
    """One key: (the keys of the rules that certainly hold, the numbers of those that may)."""
    on = Evaluation(row, program)
    certain: list[tuple[Key, bool]] = []
    unsure: list[int] = []
    for rule in table.rules if applies(table, row) else ():
        holds = on.value(rule.condition)
        if holds:
            certain.append(_key(rule, table, on))
        elif holds is None:
            unsure.append(rule.number)
    key = tuple(key for key, _ in certain), tuple(unsure)
    return Mask((key,), bool(unsure) or any(part for _, part in certain))


def _key(rule: Rule, table: Table, on: Evaluation) -> tuple[Key, bool]:
    """The rule's number with its key outputs; is one of them unknown?"""
    nodes = [rule.outputs.get(name) for name in key_outputs(table)]
    values = tuple(None if node is None else on.value(node) for node in nodes)
    unsure = any(node is not None and value is None for node, value in zip(nodes, values, strict=True))
    return (rule.number, values), unsure


def table_key(table: Table, row: Row, program: Program) -> Key:
    """The outcome of one table on a completed row: the first hit, or all hits, with their key outputs."""
    names = key_outputs(table)
    if table.declared.hit == "first":
        number, given = first(table, row, program)
        return (number, tuple(given.get(name) for name in names)) if number > 0 else (number, ())
    certain, unsure = collect(table, row, program)
    return tuple((number, tuple(given.get(name) for name in names)) for number, given in certain), unsure


def resolve_table(
    program: Program,
    table: Table,
    row: Row,
    unknowns: Mapping[str, Unknown],
    *,
    limit: int = LIMIT,
    fixed: bool = True,
) -> Resolution:
    """One table alone; the key is the rule number (or numbers) with the outputs that are part of the key."""

    mask = mask_first if table.declared.hit == "first" else mask_collect
    drawn = worlds(program, (table,), row, unknowns, limit=limit, fixed=fixed)
    return resolve(
        program, drawn, lambda full: table_key(table, full, program), lambda part: mask(table, part, program)
    )
