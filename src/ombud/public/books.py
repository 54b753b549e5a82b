"""Books: open, check, compare, show; the law's worked cases."""

from __future__ import annotations

from ombud.book.cases import CaseResult, all_law_cases, law_cases
from ombud.book.checking import Problem, check_book, doubts_about
from ombud.book.difference import Change, diff
from ombud.book.opening import LAW_ROOT, jurisdictions, open_book
from ombud.book.record import Book
from ombud.book.showing import ShownBook, ShownParam, ShownRule, ShownTable, describe

__all__ = [
    "LAW_ROOT",
    "Book",
    "CaseResult",
    "Change",
    "Problem",
    "ShownBook",
    "ShownParam",
    "ShownRule",
    "ShownTable",
    "all_law_cases",
    "check_book",
    "describe",
    "diff",
    "doubts_about",
    "jurisdictions",
    "law_cases",
    "open_book",
]
