"""Typed access to one table of a TOML file. What is wrong is collected, so that a check names everything at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, cast

from ombud.kernel.errors import BookError, Place
from ombud.kernel.lang import LANGS, Words
from ombud.rules.declare import Type, Value

TYPES: tuple[Type, ...] = ("money", "rate", "int", "date", "bool", "text")
PLACES: Mapping[str, int] = {"money": 2, "rate": 4}
DIGITS = 15
MOST_NAMED = 20
Choice = TypeVar("Choice", bound=str)


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint with the name that was probably meant, else the names there are (at most `MOST_NAMED`)."""
    from difflib import get_close_matches  # noqa: PLC0415  (needed only where something is wrong)

    known = sorted(name for name in names if name)
    close = get_close_matches(name, known, 1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"one of {', '.join(known)}" if 0 < len(known) <= MOST_NAMED else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A table with its place. A wrong value is put into `faults` and read as its default."""

    data: Mapping[str, Any]
    at: Place
    faults: list[BookError]

    def refuse(self, key: str, says: str, hint: str = "", code: str = "book.shape") -> None:
        """Record that the value of `key` (or the entry itself, key empty) cannot be right."""
        at = self.at.at(key) if key else self.at
        self.faults.append(BookError(says, at=at, hint=hint, code=code))

    def only(self, *names: str) -> Entry:
        """Refuse every key that is not among `names`."""
        for key in self.data:
            if key not in names:
                self.refuse(key, f"unknown key {key!r}", nearest(key, names), "book.unknown_key")
        return self

    def has(self, key: str) -> bool:
        """Is the key written?"""
        return key in self.data

    def text(self, key: str, default: str | None = "") -> str:
        """A string; required when `default` is None."""
        value = self.data.get(key)
        if value is None:
            if default is None:
                self.refuse(key, f"{key} is missing", code="book.missing_key")
            return default or ""
        if isinstance(value, str) and value.strip():
            return value
        self.refuse(key, f"{key} must be a text in quotes, not {_kind(value)}")
        return default or ""

    def choice(self, key: str, allowed: tuple[Choice, ...], default: Choice | None = None) -> Choice:
        """One of a closed list; required when `default` is None."""
        fallback = default if default is not None else allowed[0]
        if key not in self.data and default is not None:
            return fallback
        value = self.text(key, None)
        if value and value not in allowed:
            self.refuse(key, f"{key} cannot be {value!r}", nearest(value, allowed), "book.unknown_code")
        return next((item for item in allowed if item == value), fallback)

    def flag(self, key: str) -> bool:
        """A boolean, FALSE when not written."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.refuse(key, f"{key} must be true or false, not {_kind(value)}")
        return value is True

    def whole(self, key: str, default: int) -> int:
        """A whole number from 0."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
            self.refuse(key, f"{key} must be a whole number from 0, not {_kind(value)}")
            return default
        return value

    def day(self, key: str) -> date | None:
        """A date, None when not written."""
        value = self.data.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.refuse(key, f"{key} must be a date, not {_kind(value)}", "write 2026-03-01, without quotes")
        return None

    def days(self, key: str) -> frozenset[date]:
        """A list of dates."""
        return frozenset(d for d in self._list(key) if self._fits(key, d, "date"))

    def texts(self, key: str, *, one: bool = False) -> tuple[str, ...]:
        """A list of strings; with `one`, a single string will do."""
        value = self.data.get(key)
        if one and isinstance(value, str):
            return (value,)
        return tuple(item for item in self._list(key) if self._fits(key, item, "text"))

    def words(self, key: str, *, plain: bool = False) -> Words:
        """A text per language; with `plain`, one string for all of them."""
        value = self.data.get(key)
        if value is None:
            return {}
        if plain and isinstance(value, str) and value.strip():
            return dict.fromkeys(LANGS, value)
        if not isinstance(value, dict):
            self.refuse(key, f"{key} must be a text per language", 'write { en = "…", ru = "…" }')
            return {}
        here = self.child(key).only(*LANGS)
        return {lang: text for lang in LANGS if lang in value and (text := here.text(lang))}

    def value(self, key: str, kind: Type, labels: tuple[str, ...] = ()) -> Value | None:
        """A literal of the given type; None when not written or wrong."""
        value = self.data.get(key)
        if value is None or not self._fits(key, value, kind):
            return None
        if kind in PLACES:
            return self._decimal(key, value, kind)
        if kind == "text" and labels and value not in labels:
            self.refuse(key, f"{value!r} is none of the labels", nearest(value, labels), "book.unknown_code")
            return None
        return cast("Value", value)

    def _decimal(self, key: str, text: str, kind: str) -> Decimal | None:
        places = PLACES[kind]
        digits = text.removeprefix("-").replace(".", "", 1)
        if digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS:
            number = Decimal(text)
            if number == round(number, places):
                return round(number, places)
        self.refuse(key, f"{text!r} is not a number of at most {places} decimal places", code="book.type")
        return None

    def _fits(self, key: str, value: object, kind: Type) -> bool:
        wanted: dict[str, type] = {"int": int, "date": date, "bool": bool}
        fits = isinstance(value, wanted.get(kind, str))
        if kind in ("int", "date"):
            fits = fits and not isinstance(value, bool | datetime)
        if kind == "int" and fits:
            fits = abs(cast("int", value)) < 10**9
        if not fits:
            self.refuse(key, f"{key} must be {_WRITTEN[kind]}, not {_kind(value)}", code="book.type")
        return fits

    def _list(self, key: str) -> list[Any]:
        value = self.data.get(key, [])
        if isinstance(value, list):
            return value
        self.refuse(key, f"{key} must be a list, not {_kind(value)}")
        return []

    def child(self, key: str) -> Entry:
        """The table under `key`, empty when not written."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, f"{key} must be a table, not {_kind(value)}")
            value = {}
        return Entry(value, self.at.at(key), self.faults)

    def children(self, key: str, *, free: bool = False) -> dict[str, Entry]:
        """The named tables under `key`: `[param.x]` and `[param.y]`. Names are in lower case, unless `free`."""
        here = self.child(key)
        for name in here.data:
            if not free and not (name.isidentifier() and name.isascii() and name == name.lower()):
                here.refuse(name, f"{name!r} cannot be a name", "lower-case letters, digits and _", "book.name")
        return {name: here.child(name) for name in here.data}

    def each(self, key: str) -> list[Entry]:
        """The tables of a list under `key`: `[[rule]]`. Places count them from 1."""
        found = []
        for i, item in enumerate(self._list(key), 1):
            spot = f"{key}[{i}]"
            if isinstance(item, dict):
                found.append(Entry(item, self.at.at(spot), self.faults))
            else:
                self.refuse(spot, f"{key} must be a list of tables, not of {_kind(item)}")
        return found


_WRITTEN: Mapping[Type, str] = {
    "money": 'an amount in quotes ("90.00")',
    "rate": 'a rate in quotes ("0.0050")',
    "int": "a whole number",
    "date": "a date (2026-03-01, without quotes)",
    "bool": "true or false",
    "text": "a text in quotes",
}


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return f"the number {value}"[:40]
        case str():
            return f"the text {value!r}"[:60]
        case date():
            return "a date"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a time"
