"""The trace: every table that was asked, every rule with its conditions, and why the others did not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.model.facts import Evidence, FactState
from ombud.model.step import Condition, Step
from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import Answers
from ombud.rules.emit_explain import Explainer, compile_explain
from ombud.rules.interpret import applies
from ombud.rules.warm import often

ROOMS: tuple[tuple[Answers, str], ...] = (
    ("finding", "finding"),
    ("owed", "promise"),
    ("silence", "promise"),
    ("fault", "fault"),
    ("bearer", "fault"),
    ("conduct", "conduct"),
    ("measure", "conduct"),
    ("goodwill", "remedy"),
    ("clock", "decide"),
)

Pointers: TypeAlias = Mapping[str, tuple[Evidence, ...]]


def trace(weighed: Sequence[Weighed], book: Book, rows: Sequence[Row]) -> tuple[Step, ...]:
    """One step a rule that was looked at, in the order of the rooms. `rows` have the facts of all sides."""
    return tuple(step for one, row in zip(weighed, rows, strict=True) for step in _steps(one, row, book))


def _steps(one: Weighed, row: Row, book: Book) -> Iterator[Step]:
    evidence = pointers(one.facts.states.values())
    for answers, room in ROOMS:
        for table in book.tables_for(answers):
            if applies(table, row):
                yield from explained(table, room, row, book.program, evidence)


def pointers(states: Iterable[FactState]) -> Pointers:
    """What each fact rests on."""
    return {state.name: state.evidence for state in states if state.evidence}


def explained(table: Table, room: str, row: Row, program: Program, evidence: Pointers) -> Iterator[Step]:
    """The steps of one table: the rules up to the first that holds, or all of a table that collects."""
    explainer = _explainer(table, program)
    explain = explainer.explain if often(program, ("traced", table.name)) else explainer.look
    for rule in explainer.render(explain(row)):
        conditions = tuple(Condition(one.text, one.truth, dict(one.reads)) for one in rule.conditions)
        yield Step(
            room=room,
            table=table.name,
            rule=rule.id,
            hit=rule.truth,
            conditions=conditions,
            evidence=_pointers(conditions, evidence),
            cites=table.rules[rule.number - 1].declared.cites,
        )


def _explainer(table: Table, program: Program) -> Explainer:
    key = ("explainer", table.name)
    found: Explainer = program.kept.get(key) or program.kept.setdefault(key, compile_explain(program, table))
    return found


def _pointers(conditions: Iterable[Condition], evidence: Pointers) -> tuple[Evidence, ...]:
    names = dict.fromkeys(name for one in conditions for name in one.values)
    found = {item.pointer: item for name in names for item in evidence.get(name, ())}
    return tuple(found.values())
