"""The one list of codes (reasons, remedies, findings, parties, ...), kept as data beside this file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "vocab.json").read_text(encoding="utf-8"))
    return found


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(item["code"] if isinstance(item, dict) else item for item in items)
        for name, items in _content().items()
        if isinstance(items, list)
    }


def codes(name: str) -> tuple[str, ...]:
    """The codes of one list, in its order: `codes("remedy")`.

    Raises:
        KeyError: there is no such list.
    """
    return _lists()[name]


@cache
def remedies(what: str) -> frozenset[str]:
    """The remedies that are something: `remedies("refund")`. `vocab.json` says of each kind what it is.

    Raises:
        KeyError: there is no such kind.
    """
    return frozenset(_content()["remedy_is"][what]["codes"])
