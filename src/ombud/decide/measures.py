"""Measures that the house proposes, held against the law: a forbidden one is stopped, with what is lawful instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from ombud.book.record import Book
from ombud.decide.questions import FUTURE, answered
from ombud.model.case_file import CaseFile
from ombud.model.conduct import Conduct, Measure, PastComplaints
from ombud.model.marks import VERIFY
from ombud.model.ruling import Refusal
from ombud.rules.checked import Row

YEAR = timedelta(days=365)
CUSTOMER = "customer"
ASKS: Mapping[str, str] = {
    "warning": "limit_contact",
    "subject_limited": "limit_contact",
    "single_contact_person": "limit_contact",
    "writing_only": "limit_contact",
    "goodwill_suspended": "suspend_goodwill",
    "prepayment_only": "require_prepayment",
    "no_cod_until_date": "require_prepayment",
    "contact_paused_until_date": "pause_contact",
    "relationship_ended_with_notice": "refuse_future_sales",
}
"""Which question of the shop a measure is: it is as lawful as that."""


def lawful(conduct: Conduct, row: Row, book: Book) -> Conduct:
    """The conduct with each measure held against the law."""
    return replace(conduct, measures=tuple(_held(one, _asked(one, row, book)) for one in conduct.measures))


def _asked(measure: Measure, row: Row, book: Book) -> Refusal | None:
    if measure.towards != CUSTOMER or measure.code not in ASKS:
        return None
    return answered(ASKS[measure.code], {**row, FUTURE: True}, book)


def _held(measure: Measure, answer: Refusal | None) -> Measure:
    """The measure with what the law says of it; one that no table speaks to stays as the house has it."""
    if answer is None:
        return measure
    return replace(
        measure,
        lawful=answer.answer,
        legal=answer.because,
        condition=answer.condition or {},
        cites=tuple(dict.fromkeys((*measure.cites, *answer.cites))),
        alternatives=answer.alternatives if answer.answer == "refused" else (),
        review_on=measure.review_on or answer.review_on,
        to_be_verified=answer.mark in VERIFY,
    )


def record(file: CaseFile, asof: date) -> PastComplaints | None:
    """How often the complainant was right at this shop within a year: as counted, else by the cases told of."""
    history = file.history
    if history is None:
        return None
    if history.complaints is not None and history.complaints_right is not None:
        return PastComplaints(history.complaints, history.complaints_right) if history.complaints else None
    verdicts = [one.finding for one in history.cases if one.same_customer and asof - YEAR <= one.on <= asof]
    return PastComplaints(len(verdicts), _right(verdicts)) if verdicts else None


def _right(verdicts: Iterable[str | None]) -> int:
    return sum(verdict in ("substantiated", "partly_substantiated") for verdict in verdicts)
