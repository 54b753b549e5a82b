"""`ombud propose`: what a disputed rule could be instead, and what that would have cost."""

from __future__ import annotations

from pathlib import Path

from ombud.cli.ending import RULED
from ombud.cli.ruling import Wanted, opened, ruled
from ombud.cli.sweep import progress
from ombud.cli.view.page import Page
from ombud.cli.view.proposals import show_proposals
from ombud.cli.words import Tongue
from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import Lang
from ombud.public.proposals import proposals
from ombud.public.replay import Wanted as Replayed


def propose(file: Path, history: Path, book: Path | None, lang: Lang | None) -> int:
    """Rule on a case and try every amendment that it calls for on a history."""
    wanted = Wanted(lang, book=book)
    _, own = opened(file, wanted)
    _, ruling = ruled(file, wanted)
    if own.shop is None:
        raise InputError("the case names no shop whose rule it could be", at=Place(str(file)), hint="give --book DIR")
    folder = Path(own.shop.at.file).parent
    found = list(proposals(ruling, own, Replayed(history, folder, progress=lambda done, _all: progress(done))))
    progress(0)
    show_proposals(Page(Tongue(lang or ruling.lang)), ruling, own, found)
    return RULED
