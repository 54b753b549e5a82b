"""What a ruling takes for granted: facts that hold only because the file does not say where to look for them.

A section that is missing says nothing. Where the catalogue has a default for what it would have told (no demand, no
loss, nothing made to order), the ruling stands on it until somebody speaks; it names those on which it turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ombud.book.record import Book
from ombud.decide.allegation import Weighed, may_matter, weigh_again
from ombud.decide.outcome import Outcome, deciding_tables, outcome
from ombud.model.carriage import Carriage
from ombud.model.entitlement import Redress
from ombud.rules.interpret import evaluate
from ombud.rules.linear import NUMERIC
from ombud.rules.reads import reads

DEFAULT = "default"


def assumed(one: Weighed, book: Book, carriages: Sequence[Carriage]) -> tuple[str, ...]:
    """The facts by default without which who is right, or what is owed, would be open or another."""
    silences = _by_default(one, book)
    mattering = may_matter(one, [name for names in silences.values() for name in names], book) if silences else ()
    now, found = _says(one.answer, one.outcomes), list[str]()
    for said in silences.values():
        names = [name for name in said if name in mattering]
        alone = [name for name in names if _ways(one, name, book, carriages) - {now}]
        found += alone
        silent = None if alone or not names else weigh_again(one, names, book, carriages)
        if silent is not None and _says(silent.answer, silent.outcomes) != now:
            found += [name for name in names if name in silent.touching]
    return tuple(sorted(found))


def _ways(one: Weighed, name: str, book: Book, carriages: Sequence[Carriage]) -> frozenset[object]:
    """What is said were the fact another; all that may be said at once, where it has too many values to try each."""
    program = book.program
    fact = program.declared.facts[name]
    labels = (True, False) if fact.type == "bool" else fact.labels
    if one.unknown or fact.type in NUMERIC or not labels or _guards(name, book):
        silent = weigh_again(one, (name,), book, carriages)
        return frozenset((_says(silent.answer, silent.outcomes),))
    rows = ({**one.row, name: label} for label in labels if label != one.row[name])
    told = [
        outcome(replace(one.facts, row=row), row, book, carriages)
        for row in rows
        if all(evaluate(node, row, program) is not False for node in program.constraints)
    ]
    return frozenset(_says(way, (way,)) for way in told)


def _guards(name: str, book: Book) -> bool:
    """Are there facts that are absent where this one does not hold?"""
    return any(fact.present_if == name for fact in book.program.declared.facts.values())


def _says(answer: Outcome, outcomes: Sequence[Outcome]) -> object:
    """What a reader holds on to: the verdict, and what is owed or may be in each way that it could turn out."""
    ways = frozenset(frozenset(map(_line, way.entitlement.redress)) for way in outcomes)
    return (answer.finding.verdict, answer.finding.open, ways)


def _line(line: Redress) -> tuple[object, ...]:
    return (line.remedy, line.choose, line.certain, line.amount)


def _by_default(one: Weighed, book: Book) -> dict[str, list[str]]:
    """Facts that records would tell and that these tables read, where no record and nobody says anything; by table of
    records, for several of them may only together turn the case.
    """
    program, reason = book.program, one.facts.reason
    tables = (table for table in deciding_tables(one.facts, book) if reason in (table.declared.labels or (reason,)))
    names = {name for table in tables for name in reads(program, table)}
    found: dict[str, list[str]] = {}
    for name in sorted(names & one.facts.states.keys()):
        source, evidence = program.declared.facts[name].source, one.facts.states[name].evidence
        if source is not None and any(item.weight == DEFAULT for item in evidence):
            found.setdefault(source.table, []).append(name)
    return found
