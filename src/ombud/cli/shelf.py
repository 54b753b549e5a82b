"""`ombud book`, `ombud law`, `ombud schema`: what stands on the shelf."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ombud.cli.clock import today
from ombud.cli.ending import BAD_INPUT, RULED, tell
from ombud.cli.language import of_terminal
from ombud.kernel.errors import BookError
from ombud.kernel.lang import Lang
from ombud.public.books import (
    Problem,
    all_law_cases,
    check_book,
    describe,
    diff,
    doubts_about,
    jurisdictions,
    open_book,
)


def print_schema() -> int:
    """The JSON Schema of case files."""
    from ombud.public.rulings import json_schema

    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
    return RULED


def check_shops(shops: Sequence[Path]) -> int:
    """Every problem of each shop's book."""
    return max([_checked("", shop, shop.name) for shop in shops])


def check_law(codes: Sequence[str]) -> int:
    """Every problem of each law pack, and every worked case that does not hold."""
    checked = max(_checked(code, None, code) for code in codes or _all_laws())
    return max(checked, try_cases(codes, quiet=True))


def _all_laws() -> list[str]:
    return [folder.name for folder in jurisdictions()]


def _checked(jurisdiction: str, shop: Path | None, name: str) -> int:
    problems = check_book(jurisdiction, shop)
    for problem in problems:
        _tell(problem)
    if not problems:
        for doubt in doubts_about(jurisdiction, shop) if shop else ():
            sys.stderr.write(f"warning: {doubt}\n")
        sys.stdout.write(f"{name}: nothing found\n")
    return BAD_INPUT if problems else RULED


def _tell(problem: Problem) -> None:
    tell(BookError(problem.says, at=problem.at, hint=problem.hint, code=problem.code))


def try_cases(codes: Sequence[str], *, quiet: bool = False) -> int:
    """The worked cases of law packs (all without `codes`): each sentence, and what came out otherwise."""
    codes = [code.lower() for code in codes]
    known = [folder.name for folder in jurisdictions()]
    for code in codes:
        if code not in known and not quiet:
            raise BookError(f"no law pack {code!r} has worked cases", hint=f"one of {', '.join(known)}")
    results = all_law_cases(codes=codes)
    for one in results:
        for wrong in one.wrong:
            tell(BookError(f"{one.id}: {wrong}", at=one.at))
        if not quiet:
            sys.stdout.write(f"{'not so' if one.wrong else 'holds '}  {one.id}\n")
    failed = sum(bool(one.wrong) for one in results)
    sys.stdout.write(f"worked cases: {len(results) - failed} of {len(results)} hold\n")
    return BAD_INPUT if failed else RULED


def show_difference(old: Path, new: Path, lang: Lang | None) -> int:
    """Each change between two books, as a sentence."""
    day = today()
    changes = diff(open_book("", old, known_on=day), open_book("", new, known_on=day), lang or of_terminal())
    for change in changes:
        sys.stdout.write(f"{change.kind} {change.name}: {change.says}\n")
    if not changes:
        sys.stdout.write("no difference\n")
    return RULED


def show_shop(shop: Path, lang: Lang | None, asof: date | None) -> int:
    """A shop's book with the law of its country."""
    return _show("", shop, lang, asof)


def show_law(code: str, lang: Lang | None, asof: date | None) -> int:
    """A law pack with what it extends."""
    return _show(code, None, lang, asof)


def _show(code: str, shop: Path | None, lang: Lang | None, asof: date | None) -> int:
    from ombud.cli.view.book import show_book
    from ombud.cli.view.page import Page
    from ombud.cli.words import Tongue

    lang = lang or of_terminal()
    opened = open_book(code, shop, known_on=today())
    show_book(Page(Tongue(lang)), describe(opened, lang, day=asof))
    return RULED
