"""Rulings: read a case, rule on it as of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ombud.book.record import Book
from ombud.decide import decide
from ombud.facts import in_file, json_schema, read_case, read_case_text
from ombud.model.case_file import CaseFile
from ombud.model.reply import Audience, Notice
from ombud.model.ruling import Ruling

__all__ = ["in_file", "json_schema", "law_of", "notice", "read_case", "read_case_text", "rule", "shop_of"]

GENERIC = "generic"


def rule(file: CaseFile, book: Book, *, asof: date) -> Ruling:
    """Always a ruling; what is not known stands in it as open questions.

    Raises:
        InputError: the facts of the case contradict each other.
    """
    return decide(file, book, asof=asof)


def notice(ruling: Ruling, audience: Audience) -> Notice | None:
    """The allowlist for one audience; None where the case has no such audience."""
    return next((one for one in ruling.notices if one.audience == audience), None)


def law_of(file: CaseFile) -> str:
    """The pack of the complainant's residence; empty where unknown (then the shop's country, else generic)."""
    return file.complainant.residence


def shop_of(file: CaseFile, path: Path) -> Path | None:
    """The folder of the shop's book that a case names, relative to its own file."""
    return (path.parent / file.book).resolve() if file.book else None
