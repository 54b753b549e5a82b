"""The shape of the house: sizes, questions, names."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "src" / "ombud"
LONGEST = 300
ROOMS = sorted(path.parent for path in CORE.glob("*/__init__.py"))
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc"}
WITHOUT_QUESTION = {"kernel", "model"}  # the words and the records that all rooms use


def test_no_file_of_code_is_longer_than_a_reader_can_hold() -> None:
    files = [file for folder in ("src", "tests", "bench") for file in (ROOT / folder).rglob("*.py")]
    long = {str(file.relative_to(ROOT)): count for file in files if (count := _lines(file)) > LONGEST}
    assert long == {}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_room_says_what_question_it_answers(room: Path) -> None:
    first = (room / "__init__.py").read_text(encoding="utf-8").split('"""')[1]
    assert ("?" in first) != (room.name in WITHOUT_QUESTION)


def test_no_file_hides_behind_a_name_that_says_nothing() -> None:
    names = {path.stem for path in CORE.rglob("*.py")} | {room.name for room in ROOMS}
    assert names & NAMELESS == set()


def test_law_and_shops_are_data() -> None:
    assert [path for folder in ("law", "shops") for path in (CORE / folder).rglob("*.py")] == []


def _lines(file: Path) -> int:
    with file.open(encoding="utf-8") as text:
        return sum(1 for _ in text)
