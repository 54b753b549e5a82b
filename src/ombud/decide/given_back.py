"""What went back already, told apart by what it was for: neither delivery nor one line lessens another line's price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ombud.book.record import Book
from ombud.book.sums import sums_of
from ombud.decide.allegation import Weighed
from ombud.decide.per_line import goods_of
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile
from ombud.model.entitlement import Redress
from ombud.model.facts import Facts
from ombud.model.returned import Returned
from ombud.model.vocabulary import remedies
from ombud.rules.interpret import evaluate


def given_back(file: CaseFile, facts: Sequence[Facts], weighed: Sequence[Weighed], book: Book) -> tuple[Returned, ...]:
    """What went back, for each allegation with its facts and what it comes to.

    A refund of the goods that names no line is taken to be for those that are complained of, each part of it for one
    line alone: first for those of which the price is asked back, then in the order of the allegations.
    """
    lines = [allegation.line for allegation in file.allegations]
    owed = [one.answer.entitlement.redress for one in weighed]
    priced = [_priced(redress, one, book) for redress, one in zip(owed, facts, strict=True)]
    whole, delivery = (_minor(facts[0], name) for name in ("refunded_in_all", "delivery_fee_returned"))
    named = _named(file, facts[0])
    first = sorted(range(len(lines)), key=lambda i: not _asked(owed[i]))
    prices = _prices([(lines[i], priced[i]) for i in first])
    shares = _shared(max(0, whole - delivery - sum(named.values())), prices, named)
    apart = [_apart(redress, one, book) for redress, one in zip(owed, facts, strict=True)]
    goods = [
        named.get(line, 0) + shares.get(line, 0) if line else _minor(one, "refunded_goods")
        for line, one in zip(lines, facts, strict=True)
    ]
    return tuple(Returned(whole, *each) for each in zip(goods, [delivery] * len(lines), priced, apart, strict=True))


def _priced(redress: Iterable[Redress], facts: Facts, book: Book) -> Mapping[str, int]:
    """The rules whose sum rests on the goods complained of, each with their price, where it is known."""
    found = {}
    for rule in dict.fromkeys(one.rule for one in redress):
        values = [facts.row.get(name) for name in goods_of(rule, book)]
        known = [value for value in values if isinstance(value, Decimal)]
        if known and len(known) == len(values):
            found[rule] = sum(Money.of(value, facts.currency).minor for value in known)
    return found


WENT_BACK = {
    "lines_kept": "withdrawal_back",
    "refund_agreed_sum": "promised_refunded",
    "prepaid": "refunded",
    "paid_in_all": "refunded_unnamed",
}
"""By a fact that a sum may rest on: the fact or value that tells what of such a sum went back already."""


def _apart(redress: Iterable[Redress], facts: Facts, book: Book) -> Mapping[str, int]:
    """The rules whose sum is for a part of what was paid, each with what went back of that part."""
    found = {}
    for rule in dict.fromkeys(one.rule for one in redress):
        rests_on = sums_of(rule, book)
        name = next((back for fact, back in WENT_BACK.items() if fact in rests_on), "")
        if name:
            found[rule] = _came_to(name, facts, book)
    return found


def _named(file: CaseFile, facts: Facts) -> Mapping[str, int]:
    """What went back for goods, by the line that it names."""
    found: dict[str, int] = {}
    for refund in file.refunds or ():
        if refund.line and refund.covers == "goods" and refund.on <= facts.asof:
            found[refund.line] = found.get(refund.line, 0) + Money.of(refund.amount, facts.currency).minor
    return found


def _prices(owed: Iterable[tuple[str, Mapping[str, int]]]) -> Mapping[str, int]:
    """The price of each line that is complained of."""
    found: dict[str, int] = {}
    for line, priced in owed:
        if line and priced:
            found[line] = max(found.get(line, 0), *priced.values())
    return found


def _shared(pool: int, prices: Mapping[str, int], named: Mapping[str, int]) -> Mapping[str, int]:
    """The part of the pool that each line gets, none above what is left of its price."""
    found = {}
    for line, price in prices.items():
        found[line] = min(pool, max(0, price - named.get(line, 0)))
        pool -= found[line]
    return found


def _asked(redress: Iterable[Redress]) -> bool:
    return any(one.demanded and one.remedy in remedies("refund") for one in redress)


def _came_to(name: str, facts: Facts, book: Book) -> int:
    """The sum of a fact, or of a value of the book; nothing where it is unknown."""
    node = book.program.definitions.get(name)
    value = facts.row.get(name) if node is None else evaluate(node, facts.row, book.program)
    return Money.of(value, facts.currency).minor if isinstance(value, Decimal) else 0


def _minor(facts: Facts, name: str) -> int:
    value = facts.row.get(name)
    return Money.of(value, facts.currency).minor if isinstance(value, Decimal) else 0
