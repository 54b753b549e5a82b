"""Columns one upon another: what two books compute in the same words is computed once."""

from __future__ import annotations

import re
from collections.abc import Sequence

LITERAL = re.compile(r"TRUE|FALSE|'[^']*'|\d+|CAST\(\d+ AS [A-Z]+(\(\d+,\d+\))?\)")
READ = re.compile(r"'(?:[^']|'')*'|(\"[^\"]+\")")
NAME = re.compile(r'"#(\d+)"')


class Layers:
    """Columns over a relation. A column may read those that were put before it; equal texts are one column."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._levels: list[dict[str, str]] = []
        self._at: list[int] = []

    def put(self, text: str) -> str:
        """The quoted name of a column that holds the text's value; a literal stays what it is."""
        if NAME.fullmatch(text) or LITERAL.fullmatch(text):
            return text
        if text not in self._names:
            below = [self._at[int(number)] for number in NAME.findall(text)]
            level = max(below, default=-1) + 1
            self._names[text] = name = f'"#{len(self._at)}"'
            self._at.append(level)
            while len(self._levels) <= level:
                self._levels.append({})
            self._levels[level][name] = text
        return self._names[text]

    def over(self, relation: str, columns: Sequence[str], *, where: str = "TRUE") -> str:
        """A statement that selects the columns over the relation with all that was put.

        Only columns that something reads are carried along: an engine that plans wide rows plans long.
        """
        texts = [*columns, where, *(text for level in self._levels for text in level.values())]
        read = dict.fromkeys(
            name for text in texts for name in READ.findall(text) if name and not name.startswith('"#')
        )
        relation = f"(SELECT {', '.join(read)} FROM {relation} WHERE {where}) AS history"  # noqa: S608
        for level in self._levels:
            added = ", ".join(f"{text} AS {name}" for name, text in level.items())
            relation = f"(SELECT *, {added} FROM {relation}) AS layer"  # noqa: S608  (quoted names, typed literals)
        return f"SELECT {', '.join(columns)} FROM {relation}"  # noqa: S608
