from __future__ import annotations

import re
from pathlib import Path

from tests.docs.readme import BLOCK, README, ROOT, refreshed

TEXT = README.read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_what_the_readme_shows_is_what_its_commands_print() -> None:
    assert BLOCK.search(TEXT)
    assert refreshed(TEXT) == TEXT


def test_the_dispute_in_the_readme_is_the_one_in_the_docket() -> None:
    shown = re.search(r"(?ms)^```toml\n(.*?)^```$", TEXT)
    assert shown
    lines = (ROOT / "src/ombud/shops/demo/docket/D05.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in shown[1].splitlines() if line and line not in lines] == []


def test_every_room_stands_in_the_readme_with_its_question() -> None:
    for room in (ROOT / "src" / "ombud").glob("*/__init__.py"):
        first = room.read_text(encoding="utf-8").split('"""')[1].strip().splitlines()[0]
        assert f"| `{room.parent.name}` | {first} |" in TEXT, room.parent.name


def test_every_command_of_the_makefile_and_the_readme_agree() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= targets


def test_every_link_in_the_documents_leads_somewhere() -> None:
    documents = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    broken = [
        f"{document.relative_to(ROOT)}: {link}"
        for document in documents
        for link in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / Path(link)).exists()
    ]
    assert broken == []


def test_a_decision_is_told_on_one_page() -> None:
    for record in sorted((ROOT / "docs" / "adr").glob("*.md")):
        lines = record.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 40, record.name
        assert lines[0].startswith(f"# {record.name[:4]}. "), record.name
