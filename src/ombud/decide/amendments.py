"""From a dispute to a better rule: the clause's own proposals, each tried on this case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ombud.book.record import Amendment as Proposal
from ombud.book.record import Book
from ombud.book.setting import with_settings
from ombud.decide.allegation import Weighed
from ombud.model.remedy import Amendment
from ombud.promise import owed


def amendments(weighed: Iterable[Weighed], book: Book) -> tuple[Amendment, ...]:
    """The amendments of every clause whose letter was broken while its purpose was served."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Amendment] = {}
    for one in weighed:
        clause = book.clauses.get(one.answer.finding.clause)
        if clause is None or one.row.get("purpose_served") is not True:
            continue
        for proposal in clause.amendments:
            settings = tuple((name, str(value)) for name, value in sorted(proposal.set.items()))
            would = _would_owe(one, proposal, book) if proposal.set else None
            found[clause.name, settings] = Amendment(clause.name, settings, proposal.because, would)
    return tuple(found.values())


def _would_owe(one: Weighed, proposal: Proposal, book: Book) -> bool:
    """Would anything be owed in this case under the amended clause?"""
    return owed(replace(one.facts, row=one.row), with_settings(book, proposal.set)).basis != "none"
