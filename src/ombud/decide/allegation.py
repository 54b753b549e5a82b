"""One allegation: every way in which the unknown facts could turn out, and what holds in all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from ombud.book.record import Book
from ombud.decide.outcome import (
    Outcome,
    agreed,
    agreed_fault,
    deciding_tables,
    masked,
    merged,
    outcome,
    owed_anyway,
    possibility,
    spoken,
    spoken_tables,
)
from ombud.kernel.errors import InputError, Place
from ombud.model.carriage import Carriage
from ombud.model.entitlement import Entitlement
from ombud.model.facts import Facts
from ombud.model.fault import Fault
from ombud.model.finding import Finding
from ombud.model.ruling import Possibility
from ombud.promise import owed
from ombud.rules.burden import default
from ombud.rules.checked import Row
from ombud.rules.declare import Value
from ombud.rules.explorer import Unknown
from ombud.rules.linear import NUMERIC
from ombud.rules.resolve import Key, Mask, Resolution, resolve
from ombud.rules.worlds import Worlds, worlds

OWN_SIDES = frozenset({"event", "contract"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one allegation comes to: the answers that hold, all that are possible, and the facts they rest on.

    `row` has the defaults of facts whose deadline has passed; `unknown` are the facts that are still open.
    """

    facts: Facts
    row: Row
    unknown: Mapping[str, Unknown]
    defaulted: tuple[str, ...]
    answer: Outcome
    outcomes: tuple[Outcome, ...]
    possible: tuple[Possibility, ...]
    resolution: Resolution
    touching: tuple[str, ...] = ()
    """The unknown facts that may still matter, those that bear on amounts alone included."""

    @property
    def decided(self) -> bool:
        """Exactly one outcome, and nothing in it open."""
        return self.resolution.decided and not self.answer.open

    @property
    def mode(self) -> str:
        """`known` when no unknown fact could matter, else how the unknown facts were weighed."""
        if not self.resolution.relevant and self.decided:
            return "known"
        return self.resolution.mode.lower()


def weigh_allegation(facts: Facts, book: Book, carriages: Iterable[Carriage]) -> Weighed:
    """Rule on one allegation. Facts about the person and the money are taken out before anything is decided."""
    fair = _without_person(facts, book)
    carried = tuple(carriages)
    unknown = {
        name: Unknown(state.kind, state.claimed)
        for name, state in fair.states.items()
        if state.kind and name in fair.row
    }
    overdue = [name for name, by in facts.asked.items() if by < facts.asof]
    row, left, fallen = default(book.program, fair.row, unknown, overdue)
    return _resolved(replace(fair, row=row), left, tuple(fallen), book, carried)


def weigh_again(one: Weighed, unsaid: Collection[str], book: Book, carriages: Iterable[Carriage]) -> Weighed:
    """The same allegation as if nobody knew these facts."""
    row = {**one.facts.row, **dict.fromkeys(unsaid)}
    left = {**one.unknown, **dict.fromkeys(unsaid, Unknown())}
    return _resolved(replace(one.facts, row=row), left, one.defaulted, book, tuple(carriages))


def may_matter(one: Weighed, unsaid: Collection[str], book: Book) -> frozenset[str]:
    """Which of these facts the answer may hang on, were all of them unknown: no more can when some are known."""
    row = {**one.facts.row, **dict.fromkeys(unsaid)}
    left = {**one.unknown, **dict.fromkeys(unsaid, Unknown())}
    drawn = worlds(book.program, deciding_tables(one.facts, book), row, left, fixed=False, limit=1)
    return frozenset(drawn.unknown).intersection(unsaid)


def _resolved(
    facts: Facts, left: Mapping[str, Unknown], fallen: tuple[str, ...], book: Book, carried: tuple[Carriage, ...]
) -> Weighed:
    drawn = worlds(book.program, deciding_tables(facts, book), facts.row, left, fixed=False)
    sampled = _sampled(drawn, left, book)
    reached = _reached(drawn, facts, book, carried, sampled) or _half_open(drawn, left, facts, book, carried)
    keys = {id(row): one.key for row, one in reached}
    resolution = resolve(book.program, drawn, lambda row: keys[id(row)], lambda _: _mask(reached))
    groups: dict[Key, list[Outcome]] = {}
    given: dict[Key, Row] = {}
    for row, one in reached:
        groups.setdefault(one.key, []).append(one)
        given.setdefault(one.key, {name: row[name] for name in drawn.unknown if row[name] is not None})
    outcomes = tuple(merged(group) for group in groups.values())
    possible = tuple(possibility(one, given[one.key]) for one in outcomes)
    answer = outcomes[0] if len(outcomes) == 1 else _common(outcomes)
    return Weighed(facts, drawn.row, left, fallen, answer, outcomes, possible, resolution, drawn.unknown)


def _sampled(drawn: Worlds, left: Mapping[str, Unknown], book: Book) -> tuple[str, ...]:
    """Unknown numbers and days: each world has one of their many values. Claimed values are all there are."""
    facts = book.program.declared.facts
    return tuple(
        name for name in drawn.unknown if facts[name].type in NUMERIC and not (name in left and left[name].claimed)
    )


def _reached(
    drawn: Worlds, facts: Facts, book: Book, carried: tuple[Carriage, ...], sampled: tuple[str, ...]
) -> list[tuple[Row, Outcome]]:
    """The outcome of every world; none without worlds."""
    if drawn.mode == "MASK":
        return []
    if not drawn.rows:
        raise _impossible(drawn)
    return [(row, outcome(facts, row, book, carried, sampled)) for row in drawn.rows]


def _half_open(
    drawn: Worlds, left: Mapping[str, Unknown], facts: Facts, book: Book, carried: tuple[Carriage, ...]
) -> list[tuple[Row, Outcome]]:
    """Every outcome that the open row may have where there are no worlds over all tables together.

    What is owed may rest on a number that the law leaves open, or on too much at once. Truth and fault do not wait for
    that: where they have worlds of their own they are told in each, and what is owed is told there from all that a
    world truly fixes; an unknown number or day, of which it has one value of many, stays open.
    """
    told = worlds(book.program, spoken_tables(facts, book), facts.row, left, fixed=False)
    if told.mode == "MASK":
        return [(drawn.row, one) for one in masked(facts, drawn.row, book, carried)]
    if not told.rows:
        raise _impossible(told)
    declared, trial = book.program.declared.facts, _sampled(told, left, book)
    names = [name for name in told.row if name in told.unknown or declared[name].present_if]
    owing: dict[tuple[Value | None, ...], tuple[Row, Entitlement]] = {}
    found: list[tuple[Row, Outcome]] = []
    for world in told.rows:
        fixed = tuple(drawn.row[name] if name in trial and world[name] is not None else world[name] for name in names)
        if fixed not in owing:
            row: Row = {**drawn.row, **dict(zip(names, fixed, strict=True))}
            owing[fixed] = row, owed(replace(facts, row=row), book)
        row, entitlement = owing[fixed]
        found.append((row, spoken(facts, world, book, carried, entitlement)))
    return found


def _impossible(drawn: Worlds) -> InputError:
    names = ", ".join(f"`{name}`" for name in drawn.unknown)
    return InputError(
        f"nothing that is said of {names} can be right with the other facts of the case",
        at=Place("", "answers"),
        hint="compare the days and sums that were answered, and correct one",
        code="facts.contradict",
    )


def _mask(reached: list[tuple[Row, Outcome]]) -> Mask:
    return Mask(tuple(one.key for _, one in reached), open=any(one.open for _, one in reached))


def _common(outcomes: tuple[Outcome, ...]) -> Outcome:
    """What holds in every possible outcome; the rest is open."""
    verdicts = tuple(dict.fromkeys(one.finding.verdict for one in outcomes))
    finding = agreed(outcomes[0].finding, [one.finding for one in outcomes])
    if len(verdicts) > 1:
        finding = Finding("inconclusive", "", {}, open=True, possible=verdicts)
    return Outcome(finding, owed_anyway(outcomes), _fault_anyway(outcomes))


def _fault_anyway(outcomes: tuple[Outcome, ...]) -> Fault:
    first = outcomes[0].fault
    if all(one.fault.shares == first.shares and one.fault.loss_bearer == first.loss_bearer for one in outcomes):
        return agreed_fault(first, [one.fault for one in outcomes])
    bearers = {one.fault.loss_bearer for one in outcomes}
    return Fault((), first.loss_bearer if len(bearers) == 1 else "", "", {}, open=True)


def _without_person(facts: Facts, book: Book) -> Facts:
    declared = book.program.declared.facts
    own = {name for name, fact in declared.items() if fact.side in OWN_SIDES}
    return replace(
        facts,
        states={name: state for name, state in facts.states.items() if name in own},
        row={name: value for name, value in facts.row.items() if name in own},
    )
