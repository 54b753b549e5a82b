"""The days and sums of a case that a reply may name: those of the sentence that a rule tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.kernel.lang import Words
from ombud.kernel.scalar import Value
from ombud.rules.interpret import evaluate

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def told(one: Weighed, book: Book) -> tuple[Words, Mapping[str, str]]:
    """The sentence of the finding's rule, or of the one that lays the loss on the customer, and what fills its braces;
    nothing where one of them is not known.

    Days are written as "2026-03-12" and sums as "249.00 PLN", as a notice holds them.
    """
    words = _words(one, book)
    names = {name for text in words.values() for name in PLACEHOLDER.findall(text)}
    known = {name: _value(name, one, book) for name in names}
    if None in known.values():
        return {}, {}
    return words, {name: _written(value, one) for name, value in known.items() if value is not None}


def _words(one: Weighed, book: Book) -> Words:
    finding, fault = one.answer.finding, one.answer.fault
    borne = finding.verdict == "substantiated" and fault.loss_bearer == "customer"
    rule = fault.bearer_rule if borne else finding.rule
    tables = book.speaking("bearer" if borne else "finding", one.row)
    found = (each.declared.told for table in tables for each in table.rules if f"{table.name}.{each.id}" == rule)
    return next(found, {})


def _value(name: str, one: Weighed, book: Book) -> Value | None:
    node = book.program.definitions.get(name)
    return one.row.get(name) if node is None else evaluate(node, one.row, book.program)


def _written(value: Value, one: Weighed) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f} {one.facts.currency}"
    return value.isoformat() if isinstance(value, date) else str(value)
