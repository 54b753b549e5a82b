"""Questions of the shop ("may we?") and wishes that no remedy can grant: answered by the law's tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, cast

from ombud.book.marks import mark
from ombud.book.record import Book
from ombud.model.case_file import CaseFile
from ombud.model.ruling import Refusal
from ombud.rules.answer import Answer, first
from ombud.rules.checked import Row

WISHES = {"dismissal_of_employee": "dismiss_employee"}
"""Wishes that are answered like a question, and the question's code."""

FUTURE = "about_future_orders"


def answered(question: str, row: Row, book: Book) -> Refusal | None:
    """What the law says to a question; None when no table speaks to it, and a person decides."""
    asked = {**row, "question": question}
    found = first(book.program, book.tables_for("question"), asked)
    if found is None or not found.sure:
        return None
    declared = found.rule.declared
    review = found.outputs.get("review_on")
    return Refusal(
        question=question,
        answer=cast(Literal["permitted", "permitted_if", "refused"], found.outputs["answer"]),
        because=declared.because,
        cites=declared.cites,
        alternatives=_codes(found, "alternatives"),
        condition=declared.provided or None,
        mark=mark(book, found.rule, asked),
        rule=found.name,
        review_on=review if isinstance(review, date) else None,
        keeps=_codes(found, "keeps"),
        letter=str(found.outputs.get("letter") or ""),
        leads_to=str(found.outputs.get("leads_to") or ""),
    )


def _codes(found: Answer, name: str) -> tuple[str, ...]:
    listed = str(found.outputs.get(name) or "")
    return tuple(part.strip() for part in listed.split(",") if part.strip())


def refusals(file: CaseFile, row: Row, book: Book) -> tuple[Refusal, ...]:
    """Everything in a complaint that the shop asks, or the complainant wants, and may not have as asked."""
    wishes = [WISHES[want] for one in file.allegations for want in one.wants if want in WISHES]
    return _each((*file.asks, *wishes), row, book)


def besides(file: CaseFile, answer: Refusal | None, row: Row, book: Book) -> tuple[Refusal, ...]:
    """What else a question asks, and the question to which its answer leads: what is lawful for orders to come."""
    led = answered(answer.leads_to, {**row, FUTURE: True}, book) if answer and answer.leads_to else None
    asked = _each((one for one in file.asks if one != file.question), row, book)
    return (*asked, *([led] if led and led.question not in file.asks else ()))


def _each(questions: Iterable[str], row: Row, book: Book) -> tuple[Refusal, ...]:
    found = [answered(question, row, book) for question in dict.fromkeys(questions)]
    return tuple(one for one in found if one is not None)
