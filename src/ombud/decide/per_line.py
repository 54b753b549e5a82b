"""What belongs to one order line: two things not right are two refunds; one thing is one, however it is named.

The delivery fee is such a thing too: what of it went back is not given again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.case_file import Allegation
from ombud.model.remedy import Option, RemedyPlan
from ombud.rules.checked import Program, Row, Rule
from ombud.rules.reads import facts_of, reads

DELIVERY_FEE = "delivery_charged"
CONCERNED = "concerned"
"""The filter by which a fact is about the line that is complained of."""


def by_line(plans: Iterable[RemedyPlan], allegations: Sequence[Allegation], book: Book) -> list[RemedyPlan]:
    """The plans, each redress that is about an order line marked with it.

    Choices for several lines are choices of their own: whoever wants his money for one may keep the other.
    """
    apart = len({one.line for one in allegations if one.line}) > 1
    return [
        replace(
            plan,
            options=tuple(_marked(option, one.line, book, apart=apart) for option in plan.options),
            exposure=tuple(_marked(option, one.line, book, apart=apart) for option in plan.exposure),
        )
        for plan, one in zip(plans, allegations, strict=True)
    ]


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
    rule = _rule(name, book)
    return rule is not None and DELIVERY_FEE in _sums(rule, book.program)


def _marked(option: Option, line: str, book: Book, *, apart: bool) -> Option:
    if not line or option.kind != "redress" or not _is_about_lines(option.rule, book):
        return option
    choose = f"{option.choose}/{line}" if option.choose and apart else option.choose
    return replace(option, line=line, choose=choose)


def _is_about_lines(name: str, book: Book) -> bool:
    """Does the sum of a rule rest on the line complained of? Without a sum: does any other rule of its table?"""
    table, rule = book.program.tables.get(name.rpartition(".")[0]), _rule(name, book)
    if table is None or rule is None:
        return False
    sums = _sums(rule, book.program)
    return _concerned(sums or reads(book.program, table), book.program)


def _rule(name: str, book: Book) -> Rule | None:
    table = book.program.tables.get(name.rpartition(".")[0])
    return next((rule for rule in table.rules if rule.id == name.rpartition(".")[2]), None) if table else None


def _sums(rule: Rule, program: Program) -> frozenset[str]:
    """The facts that its sums rest on."""
    nodes = [rule.outputs[name] for name in ("amount", "most", "unnamed") if name in rule.outputs]
    return frozenset(facts_of(nodes, program.definitions))


def goods_of(name: str, book: Book) -> tuple[str, ...]:
    """The prices of the goods complained of that the sum of a rule rests on."""
    rule, facts = _rule(name, book), book.program.declared.facts
    found = sorted(_sums(rule, book.program)) if rule else ()
    return tuple(one for one in found if facts[one].type == "money" and _concerned([one], book.program))


def _concerned(names: Iterable[str], program: Program) -> bool:
    sources = (program.declared.facts[name].source for name in names)
    return any(source is not None and source.where == CONCERNED for source in sources)
