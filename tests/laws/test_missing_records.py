"""What is not told is never held against anybody: each case of the docket again with one record or field left out.

The ruling over fewer facts may be open, bounded, or rest on what it names as assumed. It may not be decided otherwise
than the ruling in which the fact is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ombud.facts import read_case
from ombud.facts.evidence import SECTIONS
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile
from ombud.model.entitlement import MoneyRange, Sum
from ombud.model.ruling import AllegationRuling, Ruling
from ombud.public.books import Book, open_book
from ombud.public.docket import docket_files
from ombud.public.rulings import law_of, rule, shop_of

SAYS_SO = ("answered_on", "handed_over_on", "hand_over_proof", "price_error_on", "decided_on", "asof", "chargebacks")
"""What the case file's own page reads when left out: it has not happened, nothing proves it, no bank took part."""


def without(record: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """The record again and again, each time without one thing that it may leave unsaid, at any depth."""
    for field in msgspec.structs.fields(record):
        name, value = field.name, getattr(record, field.name)
        if field.default is None and value is not None and name not in SAYS_SO:
            yield name, msgspec.structs.replace(record, **{name: None})
        if isinstance(value, msgspec.Struct):
            for inner, less in without(value):
                yield f"{name}.{inner}", msgspec.structs.replace(record, **{name: less})
        for i, one in enumerate(value if isinstance(value, tuple) else ()):
            for inner, less in without(one) if isinstance(one, msgspec.Struct) else ():
                yield (
                    f"{name}[{i}].{inner}",
                    msgspec.structs.replace(record, **{name: (*value[:i], less, *value[i + 1 :])}),
                )


def ends(amount: Sum) -> tuple[float, float]:
    if isinstance(amount, MoneyRange):
        return amount.low, float("inf") if amount.high is None else amount.high
    return (amount.minor, amount.minor) if isinstance(amount, Money) else (-1, -1)


def within(whole: Sum, part: Sum) -> bool:
    (low, high), (least, most) = ends(whole), ends(part)
    return least <= low and high <= most


def contradictions(whole: AllegationRuling, part: AllegationRuling) -> Iterator[str]:
    """Where the ruling over fewer facts decides what the other decides otherwise."""
    verdict, less = whole.finding.verdict, part.finding.verdict
    if less not in (verdict, "inconclusive"):
        yield f"{verdict} became {less}"
    owed = {line.remedy: line.amount for line in whole.entitlement.redress if line.certain}
    sure = {line.remedy: line.amount for line in part.entitlement.redress if line.certain}
    possible = {name for way in part.outcomes for name in (*way.remedies, *way.open)}
    yield from (f"{name} is owed out of the blue" for name in sure.keys() - owed.keys())
    yield from (f"{name} is owed no more" for name in owed.keys() - sure.keys() - possible)
    yield from (
        f"{name}: {owed[name]} became {sure[name]}"
        for name in owed.keys() & sure.keys()
        if not within(owed[name], sure[name])
    )
    if part.fault.shares and part.fault.shares != whole.fault.shares:
        yield f"fault became {part.fault.shares}"


def named(part: AllegationRuling, left_out: str, book: Book) -> bool:
    """Does the ruling say that it assumes something which the missing record would have told?"""
    section = left_out.partition(".")[0].partition("[")[0]
    sources = (book.program.declared.facts[name].source for name in part.assumed)
    return any(one is not None and SECTIONS.get(one.table, one.table) in (section, section[:-1]) for one in sources)


def wrongs(whole: Ruling, part: Ruling, left_out: str, book: Book) -> Iterator[str]:
    pairs = list(zip(whole.allegations, part.allegations, strict=True))
    told = [not named(less, left_out, book) for _, less in pairs]
    for (full, less), silent in zip(pairs, told, strict=True):
        yield from contradictions(full, less) if silent else ()
    if all(told) and part.headline not in (whole.headline, "cannot_tell_yet"):
        yield f"{whole.headline} became {part.headline}"


def opened(file: CaseFile, path: Path, books: dict[object, Book]) -> Book:
    key = law_of(file), shop_of(file, path)
    if key not in books:
        books[key] = open_book(*key, known_on=file.asof or file.opened_on)
    return books[key]


@pytest.mark.slow
def test_what_is_left_out_of_a_case_decides_nothing_otherwise_unless_the_ruling_says_what_it_assumes() -> None:
    found, tried, books = [], 0, dict[object, Book]()
    for path in docket_files():
        file = read_case(path)
        book, asof = opened(file, path, books), file.asof or file.opened_on
        whole = rule(file, book, asof=asof)
        for left_out, less in without(file):
            tried += 1
            found += [
                f"{file.id} without {left_out}: {wrong}"
                for wrong in wrongs(whole, rule(less, book, asof=asof), left_out, book)
            ]
    assert found == []
    assert tried > 1000
