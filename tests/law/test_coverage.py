"""Every entry of the researched statutes is in force in a pack, or stands in docs/law-coverage.md with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ombud.book.opening import LAW_ROOT
from ombud.book.reading import read_toml

ROOT = Path(__file__).parents[2]
RESEARCH = ROOT.parent / "shared" / "law" / "entitlements.yaml"
ENTRY = re.compile(r"(?m)^- id: (\S+)\n  jurisdiction: ")
COVERAGE = (ROOT / "docs" / "law-coverage.md").read_text(encoding="utf-8")


def entries() -> list[str]:
    """The ids of all entries."""
    if not RESEARCH.is_file():
        pytest.skip(f"{RESEARCH} is not here")
    return ENTRY.findall(RESEARCH.read_text(encoding="utf-8"))


def in_packs() -> set[str]:
    """The entries that an article of some pack names."""
    packs = (read_toml(path) for path in LAW_ROOT.glob("*/pack.toml"))
    return {article["entry"] for pack in packs for article in pack.get("article", {}).values() if article.get("entry")}


def test_every_entry_is_in_a_pack_or_told_why_not() -> None:
    known = entries()
    assert len(known) > 80
    assert [entry for entry in known if entry not in in_packs() and f"`{entry}`" not in COVERAGE] == []


def test_the_page_tells_of_no_entry_that_does_not_exist() -> None:
    told = set(re.findall(r"`([A-Z]{2,3}-[A-Z0-9-]+)`", COVERAGE))
    assert told <= set(entries())
