"""What the command line asks for is refused or confirmed before the first question."""

from __future__ import annotations

from pathlib import Path

import pytest

from ombud.public.docket import docket_files
from tests.interview.test_terminal import piped

NOWHERE = Path("nowhere") / "case.toml"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--asof", "2026-13-01"), "`2026-13-01` is no day"),
        (("--asof", "yesterday"), "year-month-day"),
        (("--lang", "ua"), "did you mean uk (Ukrainian)?"),
        (("--country", "ukr"), "uk is the United Kingdom"),
        (("--out", str(NOWHERE)), "there is no folder to put it into"),
        (("--out", "/"), "this is a folder"),
    ],
)
def test_what_cannot_be_right_is_told_in_one_sentence_before_anything_is_asked(
    args: tuple[str, ...], says: str
) -> None:
    done = piped("ask", *args, typed="pl\n\nlate\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert not any(word in done.stderr for word in ("Traceback", "Usage:", "Value error"))


def test_a_file_that_exists_is_refused_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("mine", encoding="utf-8")
    done = piped("ask", "--out", tmp_path / "c.toml", typed="pl\n\nlate\n")
    assert (done.returncode, done.stdout) == (2, "")


def test_the_country_that_was_understood_is_named_so_that_uk_is_not_taken_for_ukraine() -> None:
    by_option = piped("ask", "--country", "uk", "--lang", "uk", typed="\nlate\n")
    by_answer = piped("ask", "--lang", "uk", typed="ua\n\nlate\n")
    assert "→ Велика Британія" in by_option.stdout
    assert "→ Україна" in by_answer.stdout


@pytest.mark.parametrize("lang", ["en", "ru", "uk", "pl"])
def test_the_stances_on_a_question_of_the_shop_are_one_answer(lang: str) -> None:
    path = next(one for one in docket_files() if one.stem == "D12")
    done = piped("rule", path, "--stances", "--lang", lang, typed="")
    assert done.returncode == 0
    assert "0.00" not in done.stdout
    assert "0,00" not in done.stdout
    assert "RU CC 426" in done.stdout


@pytest.mark.parametrize(("lang", "hello"), [("en", "Country, the message"), ("pl", "Kraj, wiadomość")])
def test_the_interview_says_what_it_will_ask_also_where_the_answers_are_piped_in(lang: str, hello: str) -> None:
    assert piped("ask", "--lang", lang, typed="pl\n\nlate\n").stdout.strip().startswith(hello)


@pytest.mark.parametrize(
    ("lang", "country", "sum_"),
    [
        ("pl", "", "2 / 50\N{NO-BREAK SPACE}zł"),
        ("uk", "ua", "2 / 300\N{NO-BREAK SPACE}грн"),
        ("en", "de eur", "2 / €10"),
    ],
)
def test_a_new_shop_is_asked_in_sums_as_its_language_writes_them(
    lang: str, country: str, sum_: str, tmp_path: Path
) -> None:
    done = piped("new", tmp_path / "shop", "--lang", lang, typed=f"\n{country}\n\n\n\n\n{sum_}\n\n")
    assert done.returncode == 0
    assert f"[{sum_}]" in done.stdout
    assert ".00" not in done.stdout
