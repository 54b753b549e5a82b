"""Orders that nobody has complained about: which of them need action now?

The book's own sweep tables decide, under each reason that they name. Most orders are seen through without a ruling: the
compiled tables are asked on plain rows, and only where they may call for action is the order heard in full. Both ways
read the same facts; what the quick way cannot exclude, the full way decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias, cast

import msgspec

from ombud.book.record import Book
from ombud.decide.clocks import clocks
from ombud.decide.decide import Heard, hear, pronounced
from ombud.facts.quick import Quick
from ombud.kernel.scalar import Value
from ombud.model.case_file import Allegation, CaseFile
from ombud.model.remedy import RemedyPlan
from ombud.model.swept import UNKNOWN, Act, Swept, Urgency
from ombud.rules.answer import collect
from ombud.rules.checked import Row, Table
from ombud.rules.declare import Answers
from ombud.rules.emit_python import compile_collect, compile_first
from ombud.rules.reads import facts_of, reads

OWED, GIVEN, CLOCK, CLOCK_ON = "swept_owed", "swept_given", "swept_clock", "swept_clock_on"
ASKS: dict[str, Answers] = {OWED: "owed", GIVEN: "goodwill", CLOCK: "clock"}
NOTHING_FOUND: dict[str, Value | None] = {**dict.fromkeys(ASKS, False), CLOCK_ON: None}
AUTOMATIC, SHOP, REST = "automatic", "shop", "none"

Ask: TypeAlias = Callable[[Row], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one sweep table says: `number` as of a first hit, and whether that may change once the order is heard."""

    table: Table
    number: int
    outputs: tuple[Value | None, ...]
    open: bool


class Sweep:
    """A sweep with one book as of one day. `reasons` are those that its tables name."""

    def __init__(self, book: Book, asof: date) -> None:
        self.book = book
        self.asof = asof
        self._tables = book.tables_for("sweep")
        self.reasons = tuple(dict.fromkeys(label for table in self._tables for label in table.declared.labels))
        self._candidates = tuple(Allegation(reason=reason, denies_delivery=False) for reason in self.reasons)
        self._plans: dict[str, _Plan] = {}

    def look(self, file: CaseFile) -> Swept:
        """What this order needs. A file with allegations of its own is looked at under them too.

        Raises:
            InputError: the facts contradict each other.
        """
        told = {one.reason for one in file.allegations}
        candidates = (*file.allegations, *(one for one in self._candidates if one.reason not in told))
        if file.answers or file.requests or not told <= set(self.reasons):
            return self._heard(file, candidates, [])
        rows = self._quick.rows(file, candidates, self.asof)
        if rows and not self._quick.possible(rows[0]):
            return self._heard(file, candidates, [])
        asked = [self._ask(row) for row in rows]
        maybe = [one for one, said in zip(candidates, asked, strict=True) if any(item.open for item in said)]
        if maybe:
            quiet = [(row, said) for one, row, said in zip(candidates, rows, asked, strict=True) if one not in maybe]
            return self._heard(file, maybe, quiet)
        return self._resting(file, list(zip(rows, asked, strict=True)))

    @cached_property
    def _quick(self) -> Quick:
        """Rows of all the facts that the tables of this sweep, and those it asks first, read under its reasons."""
        names = {name for reason in self.reasons for name in self._plan(reason).reads}
        return Quick(self.book.program, names - NOTHING_FOUND.keys())

    def _plan(self, reason: str) -> _Plan:
        if reason not in self._plans:
            self._plans[reason] = _Plan.of(self.book, self._tables, reason)
        return self._plans[reason]

    def _ask(self, row: dict[str, Value | None]) -> list[_Asked]:
        """Every sweep table on a row whose `swept_…` facts are not found out yet: they are false, or may be true."""
        plan = self._plan(str(row["reason"]))
        row |= NOTHING_FOUND
        may = {fact for fact, asks in plan.asks.items() if any(_may(fact, ask(row)) for ask in asks)}
        row |= dict.fromkeys(may)
        return [self._asked(table, ask, row, may) for table, ask in plan.tables]

    def _asked(self, table: Table, ask: Ask, row: Row, may: set[str]) -> _Asked:
        number, *outputs = ask(row)
        acts = number > 0 and dict(zip((name for name, _ in table.outputs), outputs, strict=True))["act"] != REST
        stopped = number < 0 and bool(may) and not may.isdisjoint(self._reads(table, number))
        return _Asked(table, number, tuple(outputs), acts or stopped)

    def _reads(self, table: Table, number: int) -> Iterable[str]:
        """The facts that the rule at which the search stopped reads."""
        return facts_of((table.rules[abs(number) - 1].condition,), self.book.program.definitions)

    def _heard(
        self, file: CaseFile, allegations: Sequence[Allegation], quiet: Sequence[tuple[Row, list[_Asked]]]
    ) -> Swept:
        """The order heard in full under the reasons that may call for action, and ruled on under those that do."""
        heard = hear(msgspec.structs.replace(file, allegations=tuple(allegations)), self.book, self.asof)
        asked = [(row, self._ask_all(row)) for row in (self._found(heard, i) for i in range(len(allegations)))]
        found = _once((one, self._acts(one.reason, said)) for one, (_, said) in zip(allegations, asked, strict=True))
        acting = tuple(one for one, acts in found if acts)
        if not acting:
            return self._resting(file, [*asked, *quiet])
        if len(acting) < len(found):
            heard = hear(msgspec.structs.replace(file, allegations=acting), self.book, self.asof)
        acts = (
            replace(act, options=_rules(plan))
            for (_, many), plan in zip((one for one in found if one[1]), heard.plans, strict=True)
            for act in many
        )
        return Swept(file.id, tuple(acts), pronounced(heard, self.book, letters=False))

    def _ask_all(self, row: Row) -> list[_Asked]:
        """Every sweep table on a row in which all is found out that can be."""
        return [self._asked(table, ask, row, set()) for table, ask in self._plan(str(row["reason"])).tables]

    def _found(self, heard: Heard, index: int) -> Row:
        """The row of an allegation, with what the sweep's own facts come to."""
        one, facts, plan = heard.weighed[index], heard.whole[index], heard.plans[index]
        redress = [item for outcome in one.outcomes for item in outcome.entitlement.redress]
        certain = any(item.certain and item.arises == AUTOMATIC for item in one.answer.entitlement.redress)
        maybe = any(item.arises == AUTOMATIC for item in redress)
        given = any(option.kind == "goodwill" and option.amount is not None for option in plan.options)
        asked = collect(self.book.program, self.book.tables_for("goodwill"), facts.row)
        unsure = any(not answer.sure and "amount" in answer.rule.outputs for answer in asked)
        ends = [clock.due for clock in clocks([one], self.book, self.asof) if clock.waiting_on == SHOP]
        return {
            **facts.row,
            OWED: True if certain else None if maybe else False,
            GIVEN: True if given else None if unsure else False,
            CLOCK: bool(ends),
            CLOCK_ON: min(ends, default=None),
        }

    def _acts(self, reason: str, asked: Iterable[_Asked]) -> tuple[Act, ...]:
        found = (self._act(reason, one) for one in asked if one.number > 0)
        return tuple(act for act in found if act is not None)

    def _act(self, reason: str, one: _Asked) -> Act | None:
        rule = one.table.rules[one.number - 1]
        given = dict(zip((name for name, _ in one.table.outputs), one.outputs, strict=True))
        if given["act"] == REST:
            return None
        urgency = cast(Urgency, given["act"])
        name = f"{one.table.name}.{rule.id}"
        by = _day(given.get("by"))
        return Act(
            reason,
            urgency,
            name,
            rule.declared.because,
            due=_day(given.get("due")),
            step=str(given.get("step") or ""),
            by=max(by, self.asof) if by else None,
        )

    def _resting(self, file: CaseFile, asked: Iterable[tuple[Row, list[_Asked]]]) -> Swept:
        """Why an order can wait: the fact without which nobody can tell, else the rule that says so."""
        said = [(row, one) for row, many in asked for one in many]
        stopped = [(row, one) for row, one in said if one.number < 0]
        if stopped:
            found = (self._lacking(one, row) for row, one in stopped)
            lacks = next((name for name in found if name), "")
            fact = self.book.program.declared.facts.get(lacks)
            return Swept(file.id, kind=UNKNOWN, lacks=lacks, because=fact.means if fact else {})
        rules = ((one.table.name, one.table.rules[one.number - 1]) for _, one in said if one.number > 0)
        for name, rule in rules:
            return Swept(file.id, kind=f"{name}.{rule.id}", because=rule.declared.because)
        return Swept(file.id)

    def _lacking(self, one: _Asked, row: Row) -> str:
        """The cheapest fact to find out of those that stopped the search, or that stopped the tables asked before."""
        names = [name for name in self._reads(one.table, one.number) if row.get(name) is None]
        if not NOTHING_FOUND.keys().isdisjoint(names):
            tables = (*self.book.tables_for("owed"), *self.book.tables_for("goodwill"))
            unsure = [answer for answer in collect(self.book.program, tables, row) if not answer.sure]
            read = facts_of((answer.rule.condition for answer in unsure), self.book.program.definitions)
            names = [name for name in read if row.get(name) is None]
        return self._cheapest(names, row)

    def _cheapest(self, names: Sequence[str], row: Row) -> str:
        """The first to ask for: a guard before the fact behind it, an absent fact only where there is no other."""
        facts = self.book.program.declared.facts
        guards = {name: facts[name].present_if for name in names}
        known = [name for name in names if not guards[name] or row.get(guards[name])]
        unknown = [guards[name] for name in names if guards[name] and row.get(guards[name]) is None]
        return min((known + unknown) or names, key=lambda name: (facts[name].cost, name), default="")


@dataclass(frozen=True, slots=True)
class _Plan:
    """The compiled tables under one reason: those of the sweep, and those it asks first, by the fact they give."""

    tables: tuple[tuple[Table, Ask], ...]
    asks: dict[str, tuple[Ask, ...]]
    reads: frozenset[str]

    @classmethod
    def of(cls, book: Book, tables: Iterable[Table], reason: str) -> _Plan:
        program = book.program
        own = [table for table in tables if _for(table, reason)]
        read = {name for table in own for name in reads(program, table)}
        first = {
            fact: [table for table in book.tables_for(answers) if _for(table, reason)]
            for fact, answers in ASKS.items()
            if fact in read
        }
        read |= {name for many in first.values() for table in many for name in reads(program, table)}
        asks = {fact: tuple(compile_collect(program, table) for table in many) for fact, many in first.items()}
        return cls(tuple((table, compile_first(program, table)) for table in own), asks, frozenset(read))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _rules(plan: RemedyPlan) -> frozenset[str]:
    """The rules by which anything is owed or offered."""
    return frozenset(option.rule for option in (*plan.options, *plan.exposure))


def _for(table: Table, reason: str) -> bool:
    declared = table.declared
    return declared.guard != "reason" or not declared.labels or reason in declared.labels


def _may(fact: str, found: tuple[Any, ...]) -> bool:
    """Does any rule of a table hold, or may it? A clock that only may run is none: it is not about to end for sure."""
    return any(truth for _, truth, *_ in found) if fact == CLOCK else bool(found)


def _once(found: Iterable[tuple[Allegation, tuple[Act, ...]]]) -> list[tuple[Allegation, tuple[Act, ...]]]:
    """What the same rule calls for under two reasons is called for once, under the first."""
    seen: set[tuple[str, date | None]] = set()
    kept = []
    for allegation, acts in found:
        kept.append((allegation, tuple(act for act in acts if (act.rule, act.due) not in seen)))
        seen |= {(act.rule, act.due) for act in acts}
    return kept
