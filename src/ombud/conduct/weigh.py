"""Conduct of both sides from evidence, staff cleared or not, and the measures proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ombud.book.record import Book
from ombud.model.conduct import Conduct, Measure, SideConduct
from ombud.model.facts import Evidence, Facts
from ombud.model.vocabulary import codes
from ombud.rules.answer import Answer, collect
from ombud.rules.declare import Value
from ombud.rules.reads import facts_of


def weigh(facts: Iterable[Facts], book: Book) -> Conduct:
    """Both sides over all allegations of a case. A table that an unknown fact stops judges nobody."""
    sides: dict[str, SideConduct] = {}
    measures: dict[tuple[str, str], Measure] = {}
    for one in facts:
        for answer in collect(book.program, book.tables_for("conduct"), one.row):
            if answer.sure:
                side = _side(answer, one, book)
                sides[side.party] = _joined(sides[side.party], side) if side.party in sides else side
        for answer in collect(book.program, book.tables_for("measure"), one.row):
            if answer.sure:
                measure = _measure(answer, one)
                measures.setdefault((measure.code, measure.towards), measure)
    return Conduct(tuple(sides.values()), tuple(measures.values()))


def _side(answer: Answer, facts: Facts, book: Book) -> SideConduct:
    category = answer.outputs.get("category")
    cleared = answer.outputs.get("cleared")
    read = facts_of([answer.rule.condition], book.program.definitions)
    pointers = [pointer for name in read if name in facts.states for pointer in facts.states[name].evidence]
    return SideConduct(
        party=str(answer.outputs["party"]),
        categories=(str(category),) if category else (),
        pointers=_once(pointers),
        cleared=cleared if isinstance(cleared, bool) else None,
        because=answer.rule.declared.because,
    )


def _once(pointers: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({pointer.pointer: pointer for pointer in pointers}.values())


def _joined(one: SideConduct, two: SideConduct) -> SideConduct:
    """Two lines on one party: all categories, and cleared only if nothing speaks against it."""
    verdicts = [cleared for cleared in (one.cleared, two.cleared) if cleared is not None]
    return replace(
        one,
        categories=tuple(dict.fromkeys((*one.categories, *two.categories))),
        pointers=_once((*one.pointers, *two.pointers)),
        cleared=all(verdicts) if verdicts else None,
    )


def _measure(answer: Answer, facts: Facts) -> Measure:
    code, grades = str(answer.outputs["measure"]), codes("measure_grade")
    return Measure(
        code=code,
        towards=str(answer.outputs["towards"]),
        because=answer.rule.declared.because,
        from_day=facts.asof,
        review_on=_after(facts.asof, answer.outputs.get("review_days")),
        cites=answer.rule.declared.cites,
        until=_after(facts.asof, answer.outputs.get("until_days")),
        grade=grades.index(code) + 1 if code in grades else 0,
        rule=answer.name,
    )


def _after(day: date, days: Value | None) -> date | None:
    return day + timedelta(days=days) if isinstance(days, int) else None
