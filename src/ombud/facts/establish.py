"""Every fact of one allegation: known, contested, unknown or absent, with its evidence.

Records speak first, then the book's settle tables weigh what the records and answers say; where both are silent an
answer by hand counts, and at last the catalogue's default. Then facts whose guard is FALSE become absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from ombud.facts import evidence
from ombud.facts.answers import answered, check_answers
from ombud.facts.demanded import demanded
from ombud.facts.plan import Plan, Settling, plan_of
from ombud.facts.tables import Records
from ombud.facts.timeline import timeline
from ombud.kernel.errors import InputError, Place
from ombud.kernel.scalar import Value
from ombud.model.case_file import Allegation, Answer, CaseFile
from ombud.model.facts import Evidence, Facts, FactState
from ombud.rules.checked import Program
from ombud.rules.declare import FactDecl
from ombud.rules.emit_python import CONTESTED
from ombud.rules.interpret import contradictions
from ombud.rules.reads import facts_of

NONE = "none"
HEARSAY = "third_party"


class Opened(Protocol):
    """An open book, as far as facts need it."""

    @property
    def program(self) -> Program:
        """The checked rules with their fact catalogue."""


def establish(
    file: CaseFile, book: Opened, allegation: Allegation | None, *, asof: date, question: str | None = None
) -> Facts:
    """The facts of one allegation (None: of a question) on a day. Records dated later are not yet known.

    `question` sets another question of the shop than the case's own (one of its `asks`).

    Raises:
        InputError: answers that do not fit the catalogue, or facts that contradict each other; both are named.
        BookError: a `from` in the catalogue cannot be right.
    """
    plan = plan_of(book.program)
    check_answers(file, plan.facts)
    reason = allegation.reason if allegation else NONE
    asked = file.question if question is None else question
    work = _Work(plan, Records(file, allegation, asof), _Answers(file, plan, asof))
    work.set_always({"asof": asof, "reason": reason, "question": asked or NONE, "kind": file.kind})
    work.draw()
    work.settle()
    work.guard()
    work.mark_pending(asof)
    _refuse_contradictions(plan, work)
    asked_for = {one.fact: one.by for one in sorted(file.requests, key=lambda one: one.by) if one.asked_on <= asof}
    wishes = demanded(file, allegation, work.row.get("complaint_on"), made=work.row.get("complaint_made"))
    return Facts(
        reason,
        asof,
        file.currency,
        work.states,
        work.row,
        timeline(file, asof),
        asked_for,
        wishes,
        _suppliers(file, allegation),
    )


def _suppliers(file: CaseFile, allegation: Allegation | None) -> tuple[str, ...]:
    about = allegation.line if allegation else ""
    lines = (line for order in file.orders or () for line in order.lines or () if about in ("", line.id))
    return tuple(dict.fromkeys(line.supplier for line in lines if line.supplier))


class _Answers:
    """The answers by hand that are known on the day, by fact; a witness may correct himself."""

    __slots__ = ("by_fact", "implied")

    def __init__(self, file: CaseFile, plan: Plan, asof: date) -> None:
        self.by_fact: dict[str, dict[str, tuple[Value | None, Answer]]] = {}
        self.implied: dict[str, Evidence] = {}
        for i, answer in enumerate(file.answers):
            if answer.on is not None and answer.on > asof:
                continue
            fact = plan.facts[answer.fact]
            if answer.witness == HEARSAY and fact.side == "person":
                continue  # what others tell of a customer is neither used nor repeated
            value = answered(answer, fact, f"answers[{i}].value", file.currency)
            self.by_fact.setdefault(answer.fact, {})[answer.witness] = (value, answer)
            if value is not None and fact.present_if:
                self.implied[fact.present_if] = evidence.of_answer(answer)

    def values(self, fact: str) -> list[Value | None]:
        return [value for value, _ in self.by_fact.get(fact, {}).values()]

    def evidence(self, fact: str) -> tuple[Evidence, ...]:
        return tuple(evidence.of_answer(answer) for _, answer in self.by_fact.get(fact, {}).values())


class _Work:
    """Facts in the making: `states` and the `row` that the rules read, kept in step."""

    __slots__ = ("answers", "plan", "records", "row", "states")

    def __init__(self, plan: Plan, records: Records, answers: _Answers) -> None:
        self.plan = plan
        self.records = records
        self.answers = answers
        self.states: dict[str, FactState] = dict(plan.nothing)
        self.row: dict[str, Value | None] = dict.fromkeys(plan.facts)

    def put(self, state: FactState) -> None:
        self.states[state.name] = state
        self.row[state.name] = state.value

    def set_always(self, values: Mapping[str, Value]) -> None:
        """What every row has, whether anybody speaks of it or not."""
        for name, value in values.items():
            fact = self.plan.facts.get(name)
            if fact is not None and fact.always:
                self.put(FactState(name, value, evidence=(Evidence(name, "derived"),)))

    def draw(self) -> None:
        """Facts from records; where they say nothing and no settle table will, from answers."""
        for name, fact in self.plan.facts.items():
            if self.row[name] is not None:
                continue
            draw = self.plan.draws.get(name)
            drawn = draw.run(self.records) if draw is not None else None
            if draw is not None and drawn is not None and drawn.value is not None:
                found = evidence.of_records(draw, drawn)
                if name in self.answers.by_fact:
                    found += self.answers.evidence(name)
                self.put(FactState(name, drawn.value, evidence=found))
            elif name not in self.plan.settles:
                self.by_hand(fact)

    def settle(self) -> None:
        """Conflicting evidence becomes a fact, each table after those whose results it reads."""
        for name, settling in self.plan.settles.items():
            if self.row[name] is not None:
                continue
            result = settling.run(self.row)
            if result is None:
                self.by_hand(self.plan.facts[name])
            else:
                value = None if result is CONTESTED else result
                self.put(self.settled(self.plan.facts[name], settling, value))  # type: ignore[arg-type]

    def settled(self, fact: FactDecl, settling: Settling, value: Value | None) -> FactState:
        """The state that a settle table gives; None is contested."""
        found = evidence.of_settling(self.states[name] for name in settling.reads)
        found += self.answers.evidence(fact.name)
        if value is not None:
            return FactState(fact.name, value, evidence=found)
        claimed = (True, False) if fact.type == "bool" else evidence.claims(self.answers.values(fact.name))
        return FactState(fact.name, kind="contested", claimed=claimed or fact.labels, evidence=found)

    def by_hand(self, fact: FactDecl) -> None:
        """The answers and what they imply, else the default, or nothing."""
        name = fact.name
        if name in self.answers.by_fact or name in self.answers.implied:
            self.told(fact)
        elif fact.default is not None:
            self.put(FactState(name, fact.default, evidence=evidence.DEFAULT))

    def told(self, fact: FactDecl) -> None:
        """What answers, and what they imply, make of a fact."""
        name = fact.name
        found = self.answers.evidence(name) or self.implied(fact)
        if self.denied(fact, found):
            self.put(FactState(name, kind="contested", claimed=(True, False), evidence=found))
            return
        if name in self.answers.by_fact:
            claimed = evidence.claims(self.answers.values(name))
            if len(claimed) == 1:
                self.put(FactState(name, claimed[0], evidence=found))
                return
            if claimed:
                self.put(FactState(name, kind="contested", claimed=claimed, evidence=found))
                return
        if self.implied(fact):
            self.put(FactState(name, value=True, evidence=self.implied(fact)))
        elif fact.default is not None:
            self.put(FactState(name, fact.default, evidence=evidence.DEFAULT))

    def implied(self, fact: FactDecl) -> tuple[Evidence, ...]:
        """The answer that could not have been given were this fact not so."""
        found = self.answers.implied.get(fact.name) if fact.type == "bool" else None
        return (found,) if found else ()

    def denied(self, fact: FactDecl, found: tuple[Evidence, ...]) -> bool:
        """Does the customer deny what others, and only they, say is so?"""
        values = self.answers.values(fact.name) or [True]
        says_so = bool(found) and True in values and all(item.witness != "customer" for item in found)
        return bool(fact.denied_by) and says_so and self.row[fact.denied_by] is True

    def guard(self) -> None:
        """Absent is not unknown: where the guard is FALSE there is nothing to know."""
        for name, guard in self.plan.guards:
            if self.row[guard] is False or self.states[guard].absent:
                self.refuse_both(name, guard)
                self.put(FactState(name, absent=True, evidence=self.states[guard].evidence))

    def refuse_both(self, name: str, guard: str) -> None:
        """Two answers by hand that cannot both be right: no delivery, and a day of delivery."""
        given = next(
            (answer for value, answer in self.answers.by_fact.get(name, {}).values() if value is not None), None
        )
        if given is not None and guard in self.answers.by_fact and self.states[guard].evidence[0].weight == "answer":
            raise InputError(
                f"`{guard}` is answered with false, and yet `{name}` with {given.value}",
                at=Place("", "answers"),
                hint="correct one of the two",
                code="facts.contradict",
            )

    def mark_pending(self, asof: date) -> None:
        """What has not happened and may still happen in time: FALSE as of today, and pending."""
        for name, due in self.plan.due.items():
            state = self.states[name]
            day = due(self.row) if state.value is False else None
            if isinstance(day, date) and asof <= day:
                self.put(FactState(name, value=False, kind="pending", due=day, evidence=state.evidence))


def _refuse_contradictions(plan: Plan, work: _Work) -> None:
    for node in contradictions(plan.program, work.row):
        names = [name for name in facts_of((node,), plan.program.definitions) if work.row[name] is not None]
        found = [f"`{name}` ({work.row[name]})" for name in names]
        pointers = [work.states[name].evidence[0].pointer for name in names if work.states[name].evidence]
        raise InputError(
            f"{' and '.join(found)} cannot both be right",
            at=Place("", pointers[0] if pointers else ""),
            hint=f"compare {' with '.join(dict.fromkeys(pointers))} and correct one",
            code="facts.contradict",
        )
