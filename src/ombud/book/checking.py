"""The checker of books: everything that cannot be right, with file, key, line and the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ombud.book.checks.coded import overlong, uncoded
from ombud.book.checks.dates import unordered_clauses, unordered_params
from ombud.book.checks.fairness import shop_sets_law, shop_settles_law, unfair, unlawful_levels
from ombud.book.checks.floor import with_articles
from ombud.book.checks.mute import behind, mute
from ombud.book.checks.reach import switched_off, unreachable
from ombud.book.checks.sourced import unknown_articles, unknown_clauses, unsourced
from ombud.book.checks.wording import Text, misplaced, texts_of, untranslated
from ombud.book.opening import CATALOGUE, LAW_ROOT, Loaded, load
from ombud.book.reading import with_line
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.kernel.lang import LANGS, Lang
from ombud.rules.check import check, problems


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be right: a sentence, its place, the way out, and a stable code."""

    says: str
    at: Place
    hint: str = ""
    code: str = ""

    def __str__(self) -> str:
        head = f"{self.at}: {self.says}" if str(self.at) else self.says
        return f"{head} ({self.hint})" if self.hint else head


def check_book(
    jurisdiction: str,
    shop: Path | None = None,
    *,
    law_root: Path = LAW_ROOT,
    catalogue: Path = CATALOGUE,
    stance: Path | None = None,
) -> list[Problem]:
    """All problems of a jurisdiction's law, or of a shop's book with that law, in the order of their places.

    Never raises for what a book holds: files that cannot be read are problems too.
    """
    loaded = load(jurisdiction, shop, law_root=law_root, catalogue=catalogue, stance=stance)
    faults = _faults(loaded)
    with_articles(faults, loaded.declarations)
    found = {_problem(error, catalogue): None for error in faults}
    return sorted(found, key=lambda p: (p.at.file, p.at.line, p.at.key, p.at.column, p.says))


def doubts_about(
    jurisdiction: str, shop: Path | None = None, *, law_root: Path = LAW_ROOT, catalogue: Path = CATALOGUE
) -> list[Problem]:
    """What in a shop's book may be meant so, and does nothing: tables and rules that never speak as things stand.

    Nothing is told of a book with problems: those come first.
    """
    if check_book(jurisdiction, shop, law_root=law_root, catalogue=catalogue):
        return []
    declared = load(jurisdiction, shop, law_root=law_root, catalogue=catalogue).declarations
    program = check(declared)
    found = [*mute(declared.tables.values()), *behind(program), *switched_off(program)]
    return [_problem(error, catalogue) for error in found]


def _problem(error: OmbudError, catalogue: Path) -> Problem:
    if not error.at.file:  # a constraint between facts: it stands in the catalogue
        error.at = Place(str(catalogue), error.at.key, 0, error.at.column)
    error = with_line(error)
    return Problem(error.says, error.at, error.hint, error.code)


def _faults(loaded: Loaded) -> list[OmbudError]:
    declared = loaded.declarations
    texts = list(texts_of(declared, loaded.clauses))
    texts += [
        Text(a.name, p.at.at(f"article.{cite}.name"), True) for p in loaded.packs for cite, a in p.articles.items()
    ]
    found: list[OmbudError] = list(loaded.faults)
    found += unordered_params(declared.params.values())
    found += unordered_clauses(loaded.clauses.values())
    found += unknown_clauses(declared.tables.values(), loaded.clauses.keys())
    found += uncoded(declared.tables.values())
    found += untranslated(texts, _languages(loaded))
    found += _law_faults(loaded)
    found += unlawful_levels(declared)
    wrong = problems(declared)
    told = [error.at for error in found]
    found += [error for error in wrong if not any(_inside(at, error.at) for at in told)]
    if wrong or loaded.faults:
        return found
    program = check(declared)
    found += unfair(program) + overlong(program)
    if loaded.shop:
        found += shop_settles_law(program, loaded.shop.at) + shop_sets_law(program, loaded.shop.at)
    return found + unreachable(program) + misplaced(texts, program)


def _inside(at: Place, whole: Place) -> bool:
    """Is one place within another? What was told of a part need not be told again of the whole."""
    return at.file == whole.file and (at.key == whole.key or at.key.startswith((whole.key + ".", whole.key + "[")))


def _languages(loaded: Loaded) -> Callable[[str], tuple[Lang, ...]]:
    folder = Path(loaded.shop.at.file).parent if loaded.shop else None
    spoken = loaded.shop.languages if loaded.shop else LANGS
    return lambda file: spoken if folder and Path(file).parent == folder else LANGS


def _law_faults(loaded: Loaded) -> list[OmbudError]:
    found: list[OmbudError] = []
    sources = {name for pack in loaded.packs for name in pack.sources}
    folders = {Path(pack.at.file).parent for pack in loaded.packs}
    law = [p for p in loaded.declarations.params.values() if Path(p.at.file).parent in folders]
    found += unsourced(law, sources)
    articles = {code for pack in loaded.packs for code in pack.articles}
    found += unknown_articles(loaded.declarations.tables.values(), articles)
    for pack in loaded.packs:
        missing = [lang for lang in LANGS if lang not in pack.languages or (pack.name and lang not in pack.name)]
        if missing:
            says = f"the pack lacks {', '.join(missing)}"
            hint = "languages and name cover all four languages"
            found.append(BookError(says, at=pack.at.at("languages"), hint=hint, code="words.missing"))
        if pack.checked_on is None:
            says = "checked_on is missing: when were the sources read?"
            found.append(BookError(says, at=pack.at.at("checked_on"), code="book.missing_key"))
    return found
