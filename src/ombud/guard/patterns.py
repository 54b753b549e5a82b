"""Patterns of the guard's data files, compiled for a language when it first asks."""

from __future__ import annotations

import re
from functools import cache

from ombud.guard.data import table
from ombud.kernel.lang import Lang

WITHIN, IN_FIGURES_TOO = "[^.!?]", r"(?:[^.!?]|\.(?=\d))"
"""What stays in a sentence, and the same where the point of "263.99" does not end it."""


@cache
def compiled(name: str, kind: str, lang: Lang) -> re.Pattern[str] | None:
    """All patterns of one kind in one language as one search; None where there are none.

    A pattern begins at a word's beginning; it may end inside a word.
    """
    entry = table(name)[kind].get(lang, ())
    patterns = entry["patterns"] if isinstance(entry, dict) else entry
    one = "|".join(patterns).replace(WITHIN, IN_FIGURES_TOO)
    return re.compile(rf"(?<!\w)(?:{one})") if patterns else None
