"""Each contract on imports is broken once, in a copy, and seen to be caught."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
BREAKS = {
    "a room imports a room": ("finding", "from ombud.promise import owed", "rooms-in-one-order"),
    "a lower layer imports a higher one": ("kernel", "import ombud.model.facts", "rooms-in-one-order"),
    "rules import the book": ("rules", "import ombud.book.record", "rooms-in-one-order"),
    "an import for typing alone": (
        "fault",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ombud.remedy",
        "rooms-in-one-order",
    ),
    "an import inside a function": ("fault", "def f() -> None:\n    import ombud.remedy", "rooms-in-one-order"),
    "what is owed sees conduct": ("promise", "import ombud.model.conduct", "who-you-are-is-not-what-you-are-owed"),
    "fault sees what is at stake": ("fault", "import ombud.model.stakes", "who-you-are-is-not-what-you-are-owed"),
    "a finding sees the whole ruling": ("finding", "import ombud.model.ruling", "who-you-are-is-not-what-you-are-owed"),
    "what is owed sees the history": (
        "promise",
        "import ombud.model.case_file",
        "who-you-are-is-not-what-you-are-owed",
    ),
    "a reply sees stakes": ("reply", "import ombud.model.stakes", "a-reply-cannot-leak"),
    "a reply sees the case file": ("reply", "import ombud.model.case_file", "a-reply-cannot-leak"),
    "a reply sees facts": ("reply", "import ombud.model.facts", "a-reply-names-no-facts"),
    "the core knows a database": ("book", "import sqlite3", "the-core-stands-alone"),
    "the core rolls dice": ("value", "import random", "the-core-stands-alone"),
    "the ledger makes its own salts": ("ledger", "import secrets", "dice-lie-with-the-command-line"),
    "the command line skips the door": ("cli", "import ombud.decide", "one-door"),
}
pytestmark = pytest.mark.slow


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"}
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__", "*.toml", "locale"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def names() -> dict[str, str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return {contract["id"]: contract["name"] for contract in contracts}


def test_the_house_as_it_stands_keeps_every_contract(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("what", BREAKS)
def test_breaking_a_contract_is_caught(copy: Path, what: str) -> None:
    room, code, contract = BREAKS[what]
    intruder = copy / "src" / "ombud" / room / "intruder.py"
    intruder.write_text(f'"""Breaks in."""\n\n{code}\n', encoding="utf-8")
    try:
        done = lint(copy)
    finally:
        intruder.unlink()
    assert done.returncode == 1, done.stdout
    assert f"{names()[contract]} BROKEN" in done.stdout


def test_a_new_room_must_be_placed_first(copy: Path) -> None:
    room = copy / "src" / "ombud" / "attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""What is up here?"""\n', encoding="utf-8")
    try:
        done = lint(copy)
    finally:
        shutil.rmtree(room)
    assert done.returncode == 1, done.stdout


def test_a_reply_knows_its_notice_sums_and_words_and_nothing_else() -> None:
    graph = grimp.build_graph("ombud")
    reply = graph.find_descendants("ombud.reply") | {"ombud.reply"}
    known = {imported for module in reply for imported in graph.find_modules_directly_imported_by(module)} - reply
    allowed = {"ombud.model.reply", "ombud.model.entitlement"}
    assert {module for module in known if not module.startswith("ombud.kernel")} - allowed == set()


def test_every_contract_is_broken_here_once() -> None:
    assert {contract for _, _, contract in BREAKS.values()} == set(names())
