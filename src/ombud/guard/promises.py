"""Promised acts in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ombud.guard.data import table
from ombud.guard.patterns import compiled
from ombud.kernel.lang import Lang

NEGATED = re.compile(r"(?<!\w)(?:не|ні|nie|not|never|cannot|can't|won't|unable to)(?: \w+)?[ ,]+$")
NEGATION_REACH = 24
POSITIVE_IN_ITSELF = frozenset({"waive"})


def promises(text: str, lang: Lang) -> Iterator[tuple[int, int, str]]:
    """Each promise in a folded text: start, end, and the kind of act."""
    for kind in table("promises"):
        pattern = compiled("promises", kind, lang)
        for match in pattern.finditer(text) if pattern else ():
            before = text[max(0, match.start() - NEGATION_REACH) : match.start()]
            if kind in POSITIVE_IN_ITSELF or not NEGATED.search(before):
                yield match.start(), match.end(), kind


def stands_for(kind: str) -> frozenset[str]:
    """The remedies of which a promise of that kind may speak."""
    return frozenset(table("promises")[kind]["remedies"])
