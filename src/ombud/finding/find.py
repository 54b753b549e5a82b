"""The finding on one allegation: the first rule that holds, the law's tables before the shop's."""

from __future__ import annotations

from typing import cast

from ombud.book.record import Book
from ombud.model.facts import Facts
from ombud.model.finding import Finding, Verdict
from ombud.rules.answer import Answer, first, possible_first


def possible(facts: Facts, book: Book) -> tuple[Finding, ...]:
    """Every finding that the unknown facts leave possible, each verdict once."""
    found = possible_first(book.program, book.tables_for("finding"), facts.row)
    verdicts = {_verdict(answer): answer for answer in reversed(found)}
    return tuple(_finding(answer) for answer in reversed(verdicts.values()))


def find(facts: Facts, book: Book) -> Finding:
    """The finding. Inconclusive and `open` when an unknown fact stops the search or no table speaks to the reason."""
    found = first(book.program, book.tables_for("finding"), facts.row)
    if found is not None and not found.sure:
        return Finding("inconclusive", found.name, {}, clause=found.rule.declared.clause, open=True)
    return _finding(found)


def _finding(answer: Answer | None) -> Finding:
    if answer is None:
        return Finding("inconclusive", "", {}, open=True)
    declared = answer.rule.declared
    return Finding(_verdict(answer), answer.name, declared.because, clause=declared.clause)


def _verdict(answer: Answer | None) -> Verdict:
    return cast(Verdict, answer.outputs["finding"]) if answer else "inconclusive"
