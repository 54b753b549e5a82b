"""The answers on one completed row, the key that tells outcomes apart, and what is still possible on an open one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from ombud import fault as causes
from ombud import finding as truth
from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.carriage import Carriage
from ombud.model.entitlement import Entitlement, Level, MoneyRange, Redress, Sum
from ombud.model.facts import Facts
from ombud.model.fault import Fault
from ombud.model.finding import Finding
from ombud.model.ruling import Possibility
from ombud.promise import owed
from ombud.rules.checked import Row, Table
from ombud.rules.declare import Answers
from ombud.rules.resolve import Key

LEVELS: tuple[Level, ...] = get_args(Level)
SPOKEN: tuple[Answers, ...] = ("finding", "fault", "bearer")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Finding, entitlement and fault together: the answers of one allegation on one row."""

    finding: Finding
    entitlement: Entitlement
    fault: Fault

    @property
    def key(self) -> Key:
        """What tells two outcomes apart: verdict, remedies with their terms, basis, fault, bearer; not amounts."""
        redress = tuple(sorted((one.remedy, one.arises, one.choose, one.certain) for one in self.entitlement.redress))
        shares = tuple((part.party, str(part.share)) for part in self.fault.shares)
        return (self.finding.verdict, redress, self.entitlement.basis, shares, self.fault.loss_bearer)

    @property
    def open(self) -> bool:
        """Is any of the answers stopped by an unknown?"""
        return self.finding.open or self.fault.open or any(not one.certain for one in self.entitlement.redress)


def deciding_tables(facts: Facts, book: Book) -> tuple[Table, ...]:
    """The tables whose answers are the outcome: of what is owed all levels, else the law's where it speaks.

    Silence counts only where something was asked for that it could grant.
    """
    silence = book.tables_for("silence") if facts.demanded else ()
    return (*spoken_tables(facts, book), *book.tables_for("owed"), *silence)


def spoken_tables(facts: Facts, book: Book) -> tuple[Table, ...]:
    """The tables of truth, fault and who bears the loss: the law's where it speaks, else the shop's."""
    return tuple(table for answers in SPOKEN for table in book.speaking(answers, facts.row))


def outcome(
    facts: Facts, row: Row, book: Book, carriages: Iterable[Carriage], sampled: Collection[str] = ()
) -> Outcome:
    """The answers on a row; facts of person and money are not in it, whatever the tables say.

    `sampled` are the unknown numbers and days whose value in the row is one of many.
    """
    return spoken(facts, row, book, carriages, owed(replace(facts, row=row), book, sampled))


def spoken(facts: Facts, row: Row, book: Book, carriages: Iterable[Carriage], entitlement: Entitlement) -> Outcome:
    """Truth and fault on a row, beside what is owed."""
    seen = replace(facts, row=row)
    return Outcome(truth.find(seen, book), entitlement, causes.attribute(seen, book, carriages))


def masked(facts: Facts, row: Row, book: Book, carriages: Iterable[Carriage]) -> tuple[Outcome, ...]:
    """What may still come out on a row with unknown facts: every possible finding and fault, what is surely owed and
    what may be.
    """
    seen, carried = replace(facts, row=row), tuple(carriages)
    entitlement = owed(seen, book)
    faults = causes.possible(seen, book, carried)
    return tuple(Outcome(one, entitlement, fault) for one in truth.possible(seen, book) for fault in faults)


def possibility(one: Outcome, given: Row) -> Possibility:
    """An outcome as the ruling shows it."""
    redress = one.entitlement.redress
    return Possibility(
        finding=one.finding.verdict,
        remedies=tuple(item.remedy for item in redress if item.certain),
        basis=one.entitlement.basis,
        fault=tuple((part.party, f"{part.share:.4f}") for part in one.fault.shares),
        given=dict(given),
        open=tuple(item.remedy for item in redress if not item.certain),
        amounts=tuple(item.amount for item in redress if item.certain),
    )


def merged(outcomes: list[Outcome]) -> Outcome:
    """Outcomes of one key as one: sums that differ become a range, days the earliest; a reason stands if it is one."""
    first = outcomes[0]
    lines = zip(*(_in_order(one) for one in outcomes), strict=True)
    found = {id(line[0]): _as_one(line) for line in lines}
    redress = tuple(found[id(one)] for one in first.entitlement.redress)
    return Outcome(
        finding=agreed(first.finding, [one.finding for one in outcomes]),
        entitlement=replace(first.entitlement, redress=redress),
        fault=agreed_fault(first.fault, [one.fault for one in outcomes]),
    )


def agreed(finding: Finding, others: Collection[Finding]) -> Finding:
    """The finding; without its rule and reason where the same verdict rests on another in some of the others."""
    if all(other.rule == finding.rule for other in others):
        return finding
    clause = finding.clause if all(other.clause == finding.clause for other in others) else ""
    return replace(finding, rule="", because={}, clause=clause)


def agreed_fault(fault: Fault, others: Collection[Fault]) -> Fault:
    """The fault; without its reason where other rules come to the same for other reasons."""
    if all(other.rule == fault.rule for other in others):
        return fault
    return replace(fault, because={})


def _in_order(outcome: Outcome) -> list[Redress]:
    """The lines in an order that outcomes of one key share."""
    return sorted(outcome.entitlement.redress, key=lambda one: (one.remedy, one.arises, one.choose, one.certain))


def _as_one(lines: Sequence[Redress]) -> Redress:
    """The line with all its sums, the earliest day, what it must be verified for, and a reason that holds in each."""
    first, days = lines[0], [line.due for line in lines]
    known = [day for day in days if day is not None]
    return replace(
        first,
        amount=_span([line.amount for line in lines]),
        due=min(known) if len(known) == len(days) else None,
        promptly=all(line.promptly for line in lines),
        because=first.because if all(line.rule == first.rule for line in lines) else None,
        cites=tuple(dict.fromkeys(cite for line in lines for cite in line.cites)),
        demanded=all(line.demanded for line in lines),
        to_be_verified=any(line.to_be_verified for line in lines),
        forgone=all(line.forgone for line in lines),
    )


def owed_anyway(outcomes: Sequence[Outcome]) -> Entitlement:
    """What is owed in every outcome, on the terms that hold in every one.

    A better ground that only may be there takes nothing from the ground that certainly is.
    """
    held = [{one.thing: one for one in item.entitlement.redress if one.certain} for item in outcomes]
    shared = [name for name in held[0] if all(name in lines for lines in held)]
    redress = tuple(_weakest([lines[name] for lines in held]) for name in shared)
    return Entitlement(min((one.basis for one in redress), key=LEVELS.index, default="none"), redress)


def _weakest(lines: Sequence[Redress]) -> Redress:
    days = [one.due for one in lines if not one.promptly]
    known = [day for day in days if day is not None]
    return replace(
        _as_one(lines),
        due=max(known, default=None) if len(known) == len(days) else None,
        arises="on_demand" if any(one.arises == "on_demand" for one in lines) else "automatic",
        choose=next((one.choose for one in lines if one.choose), ""),
    )


def _span(amounts: list[Sum]) -> Sum:
    """One sum when all agree, else from the least to the most (open above where any of them is)."""
    known = [amount for amount in amounts if amount is not None]
    if not known or all(amount == known[0] for amount in known):
        return known[0] if known else None
    lows = [amount.minor if isinstance(amount, Money) else amount.low for amount in known]
    highs = [amount.minor if isinstance(amount, Money) else amount.high for amount in known]
    tops = [high for high in highs if high is not None]
    return MoneyRange(min(lows), max(tops) if len(tops) == len(highs) else None, known[0].currency)
