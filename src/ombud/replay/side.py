"""One book's answers to one reason, as columns: truth, cause, who bears it, what is owed and what the house adds.

The columns mean what `decide` means (finding, fault, `promise.best`); the parity tests hold them to it. An answer that
an unknown fact stops is negative, and the row is open: its sums are those that are certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from ombud.book.record import Book
from ombud.book.sums import is_of_goods_going_back
from ombud.replay.codes import Codes
from ombud.replay.lines import Lines
from ombud.replay.printed import Printed
from ombud.replay.spoken import Spoken
from ombud.rules.checked import Rule, Table
from ombud.rules.sql.tables import flat
from ombud.rules.tree import Const, Node

APPROVED = "offer_amount"
"""The fact that an approval table asks: what the house would give."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The codes that all books of one replay share."""

    finding: Codes = field(default_factory=Codes)
    party: Codes = field(default_factory=Codes)
    fault: Codes = field(default_factory=Codes)
    remedy: Codes = field(default_factory=Codes)
    approval: Codes = field(default_factory=Codes)


@dataclass(frozen=True, slots=True)
class Side:
    """The columns of one book's answers, by name, and the lines of what is owed."""

    columns: dict[str, str]
    owed: Lines


def side(book: Book, heard: Spoken, printed: Printed, kept: Kept) -> Side:
    """Every answer of one book to one reason."""
    back = partial(is_of_goods_going_back, book=book)
    owed = Lines.of(_tables(heard.owed, printed), printed, kept.remedy, going_back=back)
    goodwill = Lines.of(_tables(heard.goodwill, printed), printed, kept.remedy, besides=owed)
    given = printed.column(goodwill.money())
    printed.fact(APPROVED, given)
    role = _first(heard.approval, "approval", printed, kept.approval)
    doubts = [*owed.doubts(), *goodwill.doubts()]
    columns = {
        "finding": _first(heard.finding, "finding", printed, kept.finding),
        "bearer": _first(heard.bearer, "bearer", printed, kept.party),
        **_fault(heard.fault, printed, kept.fault),
        "owed": owed.mask(),
        "owed_money": owed.money(),
        "owed_now": owed.money(now=True),
        "goodwill": goodwill.mask(),
        "goodwill_money": given,
        "approval": f"CASE WHEN {given} > 0 THEN {role} ELSE 0 END",
        "doubt": f"({' OR '.join(doubts)})" if doubts else "FALSE",
    }
    return Side({name: printed.column(text) for name, text in columns.items()}, owed)


def _tables(tables: Iterable[Table], printed: Printed) -> list[Table]:
    return [printed.tables[table.name] for table in tables]


def _rules(tables: Iterable[Table], printed: Printed) -> list[Rule]:
    return [rule for table in _tables(tables, printed) for rule in table.rules]


def _first(tables: Sequence[Table], output: str, printed: Printed, codes: Codes) -> str:
    """The code of what the first rule that holds says; negative where an unknown fact stops the search."""
    return _chain([(codes.of(_literal(rule, output)), rule.condition) for rule in _rules(tables, printed)], printed)


def _chain(coded: Sequence[tuple[int, Node]], printed: Printed) -> str:
    for _, node in coded:
        printed.sql(node)
    return flat(coded, printed.printer)


def _literal(rule: Rule, output: str) -> str:
    node = rule.outputs[output]
    if not isinstance(node, Const):
        raise TypeError(f"{rule.id}: {output} is no literal")
    return str(node.value)


def _fault(tables: Sequence[Table], printed: Printed, codes: Codes) -> dict[str, str]:
    """The parties, and the days by which they are weighed where those are computed; no days where one is not known."""
    coded: list[tuple[int, Node]] = []
    days: dict[int, str] = {}
    for rule in _rules(tables, printed):
        weights = _weights(rule)
        known = [f"{party}={node.value}" for party, node in weights if isinstance(node, Const)]
        code = codes.of(" ".join(known if len(known) == len(weights) else [party for party, _ in weights]))
        coded.append((code, rule.condition))
        if len(known) < len(weights):
            days[code] = _days([printed.put(node).text for _, node in weights])
    cause = printed.column(_chain(coded, printed))
    lines = " ".join(f"WHEN {code} THEN {text}" for code, text in days.items())
    return {"fault": cause, "fault_days": f"CASE {cause} {lines} ELSE '' END" if lines else "''"}


def _weights(rule: Rule) -> list[tuple[str, Node]]:
    """Party and weight, in the order in which the rule names them."""
    return [(party, rule.outputs[party]) for party in rule.declared.then]


def _days(weights: Sequence[str]) -> str:
    told = " || ':' || ".join(f"CAST({one} AS VARCHAR)" for one in weights)
    none_below = " AND ".join(f"{one} >= 0" for one in weights)
    return f"CASE WHEN {none_below} AND {' + '.join(weights)} > 0 THEN {told} END"


def weights_of(name: str, days: str) -> dict[str, int]:
    """Party and day weight of a fault by its name and days (`shop=1`; `shop carrier` with `2:5`)."""
    if "=" in name:
        return {party: int(weight) for party, _, weight in (part.partition("=") for part in name.split())}
    return dict(zip(name.split(), map(int, days.split(":") if days else ()), strict=False))
