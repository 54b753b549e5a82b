"""The commands as a person runs them, on the demo docket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ombud
from tests.cli.warm import ombud as ombud_warm

SHOPS = Path(ombud.__file__).parent / "shops" / "demo"
DOCKET = SHOPS / "docket"
MAIN = "import sys; sys.argv[0] = 'ombud'; from ombud.cli import main; main()"


def run(*args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return ombud_warm(*args, **{"LANG": "C.UTF-8", "COLUMNS": "100", **env})


def run_cold(*args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """From the very start of Python."""
    environment = {**os.environ, "LANG": "C.UTF-8", "COLUMNS": "100", **env}
    command = [sys.executable, "-c", MAIN, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bad") / "bad.toml"
    file.write_text('version = 1\nid = "X"\nunknown_key = 3\n', encoding="utf-8")
    return file


def test_a_ruled_case_ends_with_0() -> None:
    done = run_cold("rule", DOCKET / "D05.toml", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["headline"] == "customer_right"


def test_a_missing_deciding_fact_ends_with_3() -> None:
    assert run("rule", DOCKET / "D04b.toml", "--json").returncode == 3


def test_bad_input_beats_an_open_question_and_every_good_file_is_still_ruled(bad: Path) -> None:
    done = run("rule", DOCKET / "D04b.toml", bad, DOCKET / "D05.toml", "--json")
    assert done.returncode == 2
    assert [json.loads(line)["case"] for line in done.stdout.splitlines()] == ["D04b", "D05"]
    assert str(bad) in done.stderr
    assert "hint:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("args", [["rule", "nowhere.toml"], ["book", "check", "nowhere"], ["ledger", "verify", "none"]])
def test_what_is_not_there_is_one_sentence_and_2(args: list[str]) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


def test_a_day_that_is_none_ends_with_2() -> None:
    assert run("rule", DOCKET / "D05.toml", "--asof", "2026-13-01").returncode == 2


def test_a_case_of_orders_to_come_is_not_ruled_on_today(tmp_path: Path) -> None:
    text = (DOCKET / "D05.toml").read_text(encoding="utf-8")
    later = tmp_path / "later.toml"
    kept = [line for line in text.splitlines() if not line.startswith(("asof", "book"))]
    later.write_text("\n".join(kept).replace("2026-", "2190-"), encoding="utf-8")
    done = run("rule", later)
    assert (done.returncode, "cannot be the day of ruling" in done.stderr) == (2, True)


def test_the_day_of_ruling_may_be_chosen() -> None:
    done = run("rule", DOCKET / "D05.toml", "--asof", "2026-05-01", "--json")
    assert json.loads(done.stdout)["asof"] == "2026-05-01"


def test_the_screen_speaks_the_language_of_the_case_or_the_one_asked_for() -> None:
    assert "КЛИЕНТ ПРАВ" in run("rule", DOCKET / "D05.toml").stdout
    assert "KLIENT MA RACJĘ" in run("rule", DOCKET / "D05.toml", "--lang", "pl").stdout


def test_a_book_may_be_given_instead_of_the_cases_own() -> None:
    other = json.loads(run("rule", DOCKET / "D05.toml", "--book", SHOPS / "quattro", "--json").stdout)
    folio = json.loads(run("rule", DOCKET / "D05.toml", "--json").stdout)
    assert (other["shop"], folio["shop"]) == ("Quattro", "Folio")
    assert other["allegations"][0]["finding"] == folio["allegations"][0]["finding"]


def test_a_book_in_another_money_is_refused_also_where_the_command_line_names_it() -> None:
    done = run("rule", DOCKET / "D05.toml", "--book", SHOPS / "kram", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "D05.toml: --book: the case is in RUB, and the shop's book reckons in PLN" in done.stderr
    assert "name a book in RUB" in done.stderr


def test_the_same_case_gives_the_same_bytes_in_another_process_with_another_hash_seed() -> None:
    files = [DOCKET / "D04b.toml", DOCKET / "D09.toml"]
    one = run_cold("rule", *files, "--json", PYTHONHASHSEED="1")
    assert one.stdout == run_cold("rule", *files, "--json", PYTHONHASHSEED="2").stdout != ""


def test_the_trace_shows_rules_that_fired_and_rules_that_did_not() -> None:
    done = run("explain", DOCKET / "D05.toml", "--lang", "en")
    assert done.returncode == 0
    assert "✓ " in done.stdout
    assert "✗ " in done.stdout


def test_the_demo_rules_the_whole_docket_and_ends_with_0() -> None:
    done = run("demo", "--json")
    assert done.returncode == 0
    cases = [json.loads(line)["case"] for line in done.stdout.splitlines()]
    assert sorted(cases) == sorted(file.stem for file in DOCKET.glob("*.toml"))


def test_the_demo_is_worth_reading() -> None:
    done = run("demo")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines) >= 30) == (0, True)
    cases = {file.stem for file in DOCKET.glob("*.toml")}
    assert {line.split()[0] for line in lines[: len(cases)]} == cases
    assert "OUR OWN RULE LET US DOWN" in done.stdout


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -c '{MAIN}' demo --json | head -c 10"
    done = subprocess.run(["bash", "-c", command.replace("'ombud'", '"ombud"')], capture_output=True, check=False)  # noqa: S607
    assert done.stderr == b""


def test_the_shops_and_laws_that_are_shipped_are_right() -> None:
    assert run("book", "check", *sorted(path.parent for path in SHOPS.glob("*/shop.toml"))).returncode == 0
    assert run("law", "check").returncode == 0


def test_books_are_compared_and_shown() -> None:
    assert "no difference" in run("book", "diff", SHOPS / "kram", SHOPS / "kram").stdout
    assert len(run("book", "diff", SHOPS / "kram", SHOPS / "folio").stdout.splitlines()) > 5
    assert "Kram" in run("book", "show", SHOPS / "kram").stdout
    assert "ru231" in run("law", "show", "ru").stdout


def test_the_schema_is_one_that_a_validator_takes() -> None:
    done = run("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout)


def test_a_signed_ruling_is_posted_once_proved_and_exported(tmp_path: Path) -> None:
    ledger = tmp_path / "folio.ledger"
    args: list[str | Path] = ["ledger", "post", DOCKET / "D01.toml", "--ledger", ledger, "--by", "agent"]
    assert run(*args).returncode == 0
    again = run(*args)
    assert (again.returncode, "already" in again.stderr) == (2, True)
    whole = run("ledger", "verify", ledger)
    assert whole.returncode == 0
    assert "90.00 RUB  expense:goodwill" in whole.stdout
    assert "expenses:goodwill" in run("ledger", "export", ledger).stdout
    ledger.write_bytes(ledger.read_bytes()[:-2])
    cut = run("ledger", "verify", ledger)
    assert (cut.returncode, "error:" in cut.stderr) == (2, True)


@pytest.mark.slow
def test_help_is_quick() -> None:
    code = f"import time; t = time.perf_counter(); import subprocess, sys; subprocess.run([sys.executable, '-c', {MAIN!r}, '--help'], stdout=subprocess.DEVNULL); print(time.perf_counter() - t)"  # noqa: E501
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)]
    assert min(times) <= 0.25


def test_worked_cases_of_a_pack_are_found_in_either_case_of_letters_and_of_no_pack_are_refused() -> None:
    assert run("law", "cases", "PL").stdout == run("law", "cases", "pl").stdout != "worked cases: 0 of 0 hold\n"
    assert run("law", "cases", "zz").returncode == 2
