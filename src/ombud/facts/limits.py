"""What a case file may weigh, so that a hostile one is refused before it costs time."""

from __future__ import annotations

import re

from ombud.kernel.errors import InputError, Place

LARGEST_FILE = 16 * 1024 * 1024
DEEPEST = 32
MOST_VALUES = 600_000
MOST_QUOTES = 2_000_000

_STRING = (
    r'"""(?>[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?>[^']++|'(?!''))*+'{3,5}"
    r'|"(?>[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
)
_QUIET = re.compile(_STRING + r"|#[^\n]*+", re.DOTALL)
_BESIDE_BRACKETS = re.compile(r"[^\[\]{}]++")
_PART = r"[^\s.=,\[\]{}]"
# it starts only where a name starts, so that the search stays linear
_DOTTED = re.compile(rf"(?<!{_PART})(?>{_PART}++[ \t]*+\.[ \t]*+){{{DEEPEST}}}")
_ENDLESS = re.compile(r"[^\s=,\[\]{}]{4096}")


def skeleton(toml: str) -> str:
    """The text with strings emptied and comments dropped, line for line: what is left is structure."""
    return _QUIET.sub(lambda found: "_" + "\n" * found[0].count("\n") if found[0][0] != "#" else "", toml)


def check_size(size: int, at: Place) -> None:
    """Refuse a file by its size in bytes, before it is read.

    Raises:
        InputError: larger than 16 MiB.
    """
    if size > LARGEST_FILE:
        raise InputError(
            "the file is larger than 16 MiB",
            at=at,
            hint="one file holds one dispute; leave attachments out",
            code="file.too_large",
        )


def check_toml(text: str, at: Place) -> None:
    """Refuse what the TOML reader would take seconds over.

    Raises:
        InputError: nested more than 32 levels deep, more than 600,000 values, or a name or number without end.
    """
    bare = skeleton(text) if text.count('"') + text.count("'") <= MOST_QUOTES else ""
    if (text and not bare) or sum(map(bare.count, ",=[{\n")) > MOST_VALUES:
        raise InputError(
            "the file holds more values than a hand could write",
            at=at,
            hint="give cases written by a machine as JSON",
            code="file.too_many_values",
        )
    depth = 0
    for bracket in _BESIDE_BRACKETS.sub("", bare):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise _too_deep(at)
    if _DOTTED.search(bare):
        raise _too_deep(at)
    if _ENDLESS.search(bare):
        raise InputError("a name or a number is too long", at=at, hint="shorten it", code="toml.malformed")


def _too_deep(at: Place) -> InputError:
    return InputError(
        f"the values are nested more than {DEEPEST} levels deep",
        at=at,
        hint="a case file needs five",
        code="file.nesting",
    )
