"""A text made comparable, with the way back to its own positions.

Lower case, ё as е, one apostrophe, one kind of space; invisible characters dropped; a look-alike letter of another
alphabet inside a word replaced (a Latin "a" within a Cyrillic word), whole words of either alphabet left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u0301\u0300")
ALIKE = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
LATIN = "aceopxyikmthb"
CYRILLIC = "асеорхуікмтнв"
TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
TO_LATIN = str.maketrans(CYRILLIC, LATIN)


@dataclass(frozen=True, slots=True)
class Folded:
    """The comparable text; `at[i]` is the position in `source` of its i-th character."""

    source: str
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the source of a stretch of the comparable text (end exclusive)."""
        return self.at[start], self.at[end - 1] + 1


def fold(source: str) -> Folded:
    """Make a text comparable."""
    at = tuple(i for i, letter in enumerate(source) if letter not in INVISIBLE)
    plain = "".join(_lower(source[i]) for i in at).translate(ALIKE)
    return Folded(source, WORD.sub(_one_alphabet, plain), at)


def _lower(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _one_alphabet(found: re.Match[str]) -> str:
    word = found.group()
    if word.isascii():
        return word
    cyrillic = sum("а" <= letter <= "ґ" for letter in word)
    latin = sum(letter.isalpha() for letter in word) - cyrillic
    if not cyrillic or not latin:
        return word
    return word.translate(TO_CYRILLIC if cyrillic >= latin else TO_LATIN)
