"""Where in its text a key path such as `orders[0].placed_on` stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ombud.facts.limits import skeleton
from ombud.kernel.errors import Place

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]\]?")
_KEY = re.compile(r"(\s*)([\w.\-]+)\s*=")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]++')

Spot = tuple[str, int, int]
"""A key path with its line and column, both from 1."""


def located(at: Place, text: str, form: str) -> Place:
    """The place with the line and column of its key, or of the nearest key above it that stands in the text."""
    if at.line or not at.key:
        return at
    spots = _toml_spots(text) if form == "toml" else _json_spots(text)
    best: Spot = ("", 0, 0)
    for spot in spots:
        if _leads_to(spot[0], at.key) and len(spot[0]) > len(best[0]):
            best = spot
            if spot[0] == at.key:
                break
    return Place(at.file, at.key, best[1], best[2])


def _leads_to(path: str, key: str) -> bool:
    return key.startswith(path) and (len(key) == len(path) or key[len(path)] in ".[")


def _toml_spots(text: str) -> Iterator[Spot]:
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(skeleton(text).split("\n"), 1):
        if header := _HEADER.match(line):
            table = _open_table(header[2].replace(" ", ""), header[1] == "[[", counts)
            yield table, number, 1
        elif key := _KEY.match(line):
            yield f"{table}.{key[2]}" if table else key[2], number, len(key[1]) + 1


def _open_table(dotted: str, is_array: bool, counts: dict[str, int]) -> str:
    """The path of a table header; an array header opens the next element, others enter the last one."""
    path = ""
    *above, last = dotted.split(".")
    for name in above:
        path = f"{path}.{name}" if path else name
        if path in counts:
            path = f"{path}[{counts[path]}]"
    path = f"{path}.{last}" if path else last
    if is_array:
        counts[path] = counts.get(path, -1) + 1
    return f"{path}[{counts[path]}]" if path in counts else path


def _json_spots(text: str) -> Iterator[Spot]:
    """Every key and element of a well-formed JSON text, in order."""
    frames: list[_Frame] = []
    path, key_next = "", False
    line, line_start, seen = 1, 0, 0
    for found in _TOKEN.finditer(text):
        sign, start = found[0], found.start()
        if sign in "}]":
            frames.pop()
        elif sign == ",":
            frames[-1].index += 1
            key_next = not frames[-1].is_array
        elif sign != ":":
            path = frames[-1].inside(sign if key_next else "", path) if frames else ""
            if breaks := text.count("\n", seen, start):
                line, line_start = line + breaks, text.rindex("\n", seen, start) + 1
            seen = start
            if key_next or (frames and frames[-1].is_array):
                yield path, line, start - line_start + 1
            key_next = sign == "{"
            if sign in "{[":
                frames.append(_Frame(path, sign == "["))


@dataclass(slots=True)
class _Frame:
    """An open object or array, and the index of the element that is being read."""

    path: str
    is_array: bool
    index: int = 0

    def inside(self, key: str, current: str) -> str:
        if self.is_array:
            return f"{self.path}[{self.index}]"
        return f"{self.path}.{key[1:-1]}".lstrip(".") if key else current


def repeated_key(text: str) -> Spot:
    """The first key of a well-formed JSON text that stands twice in one object ("" when none does)."""
    seen: set[str] = set()
    for spot in _json_spots(text):
        if spot[0] in seen:
            return spot
        seen.add(spot[0])
    return "", 0, 0
