"""Books: open, check, compare, show; the law's worked cases."""

from __future__ import annotations

from ombud.book.cases import law_cases
from ombud.book.checking import check_book
from ombud.book.difference import diff
from ombud.book.opening import LAW_ROOT, open_book
from ombud.book.record import Book
from ombud.book.showing import describe

__all__ = ["LAW_ROOT", "Book", "check_book", "describe", "diff", "law_cases", "open_book"]
