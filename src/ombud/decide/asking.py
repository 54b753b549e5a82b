"""What we do not know: which evidence to ask for, of whom, by when, and what holds if nothing comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.decide.clocks import possible_ends
from ombud.decide.outcome import SPOKEN, outcome, possibility
from ombud.model.carriage import Carriage
from ombud.model.ruling import Clock, IfDue, OpenQuestion, Possibility
from ombud.rules.burden import default
from ombud.rules.checked import Row
from ombud.rules.declare import FactDecl, ParamDecl
from ombud.rules.explorer import Unknown
from ombud.rules.tree import Ref, walk

WAIT = "evidence_days"
FINDING = "case_finding"
SHOP = "shop"


def open_questions(
    one: Weighed, book: Book, carriages: Sequence[Carriage], running: Iterable[Clock]
) -> tuple[OpenQuestion, ...]:
    """The unknown facts that could change the outcome, the deciding ones and the cheapest first."""
    if one.decided:
        return ()
    deciding = {name for chosen in one.resolution.deciding for name in chosen}
    last = _last_day(one, book, running)
    names = sorted(one.resolution.relevant, key=lambda name: (name not in deciding, _cost(name, book), name))
    asked = [_question(name, one, book, carriages, last, deciding=name in deciding) for name in names]
    return (*asked, *_unsettled(one, book, last)) or (_unruled(one, book, last),)


def _asked_with(name: str, open_: Collection[str], facts: Mapping[str, FactDecl]) -> str:
    """The event whose question asks for the day too ("was it, and if so, when?"): nobody knows of either, the event
    has this one day, and both are asked of the same party. "" where the fact is asked for by itself.
    """
    fact = facts[name]
    event = facts.get(fact.present_if)
    if event is None or fact.type != "date" or event.name not in open_ or event.of != fact.of:
        return ""
    days = [other for other in facts.values() if other.present_if == event.name and other.type == "date"]
    return event.name if len(days) == 1 else ""


def _cost(name: str, book: Book) -> int:
    return book.program.declared.facts[name].cost


def _last_day(one: Weighed, book: Book, running: Iterable[Clock]) -> date:
    """The book's days for evidence, but not beyond the day before a clock of the law that waits for the shop, whether
    it runs or the answer could set it running, and never in the past.
    """
    asof = one.facts.asof
    wait = book.param(WAIT, asof)
    days = int(wait.value) if wait and isinstance(wait.value, int) else 0
    own = {clock.due for clock in running if clock.statutory and clock.waiting_on == SHOP}
    ends = own | set(possible_ends(one, book))
    before = [end - timedelta(days=1) for end in ends if end >= asof]
    return max(asof, min([asof + timedelta(days=days), *before]))


def _question(
    name: str, one: Weighed, book: Book, carriages: Sequence[Carriage], last: date, *, deciding: bool
) -> OpenQuestion:
    declared = book.program.declared.facts[name]
    why = one.unknown.get(name, Unknown())
    return OpenQuestion(
        fact=name,
        kind=why.kind,
        ask=declared.ask,
        of=declared.of,
        by=_by(one.facts.asked.get(name), one.facts.asof, last),
        if_nothing=_if_nothing(name, one, book, carriages),
        evidence=declared.evidence,
        claimed=why.claimed,
        deciding=deciding,
        means=declared.means,
        asked_with=_asked_with(name, one.resolution.relevant, book.program.declared.facts),
    )


def _by(asked: date | None, asof: date, last: date) -> date:
    """The day that was set when the evidence was asked for, unless it has passed in vain."""
    return min(asked, last) if asked and asked >= asof else last


def _if_nothing(name: str, one: Weighed, book: Book, carriages: Sequence[Carriage]) -> Possibility | None:
    """The outcome once this fact has fallen to its burden of proof; None when it stays open."""
    row, left, fallen = default(book.program, one.row, one.unknown, list(one.unknown))
    if name not in fallen or any(other in left for other in one.resolution.relevant):
        return None
    given = {other: fallen[other] for other in one.resolution.relevant if other in fallen}
    return possibility(outcome(one.facts, row, book, carriages), given)


def _unsettled(one: Weighed, book: Book, last: date) -> Iterator[OpenQuestion]:
    """Numbers that the law leaves open and that stopped a table: a person decides, in the days for any evidence."""
    program = book.program
    if not (one.answer.finding.open or one.answer.fault.open) or one.resolution.relevant:
        return
    for param in program.declared.params.values():
        if _is_open(param, one.row, book) and _is_read(param.name, one, book):
            open_ = _stays_open(one)
            yield OpenQuestion(
                param.name, "unsettled", param.means, "lead", last, open_, means=param.means, deciding=True
            )


def _unruled(one: Weighed, book: Book, last: date) -> OpenQuestion:
    """No rule speaks to the allegation, and no fact could make one speak: a person finds."""
    declared, open_ = book.program.declared.facts[FINDING], _stays_open(one)
    return OpenQuestion(
        FINDING, "judgement", declared.ask, declared.of, last, open_, deciding=True, means=declared.means
    )


def _stays_open(one: Weighed) -> Possibility:
    """Law and judgement have no default: without an answer what is certain is owed, and the rest stays open."""
    certain = [item for item in one.answer.entitlement.redress if item.certain]
    sure = {item.remedy for item in certain}
    maybe = (item.remedy for way in (one.answer, *one.outcomes) for item in way.entitlement.redress)
    return Possibility(
        finding="inconclusive",
        remedies=tuple(item.remedy for item in certain),
        basis=one.answer.entitlement.basis,
        fault=(),
        open=tuple(name for name in dict.fromkeys(maybe) if name not in sure),
        amounts=tuple(item.amount for item in certain),
    )


def _is_open(param: ParamDecl, row: Row, book: Book) -> bool:
    day = row.get(param.anchor) if param.anchor else one_day(row)
    dated = book.param(param.name, day) if isinstance(day, date) else None
    return dated is not None and dated.value is None


def one_day(row: Row) -> date | None:
    """The day of the ruling, for parameters without an anchor."""
    day = row.get("asof")
    return day if isinstance(day, date) else None


def _is_read(name: str, one: Weighed, book: Book) -> bool:
    """Does a table that decides, for this reason, read the parameter, directly or through values?

    A house's tables of goodwill do not: what they read is no question of the case.
    """
    program = book.program
    todo = [
        rule.condition
        for answers in (*SPOKEN, "owed")
        for table in book.tables_for(answers)
        if one.facts.reason in (table.declared.labels or (one.facts.reason,))
        for rule in table.rules
    ]
    seen: set[str] = set()
    while todo:
        for node in walk(todo.pop()):
            if isinstance(node, Ref) and node.name not in seen:
                seen.add(node.name)
                todo.append(program.definitions[node.name])
    return name in seen


def if_due(one: Weighed, book: Book, carriages: Sequence[Carriage]) -> tuple[IfDue, ...]:
    """The ruling on the day after a pending fact was due, either way."""
    found: list[IfDue] = []
    for name, state in one.facts.states.items():
        if state.kind == "pending" and state.due:
            found += [_at(name, state.due, value, one, book, carriages) for value in (True, False)]
    return tuple(found)


def _at(name: str, due: date, value: bool, one: Weighed, book: Book, carriages: Sequence[Carriage]) -> IfDue:
    day = due + timedelta(days=1)
    hanging = {
        other: due
        for other, fact in book.program.declared.facts.items()
        if value and fact.present_if == name and fact.type == "date"
    }
    row = {**one.row, "asof": day, name: value, **hanging}
    told = possibility(outcome(replace(one.facts, asof=day), row, book, carriages), {})
    return IfDue(name, day, value, told.finding, told.remedies, told.basis)
