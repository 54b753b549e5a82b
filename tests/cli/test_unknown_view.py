"""What is open is said once, in few lines and in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from ombud.cli.view.case import show_ruling
from ombud.cli.view.granted import UNSAID
from ombud.cli.view.page import Page
from ombud.cli.words import Tongue
from ombud.kernel.lang import LANGS, Lang, Words
from ombud.model.ruling import Possibility, Ruling
from ombud.public.docket import docket
from ombud.public.rulings import open_book
from tests.cli.sample_open import contested
from tests.cli.test_no_codes import ruled


def screen(ruling: Ruling, lang: Lang) -> str:
    out = StringIO()
    page = Page(Tongue(lang), out)
    page.console.width = 300
    show_ruling(page, replace(ruling, replies=()))
    return out.getvalue()


def with_outcomes(outcomes: Sequence[Possibility], deciding: tuple[tuple[str, ...], ...] = ()) -> Ruling:
    ruling = contested()
    one = replace(ruling.allegations[0], outcomes=tuple(outcomes), deciding=deciding)
    return replace(ruling, allegations=(one,))


MANY = [
    Possibility(finding, (), "none", ((party, "1.0000"),), open=("compensation",))
    for finding in ("substantiated", "not_substantiated", "inconclusive")
    for party in ("nobody", "shop", "carrier")
]


@pytest.mark.parametrize("lang", LANGS)
def test_every_open_question_stands_once_on_the_screen(lang: Lang) -> None:
    for ruling in [one for one in docket() if one.headline == "cannot_tell_yet"]:
        text = screen(ruling, lang)
        for one in ruling.allegations:
            for question in one.unknown:
                assert text.count(f"? {question.ask[lang]}") <= 1, ruling.case


@pytest.mark.parametrize("lang", LANGS)
def test_many_outcomes_are_counted_and_told_by_finding(lang: Lang) -> None:
    text, tongue = screen(with_outcomes(MANY), lang), Tongue(lang)
    told = [line for line in text.splitlines() if line.strip().startswith("• ")]
    assert len(told) == 3
    assert tongue.say("outcomes_short", n=9) in text
    assert tongue.say("turns_on_all") in text
    either = f" {tongue.say('either')} ".join(tongue.name("party", party) for party in ("nobody", "shop", "carrier"))
    assert all(either in line for line in told)
    assert all(tongue.say("nothing_due") not in line for line in told)  # what only may be owed is not nothing


def test_what_would_decide_is_named_by_what_it_means() -> None:
    text = screen(with_outcomes(MANY, (("delivered",),)), "pl")
    assert "co przesądzi: paczkę doręczono" in text


@pytest.mark.parametrize("lang", LANGS)
def test_nobodys_fault_is_said_in_words_and_without_a_share(lang: Lang) -> None:
    few = [Possibility("substantiated", (), "none", (("nobody", "1.0000"),)), MANY[4]]
    text = screen(with_outcomes(few), lang)
    assert Tongue(lang).say("nobody_guilty") in text
    assert "100 %" not in text


def test_only_what_a_shopkeeper_can_check_is_named_as_taken_for_granted() -> None:
    ruling = contested()
    names = ("loss_proven", "cover_cost", "withdrawal_stated", "consumer")
    means: dict[str, Words] = {
        "withdrawal_stated": {"en": "withdrawal from the contract", "pl": "odstąpienie od umowy"}
    }
    means |= {name: {"en": f"x {name}", "pl": f"x {name}"} for name in names[:2]}
    one = replace(ruling.allegations[0], assumed=names, named=means)
    text = screen(replace(ruling, allegations=(one,)), "pl")
    assert "zakup był na użytek prywatny" in text
    assert "przyjmujemy, że tego nie było: odstąpienie od umowy" in text
    assert not any(f"x {name}" in text for name in names)
    assert "Założono" not in screen(replace(ruling, allegations=(replace(one, assumed=names[:2]),)), "pl")


def test_what_is_left_unsaid_is_in_the_catalogue_of_facts() -> None:
    facts = open_book("PL", None, known_on=date(2026, 6, 1)).program.declared.facts
    assert set(facts) >= UNSAID, UNSAID - set(facts)


def test_a_cause_is_told_by_its_name() -> None:
    text = screen(ruled("UA", "UAH", "defective"), "pl")
    assert "carriage" not in text
