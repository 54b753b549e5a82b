"""The gates before a text goes out: commitment, privacy, manner, and what the law forbids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ombud.guard.commitment import commitments
from ombud.guard.data import table
from ombud.guard.objection import objection
from ombud.guard.patterns import compiled
from ombud.guard.privacy import leaks
from ombud.guard.strangers import strangers
from ombud.kernel.lang import Lang
from ombud.kernel.said.folded import Folded, fold
from ombud.model.reply import Notice, Objection, Shield

SCRIPTS: dict[str, tuple[Lang, ...]] = {"cyrillic": ("ru", "uk"), "latin": ("en", "pl")}
FOREIGN_SHARE = 5
"""A fifth of the letters in another script: the text is read in that script's languages too."""


def check(text: str, notice: Notice, shield: Shield, *, lang: Lang | None = None) -> list[Objection]:
    """Everything that keeps `text` from going out as an answer to `notice`, in the order of the text.

    `lang` is the language of the text (the notice's own when None). The privacy gate stands before public texts
    only; whoever is no party to the matter is named in none. A shop that may lawfully refuse future sales says so by
    `refuse_future_sales` among the words of the notice's value `permitted`; a note to the shop may name what the
    shop asked.
    """
    folded = fold(text)
    langs = _languages(folded, lang or notice.lang)
    found = list(commitments(folded, notice, langs))
    if notice.audience == "public":
        found += leaks(folded, shield)
    found += strangers(folded, fold("\n".join([notice.name, *notice.values.values()])).text)
    found += _matches(folded, "manner", langs)
    permitted = notice.values.get("permitted", "").split()
    if notice.outcome == "question":
        permitted.append(notice.reason)
    found += (each for each in _matches(folded, "law", langs) if each.code not in permitted)
    return sorted(_once(found), key=lambda each: (each.start, each.end))


def _once(found: list[Objection]) -> list[Objection]:
    """One objection a gate, kind and span."""
    return list({(each.gate, each.code, each.start, each.end): each for each in found}.values())


def _matches(folded: Folded, gate: Literal["manner", "law"], langs: tuple[Lang, ...]) -> Iterator[Objection]:
    for lang in langs:
        for kind in table(gate):
            pattern = compiled(gate, kind, lang)
            for match in pattern.finditer(folded.text) if pattern else ():
                yield objection(folded, gate, kind, match.span())


def _languages(folded: Folded, lang: Lang) -> tuple[Lang, ...]:
    """The language of the text, and those of another script that much of it is written in."""
    letters = [letter for letter in folded.text if letter.isalpha()]
    cyrillic = sum("а" <= letter <= "ґ" for letter in letters)
    share = {"cyrillic": cyrillic, "latin": len(letters) - cyrillic}
    others = (
        each for script, langs in SCRIPTS.items() if share[script] * FOREIGN_SHARE > len(letters) for each in langs
    )
    mine = next(langs for langs in SCRIPTS.values() if lang in langs)
    return (lang, *(each for each in others if each not in mine))
