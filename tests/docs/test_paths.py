"""What map and checklists name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "map.md", ROOT / "docs" / "rulebook.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]
BELOW = (ROOT, ROOT / "src" / "ombud")
TOP = {path.name for base in BELOW for path in base.iterdir()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`([a-z.][\w.-]*(?:/[\w.<>*-]*)+)`", page.read_text(encoding="utf-8"))
    fixed = {re.split(r"[^/]*[<*]", name)[0] for name in named if name.split("/")[0] in TOP - {".venv"}}
    assert [name for name in sorted(fixed) if not any((base / name).exists() for base in BELOW)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_room_stands_in_the_map() -> None:
    text = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "src" / "ombud").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if not re.search(rf"\b{room}\b", text)] == []
