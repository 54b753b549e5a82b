"""A clause of the shop's terms in words, as in force on the day of the order."""

from __future__ import annotations

from datetime import date

from ombud.book.record import Book, value_on
from ombud.kernel.lang import LANGS, Lang, Words
from ombud.kernel.money import Money
from ombud.kernel.written import money_text
from ombud.rules.checked import Row


def public_clause(name: str, row: Row, book: Book) -> Words:
    """The clause in every language it has, with its numbers; nothing where it was not in force, or is no public one."""
    clause = book.clauses.get(name)
    day = row.get("placed_on") or row.get("asof")
    version = clause.on(day) if clause and clause.visibility == "public" and isinstance(day, date) else None
    if version is None or not isinstance(day, date):
        return {}
    return {lang: book.clause_text(name, day, lang, _fill(book, day, lang)) for lang in LANGS if version.text.get(lang)}


def _fill(book: Book, day: date, lang: Lang) -> dict[str, str]:
    """The public sums of the book on that day, as one writes them in the language."""
    currency = book.shop.currency if book.shop else ""
    found: dict[str, str] = {}
    for name, param in book.declarations.params.items():
        dated = value_on(param, day)
        if currency and param.type == "money" and param.visibility == "public" and dated and dated.value is not None:
            found[name] = money_text(Money.of(str(dated.value), currency), lang)
    return found
