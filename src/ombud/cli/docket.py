"""`ombud demo`: the docket of disputes that come with ombud, ruled on all cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeAlias

from ombud.cli.ending import BAD_INPUT, RULED, tell
from ombud.cli.ruling import Wanted, print_json, ruled
from ombud.kernel.errors import OmbudError
from ombud.kernel.lang import Lang
from ombud.model.ruling import Ruling
from ombud.public.docket import docket_files
from ombud.public.rulings import law_of, read_case

WORTH_READING = "D01"

Found: TypeAlias = Ruling | OmbudError | OSError


def show_docket(lang: Lang | None, *, json: bool) -> int:
    """Rule on every case. Ends well when each was ruled, open questions included."""
    codes: list[int] = []
    rulings: list[Ruling] = []
    for found in _on_all_cores(docket_files(), Wanted(lang)):
        if isinstance(found, Ruling):
            rulings.append(found)
        else:
            codes.append(tell(found))
    if json:
        for ruling in rulings:
            print_json(ruling)
    else:
        _show(rulings, lang)
    return BAD_INPUT if BAD_INPUT in codes else RULED


def _on_all_cores(files: Sequence[Path], wanted: Wanted) -> list[Found]:
    """What comes of each file, in their order. The cases of one law stay together: its book is opened once."""
    jobs = os.cpu_count() or 1
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return _each(files, wanted)
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        work = [(pile, pool.submit(_each, pile, wanted)) for pile in _piles(files, jobs)]
        found = {path: one for pile, done in work for path, one in zip(pile, done.result(), strict=True)}
    return [found[path] for path in files]


def _each(files: Sequence[Path], wanted: Wanted) -> list[Found]:
    return [_one(path, wanted) for path in files]


def _one(path: Path, wanted: Wanted) -> Found:
    try:
        return ruled(path, wanted)[1]
    except (OmbudError, OSError) as error:
        return error


def _piles(files: Sequence[Path], jobs: int) -> list[list[Path]]:
    """The files in as many piles, of about one size, with no law in two of them."""
    laws: dict[str, list[Path]] = {}
    for path in files:
        laws.setdefault(_law(path), []).append(path)
    piles: list[list[Path]] = [[] for _ in range(jobs)]
    for group in sorted(laws.values(), key=len, reverse=True):
        min(piles, key=len).extend(group)
    return piles


def _law(path: Path) -> str:
    try:
        return law_of(read_case(path))
    except (OmbudError, OSError):
        return ""  # it will be told when it is ruled


def _show(rulings: list[Ruling], lang: Lang | None) -> None:
    from ombud.cli.language import of_terminal
    from ombud.cli.view.case import show_ruling
    from ombud.cli.view.gist import show_gists
    from ombud.cli.view.page import Page
    from ombud.cli.words import Tongue

    page = Page(Tongue(lang or of_terminal()))
    show_gists(page, rulings)
    for ruling in rulings:
        if ruling.case == WORTH_READING:
            show_ruling(page, ruling)
