"""One number of a shop set to another value: `near_miss_tolerance=20`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from ombud.book.entry import Entry, nearest
from ombud.book.record import Book
from ombud.kernel.errors import BookError, InputError, Place
from ombud.rules.declare import ParamDecl, Type, Value
from ombud.rules.tree import Const, Node

OPTION = "--set"


def with_settings(book: Book, settings: Mapping[str, Value]) -> Book:
    """The book with parameters set to other values on every day."""
    params = book.declarations.params
    fixed: dict[str, Node] = {name: Const(value, params[name].type) for name, value in settings.items()}
    return replace(book, program=replace(book.program, definitions={**book.program.definitions, **fixed}, kept={}))


def settings_of(book: Book, written: tuple[str, ...]) -> dict[str, Value]:
    """The settings as they were written, `name=value` each.

    Raises:
        InputError: no such parameter, one of the law, one that is set twice, or a value of another type.
    """
    found: dict[str, Value] = {}
    own = {name: one for name, one in book.declarations.params.items() if _is_own(one, book)}
    for text in written:
        name, equals, value = (part.strip() for part in text.partition("="))
        at = Place("", f"{OPTION} {name[:60]}")
        if not equals or not value:
            raise InputError("a setting is a name and a value", at=at, hint=f"{OPTION} {min(own, default='name')}=…")
        if name in found:
            raise InputError("this is set twice", at=at, hint="leave one out", code="setting.twice")
        if name in book.declarations.params and name not in own:
            says = "this is a number of the law, and no shop's to change"
            raise InputError(says, at=at, hint=nearest(name, own) or "set one of the shop's own", code="setting.law")
        if name not in own:
            raise InputError("the shop has no such parameter", at=at, hint=nearest(name, own), code="setting.unknown")
        found[name] = _value(own[name], value, at)
    return found


def _is_own(param: ParamDecl, book: Book) -> bool:
    """Does the shop's folder (or its stance) declare it?"""
    own = [one.at.file for one in (book.shop, book.stance) if one is not None]
    return any(Path(param.at.file).parent == Path(file).parent for file in own)


def _value(param: ParamDecl, written: str, at: Place) -> Value:
    faults: list[BookError] = []
    value = Entry({"is": _plain(param.type, written)}, at, faults).value("is", param.type, param.labels)
    if faults or value is None:
        says = faults[0].says if faults else f"{written[:60]!r} is no value of type {param.type}"
        raise InputError(says, at=at, hint=faults[0].hint if faults else "", code="setting.type")
    return value


def _plain(kind: Type, written: str) -> object:
    """The text as a book would hold it: numbers and days as TOML has them, sums as text."""
    with suppress(ValueError):
        match kind:
            case "int":
                return int(written)
            case "date":
                return date.fromisoformat(written)
            case "bool":
                return {"true": True, "false": False}.get(written.lower(), written)
            case "money":
                return f"{written}.00" if written.isdecimal() else written
            case _:
                return written
    return written
