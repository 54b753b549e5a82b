"""A case file as TOML: what `ombud rule` reads again to the same ruling."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from ombud.model.case_file import CaseFile

__all__ = ["case_toml", "literal"]


def case_toml(file: CaseFile) -> str:
    """The whole file; what has its default is left out."""
    return "\n".join(_table(_fields(file), "")) + "\n"


def _fields(record: msgspec.Struct) -> dict[str, Any]:
    """What stands in a record and differs from its default; `version` always."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(type(record)):
        value = getattr(record, field.name)
        if field.required or value != field.default:
            found[field.name] = value
    return found


def _table(data: Mapping[str, Any], path: str) -> Iterator[str]:
    """Plain keys first, then tables and lists of tables, each under its heading."""
    nested: list[tuple[str, Any]] = []
    for key, value in data.items():
        if isinstance(value, msgspec.Struct) or _is_tables(value):
            nested.append((key, value))
        elif value is not None:
            yield f"{key} = {literal(value)}"
    for key, value in nested:
        name = f"{path}{key}"
        many = not isinstance(value, msgspec.Struct)
        for one in value if many else (value,):
            yield ""
            yield f"[[{name}]]" if many else f"[{name}]"
            yield from _table(_fields(one), f"{name}.")


def _is_tables(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], msgspec.Struct)


def literal(value: object) -> str:
    """One value as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat()
        case date() | int():
            return str(value)
        case tuple() | list():
            return f"[{', '.join(map(literal, value))}]"
        case Mapping():
            return "{ " + ", ".join(f"{key} = {literal(one)}" for key, one in value.items()) + " }"
        case _:
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
