"""What a ruling takes for granted: facts that hold only because the file does not say where to look for them.

A section that is missing says nothing. Where the catalogue has a default for what it would have told (no demand, no
loss, nothing made to order), the ruling stands on it until somebody speaks; it names those on which it turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ombud.book.record import Book
from ombud.decide.allegation import Weighed, weigh_again
from ombud.decide.outcome import deciding_tables
from ombud.model.carriage import Carriage
from ombud.rules.reads import reads

DEFAULT = "default"


def assumed(one: Weighed, book: Book, carriages: Sequence[Carriage]) -> tuple[str, ...]:
    """The facts by default without which who is right, or what is owed, would be open or another."""
    now = _says(one)
    return tuple(name for name in _by_default(one, book) if _says(weigh_again(one, name, book, carriages)) != now)


def _says(one: Weighed) -> tuple[object, ...]:
    """What a reader holds on to: the verdict, and what is owed for certain."""
    owed = sorted(
        (line.remedy, line.choose, str(line.amount)) for line in one.answer.entitlement.redress if line.certain
    )
    return (one.answer.finding.verdict, one.answer.finding.open, tuple(owed))


def _by_default(one: Weighed, book: Book) -> Iterable[str]:
    """Facts that records would tell and that these tables read, where no record and nobody says anything."""
    program, reason = book.program, one.facts.reason
    tables = (table for table in deciding_tables(one.facts, book) if reason in (table.declared.labels or (reason,)))
    names = {name for table in tables for name in reads(program, table)}
    for name in sorted(names & one.facts.states.keys()):
        evidence = one.facts.states[name].evidence
        if program.declared.facts[name].source is not None and any(item.weight == DEFAULT for item in evidence):
            yield name
