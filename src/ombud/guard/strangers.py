"""People who are no party to the matter and are named: a neighbour, a relative, another customer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ombud.guard.data import table
from ombud.guard.objection import objection
from ombud.kernel.said.folded import Folded
from ombud.model.reply import Objection


@cache
def _who() -> re.Pattern[str]:
    who, title = ("|".join(table("strangers")[name]) for name in ("who", "title"))
    return re.compile(rf"(?<!\w)(?:{who}),? (?:(?:{title}) )?(?P<one>[^\W\d_]+)(?: (?P<other>[^\W\d_]+))?")


@cache
def _polite() -> re.Pattern[str]:
    return re.compile("|".join(table("strangers")["polite"]))


def strangers(folded: Folded, known: str) -> Iterator[Objection]:
    """Names right after who it is («Ваш сосед Иванов»); `known` are the folded words that the notice itself has."""
    for match in _who().finditer(folded.text):
        names = [part for part in ("one", "other") if match[part] and _named(folded, match, part)]
        if "one" in names and match["one"] not in known.split():
            yield objection(folded, "privacy", "stranger", (match.start("one"), match.end(names[-1])))


def _named(folded: Folded, match: re.Match[str], part: str) -> bool:
    return folded.source[folded.at[match.start(part)]].isupper() and not _polite().fullmatch(match[part])
