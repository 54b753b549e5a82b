"""Which column is which, guessed by its name in four languages; a person confirms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import LANGS, Words

Kind: TypeAlias = Literal["text", "day", "sum", "discount", "count", "flag", "status", "country"]

SURE, CLOSE, HELD = 1.0, 0.9, 0.8
"""Confidence in the same name; in one that differs by a slip; in one whose words all stand in a longer header."""
LEAST = 0.72
SLIP = 0.86
_SIGNS = re.compile(r"[^\w%№$€£₽₴]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that ombud knows: its key, what stands in it, and what cannot be told without it."""

    key: str
    kind: Kind
    names: tuple[str, ...]
    needed: bool
    without: Words
    instead: tuple[str, ...] = ()
    """Columns that say the same, or enough of it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A header at its place (from 0), and the column it is taken for ("" : none). `confidence` from 0 to 1."""

    index: int
    header: str
    key: str
    confidence: float


@cache
def lists() -> Mapping[str, Any]:
    """The lists of words beside this file."""
    return tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))


@cache
def columns() -> Mapping[str, Column]:
    """All known columns by key, in their order."""
    return {key: _column(key, data) for key, data in lists()["column"].items()}


def _column(key: str, data: Mapping[str, Any]) -> Column:
    names = dict.fromkeys(plain(name) for lang in LANGS for name in data[lang])
    return Column(
        key,
        data["kind"],
        (*names, plain(key)),
        data.get("needed", False),
        data.get("without", {}),
        tuple(data.get("instead", ())),
    )


@cache
def _units() -> frozenset[str]:
    return frozenset(word for words in lists()["currency"].values() for word in words)


def plain(name: str) -> str:
    """A name without case, signs and units: "Сумма, руб." is "сумма"."""
    words = _SIGNS.sub(" ", name.casefold().replace("ё", "е").replace("_", " ")).split()
    kept = [word for word in words if word.rstrip(".") not in _units()]
    return " ".join(kept or words)


def guess(headers: Sequence[str], fixed: Mapping[str, str] | None = None) -> tuple[Guess, ...]:
    """What each header is taken for; `fixed` (key -> header) is what a person has said.

    Raises:
        InputError: what was said names a column or a header that is not there.
    """
    said = _said(headers, fixed or {})
    scores = sorted(
        (
            (score, -index, column.key)
            for index, header in enumerate(headers)
            if index not in said
            for column in columns().values()
            if column.key not in said.values() and (score := _score(plain(header), column)) >= LEAST
        ),
        reverse=True,
    )
    taken: dict[int, tuple[str, float]] = {index: (key, SURE) for index, key in said.items()}
    for score, minus, key in scores:
        if -minus not in taken and key not in {one for one, _ in taken.values()}:
            taken[-minus] = key, score
    return tuple(Guess(i, header.strip(), *taken.get(i, ("", 0.0))) for i, header in enumerate(headers))


def _said(headers: Sequence[str], fixed: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    names = [header.strip() for header in headers]
    for key, header in fixed.items():
        if key not in columns():
            raise InputError(
                f"there is no column {key!r}", at=Place("", "--column"), hint=f"one of {', '.join(columns())}"
            )
        if header not in names:
            hint = f"one of {', '.join(repr(name) for name in names if name)}"
            raise InputError(f"the table has no header {header!r}", at=Place("", "--column"), hint=hint)
        found[names.index(header)] = key
    return found


def _score(header: str, column: Column) -> float:
    return max((_alike(header, name) for name in column.names), default=0.0) if header else 0.0


def _alike(header: str, name: str) -> float:
    if header == name:
        return SURE
    if " " in name and set(name.split()) <= set(header.split()):
        return HELD + len(name.split()) / 100
    close = SequenceMatcher(None, header, name).ratio()
    return close * CLOSE if close >= SLIP else 0.0


def lacking(guesses: Iterable[Guess]) -> tuple[Column, ...]:
    """The known columns that the table does not have and that something rests on."""
    there = {one.key for one in guesses}
    return tuple(
        column for key, column in columns().items() if there.isdisjoint((key, *column.instead)) and column.without
    )
