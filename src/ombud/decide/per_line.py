"""What belongs to one order line: two things not right are two refunds; one thing is one, however it is named.

The delivery fee is such a thing too: what of it went back is not given again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ombud.book.record import Book
from ombud.book.sums import CONCERNED, is_of_goods_going_back, rule_of, sums_of
from ombud.facts import Lines, complained_of, going_back
from ombud.kernel.money import Money
from ombud.model.case_file import Allegation, CaseFile
from ombud.model.entitlement import APART
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.vocabulary import remedies
from ombud.rules.checked import Program, Row
from ombud.rules.reads import reads

DELIVERY_FEE = "delivery_charged"
BESIDES = remedies("besides_the_price")
LOSS = "loss_proven"
"""A loss is one, however many things it is told of."""
PART = ("payment", "part")


def by_line(file: CaseFile, plans: Iterable[RemedyPlan], asof: date, book: Book) -> list[RemedyPlan]:
    """The plans, each redress that is about order lines marked with them.

    Choices for several lines are choices of their own: whoever wants his money for one may keep the other.
    """
    plans = list(plans)
    marks = [_Marks(file, one, asof, book) for one in file.allegations]
    sets = {lines for mark, plan in zip(marks, plans, strict=True) for lines in mark.met(plan)}
    groups = _groups(sets)
    whole = {thing for mark, plan in zip(marks, plans, strict=True) for thing in mark.for_all(plan)}
    return [
        replace(
            plan,
            options=tuple(mark.marked(one, groups) for one in plan.options if not mark.is_within(one, whole)),
            exposure=tuple(mark.marked(one, groups) for one in plan.exposure if not mark.is_within(one, whole)),
        )
        for plan, mark in zip(plans, marks, strict=True)
    ]


def _groups(sets: Iterable[frozenset[str]]) -> Mapping[str, str]:
    """By line the name of the lines among which one choice is made; none where there is but one such choice."""
    groups: list[frozenset[str]] = []
    for lines in sets:
        meeting = [one for one in groups if one & lines]
        groups = [*(one for one in groups if one not in meeting), lines.union(*meeting)]
    names = {line: "+".join(sorted(one)) for one in groups for line in one}
    return names if len(groups) > 1 else {}


class _Marks:
    """The lines that the redress of one allegation is about: those complained of, or those that go back."""

    __slots__ = ("_back", "_book", "_own")

    def __init__(self, file: CaseFile, allegation: Allegation, asof: date, book: Book) -> None:
        self._own: Lines = frozenset({allegation.line}) if allegation.line else complained_of(file, allegation, asof)
        self._back = going_back(file, allegation, asof)
        self._book = book

    def lines(self, option: Option) -> Lines:
        """The lines of an option, None where it is for the order as a whole."""
        if option.kind != "redress":
            return None
        if is_of_goods_going_back(option.rule, self._book):
            return self._back
        return self._own if self._own and _is_about_lines(option.rule, self._book) else None

    def met(self, plan: RemedyPlan) -> Iterable[frozenset[str]]:
        """The sets of lines that a plan is about."""
        return (lines for option in (*plan.options, *plan.exposure) if (lines := self.lines(option)))

    def for_all(self, plan: RemedyPlan) -> Iterable[tuple[str, str]]:
        """What is owed besides the price for the order as a whole, each with its table."""
        if self._own is None:
            yield from (_besides(one) for one in (*plan.options, *plan.exposure) if one.remedy in BESIDES)

    def is_within(self, option: Option, whole: Collection[tuple[str, str]]) -> bool:
        """Is it owed for the whole order already, by the same table under another allegation?"""
        return _besides(option) in whole and bool(self._own and self.lines(option) == self._own)

    def marked(self, option: Option, groups: Mapping[str, str]) -> Option:
        """The option with its line, where it is one, and with the name of its choice."""
        lines = self.lines(option)
        if not lines:
            return replace(option, choose=option.choose.removesuffix(APART))
        first = min(lines)
        choose = option.choose.removesuffix(APART)
        group = f"{choose}/{groups[first]}" if choose and first in groups else choose
        return replace(option, line=first if len(lines) == 1 else "", choose=group)


def _besides(option: Option) -> tuple[str, str]:
    return option.rule.rpartition(".")[0], option.remedy


def delivery_fee_left(plan: RemedyPlan, row: Row, book: Book) -> RemedyPlan:
    """The plan with waivers of the delivery fee lessened by what of that fee went back already; none where all did."""
    back = row.get("delivery_fee_returned")
    if not isinstance(back, Decimal) or back <= 0:
        return plan
    options = (_fee_left(one, back, book) for one in plan.options)
    exposure = (_fee_left(one, back, book) for one in plan.exposure)
    kept = [one for one in options if one]
    ranked = tuple(replace(one, rank=rank) for rank, one in enumerate(kept, start=1))
    return replace(plan, options=ranked, exposure=tuple(one for one in exposure if one))


def _fee_left(option: Option, back: Decimal, book: Book) -> Option | None:
    if option.remedy != "fee_waiver" or not isinstance(option.amount, Money) or not _is_delivery_fee(option.rule, book):
        return option
    left = option.amount - Money.of(back, option.amount.currency)
    return replace(option, amount=left, cost=left) if left.minor > 0 else None


def _is_delivery_fee(name: str, book: Book) -> bool:
    """Does the sum of a rule rest on the delivery fee?"""
    return DELIVERY_FEE in sums_of(name, book)


def _is_about_lines(name: str, book: Book) -> bool:
    """Does the sum of a rule rest on the line complained of? Without a sum: does any other rule of its table?"""
    table = book.program.tables.get(name.rpartition(".")[0])
    if table is None or rule_of(name, book) is None:
        return False
    sums = sums_of(name, book)
    return LOSS not in sums and _concerned(sums or reads(book.program, table), book.program)


def goods_of(name: str, book: Book) -> tuple[str, ...]:
    """The prices of the goods complained of that the sum of a rule rests on."""
    facts = book.program.declared.facts
    found = sorted(sums_of(name, book))
    return tuple(one for one in found if facts[one].type == "money" and _is_price(one, book.program))


def _is_price(name: str, program: Program) -> bool:
    source = program.declared.facts[name].source
    return source is not None and source.where == CONCERNED


def _concerned(names: Iterable[str], program: Program) -> bool:
    """Of a payment, `part` is what was for the lines complained of."""
    sources = (program.declared.facts[name].source for name in names)
    return any(one is not None and (one.where == CONCERNED or (one.table, one.of) == PART) for one in sources)
