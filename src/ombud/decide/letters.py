"""What a customer is given notice of: a lawful measure, or what the law leaves a shop to say after its own question."""

from __future__ import annotations

from collections.abc import Iterable

from ombud.book.record import Book
from ombud.model.case_file import CaseFile
from ombud.model.conduct import Conduct
from ombud.model.reply import Letter, Notice
from ombud.model.ruling import Refusal

CUSTOMER = "customer"
SILENT = frozenset({"note_on_file", "none"})
"""Measures of which nobody need be told: they change nothing for the customer."""

FAREWELL = {"farewell": "refuse_future_sales", "relationship_ended_with_notice": "refuse_future_sales"}
"""Letters that say what a draft may say only where the law allows it, by the question that allowed it."""


def letters_of_measures(file: CaseFile, book: Book, conduct: Conduct) -> tuple[Notice, ...]:
    """One notice of all measures that the law does not stop."""
    told = [one for one in conduct.measures if one.towards == CUSTOMER and one.code not in SILENT and not one.stopped]
    told.sort(key=lambda one: one.grade)
    return _told(file, book, [Letter(one.code, one.until, one.review_on) for one in told])


def letters_of_answer(file: CaseFile, book: Book, answer: Refusal | None) -> tuple[Notice, ...]:
    """The letter that goes with an answer, where there is one to write."""
    if answer is None or not answer.letter:
        return ()
    review = answer.review_on if answer.answer != "refused" else None
    return _told(file, book, [Letter(answer.letter, None, review)])


def _told(file: CaseFile, book: Book, letters: Iterable[Letter]) -> tuple[Notice, ...]:
    letters = tuple(letters)
    if not letters:
        return ()
    who = file.complainant
    permitted = " ".join(dict.fromkeys(FAREWELL[one.code] for one in letters if one.code in FAREWELL))
    found = Notice(
        audience="notice",
        lang=who.lang,
        register="formal",
        outcome="notice",
        reason=file.question or file.allegations[0].reason,
        shop=book.shop.name if book.shop else {},
        signed=book.shop.answers if book.shop else {},
        name=who.name,
        order=file.orders[0].id if file.orders else "",
        letters=letters,
        values={"permitted": permitted} if permitted else {},
    )
    return (found,)
