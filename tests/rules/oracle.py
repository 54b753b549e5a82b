"""The oracle for unknowns: every completion of a row within its bounds, one by one, nothing clever."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product

from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import FactDecl, Value
from ombud.rules.explorer import Unknown
from ombud.rules.interpret import evaluate
from ombud.rules.resolve import table_key


def every(fact: FactDecl) -> list[Value]:
    """All values of a fact within its bounds."""
    low, high = fact.low, fact.high
    if fact.type == "bool":
        return [True, False]
    if fact.type == "text":
        return list(fact.labels)
    if isinstance(low, date) and isinstance(high, date):
        return [low + timedelta(days=i) for i in range((high - low).days + 1)]
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return [Decimal(i).scaleb(-2) for i in range(int(low * 100), int(high * 100) + 1)]
    assert isinstance(low, int)
    assert isinstance(high, int)
    return list(range(low, high + 1))


def completions(program: Program, row: Row, unknowns: Mapping[str, Unknown]) -> list[Row]:
    """All completed rows: absent where the guard is false, else each possible value; none that breaks a constraint."""
    facts = program.declared.facts
    domains = {name: list(why.claimed) or every(facts[name]) for name, why in unknowns.items()}
    done: dict[tuple[Value | None, ...], Row] = {}
    for values in product(*domains.values()):
        full = {**row, **dict(zip(domains, values, strict=True))}
        for name in full:
            guard = facts[name].present_if
            if guard and not full[guard]:
                full[name] = None
        if all(evaluate(node, full, program) is not False for node in program.constraints):
            done[tuple(full.values())] = full
    return list(done.values())


def keys(program: Program, table: Table, rows: Iterable[Row]) -> list[Hashable]:
    """The outcome of every row."""
    return [table_key(table, row, program) for row in rows]


def suffices(names: Iterable[str], rows: list[Row], found: list[Hashable]) -> bool:
    """Do rows with like values on these names always have one key?"""
    seen: dict[tuple[Value | None, ...], Hashable] = {}
    places = tuple(names)
    return all(seen.setdefault(tuple(row[n] for n in places), key) == key for row, key in zip(rows, found, strict=True))


def deciding(names: Iterable[str], rows: list[Row], found: list[Hashable]) -> set[tuple[str, ...]]:
    """All minimal sets of at most three names that settle the key."""
    sets: list[tuple[str, ...]] = []
    for size in range(4):
        for chosen in combinations(sorted(names), size):
            if not any(set(less) <= set(chosen) for less in sets) and suffices(chosen, rows, found):
                sets.append(chosen)
    return set(sets)


def relevant(name: str, program: Program, rows: list[Row], found: list[Hashable]) -> bool:
    """Do two rows that differ in this fact alone (and what hangs on it) differ in key?"""
    facts = program.declared.facts
    others = [n for n in rows[0] if n != name and facts[n].present_if != name] if rows else []
    groups: dict[tuple[Value | None, ...], list[tuple[Value | None, Hashable]]] = {}
    for row, key in zip(rows, found, strict=True):
        groups.setdefault(tuple(row[n] for n in others), []).append((row[name], key))
    return any(v != w and k != j for group in groups.values() for (v, k), (w, j) in combinations(group, 2))
