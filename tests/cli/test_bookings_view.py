"""Every posting of the docket has its words in every language."""

from __future__ import annotations

import io

import pytest

from ombud.cli.view.case import booked
from ombud.cli.view.page import Page
from ombud.cli.words import Tongue, catalogue
from ombud.kernel.lang import LANGS, Lang
from ombud.ledger.postings import CLAIM_LEGS
from ombud.model.vocabulary import codes

KINDS = tuple(catalogue()["claim"])


@pytest.mark.parametrize("lang", LANGS)
def test_claims_on_carriers_and_suppliers_are_named_in_every_language(lang: Lang) -> None:
    page = Page(Tongue(lang), io.StringIO())
    named = [booked(page, f"{party}_claim:{kind}") for party in CLAIM_LEGS for kind in KINDS]
    assert len(set(named)) == len(named)
    assert lang == "en" or not any("claim" in one for one in named)


@pytest.mark.parametrize("what", ["resale", "unclaimed_parcel", "out_of_pocket", "staff_time", *codes("remedy")])
def test_whatever_is_booked_has_its_words(what: str) -> None:
    assert any(what in catalogue()[group] for group in ("posting", "reason", "remedy"))


def test_a_lost_parcel_is_claimed_of_the_carrier_in_polish() -> None:
    page = Page(Tongue("pl"), io.StringIO())
    assert booked(page, "carrier_claim:lost") == "roszczenie wobec przewoźnika: zaginięcie"
