"""Questions of the shop ("may we?") and wishes that no remedy can grant: answered by the law's tables."""

from __future__ import annotations

from typing import Literal, cast

from ombud.book.marks import mark
from ombud.book.record import Book
from ombud.model.case_file import CaseFile
from ombud.model.ruling import Refusal
from ombud.rules.answer import first
from ombud.rules.checked import Row

WISHES = {"dismissal_of_employee": "dismiss_employee"}
"""Wishes that are answered like a question, and the question's code."""


def answered(question: str, row: Row, book: Book) -> Refusal | None:
    """What the law says to a question; None when no table speaks to it, and a person decides."""
    asked = {**row, "question": question}
    found = first(book.program, book.tables_for("question"), asked)
    if found is None or not found.sure:
        return None
    declared = found.rule.declared
    alternatives = str(found.outputs.get("alternatives") or "")
    return Refusal(
        question=question,
        answer=cast(Literal["permitted", "permitted_if", "refused"], found.outputs["answer"]),
        because=declared.because,
        cites=declared.cites,
        alternatives=tuple(part.strip() for part in alternatives.split(",") if part.strip()),
        mark=mark(book, found.rule, asked),
        rule=found.name,
    )


def refusals(file: CaseFile, row: Row, book: Book) -> tuple[Refusal, ...]:
    """Everything in a complaint that the shop asks, or the complainant wants, and may not have as asked."""
    wishes = [WISHES[want] for one in file.allegations for want in one.wants if want in WISHES]
    found = [answered(question, row, book) for question in dict.fromkeys((*file.asks, *wishes))]
    return tuple(one for one in found if one is not None)
