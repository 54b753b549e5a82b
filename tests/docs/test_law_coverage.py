"""The page on the law names every entry once, in order, and nothing that does not stand in the packs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ombud"
ENTRIES, _, PRACTICES = (
    (ROOT / "docs" / "law-coverage.md").read_text(encoding="utf-8").partition("## Prohibited practices")
)
COUNTRIES = ("RU", "UA", "PL", "EU", "UK", "GEN")
ROW = re.compile(r"(?m)^\| `([A-Z]+)-([A-Z0-9-]+)` \(([TSWKCP])\) \|(.*)\|$")
TICKED = re.compile(r"`([a-z_0-9]+)`")


@pytest.fixture(scope="module")
def written() -> str:
    """All that stands in packs, facts, book, guard and codes, as one text."""
    files = (path for kind in ("toml", "py", "json") for path in sorted(SOURCE.rglob(f"*.{kind}")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_entry_has_one_row_under_its_country() -> None:
    rows = [(country, name) for country, name, *_ in ROW.findall(ENTRIES)]
    assert len(rows) == len(set(rows)) == ENTRIES.count("\n| `")
    countries = [COUNTRIES.index(country) for country, _ in rows]
    assert countries == sorted(countries)


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:[a-z]+/)?[a-z_]+\.toml)`", ENTRIES))
    missing = [name for name in named if "/" in name and not (SOURCE / "law" / name).is_file()]
    assert (missing, len(named) > 50) == ([], True)


def test_every_table_rule_and_number_that_is_named_exists(written: str) -> None:
    named = set(TICKED.findall(ENTRIES)) | set(TICKED.findall(PRACTICES))
    assert [name for name in sorted(named) if not re.search(rf"\b{name}\b", written)] == []


def test_an_entry_names_tables_of_the_file_it_stands_in() -> None:
    strangers = []
    for country, name, _, rest in ROW.findall(ENTRIES):
        for file, inside in re.findall(r"`([a-z]+/[a-z_]+\.toml)` \(([^)]*)\)", rest.split("|")[0]):
            text = (SOURCE / "law" / file).read_text(encoding="utf-8")
            strangers += [(f"{country}-{name}", one) for one in TICKED.findall(inside) if one not in text]
    assert strangers == []


def test_all_prohibited_practices_stand_there_in_order() -> None:
    assert re.findall(r"(?m)^\| `(U\d\d)` \|", PRACTICES) == [f"U{number:02}" for number in range(1, 26)]
