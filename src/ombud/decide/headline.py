"""The headline of a case: from its findings, what is owed and who is at fault, by the book's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import cast

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.decide.outcome import Outcome
from ombud.decide.things import GOODS
from ombud.model.ruling import Headline
from ombud.rules.answer import first
from ombud.rules.declare import Value

MOST_COMBINATIONS = 256


def headline(weighed: Sequence[Weighed], book: Book, asof: date) -> Headline:
    """The one headline of every possible combination of outcomes, else that it is too early to tell."""
    combinations = 1
    for one in weighed:
        combinations *= len(one.outcomes)
    if combinations > MOST_COMBINATIONS or any(one.answer.finding.open and len(one.outcomes) == 1 for one in weighed):
        return "cannot_tell_yet"
    flags = {
        "case_purpose_served": any(one.row.get("purpose_served") is True for one in weighed),
        "case_about_goods": all(one.facts.reason in GOODS for one in weighed),
        "case_in_flight": any(one.row.get("transfer_in_flight") is True for one in weighed),
    }
    found = {
        _headline(parts, book, asof, {**flags, "case_owed": owed})
        for parts in product(*(one.outcomes for one in weighed))
        for owed in _owed(parts)
    }
    return found.pop() if len(found) == 1 else "cannot_tell_yet"


def _owed(outcomes: Sequence[Outcome]) -> tuple[bool, ...]:
    """Is anything owed? Both ways where something only may be."""
    redress = [one.certain for item in outcomes for one in item.entitlement.redress]
    return (True,) if any(redress) else (True, False) if redress else (False,)


def _headline(outcomes: Sequence[Outcome], book: Book, asof: date, flags: Mapping[str, bool]) -> Headline:
    row: dict[str, Value | None] = {
        "asof": asof,
        "case_finding": _finding(outcomes),
        "case_fault": _fault(outcomes),
        **flags,
        "case_borne_by_shop": any(one.fault.loss_bearer == "shop" for one in outcomes),
    }
    answer = first(book.program, book.tables_for("headline"), row)
    return cast(Headline, answer.outputs["headline"]) if answer and answer.sure else "cannot_tell_yet"


def _finding(outcomes: Sequence[Outcome]) -> str:
    """All of one kind, or partly."""
    verdicts = {one.finding.verdict for one in outcomes}
    if "inconclusive" in verdicts:
        return "inconclusive"
    return verdicts.pop() if len(verdicts) == 1 else "partly_substantiated"


def _fault(outcomes: Sequence[Outcome]) -> str | None:
    """The party with the largest share over all allegations; a tie goes to the one named first."""
    sums: dict[str, int] = {}
    for one in outcomes:
        for part in one.fault.shares:
            sums[part.party] = sums.get(part.party, 0) + int(part.share * 10_000)
    return max(sums, key=lambda party: sums[party], default=None)
