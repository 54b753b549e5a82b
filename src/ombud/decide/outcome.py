"""The answers on one completed row, the key that tells outcomes apart, and what is still possible on an open one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ombud import fault as causes
from ombud import finding as truth
from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.carriage import Carriage
from ombud.model.entitlement import Entitlement, MoneyRange, Redress, Sum
from ombud.model.facts import Facts
from ombud.model.fault import Fault
from ombud.model.finding import Finding
from ombud.model.ruling import Possibility
from ombud.promise import owed
from ombud.rules.checked import Row, Table
from ombud.rules.declare import Answers
from ombud.rules.resolve import Key

DECIDING: tuple[Answers, ...] = ("finding", "owed", "fault", "bearer")


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


def deciding_tables(book: Book) -> tuple[Table, ...]:
    """The tables whose answers are the outcome."""
    return tuple(table for answers in DECIDING for table in book.tables_for(answers))


def outcome(facts: Facts, row: Row, book: Book, carriages: Iterable[Carriage]) -> Outcome:
    """The answers on a row; facts of person and money are not in it, whatever the tables say."""
    seen = replace(facts, row=row)
    return Outcome(truth.find(seen, book), owed(seen, book), causes.attribute(seen, book, carriages))


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
    """Outcomes of one key as one: sums that differ become a range."""
    first = outcomes[0]
    redress = tuple(
        replace(one, amount=_span([item.amount for other in outcomes for item in _like(other, one)]))
        for one in first.entitlement.redress
    )
    return replace(first, entitlement=replace(first.entitlement, redress=redress))


def _like(outcome: Outcome, one: Redress) -> list[Redress]:
    return [item for item in outcome.entitlement.redress if item.remedy == one.remedy and item.choose == one.choose]


def _span(amounts: list[Sum]) -> Sum:
    """One sum when all agree, else from the least to the most (open above where any of them is)."""
    known = [amount for amount in amounts if amount is not None]
    if not known or all(amount == known[0] for amount in known):
        return known[0] if known else None
    lows = [amount.minor if isinstance(amount, Money) else amount.low for amount in known]
    highs = [amount.minor if isinstance(amount, Money) else amount.high for amount in known]
    tops = [high for high in highs if high is not None]
    return MoneyRange(min(lows), max(tops) if len(tops) == len(highs) else None, known[0].currency)
