"""What a ruling names by a code alone, in the book's own words; and what in it nobody has verified yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.decide.clause import public_clause
from ombud.kernel.lang import Words
from ombud.model.facts import Moment
from ombud.model.marks import VERIFY
from ombud.model.ruling import Refusal, Unverified


def clauses(weighed: Sequence[Weighed], book: Book) -> Mapping[str, Words]:
    """Every clause on which a finding or what is owed rests: its words in force on the day of the order; a rule of the
    house by what it is for.
    """
    found: dict[str, Words] = {}
    for one in weighed:
        names = [one.answer.finding.clause, *(redress.clause for redress in one.answer.entitlement.redress)]
        for name in filter(None, names):
            purpose = book.clauses[name].purpose if name in book.clauses else {}
            found[name] = public_clause(name, one.row, book) or purpose
    return found


def requested(timeline: Iterable[Moment], book: Book) -> Mapping[str, Words]:
    """What the facts mean of which somebody was asked for evidence."""
    facts = book.program.declared.facts
    return {moment.note: facts[moment.note].means for moment in timeline if moment.note in facts}


def unverified_redress(weighed: Sequence[Weighed]) -> tuple[Unverified, ...]:
    """The rules behind what is owed, or may be, whose law is not yet read in its own text."""
    ways = (way for one in weighed for way in (one.answer, *one.outcomes))
    owed = [redress for way in ways for redress in way.entitlement.redress if redress.to_be_verified]
    found = {one.rule: Unverified(one.rule, remedy=one.remedy, cites=one.cites) for one in reversed(owed)}
    return tuple(found[rule] for rule in dict.fromkeys(one.rule for one in owed))


def unverified_answers(answer: Refusal | None, besides: Iterable[Refusal]) -> tuple[Unverified, ...]:
    """The same of what was answered to questions."""
    asked = [one for one in (answer, *besides) if one and one.mark in VERIFY]
    return tuple(Unverified(one.rule, question=one.question, cites=one.cites) for one in asked)
