"""What is owed: all that statute, promises and platform give and what silence has granted, the best of each remedy."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from ombud.book.marks import mark
from ombud.book.record import Book
from ombud.book.sums import is_of_goods_going_back
from ombud.kernel.money import Money
from ombud.model.entitlement import APART, Arises, Entitlement, MoneyRange, Redress, Sum
from ombud.model.facts import Facts
from ombud.model.marks import VERIFY
from ombud.promise.best import LEVELS, best
from ombud.promise.silence import accepted
from ombud.promise.trial import FALLS, LEAST, MOST, Trial
from ombud.rules.answer import Answer, collect
from ombud.rules.declare import Value

COMPLAINED_GOES_BACK = "item_goes_back"


def owed(facts: Facts, book: Book, sampled: Collection[str] = ()) -> Entitlement:
    """All redress of one allegation. What only may be owed, because a fact is unknown, has `certain` False.

    `sampled` are unknown numbers and days that stand in the row with a value for trial: the conditions may read them,
    but a day that rests on one is not named, and a sum that rests on one without bounds is open above. A rule that
    comes to less than nothing owes nothing: no book turns what is owed into a debt of the customer.
    """
    trial = Trial.of(facts.row, sampled, book.program)
    answers = collect(book.program, book.tables_for("owed"), facts.row)
    found = (_redress(trial.told(answer), facts, book) for answer in answers)
    hits = [_apart(hit, facts, book) for hit in found if not _is_a_debt(hit.amount)]
    redress = best((*hits, *accepted(facts, book, hits, trial)))
    certain = [one.basis for one in redress if one.certain]
    return Entitlement(min(certain, key=LEVELS.index, default="none"), redress)


def _apart(hit: Redress, facts: Facts, book: Book) -> Redress:
    """Goods that go back beside those complained of are owed for themselves: neither is a choice against the other."""
    if facts.row.get(COMPLAINED_GOES_BACK) is not False or not is_of_goods_going_back(hit.rule, book):
        return hit
    return replace(hit, choose=(hit.choose or "main") + APART)


def _is_a_debt(amount: Sum) -> bool:
    low = amount.low if isinstance(amount, MoneyRange) else amount.minor if amount else 0
    return low < 0


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
        forgone=given.get("forgone") is True,
        way_back=_literal(answer, "way_back"),
    )


def _literal(answer: Answer, name: str) -> str:
    """A literal output of a rule that only may hold (its expressions are not computed)."""
    value = answer.rule.declared.then.get(name)
    return value if isinstance(value, str) else ""


def _amount(answer: Answer, currency: str) -> Sum:
    """One sum; a range that is open above where the rule says so; else up to the most where a fact is unknown."""
    given = answer.outputs
    if "amount" not in answer.rule.outputs:
        return None
    value = given.get("amount")
    amount = Money.of(value, currency) if isinstance(value, Decimal | int) else None
    least = max(0, _minor(given.get(LEAST), currency) or 0)
    low = least if amount is None or (given.get(FALLS) is True and amount.minor > least) else amount.minor
    if given.get("open") is True:
        return MoneyRange(low, None, currency)
    most = _minor(given.get(MOST), currency)
    if most is None:
        return amount or MoneyRange(low, None, currency)
    return Money(most, currency) if most <= low else MoneyRange(low, most, currency)


def _minor(value: Value | None, currency: str) -> int | None:
    return Money.of(value, currency).minor if isinstance(value, Decimal | int) else None
