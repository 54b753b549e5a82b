"""What belongs to one order line: two things not right are two refunds; one thing is one, however it is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ombud.book.record import Book
from ombud.model.case_file import Allegation
from ombud.model.remedy import Option, RemedyPlan
from ombud.rules.checked import Program, Rule
from ombud.rules.reads import facts_of, reads

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


def _marked(option: Option, line: str, book: Book, *, apart: bool) -> Option:
    if not line or option.kind != "redress" or not _is_about_lines(option.rule, book):
        return option
    choose = f"{option.choose}/{line}" if option.choose and apart else option.choose
    return replace(option, line=line, choose=choose)


def _is_about_lines(name: str, book: Book) -> bool:
    """Does the sum of a rule rest on the line complained of? Without a sum: does any other rule of its table?"""
    table = book.program.tables.get(name.rpartition(".")[0])
    rule = next((rule for rule in table.rules if rule.id == name.rpartition(".")[2]), None) if table else None
    if table is None or rule is None:
        return False
    sums = _sums(rule, book.program)
    return _concerned(sums or reads(book.program, table), book.program)


def _sums(rule: Rule, program: Program) -> frozenset[str]:
    """The facts that its sums rest on."""
    nodes = [rule.outputs[name] for name in ("amount", "most", "unnamed") if name in rule.outputs]
    return frozenset(facts_of(nodes, program.definitions))


def _concerned(names: Iterable[str], program: Program) -> bool:
    sources = (program.declared.facts[name].source for name in names)
    return any(source is not None and source.where == CONCERNED for source in sources)
