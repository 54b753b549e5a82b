"""One money a case, and days of ruling that can be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import DOCKET, SHOPS, run


@pytest.fixture
def in_dollars(tmp_path: Path) -> Path:
    """D01 as it stands, but in dollars, before a shop whose thresholds are in roubles."""
    text = (DOCKET / "D01.toml").read_text(encoding="utf-8")
    file = tmp_path / "case.toml"
    own = text.replace('"../folio"', json.dumps(str(SHOPS / "folio")))
    file.write_text(own.replace('currency = "RUB"', 'currency = "USD"'), encoding="utf-8")
    return file


def test_a_case_in_another_money_than_its_shops_book_is_refused_at_its_line(in_dollars: Path) -> None:
    done = run("rule", in_dollars, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{in_dollars}:6:1: currency: the case is in USD, and the shop's book reckons in RUB" in done.stderr


def test_a_case_in_any_money_is_ruled_by_the_law_alone(in_dollars: Path) -> None:
    lines = [line for line in in_dollars.read_text(encoding="utf-8").splitlines() if not line.startswith("book =")]
    in_dollars.write_text("\n".join(lines), encoding="utf-8")
    assert run("rule", in_dollars, "--json").returncode in (0, 3)


@pytest.mark.parametrize("day", ["2026-03-31", "1900-01-01", "2200-01-01"])
def test_a_day_of_ruling_before_the_order_or_beyond_any_dispute_is_refused(day: str) -> None:
    done = run("rule", DOCKET / "D05.toml", "--asof", day, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--asof: " in done.stderr


def test_the_day_of_the_order_itself_may_be_the_day_of_ruling() -> None:
    assert run("rule", DOCKET / "D05.toml", "--asof", "2026-04-01", "--json").returncode in (0, 3)


@pytest.mark.parametrize("book", ["../nowhere", "a\\u0000b", "x" * 5000, "case.toml", "a\\nb"])
def test_a_book_that_is_not_there_is_told_at_the_line_of_the_case_that_names_it(tmp_path: Path, book: str) -> None:
    file = tmp_path / "case.toml"
    text = (DOCKET / "D05.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('"../folio"', f'"{book}"'), encoding="utf-8")
    done = run("rule", file, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {file}:5:1: book: there is no shop's book in '")
    assert len(done.stderr) < 500 + len(str(file))
