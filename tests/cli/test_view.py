from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len

from ombud.cli.view.case import show_ruling
from ombud.cli.view.explain import show_trace
from ombud.cli.view.gist import show_gists
from ombud.cli.view.page import Page
from ombud.cli.words import Tongue
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.model.facts import Evidence
from ombud.model.fault import Recovery
from ombud.model.ruling import Ruling
from ombud.public.docket import docket
from tests.cli.sample import late_by_both
from tests.cli.sample_open import contested, question

ALL = [late_by_both(), contested(), question()]


def shown(ruling: Ruling, lang: Lang = "en", width: int = 80) -> str:
    out = io.StringIO()
    page = Page(Tongue(lang), out)
    page.console.width = width
    show_ruling(page, ruling)
    show_trace(page, ruling)
    show_gists(page, [ruling])
    return out.getvalue()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 110])
@pytest.mark.parametrize("ruling", ALL, ids=lambda ruling: ruling.case)
def test_a_ruling_fits_the_width_and_ends_lines_clean_in_every_language(ruling: Ruling, lang: Lang, width: int) -> None:
    lines = shown(ruling, lang, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("lang", "headline"),
    [("en", "TOO EARLY TO TELL"), ("ru", "ПОКА СУДИТЬ РАНО"), ("uk", "ПОКИ СУДИТИ ЗАРАНО"), ("pl", "ZA WCZEŚNIE")],
)
def test_the_headline_is_in_the_language_of_the_staff(lang: Lang, headline: str) -> None:
    assert headline in shown(contested(), lang)


def test_who_is_asked_by_when_and_what_holds_otherwise_stand_under_an_open_headline() -> None:
    lines = shown(contested(), width=110).splitlines()
    at = next(number for number, line in enumerate(lines) if "TOO EARLY" in line)
    under = " ".join(lines[at + 1 : at + 5])
    assert all(word in under for word in ("Who signed", "carrier", "10 Apr 2026", "if nothing comes", "263.99 PLN"))


def test_assumed_and_measured_never_look_alike() -> None:
    text = shown(late_by_both(), width=110)
    assert "measured here (n=412)" in text
    assert "ASSUMED" in text


def test_what_is_owed_only_on_demand_stands_apart_from_what_is_booked() -> None:
    text = shown(late_by_both(), width=110)
    assert text.index("Owed if demanded (not booked)") < text.index("Would be booked")
    assert "penalty" not in text[text.index("Would be booked") : text.index("Drafts")]


def test_redress_is_never_called_goodwill() -> None:
    text = shown(late_by_both(), width=110)
    offers = [line for line in text[: text.index("Not legal advice")].splitlines() if "penalty by statute" in line]
    assert offers
    assert not any("goodwill" in line for line in offers)


def test_the_trace_tells_why_other_rules_did_not_fire() -> None:
    text = shown(late_by_both(), width=110)
    assert "✗ not_late · did not fire" in text
    assert "false    late_days <= 0  late_days = 5" in text
    assert "? losses · stopped by an unknown" in text


def test_text_from_a_case_cannot_steer_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07[red]\u202eevil"
    text = shown(replace(late_by_both(), title=hostile, shop=hostile))
    assert not any(char in text for char in "\x1b\x07\u202e")
    assert "[red]" in text


@pytest.mark.parametrize("lang", LANGS)
def test_one_line_a_case_shows_the_sum_that_is_owed_even_at_80_columns(lang: Lang) -> None:
    out = io.StringIO()
    page = Page(Tongue(lang), out)
    page.console.width = 80
    show_gists(page, [replace(late_by_both(), case="D03b-undelivered", shop="Malachite")])
    assert Tongue(lang).sum(Money(9600, "RUB")) in out.getvalue()


@pytest.mark.parametrize("width", range(40, 60))
def test_no_line_ends_inside_a_sum_or_a_share(width: int) -> None:
    out = io.StringIO()
    page = Page(Tongue("ru"), out)
    page.console.width = width
    text = "не больше чем 1\u00a0234\u00a0567,89\u00a0₽, то есть 12 %, или 4800,00 RUB за весь заказ; " * 3
    page.quote(text)
    page.line(text)
    page.fields([("положено", text)])
    lines = out.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= width
    assert out.getvalue().count("1\u00a0234\u00a0567,89\u00a0₽") == out.getvalue().count("4800,00 RUB") == 9
    assert out.getvalue().count("12 %") == 9


def test_an_open_case_without_a_question_says_that_no_rule_decides_it() -> None:
    ruling = contested()
    silent = replace(ruling, allegations=tuple(replace(one, unknown=(), outcomes=()) for one in ruling.allegations))
    head = shown(silent).split("What happened")[0]
    assert "No rule of this book decides on it · a person must decide" in head
    assert "No rule" not in shown(ruling)


def test_sums_in_the_timeline_are_written_as_elsewhere() -> None:
    assert Tongue("pl").noted("2400.00 RUB") == Tongue("pl").sum(Money(240000, "RUB")) == "2400,00 RUB"
    assert Tongue("pl").noted("F-2400.00") == "F-2400.00"


def test_the_trace_names_its_case_and_tells_truth_in_the_language_of_the_screen() -> None:
    out = io.StringIO()
    show_trace(Page(Tongue("ru"), out), contested())
    assert contested().case in out.getvalue().splitlines()[1]
    assert "неизвестно" in out.getvalue()
    assert "unknown" not in out.getvalue()


def test_what_may_come_of_it_is_told_in_words_not_in_codes() -> None:
    ruling = contested()
    text = " ".join(shown(replace(ruling, trace=()), "pl", 200).split())
    assert "paczkę doręczono: tak → niepotwierdzone" in text
    assert "paczkę doręczono: nie → potwierdzone" in text
    assert "delivered" not in text
    assert "potwierdzenie doręczenia" in text
    assert "proof of delivery" not in text


def test_evidence_is_told_with_its_weight_in_words_and_a_default_without_a_place() -> None:
    ruling = late_by_both()
    first = replace(ruling.trace[0], evidence=(*ruling.trace[0].evidence, Evidence("default", "default")))
    text = shown(replace(ruling, trace=(first,)), "uk", 200)
    assert "tracking[3] (запис), orders[0].promises[0] (запис), за замовчуванням\n" in text
    assert "default" not in text
    assert "record" not in text


def test_what_one_recording_tells_is_asked_for_once() -> None:
    ruled = next(ruling for ruling in docket() if ruling.case == "D09b")
    assert shown(ruled).count("? Please listen to the recordings") == 1


def test_a_choice_is_offered_only_where_there_are_two_and_a_claim_back_is_named_in_the_screens_language() -> None:
    ruling = late_by_both()
    one = ruling.allegations[0]
    lone = replace(one.entitlement, redress=(replace(one.entitlement.redress[0], choose="main"),))
    lost = replace(one.fault, recoveries=(Recovery("carrier", {"en": "poczta"}, "lost", None, None),))
    text = shown(replace(ruling, allegations=(replace(one, entitlement=lone, fault=lost),)), "pl")
    assert "do wyboru klienta" not in text
    assert "zaginięcie" in text


def test_decimals_have_the_comma_of_the_screens_language() -> None:
    assert (Tongue("pl").value(Decimal("13.17")), Tongue("en").value(Decimal("13.17"))) == ("13,17", "13.17")
