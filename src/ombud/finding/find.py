"""The finding on one allegation: the first rule that holds, the law's tables before the shop's."""

from __future__ import annotations

from typing import cast

from ombud.book.record import Book
from ombud.model.facts import Facts
from ombud.model.finding import Finding, Verdict
from ombud.rules.answer import first


def find(facts: Facts, book: Book) -> Finding:
    """The finding. Inconclusive and `open` when an unknown fact stops the search or no table speaks to the reason."""
    found = first(book.program, book.tables_for("finding"), facts.row)
    if found is None:
        return Finding("inconclusive", "", {}, open=True)
    declared = found.rule.declared
    if not found.sure:
        return Finding("inconclusive", found.name, {}, clause=declared.clause, open=True)
    verdict = cast(Verdict, found.outputs["finding"])
    return Finding(verdict, found.name, declared.because, clause=declared.clause)
