"""Reading one TOML file within limits, and finding the line of a key when an error must name it."""

from __future__ import annotations

from collections import Counter, OrderedDict
from pathlib import Path
from typing import Any

import tomli

from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.kernel.slips import way_out

LARGEST_FILE = 4 * 1024 * 1024
DEEPEST = 16
MOST_DOTS_IN_A_LINE = 500
LONGEST_KEPT = 256 * 1024
MOST_KEPT = 256
_READ: OrderedDict[str, dict[str, Any]] = OrderedDict()
"""What a text of TOML says, by the text itself: the books of one process share the files of their law."""


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file as plain data, which is shared: nobody may change it.

    Raises:
        BookError: missing, over 4 MiB, not UTF-8, not TOML, or nested deeper than 16 levels.
    """
    place = Place(str(path))
    text = _text(path, place)
    known = _READ.get(text)
    if known is None:
        known = _parsed(text, place)
        if len(text) <= LONGEST_KEPT:
            _READ[text] = known
            if len(_READ) > MOST_KEPT:
                _READ.popitem(last=False)
    return known


def _parsed(text: str, place: Place) -> dict[str, Any]:
    # The reader copies a dotted key once for each of its parts: a line of a million dots would take hours.
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_DOTS_IN_A_LINE and line.count(".") > MOST_DOTS_IN_A_LINE:
            raise BookError("a line has over 500 dots", at=Place(place.file, line=number), code="toml.nesting")
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        at = _spot(error, place.file)
        raise BookError(f"not valid TOML: {error}", at=at, hint=way_out(text, at.line), code="toml.syntax") from None
    except (RecursionError, ValueError, OverflowError) as error:
        says = "nested too deeply" if isinstance(error, RecursionError) else f"not valid TOML: {error}"
        raise BookError(says, at=place, hint=f"at most {DEEPEST} levels", code="toml.nesting") from None
    if _deeper_than(data, DEEPEST):
        raise BookError("nested too deeply", at=place, hint=f"at most {DEEPEST} levels", code="toml.nesting")
    return data


def _text(path: Path, place: Place) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise BookError(
                f"the file has {size} bytes", at=place, hint="a book's file has at most 4 MiB", code="file.size"
            )
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BookError(
            f"byte {error.start} is not UTF-8", at=place, hint="save the file as UTF-8", code="file.encoding"
        ) from None
    except OSError as error:
        raise BookError(
            f"cannot be read: {error.strerror or error}", at=place, hint="look at the path", code="file.missing"
        ) from None


def _spot(error: tomli.TOMLDecodeError, file: str) -> Place:
    words = str(error).replace(",", " ").replace(")", " ").split()
    line, column = (_after(words, word) for word in ("line", "column"))
    return Place(file, line=line, column=column)


def _after(words: list[str], word: str) -> int:
    following = words[words.index(word) + 1] if word in words[:-1] else "0"
    return int(following) if following.isdigit() else 0


def _deeper_than(data: object, limit: int) -> bool:
    level = [data]
    for _ in range(limit):
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return False
    return any(isinstance(item, dict | list) for item in level)


def with_line(error: OmbudError) -> OmbudError:
    """The same error with the line of its key, looked up only now; a line that is known stays."""
    at = error.at
    if at.file and at.key and not at.line:
        error.at = Place(at.file, at.key, line_of(Path(at.file), at.key), at.column)
    return error


def line_of(path: Path, key: str) -> int:
    """The line (from 1) where `key` stands, else where it is first filled, else where its table is; 0 when unknown.

    Keys are dotted and entries of lists count from 1: `table.ru231.rule[2].when`.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    keys = _keys(lines)
    within = (key + ".", key + "[")
    inner = next((number for number, name in keys if name.startswith(within)), 0)
    exact = next((number for number, name in keys if name == key), inner)
    around = [(len(name), number) for number, name in keys if key.startswith((name + ".", name + "["))]
    return exact or max(around, key=lambda pair: pair[0], default=(0, 0))[1]


def _keys(lines: list[str]) -> list[tuple[int, str]]:
    """Every key that begins a line, in full, with its line number. Text inside multi-line strings is passed over."""
    found: list[tuple[int, str]] = []
    counts: Counter[str] = Counter()
    header, inside = "", ""
    for number, line in enumerate(lines, 1):
        if not inside:
            stripped = line.strip()
            if stripped.startswith("["):
                header = _header(stripped, counts)
                found.append((number, header))
            elif "=" in stripped and not stripped.startswith("#"):
                name = _plain(stripped.partition("=")[0])
                found.append((number, f"{header}.{name}" if header else name))
        inside = _still_inside(line, inside)
    return found


def _header(line: str, counts: Counter[str]) -> str:
    many = line.startswith("[[")
    parts = _plain(line.strip("[").partition("]")[0]).split(".")
    name = ""
    for i, part in enumerate(parts):
        name += f".{part}" if name else part
        if many and i == len(parts) - 1:
            counts[name] += 1
        if counts[name]:
            name += f"[{counts[name]}]"
    return name


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _still_inside(line: str, inside: str) -> str:
    for mark in ('"""', "'''"):
        if inside in ("", mark) and line.count(mark) % 2:
            return "" if inside else mark
    return inside
