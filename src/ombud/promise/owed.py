"""What is owed: every rule of statute, individual promise, promise and platform that holds, the best of each remedy."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast

from ombud.book.marks import VERIFY, mark
from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.entitlement import Arises, Entitlement, MoneyRange, Redress, Sum
from ombud.model.facts import Facts
from ombud.promise.best import LEVELS, best
from ombud.rules.answer import Answer, collect
from ombud.rules.bounds import reach
from ombud.rules.checked import Program, Row
from ombud.rules.declare import Value
from ombud.rules.interpret import evaluate

LEAST, TOP = "least", "most"
"""Beside the outputs of a rule: between what its sum may come to, where a value for trial stands in it."""


def owed(facts: Facts, book: Book, sampled: Collection[str] = ()) -> Entitlement:
    """All redress of one allegation. What only may be owed, because a fact is unknown, has `certain` False.

    `sampled` are unknown numbers and days that stand in the row with a value for trial: the conditions may read them,
    but a day that rests on one is not named, and a sum that rests on one without bounds is open above, unless no value
    of it could raise the sum beyond an end. A rule that
    comes to less than nothing owes nothing: no book turns what is owed into a debt of the customer.
    """
    trial = _Trial.of(facts.row, sampled, book.program)
    answers = collect(book.program, book.tables_for("owed"), facts.row)
    hits = (_redress(trial.told(answer), facts, book) for answer in answers)
    redress = best(tuple(hit for hit in hits if not _is_a_debt(hit.amount)))
    certain = [one.basis for one in redress if one.certain]
    return Entitlement(min(certain, key=LEVELS.index, default="none"), redress)


def _is_a_debt(amount: Sum) -> bool:
    low = amount.low if isinstance(amount, MoneyRange) else amount.minor if amount else 0
    return low < 0


@dataclass(frozen=True, slots=True)
class _Trial:
    """The row without the values for trial, and without those of them that have no bounds."""

    known: Row
    bounded: Row
    program: Program

    @classmethod
    def of(cls, row: Row, sampled: Collection[str], program: Program) -> _Trial:
        facts = program.declared.facts
        free = [name for name in sampled if facts[name].low is None or facts[name].high is None]
        return cls({**row, **dict.fromkeys(sampled)}, {**row, **dict.fromkeys(free)}, program)

    def told(self, answer: Answer) -> Answer:
        """The answer without a day that is only a trial, its sum open where it has no upper end."""
        given, nodes = dict(answer.outputs), answer.rule.outputs
        if "due" in given and evaluate(nodes["due"], self.known, self.program) is None:
            given["due"] = None
        if given.get("amount") is not None and evaluate(nodes["amount"], self.bounded, self.program) is None:
            ends = reach(nodes["amount"], self.bounded, self.program)
            bounds: dict[str, Value | None] = {LEAST: ends.low or Decimal(0), TOP: ends.high}
            given |= {"open": True} if ends.high is None else bounds
        return replace(answer, outputs=given)


def _redress(answer: Answer, facts: Facts, book: Book) -> Redress:
    declared, given = answer.rule.declared, answer.outputs
    worst = mark(book, answer.rule, facts.row)
    due = given.get("due")
    return Redress(
        remedy=str(given.get("remedy") or _literal(answer, "remedy")),
        amount=_amount(answer, facts.currency),
        basis=answer.table.declared.level,
        arises=cast(Arises, str(given.get("arises") or _literal(answer, "arises") or "automatic")),
        rule=answer.name,
        due=due if isinstance(due, date) else None,
        promptly=given.get("promptly") is True,
        choose=declared.choose,
        cites=declared.cites,
        because=declared.because,
        demanded=given.get("demanded") is True,
        mark=worst,
        to_be_verified=worst in VERIFY,
        clause=declared.clause,
        certain=answer.sure,
    )


def _literal(answer: Answer, name: str) -> str:
    """A literal output of a rule that only may hold (its expressions are not computed)."""
    value = answer.rule.declared.then.get(name)
    return value if isinstance(value, str) else ""


def _amount(answer: Answer, currency: str) -> Sum:
    """One sum; a range that is open above where the rule says so; open where a fact in it is unknown."""
    if "amount" not in answer.rule.outputs:
        return None
    value = answer.outputs.get("amount")
    amount = Money.of(value, currency) if isinstance(value, Decimal | int) else None
    least = _end(answer, LEAST, amount, currency)
    if amount is None or answer.outputs.get("open") is True:
        return MoneyRange(max(0, min(least, amount.minor)) if amount else 0, None, currency)
    most = _end(answer, TOP, amount, currency)
    if least >= amount.minor >= most:
        return amount
    return MoneyRange(max(0, min(least, amount.minor)), max(most, amount.minor), currency)


def _end(answer: Answer, name: str, amount: Money | None, currency: str) -> int:
    """An end of what the sum may come to, in minor units; the sum itself where it is certain."""
    end = answer.outputs.get(name)
    return Money.of(end, currency).minor if isinstance(end, Decimal) else amount.minor if amount else 0
