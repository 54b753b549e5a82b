"""Which questions could be asked about a case: never for a conclusion, always for what it is drawn from.

* A fact that evidence settles (delivery) is found out by the facts that its settle table reads.
* "Was there one, and on which day?" is one question: the day's, to which "there was none" is an answer.
* Facts of which only one can be so are one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ombud.book.interview import interview_words
from ombud.book.record import Book
from ombud.model.interview import NONE, UNKNOWN, Given, Told
from ombud.rules.checked import Row
from ombud.rules.declare import FactDecl
from ombud.rules.reads import facts_of

SIDES = ("event", "contract")
NEVER = frozenset(
    ("case_finding", "case_owed", "case_fault", "case_purpose_served", "case_in_flight", "case_borne_by_shop")
)
NEAR, FAR, SOME = timedelta(days=4), timedelta(days=40), timedelta(days=2)
MOST_DAYS = 4
ORDINARY = Decimal(100)
PART = Decimal(10)
"""A sum that is tried is nothing, the whole that is known, or a fee: the whole divided by this."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked, with the facts that it finds out and the cost rank of its evidence."""

    name: str
    facts: tuple[str, ...]
    cost: int
    none: bool = False


def candidates(names: Iterable[str], row: Row, book: Book) -> list[Candidate]:
    """The questions that find out these facts, each once, in the order of the facts."""
    found: dict[str, Candidate] = {}
    for name in names:
        for one in _sources(name, row, book):
            candidate = _candidate(one, row, book)
            if candidate is not None:
                found.setdefault(candidate.name, candidate)
    return list(found.values())


def _sources(name: str, row: Row, book: Book) -> Iterator[str]:
    """The fact itself; for one that evidence settles the unknown facts it is settled by, itself at last."""
    settle = book.program.settles.get(name)
    if settle is not None:
        nodes = [node for pair in settle.branches for node in pair if node is not None]
        inputs = facts_of(nodes, book.program.definitions)
        unknown = [one for one in inputs if row.get(one) is None and one in book.program.declared.facts]
        if unknown:
            yield from unknown
            return
    yield name


def _candidate(name: str, row: Row, book: Book) -> Candidate | None:
    facts = book.program.declared.facts
    fact = facts[name]
    if fact.always or fact.judgement or fact.side not in SIDES or name in NEVER or not fact.ask:
        return None
    if group := interview_words().of_fact(name):
        open_ = tuple(one for one in group.one if one in facts and row.get(one) is None)
        return Candidate(group.name, open_, fact.cost, none=True)
    if day := _day_of(name, facts):
        return Candidate(day, (name, day), fact.cost, none=True)
    guard = fact.present_if
    if guard and row.get(guard) is not True:
        return Candidate(name, (guard, name), fact.cost, none=_may_deny(guard, row, book))
    return Candidate(name, (name,), fact.cost)


def _may_deny(guard: str, row: Row, book: Book) -> bool:
    """ "There was none" is an answer unless evidence speaks to it."""
    return row.get(guard) is None or guard not in book.program.settles


def _day_of(guard: str, facts: Mapping[str, FactDecl]) -> str:
    """The one day that hangs on this event, where there is exactly one and nothing settles it otherwise."""
    hanging = [name for name, fact in facts.items() if fact.present_if == guard and fact.type == "date"]
    return hanging[0] if facts[guard].type == "bool" and len(hanging) == 1 and not facts[guard].pending_until else ""


def besides(one: Candidate) -> bool:
    """Is it a sum that comes on top of a price: what was paid to have the goods carried?"""
    return one.name in interview_words().besides


def is_price(one: Candidate, book: Book) -> bool:
    """Is it a sum of its own?"""
    fact = book.program.declared.facts.get(one.name)
    return fact is not None and fact.type == "money" and not besides(one)


def expanded(given: Given, facts: Mapping[str, FactDecl]) -> Iterator[tuple[str, Told]]:
    """The facts that an answer tells, each with its value as a case file writes it."""
    if group := interview_words().together.get(given.question):
        known = [name for name in group.one if name in facts]
        yield from ((name, UNKNOWN if given.told == UNKNOWN else name == given.told) for name in known)
        return
    guard = facts[given.question].present_if
    if guard and given.told == NONE:
        yield guard, False
    elif guard and given.told is True:
        yield guard, True
    elif guard and given.told == UNKNOWN:
        yield given.question, UNKNOWN
    else:
        yield given.question, given.told


def trials(one: Candidate, row: Row, book: Book) -> list[Given]:
    """A few answers that may be given: enough to see what the question could change."""
    facts = book.program.declared.facts
    if one.name in interview_words().together:
        return [Given(one.name, name) for name in one.facts] + [Given(one.name, NONE)]
    found: list[Told] = list(_values(facts[one.name], row))
    return [Given(one.name, told) for told in ([*found, NONE] if one.none else found)]


def _values(fact: FactDecl, row: Row) -> Sequence[Told]:
    match fact.type:
        case "bool":
            return (True, False)
        case "text":
            return fact.labels
        case "date":
            return _days(fact, row)
        case "money":
            known = [value for value in row.values() if isinstance(value, Decimal) and value > 0]
            whole = max(known, default=ORDINARY)
            return [f"{part:.2f}" for part in (Decimal(0), whole / PART, whole)]
        case "int":
            low, high = fact.low or 0, fact.high
            return [n for n in range(int(str(low)), int(str(low)) + 3) if high is None or n <= int(str(high))]
        case "rate":
            return ("0.0000", "0.1000")


def _days(fact: FactDecl, row: Row) -> Sequence[str]:
    """Days long ago and of late, around the days that are known, and, of a term, one to come."""
    asof = row["asof"]
    if not isinstance(asof, date):
        return ()
    known = sorted({value for value in row.values() if isinstance(value, date) and value != asof})[-MOST_DAYS:]
    days = [asof - FAR, asof - NEAR, *(day + way for day in known for way in (-SOME, SOME))]
    days = [day for day in days if day <= asof or fact.side == "contract"]
    if fact.side == "contract" or fact.name.endswith("_ends_on"):
        days.append(asof + NEAR)
    return [day.isoformat() for day in dict.fromkeys(days)]
