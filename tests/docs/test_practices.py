"""The page of practices names all of them, and no case or test that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "practices.md").read_text(encoding="utf-8")
DOCKET = {path.stem for path in (ROOT / "src" / "ombud" / "shops" / "demo" / "docket").glob("*.toml")}
ROWS = re.findall(r"(?m)^\| P(\d+): (.*)\|$", PAGE)
CASE = re.compile(r"(?<![\w-])[DX]\d+[a-z]?(?:-\w+)*")


def cases_named() -> set[str]:
    """The ids of cases anywhere on the page."""
    return set(CASE.findall(PAGE))


def test_all_practices_stand_there_in_order() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 39))


@pytest.mark.parametrize("number, row", ROWS)
def test_a_practice_has_a_carrier_a_case_a_test_and_what_is_left(number: str, row: str) -> None:
    _, carrier, cases, tests, left = (cell.strip() for cell in row.split("|"))
    assert carrier
    assert left
    assert CASE.findall(cases) or cases.startswith("none")
    assert "`tests/" in tests


def test_no_case_is_named_that_is_not_in_the_docket() -> None:
    assert cases_named() - DOCKET == set()


def test_every_case_of_the_docket_is_named() -> None:
    assert DOCKET - cases_named() == set()


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:tests|src|law|shops|value|guard|common)/[\w/.-]*)`", PAGE))
    below = (ROOT, ROOT / "src" / "ombud", ROOT / "src" / "ombud" / "law")
    assert len(named) > 20
    assert [name for name in sorted(named) if not any((base / name).exists() for base in below)] == []
