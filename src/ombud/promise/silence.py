"""What silence makes owed: what the complaint asked for, as far as the law lets silence grant it.

It is laid over what is owed and leaves the finding alone: a complaint that nobody answered in time is not true for
that. The rule names the remedies that silence may grant, so nobody is dismissed by it, the most that a refund or a
price reduction may come to (`most`), and what a refund without a sum comes to (`unnamed`; left out: the most). A limit
that nobody knows grants no sum as certain: only what lies surely below it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ombud.book.marks import mark
from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.demanded import Demanded
from ombud.model.entitlement import MoneyRange, Redress, Sum
from ombud.model.facts import Facts
from ombud.model.marks import VERIFY
from ombud.model.vocabulary import remedies
from ombud.promise.trial import Trial
from ombud.rules.answer import Answer, collect

REFUND = "refund"
REMEDIES = {REFUND: "refund_without_return", "compensation": "loss_compensation"}
"""Wishes that are no remedy's own name. A refund for goods that came is one against their return."""


def accepted(facts: Facts, book: Book, owed: Sequence[Redress], trial: Trial) -> Iterator[Redress]:
    """The demands that silence makes owed; `owed` are the lines that are owed anyway, `trial` tells what is known."""
    for answer in collect(book.program, book.tables_for("silence"), facts.row):
        granted = {part.strip() for part in str(answer.rule.declared.then["remedies"]).split(",")}
        for wish in facts.demanded:
            remedy = _remedy(wish, facts, owed)
            if remedy in granted:
                yield _line(
                    answer, remedy, _sum(answer, remedy, wish, trial, facts.currency), _group(remedy, owed), facts, book
                )


def _remedy(wish: Demanded, facts: Facts, owed: Iterable[Redress]) -> str:
    """The remedy behind a wish: the refund that is owed anyway, else against the return of what came."""
    if wish.wish != REFUND:
        return REMEDIES.get(wish.wish, wish.wish)
    named = [one.remedy for one in owed if one.certain and one.remedy.startswith(REFUND)]
    return named[0] if named else "refund_with_return" if facts.row.get("delivered") is True else REMEDIES[REFUND]


def _group(remedy: str, owed: Iterable[Redress]) -> str:
    """The choice that the remedy is one of, or is one of in the place of what is owed, where there is such a choice."""
    chosen = [one for one in owed if one.choose]
    own = [one.choose for one in chosen if one.remedy == remedy]
    return (own or [one.choose for one in chosen if remedy in remedies("instead")] or [""])[0]


def _sum(answer: Answer, remedy: str, wish: Demanded, trial: Trial, currency: str) -> Sum:
    """The sum that was asked for, within what was paid; without one, what the rule says, or open."""
    if remedy not in remedies("of_money"):
        return None
    least, most = _ends(answer, "most", trial, currency) if remedy in remedies("of_the_price") else (0, None)
    if wish.amount is not None:
        asked = wish.amount.minor
        limited = remedy in remedies("of_the_price") and "most" in answer.rule.outputs
        return _between(min(asked, least) if limited else asked, asked if most is None else min(asked, most), currency)
    if wish.wish == REFUND and remedy in remedies("of_the_price"):
        name = "unnamed" if "unnamed" in answer.rule.outputs else "most"
        return _between(*_ends(answer, name, trial, currency), currency)
    return MoneyRange(0, most, currency)


def _ends(answer: Answer, name: str, trial: Trial, currency: str) -> tuple[int, int | None]:
    """The least and the most that an output comes to, in minor units; None is no end."""
    if name not in answer.rule.outputs:
        return 0, None
    ends = trial.ends(answer, name)
    low = max(Decimal(0), ends.low or Decimal(0))
    return Money.of(low, currency).minor, None if ends.high is None else Money.of(ends.high, currency).minor


def _between(low: int, high: int | None, currency: str) -> Sum:
    return Money(low, currency) if low == high else MoneyRange(low, high, currency)


def _line(answer: Answer, remedy: str, amount: Sum, group: str, facts: Facts, book: Book) -> Redress:
    declared = answer.rule.declared
    worst = mark(book, answer.rule, facts.row)
    return Redress(
        remedy=remedy,
        amount=amount,
        basis=answer.table.declared.level,
        arises="on_demand",
        rule=answer.name,
        promptly=True,
        choose=group,
        cites=declared.cites,
        because=declared.because,
        demanded=True,
        mark=worst,
        to_be_verified=worst in VERIFY,
        clause=declared.clause,
        certain=answer.sure,
    )
