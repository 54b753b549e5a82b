"""The interview in a real terminal, as a shopkeeper has it in front of him."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ombud
from tests.cli.warm import ombud as ombud_warm
from tests.interview.terminal import Terminal

ROOT = Path(__file__).parents[2]
SOURCE = str(Path(ombud.__file__).parent.parent)
MAIN = [sys.executable, "-c", "import sys; sys.argv[0] = 'ombud'; from ombud.cli import main; main()"]
ENV = {"PYTHONPATH": SOURCE, "LANG": "C.UTF-8"}
MINUTES_ALLOWED = 5
LOST = ["01.06.2026", "nie", "249 zł", "28.05.2026", "0", "tak"]
SHOP = ["Kram", "pl", "zabawki", "199 / 14,99", "", "30", "2 / 80", "Marta"]


def ombud_at(*args: str | Path) -> Terminal:
    return Terminal([*MAIN, *map(str, args)], ENV)


def tell_of_a_lost_parcel(screen: Terminal) -> None:
    screen.expect("W jakim kraju")
    screen.type("pl")
    screen.type("Gdzie jest moja paczka?\n\nCzekam trzy tygodnie!\n.")
    screen.type("towar nie")
    for answer in LOST:
        screen.expect("Pytanie")
        screen.type(answer)
    screen.expect("KLIENT MA RACJĘ")
    screen.expect("249,00 PLN")
    screen.expect("Odpowiedź do skopiowania")
    screen.expect("Zwrócimy 249")


def piped(*args: str | Path, typed: str) -> subprocess.CompletedProcess[str]:
    return ombud_warm(*args, typed=typed, **ENV)


def test_a_lost_parcel_is_ruled_on_in_a_terminal_in_six_answers(tmp_path: Path) -> None:
    with ombud_at("ask", "--lang", "pl", "--asof", "2026-06-22", "--out", tmp_path / "case.toml") as screen:
        tell_of_a_lost_parcel(screen)
        assert screen.end() == 0
    again = piped("rule", tmp_path / "case.toml", "--json", typed="")
    assert json.loads(again.stdout)["headline"] == "customer_right"
    assert "Czekam" in (tmp_path / "case.toml").read_text(encoding="utf-8")


def test_back_why_and_a_contradiction_are_met_at_the_terminal() -> None:
    with ombud_at("ask", "--lang", "en", "--country", "pl", "--asof", "2026-06-22") as screen:
        screen.type("")
        screen.type("late")
        screen.type("why")
        screen.expect("answer")
        screen.type("rubbish")
        screen.expect("not understood")
        screen.type("back")
        screen.expect("What is it about?")
        screen.type("not_received")
        screen.expect("Question 1")
        screen.type(".")
        screen.expect("TOO EARLY TO TELL")
        assert screen.end() == 3


@pytest.mark.parametrize("lang", ["en", "ru", "uk", "pl"])
def test_leaving_is_polite_and_writes_nothing(lang: str, tmp_path: Path) -> None:
    with ombud_at("ask", "--lang", lang, "--out", tmp_path / "case.toml") as screen:
        screen.press(b"\x04")
        assert screen.end() == 130
        assert "Traceback" not in screen.seen
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    with ombud_at("ask", "--lang", "en", "--country", "pl", "--out", tmp_path / "case.toml") as screen:
        screen.type("")
        screen.interrupt()
        assert screen.end() == 130
        assert "Nothing was written" in screen.seen
    assert list(tmp_path.iterdir()) == []


def test_eight_questions_make_a_book_that_the_interview_rules_by(tmp_path: Path) -> None:
    with ombud_at("new", tmp_path / "kram", "--lang", "pl") as screen:
        for answer in SHOP:
            screen.type(answer)
        assert screen.end() == 0
    assert piped("book", "check", tmp_path / "kram", typed="").returncode == 0
    done = piped("ask", "--book", tmp_path / "kram", "--country", "pl", "--lang", "pl", "--json", typed="\n\nlate\n")
    assert json.loads(done.stdout)["shop"] == "Kram"


@pytest.mark.parametrize(
    ("answer", "again"), [("90 / 1000", "Za darmo od kwoty niższej"), ("1 000 50 / 90", "Nie udało się")]
)
def test_a_threshold_that_cannot_be_meant_is_asked_again_and_the_sums_are_shown(
    answer: str, again: str, tmp_path: Path
) -> None:
    typed = f"Kram\npl\n\n{answer}\n1 000,50 / 90\n\n\n\n\n"
    done = piped("new", tmp_path / "kram", "--lang", "pl", typed=typed)
    assert again in done.stdout
    assert "dostawa bezpłatna od 1 000,50 zł" in done.stdout.replace("\u00a0", " ")
    assert done.returncode == 0


def test_a_starter_book_is_named_on_the_command_line_as_in_a_case_file() -> None:
    done = piped("ask", "--book", "starter/ru", "--country", "ru", "--lang", "ru", "--json", typed="\n\nlate\n")
    assert done.returncode in (0, 3)
    assert piped("book", "check", "starter/pl", typed="").returncode == 0


def test_leaving_in_the_middle_of_a_new_book_leaves_nothing(tmp_path: Path) -> None:
    with ombud_at("new", tmp_path / "kram", "--lang", "pl") as screen:
        screen.type("Kram")
        screen.press(b"\x04")
        assert screen.end() == 130
    assert list(tmp_path.iterdir()) == []


def test_answers_may_be_piped_in_one_a_line() -> None:
    typed = "pl\n\nnot_received\n2026-06-01\nno\n249\n"
    done = piped("ask", "--lang", "en", "--asof", "2026-06-22", "--json", typed=typed)
    assert json.loads(done.stdout)["headline"] == "customer_right"
    assert done.returncode in (0, 3)


def test_a_pipe_that_ends_before_the_reason_is_bad_input() -> None:
    done = piped("ask", "--lang", "en", typed="pl\n")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "hint:" in done.stderr


KRAM = str(Path(ombud.__file__).parent / "shops" / "demo" / "kram")


@pytest.mark.parametrize(
    "args",
    [("--country", "zz"), ("--currency", "XYZ"), ("--book", "nowhere"), ("--book", KRAM, "--currency", "EUR")],
)
def test_an_option_that_cannot_be_right_ends_with_2(args: tuple[str, ...]) -> None:
    done = piped("ask", *args, typed="pl\n\nlate\n")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_control_characters_and_a_huge_paste_are_harmless(tmp_path: Path) -> None:
    paste = "\x1b[2J\x07evil " * 50_000
    done = piped("ask", "--lang", "en", "--out", tmp_path / "c.toml", typed=f"pl\n{paste}\n\nlate\n")
    assert done.returncode == 3
    assert "\x1b" not in done.stdout + (tmp_path / "c.toml").read_text(encoding="utf-8")
    assert piped("rule", tmp_path / "c.toml", "--json", typed="").returncode == 3


def test_a_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("mine", encoding="utf-8")
    done = piped("ask", "--lang", "en", "--out", tmp_path / "c.toml", typed="pl\n\nlate\n")
    assert done.returncode == 2
    assert (tmp_path / "c.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="there is nothing to clone")
def test_the_whole_of_it_from_a_fresh_clone_takes_less_than_five_minutes(tmp_path: Path) -> None:
    start = time.monotonic()
    clone, git = tmp_path / "ombud", shutil.which("git") or "git"
    subprocess.run([git, "clone", "--quiet", str(ROOT), str(clone)], check=True)
    make = [shutil.which("make") or "make", f"PYTHON={sys.executable}", "install"]
    subprocess.run(make, cwd=clone, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": ""})
    installed = str(clone / ".venv" / "bin" / "ombud")
    clean = {"PYTHONPATH": "", "LANG": "C.UTF-8"}
    with Terminal([installed, "ask", "--lang", "pl", "--asof", "2026-06-22"], clean, tmp_path) as screen:
        tell_of_a_lost_parcel(screen)
        assert screen.end() == 0
    with Terminal([installed, "new", "kram", "--lang", "pl"], clean, tmp_path) as screen:
        for answer in SHOP:
            screen.type(answer)
        assert screen.end() == 0
    with Terminal(
        [installed, "ask", "--book", "kram", "--lang", "pl", "--asof", "2026-06-22"], clean, tmp_path
    ) as screen:
        tell_of_a_lost_parcel(screen)
        screen.expect("Marta")
        assert screen.end() == 0
    assert time.monotonic() - start < 60 * MINUTES_ALLOWED


def test_a_sum_that_may_be_two_things_is_asked_again_in_one_clear_sentence() -> None:
    told = ombud_warm("new", "never", "--lang", "pl", typed="Kram\npl\nzabawki\n1,999 / 14,99\n")
    assert "„1,999 / 14,99” można odczytać jako tysiące albo jako ułamek" in " ".join(told.stdout.split())
    typed = "pl\n.\ntowar nie\n01.06.2026\nnie\n1,249\n1249,00\n"
    told = ombud_warm("ask", "--lang", "pl", "--asof", "2026-06-15", typed=typed)
    assert "„1,249” można odczytać jako tysiące albo jako ułamek" in " ".join(told.stdout.split())
    assert "→ 1249,00 PLN" in told.stdout.replace("\u00a0", " ")
    assert "1249,00 PLN" in told.stdout.partition("KLIENT MA")[2]


def test_a_pipe_that_ends_on_a_contradiction_ends_with_a_ruling_on_the_rest() -> None:
    typed = "pl\n\nopóź\n05.11\n01.11\n10.11\n"
    told = ombud_warm("ask", "--lang", "pl", "--asof", "2026-11-20", typed=typed)
    assert told.returncode in (0, 3)
    clash = told.stdout.partition("nie mogą być jednocześnie prawdziwe")[2]
    assert "05.11.2026" in clash
    assert "10.11.2026" in clash
    assert told.stdout.count("nie mogą być jednocześnie prawdziwe") == 1


def test_a_day_still_to_come_is_no_day_on_which_something_happened() -> None:
    told = ombud_warm("ask", "--lang", "en", "--asof", "2026-11-20", typed="pl\n\nlate\n16.11.2027\n16.11.2026\n")
    assert "That day is still to come: name one up to 20 Nov 2026." in told.stdout
    assert "→ 16 Nov 2026" in told.stdout


def test_two_interviews_of_one_day_are_two_cases() -> None:
    names = set()
    for day in ("10.11", "11.11"):
        told = ombud_warm("ask", "--json", "--asof", "2026-11-20", typed=f"pl\n\nlate\n{day}\n")
        names.add(json.loads(told.stdout)["case"])
    assert len(names) == 2


def test_a_new_shop_is_asked_again_for_days_that_the_law_gives_anyway(tmp_path: Path) -> None:
    answers = "Kram\npl\nzabawki\n200 / 15\n3\n3\n30\n2 / 50\nAnna\n"
    told = ombud_warm("new", tmp_path / "kram", "--lang", "en", typed=answers)
    assert told.returncode == 0
    assert "The law gives 14 days already" in told.stdout
    assert "is = 30" in (tmp_path / "kram" / "promise.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "typed", "promised"),
    [
        ("ru", "ru\nКружка в осколках\n\nповреж\nда\n19.11\nнет\n1500\n?\n?\n", "Мы снизим цену"),
    ],
)
def test_what_is_owed_without_a_known_sum_stands_in_the_letter(lang: str, typed: str, promised: str) -> None:
    told = ombud_warm("ask", "--lang", lang, "--asof", "2026-11-20", typed=typed)
    letter = told.stdout.partition("Dzień dobry" if lang == "pl" else "Здравствуйте!")[2]
    assert promised in letter
