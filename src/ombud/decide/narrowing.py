"""Which question narrows a case most? Each that may be asked is tried with the answers it may get.

First what decides: while the outcome is open, the cheapest deciding set where one is known, and in it (or among all
that matter) the question whose answers leave the least open. Then, while nothing is open, what rests on a default that
an answer could overturn. A question that changes nothing is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from ombud.book.interview import interview_words
from ombud.book.record import Book
from ombud.decide.allegation import Weighed, weigh_allegation
from ombud.decide.candidates import Candidate, besides, candidates, expanded, is_price, trials
from ombud.decide.clocks import clocks
from ombud.decide.headline import headline
from ombud.decide.outcome import deciding_tables
from ombud.facts import establish
from ombud.kernel.errors import InputError
from ombud.model.case_file import Answer, CaseFile
from ombud.model.entitlement import MoneyRange, Redress
from ombud.model.facts import Facts
from ombud.model.interview import Change, Given
from ombud.rules.checked import Table
from ombud.rules.reads import reads

DEFAULT = "default"
DEAREST_DEFENCE = 1
"""A default is put in question only where its evidence is as good as at hand."""
CHANGES: tuple[Change, ...] = ("headline", "finding", "owed", "sum", "fault", "clock")
OVERTURNS: frozenset[Change] = frozenset(("headline", "finding", "owed", "sum", "clock"))


@dataclass(frozen=True, slots=True)
class Next:
    """The question to ask, what its answers may change, and whether the case is decided unless it overturns it."""

    candidate: Candidate
    changes: tuple[Change, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class _View:
    """A case as far as it is known, in what a reader of the ruling sees."""

    weighed: Weighed
    says: tuple[tuple[Change, object], ...]
    open: float


def told(file: CaseFile, given: Iterable[Given], book: Book, asof: date) -> CaseFile:
    """The case with these answers as evidence by hand."""
    facts = book.program.declared.facts
    more = (Answer(fact=fact, value=value, on=asof) for one in given for fact, value in expanded(one, facts))
    return replace_answers(file, more)


def replace_answers(file: CaseFile, more: Iterable[Answer]) -> CaseFile:
    """The case with more answers by hand."""
    return msgspec.structs.replace(file, answers=(*file.answers, *more))


def next_question(file: CaseFile, book: Book, *, asof: date, asked: Collection[str]) -> Next | None:
    """The question worth asking next about the case's first allegation; None where no answer could change anything.

    Raises:
        InputError: the facts of the case contradict each other.
    """
    now = _view(file, book, asof)
    heard = _heard(asked, book)
    found = [one for one in _open(now, book) if one.name not in heard]
    first = _first_decider(found, now, book)
    rest = [one for one in found if one not in first]
    best = _narrowest(first, now, file, book) or _narrowest(rest, now, file, book)
    return best or _together(first, now) or _overturning(now, file, book, heard)


def _heard(asked: Collection[str], book: Book) -> frozenset[str]:
    """The questions that were put, and the events on which they hang: who was asked for its day was asked for it."""
    facts = book.program.declared.facts
    return frozenset((*asked, *(facts[name].present_if for name in asked if name in facts)))


def _view(file: CaseFile, book: Book, asof: date) -> _View:
    weighed = weigh_allegation(establish(file, book, file.allegations[0], asof=asof), book, ())
    head = headline([weighed], book, asof)
    return _View(weighed, tuple(_says(weighed, head, book, asof)), _openness(weighed, head))


def _says(one: Weighed, head: str, book: Book, asof: date) -> Iterator[tuple[Change, object]]:
    lines = sorted(one.answer.entitlement.redress, key=lambda line: (line.remedy, line.arises))
    yield "headline", head
    yield "finding", one.answer.finding.verdict
    yield "owed", tuple((line.remedy, line.arises, line.demanded, line.certain, line.due) for line in lines)
    yield "sum", tuple(line.amount for line in lines if line.certain)
    yield "fault", (one.answer.fault.shares, one.answer.fault.loss_bearer)
    yield "clock", tuple((clock.regime, clock.due) for clock in clocks([one], book, asof))


def _openness(one: Weighed, head: str) -> float:
    """How much is open, weighed by what a reader asks first: who is right, what is owed, how much, who is at fault."""
    verdicts = {outcome.finding.verdict for outcome in one.outcomes}
    owed = {tuple(sorted(line.remedy for line in outcome.entitlement.redress)) for outcome in one.outcomes}
    return (
        OPEN_HEADLINE * (head == "cannot_tell_yet")
        + OPEN_FINDING * (len(verdicts) - 1 + one.answer.finding.open)
        + OPEN_OWED * (min(len(owed), MOST_COUNTED) - 1)
        + OPEN_SUM * max(sum(map(_width, outcome.entitlement.redress)) for outcome in one.outcomes)
        + OPEN_FAULT * one.answer.fault.open
        + OPEN_FACT * len(one.resolution.relevant)
    )


def _width(line: Redress) -> float:
    """How wide a sum is open: 0 where it is known, 1 where it has no end, or where the line itself is not certain."""
    if not line.certain:
        return 1.0
    if not isinstance(line.amount, MoneyRange):
        return 0.0
    return 1.0 if not line.amount.high else (line.amount.high - line.amount.low) / line.amount.high


OPEN_HEADLINE, OPEN_FINDING, OPEN_OWED, OPEN_SUM, OPEN_FAULT, OPEN_FACT = 5.0, 2.0, 1.5, 1.0, 0.8, 0.25
MOST_COUNTED = 5
COST = 0.08
LEAST_GAIN = 0.1
BESIDES = 0.5
"""What comes on top of a price is asked for after the price: a reply that names the fee alone names no sum."""


def _open(now: _View, book: Book) -> list[Candidate]:
    """What may be asked about the facts that matter, those that bear on sums alone last."""
    weighed = now.weighed
    if now.open < LEAST_GAIN:
        return []
    names = dict.fromkeys((*weighed.resolution.relevant, *weighed.touching))
    return candidates(names, weighed.row, book)


def _first_decider(found: Sequence[Candidate], now: _View, book: Book) -> list[Candidate]:
    """Of these, the questions of the cheapest deciding set; none where no such set is known."""
    sets = now.weighed.resolution.deciding
    names = {one.name for one in candidates(sets[0], now.weighed.row, book)} if sets else set()
    return [one for one in found if one.name in names]


def _narrowest(found: Sequence[Candidate], now: _View, file: CaseFile, book: Book) -> Next | None:
    best: tuple[float, Next] | None = None
    prices = any(is_price(one, book) for one in found)
    for one in found:
        seen = list(_seen(one, now, file, book))
        changes = _changes(now, seen)
        narrows = now.open - _left(seen, now.open)
        gain = narrows - COST * one.cost - (BESIDES if besides(one) and prices else 0.0)
        if seen and (changes or narrows >= LEAST_GAIN) and (best is None or gain > best[0]):
            best = gain, Next(one, changes, settled=False)
    return best[1] if best else None


def _together(first: Sequence[Candidate], now: _View) -> Next | None:
    """The cheapest question of the deciding set, though no answer alone decides: two weights do where one does not."""
    return None if now.weighed.decided or not first else Next(min(first, key=lambda one: one.cost), (), settled=False)


def _left(seen: Sequence[_View], now: float) -> float:
    """What answers leave open on average; none opens more, though it may show that a sum is wider than it looked."""
    return sum(min(view.open, now) for view in seen) / max(len(seen), 1)


def _seen(one: Candidate, now: _View, file: CaseFile, book: Book) -> Iterator[_View]:
    """The case after each answer that may be given; one that contradicts the others is none."""
    asof = now.weighed.facts.asof
    for given in trials(one, now.weighed.row, book):
        try:
            yield _view(told(file, [given], book, asof), book, asof)
        except InputError:
            continue


def _changes(now: _View, seen: Iterable[_View]) -> tuple[Change, ...]:
    before = dict(now.says)
    moved = {name for view in seen for name, says in view.says if says != before[name]}
    return tuple(name for name in CHANGES if name in moved)


def _overturning(now: _View, file: CaseFile, book: Book, asked: Collection[str]) -> Next | None:
    """A question about what holds only by default, or about a clock, whose answer would change what a reader sees."""
    best: tuple[float, Next] | None = None
    for one in candidates(_defaults(now, book), now.weighed.facts.row, book):
        if one.name in asked or one.cost > DEAREST_DEFENCE:
            continue
        changes = _changes(now, _seen(one, now, file, book))
        weight = len(CHANGES) - min(map(CHANGES.index, changes)) - COST * one.cost if changes else 0.0
        if OVERTURNS.intersection(changes) and (best is None or weight > best[0]):
            best = weight, Next(one, changes, settled=now.weighed.decided)
    return best[1] if best else None


def _clocks(book: Book, *, labelled: bool) -> Iterator[Table]:
    """The clocks that run for some reasons only, or those that run for any."""
    return (table for table in book.tables_for("clock") if bool(table.declared.labels) is labelled)


def _about(tables: Iterable[Table], facts: Facts, book: Book) -> set[str]:
    """What the tables that speak to the reason read."""
    mine = (table for table in tables if facts.reason in (table.declared.labels or (facts.reason,)))
    return {name for table in mine for name in reads(book.program, table)}


def _holds_by_default(name: str, book: Book) -> bool:
    """Nobody spoke of it: so it, or the event on which it hangs, is not so."""
    facts = book.program.declared.facts
    own = [facts[one] for one in (name, facts[name].present_if) if one in facts]
    return any(fact.default is not None for fact in own) or _only_alleged(name, book)


def _only_alleged(name: str, book: Book) -> bool:
    """Is it asked for only where the complaint is about it?"""
    return not interview_words().only_alleged.isdisjoint((name, book.program.declared.facts[name].present_if))


def _defaults(now: _View, book: Book) -> list[str]:
    """Facts of this case's tables that hold by default, and unknown ones that start a clock.

    What starts a clock whatever was alleged (a dispute at the bank, a request for data) is not asked for where nobody
    has spoken of it: it holds by default that there is none.
    """
    facts, row = now.weighed.facts, now.weighed.row
    about = _about((*deciding_tables(replace(facts, row=row), book), *_clocks(book, labelled=True)), facts, book)
    common = _about(_clocks(book, labelled=False), facts, book) - about
    alleged = _about(book.tables_for("finding"), facts, book)
    read = {name for name in about if name in alleged or not _only_alleged(name, book)}
    read |= {name for name in common if not _holds_by_default(name, book)}
    settled = {name for name in read if name in book.program.settles}
    return sorted(
        name
        for name in read - settled
        if name in facts.states
        and (
            any(item.weight == DEFAULT for item in facts.states[name].evidence) or facts.states[name].kind == "missing"
        )
    )
