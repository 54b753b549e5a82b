"""Both answers to "do it, or you lose me" are always shown, and neither as more certain than it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from ombud.kernel.lang import LANGS, Lang
from ombud.model.case_file import CaseFile
from ombud.model.ruling import Ruling
from ombud.public.books import open_book
from ombud.public.docket import DOCKET
from ombud.public.rulings import read_case, rule
from tests.cli.test_view import shown

ANSWERS = ["comply:dismissal_of_employee", "decline:dismissal_of_employee"]


def ultimatum(folder: Path, economics: str, *, known: bool) -> Ruling:
    """The ruling for a shop with such economics; `known`: it knows what it earned on this customer."""
    shop = folder / "quattro"
    shutil.copytree(DOCKET.parent / "quattro", shop)
    (shop / "economics.toml").write_text(economics, encoding="utf-8")
    file: CaseFile = read_case(DOCKET / "D09.toml")
    if not known and file.history:
        file = msgspec.structs.replace(file, history=msgspec.structs.replace(file.history, margin_12m=None))
    assert file.asof
    return rule(file, open_book("RU", shop, known_on=file.asof), asof=file.asof)


PAID = '[staff]\nper_hour = "900.00"\norigin = "contract"\n'
FIGURES = '[figure.dismissal]\nis = "1000.00"\norigin = "contract"\n'


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("economics", "origin", "needs"),
    [("", None, ("dismissal", "staff_per_hour")), (PAID, "assumed", ()), (FIGURES, "contract", ())],
)
def test_what_complying_costs_is_shown_or_what_it_would_take_to_tell(
    tmp_path: Path, economics: str, origin: str | None, needs: tuple[str, ...], known: bool
) -> None:
    comply, decline = ultimatum(tmp_path, economics, known=known).stakes.choices
    assert [comply.choice, decline.choice] == ANSWERS
    assert (comply.origin, comply.needs, comply.low is None) == (origin, needs, origin is None)
    assert (decline.origin, decline.needs) == (("assumed", ()) if known else (None, ("customer_margin",)))


@pytest.mark.parametrize("lang", LANGS)
def test_an_unknown_cost_says_what_it_needs_in_every_language(tmp_path: Path, lang: Lang) -> None:
    text = " ".join(shown(ultimatum(tmp_path, "", known=False), lang, 200).split())
    says = {
        "en": "cost unknown: needs what a dismissal costs the shop or an hour of staff time",
        "ru": "цена неизвестна, нужно знать: во что магазину обходится увольнение или час работы сотрудника",
        "uk": "ціна невідома, потрібно знати: скільки магазину коштує звільнення або година роботи співробітника",
        "pl": "koszt nieznany, potrzebne dane: ile sklep kosztuje zwolnienie albo godzina pracy",
    }
    assert says[lang] in text


def test_what_a_customer_does_who_is_declined_is_never_called_measured(tmp_path: Path) -> None:
    measured = '[customer]\nyearly_margin = { low = "1.00", mean = "2.00", high = "3.00" }\norigin = "measured"\n'
    for number, known in enumerate((True, False)):
        (tmp_path / str(number)).mkdir()
        assert ultimatum(tmp_path / str(number), measured, known=known).stakes.choices[1].origin == "assumed"
