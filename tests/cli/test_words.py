from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import ombud.cli
from ombud.book.opening import CATALOGUE
from ombud.book.reading import read_toml
from ombud.cli.language import of_terminal
from ombud.cli.words import Tongue, catalogue
from ombud.intake.orders import CLOSED
from ombud.kernel.lang import LANGS
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange
from ombud.model.facts import Weight
from ombud.model.reply import Audience
from ombud.model.swept import DutyKind
from ombud.model.vocabulary import codes
from ombud.rules.declare import Answers

LISTS = {
    "headline": "headline",
    "answer": "question_answer",
    "finding": "finding",
    "basis": "entitlement_basis",
    "party": "fault_party",
    "reason": "issue_reason",
    "remedy": "remedy",
    "conduct_category": "conduct_category",
    "conduct_measure": "conduct_measure",
    "question": "question",
    "unknown_kind": "unknown_kind",
    "desired_outcome": "desired_outcome",
}
SAID = re.compile(r'\bsay\(\s*"([a-z_]+)"')


@pytest.mark.parametrize(("ours", "theirs"), LISTS.items())
def test_every_code_of_the_vocabulary_has_its_words(ours: str, theirs: str) -> None:
    assert [code for code in codes(theirs) if code not in catalogue()[ours]] == []


def test_every_record_that_may_be_asked_for_and_every_weight_has_its_words() -> None:
    facts = [fact for path in CATALOGUE.glob("*.toml") for fact in read_toml(path)["fact"].values()]
    asked = {fact.get("evidence", "") for fact in facts} - {""}
    assert asked == set(catalogue()["record"])
    assert set(get_args(Weight)) == set(catalogue()["weight"])


def test_every_kind_of_table_has_its_words() -> None:
    assert set(get_args(Answers)) == set(catalogue()["answers"])


def test_every_word_stands_in_all_languages_with_the_same_places() -> None:
    for name, words in (
        (f"{part}.{key}", words) for part, found in catalogue().items() for key, words in found.items()
    ):
        assert set(words) == set(LANGS), name
        places = {tuple(sorted(re.findall(r"{\w+}", text))) for text in words.values()}
        assert len(places) == 1, name
        assert all(text.strip() == text != "" for text in words.values()), name


def test_every_word_that_the_views_say_stands_in_the_catalogue() -> None:
    folder = Path(ombud.cli.__file__).parent
    said = {key for file in folder.rglob("*.py") for key in SAID.findall(file.read_text(encoding="utf-8"))}
    assert said - catalogue()["screen"].keys() == set()
    assert said


WRONG = re.compile(r'(?:Wrong|Bad)\(\s*(?:[a-z]+, [a-z]+, )?"([a-z_]+)"|"([a-z_]+_before_[a-z]+)"|'
                   r'"((?:formula|amount)_[a-z_]+)"')  # fmt: skip


def test_no_word_of_the_screen_is_idle() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(ombud.cli.__file__).parent.rglob("*.py"))
    made = tuple(re.findall(r'f"([a-z]+_[a-z_]*)\{', code))
    said = {*re.findall(r"[\"']([a-z_]+)[\"']", code), *get_args(Audience)}
    idle = [key for key in catalogue()["screen"] if key not in said and not key.startswith(made)]
    assert idle == []


def test_every_reason_for_leaving_a_row_out_has_its_words_and_no_words_are_idle() -> None:
    folder = Path(ombud.cli.__file__).parents[1]
    files = [*(folder / "intake").glob("*.py"), folder / "history" / "rows.py"]
    files += [folder / "public" / name for name in ("orders.py", "crew.py", "history.py")]
    found = (WRONG.findall(file.read_text(encoding="utf-8")) for file in files)
    assert {code for many in found for groups in many for code in groups if code} == set(catalogue()["row"])


def test_a_history_counts_what_it_leaves_out_under_the_same_reasons_and_the_closed_orders() -> None:
    assert set(catalogue()["history_why"]) == {*catalogue()["row"], CLOSED}


def test_every_step_and_every_kind_of_duty_has_its_words() -> None:
    assert set(codes("sweep_step")) == set(catalogue()["sweep_step"])
    assert set(get_args(DutyKind)) == set(catalogue()["sweep_duty"])


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "−12,345.60 RUB"), ("ru", "−12\u00a0345,60 RUB"), ("pl", "−12\u00a0345,60 RUB")]
)
def test_sums_are_written_as_the_language_writes_them(lang: str, text: str) -> None:
    tongue = Tongue("ru" if lang == "ru" else "pl" if lang == "pl" else "en")
    assert tongue.sum(Money(-1_234_560, "RUB")) == text


def test_an_open_range_says_from_where() -> None:
    assert Tongue("en").sum(MoneyRange(100, None, "PLN")) == "from 1.00 PLN"
    assert Tongue("en").sum(MoneyRange(100, 100, "PLN")) == "1.00 PLN"


@pytest.mark.parametrize(
    ("locale", "lang"),
    [
        ({"LANG": "uk_UA.UTF-8"}, "uk"),
        ({"LC_ALL": "pl_PL", "LANG": "ru_RU"}, "pl"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_the_terminal_speaks_the_locales_language_or_english(locale: dict[str, str], lang: str) -> None:
    assert of_terminal(locale) == lang
