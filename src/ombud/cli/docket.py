"""`ombud demo`: the docket of disputes that come with ombud."""

from __future__ import annotations

from ombud.cli.ending import BAD_INPUT, RULED
from ombud.cli.ruling import Wanted, each, print_json
from ombud.kernel.lang import Lang
from ombud.model.ruling import Ruling
from ombud.public.docket import docket_files

WORTH_READING = "D01"


def show_docket(lang: Lang | None, *, json: bool) -> int:
    """Rule on every case. Ends well when each was ruled, open questions included."""
    codes: list[int] = []
    rulings = [ruling for _, ruling in each(docket_files(), Wanted(lang), codes)]
    if json:
        for ruling in rulings:
            print_json(ruling)
    else:
        _show(rulings, lang)
    return BAD_INPUT if BAD_INPUT in codes else RULED


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
