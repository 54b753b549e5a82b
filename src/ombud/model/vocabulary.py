"""The one list of codes (reasons, remedies, findings, parties, ...), kept as data beside this file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = (Path(__file__).parent / "vocab.json").read_text(encoding="utf-8")
    return {
        name: tuple(item["code"] if isinstance(item, dict) else item for item in items)
        for name, items in json.loads(text).items()
        if isinstance(items, list)
    }


def codes(name: str) -> tuple[str, ...]:
    """The codes of one list, in its order: `codes("remedy")`.

    Raises:
        KeyError: there is no such list.
    """
    return _lists()[name]
