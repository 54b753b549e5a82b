"""`ombud book stances` and `ombud rule --stances`: how far a house may go, side by side."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ombud.cli.clock import today
from ombud.cli.ending import RULED, tell, worst
from ombud.cli.language import of_terminal
from ombud.cli.ruling import Wanted, code_of
from ombud.kernel.errors import InputError, OmbudError
from ombud.kernel.lang import Lang, word
from ombud.public.rulings import check_asof, check_currency, in_file, law_of, open_book, read_case, shop_of
from ombud.public.stances import Side, as_data, compared, stances


def list_stances(lang: Lang | None) -> int:
    """The stances that come with ombud: by which name, and what each is."""
    from ombud.cli.view.page import QUIET, Page
    from ombud.cli.words import Tongue

    page = Page(Tongue(lang or of_terminal()))
    for one in stances():
        page.line(f"{one.code}: {word(one.name, page.tongue.lang)}")
        page.line(word(one.says, page.tongue.lang), QUIET, indent=5)
    return RULED


def compare_files(files: Sequence[Path], wanted: Wanted, *, as_json: bool) -> int:
    """Each case under the house's own rules and under every stance."""
    codes: list[int] = []
    for path in files:
        try:
            sides = _sides(path, wanted)
        except (OmbudError, OSError) as error:
            codes.append(tell(error))
            continue
        codes.append(code_of(sides[0].ruling))
        _show(sides, wanted.lang, as_json=as_json)
    return worst(codes)


def _sides(path: Path, wanted: Wanted) -> list[Side]:
    file = read_case(path)
    try:
        shop = wanted.book or shop_of(file, path)
        asof = wanted.asof or file.asof or today()
        if wanted.asof or not file.asof:
            check_asof(file, asof)
        check_currency(file, open_book(law_of(file), shop, known_on=asof), given="--book" if wanted.book else "")
        return list(compared(file, law_of(file), shop, asof=asof))
    except InputError as error:
        raise in_file(error, path) from None


def _show(sides: Sequence[Side], lang: Lang | None, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(as_data(sides), ensure_ascii=False) + "\n")
        return
    from ombud.cli.view.page import Page
    from ombud.cli.view.stances import show_stances
    from ombud.cli.words import Tongue

    show_stances(Page(Tongue(lang or sides[0].ruling.lang)), sides)
    sys.stdout.flush()
