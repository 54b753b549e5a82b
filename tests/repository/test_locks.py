"""The locks hold what pyproject asks for, with hashes and without hosts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
HOST = re.compile(r"https?:|file:|--(?:extra-)?index|--find-links|(?:^|\s)/[a-z]+/")


def pins(name: str) -> dict[str, Version]:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(pin[1]): Version(pin[2]) for line in lines if (pin := PIN.match(line))}


def asked(*groups: str) -> list[Requirement]:
    found = list(PROJECT["project"]["dependencies"])
    for group in groups:
        found += [one for one in PROJECT["dependency-groups"][group] if isinstance(one, str)]
    return [Requirement(one) for one in found]


@pytest.mark.parametrize(("lock", "groups"), [("runtime", ["build"]), ("dev", ["build", "dev"])])
def test_a_lock_satisfies_what_the_project_asks_for(lock: str, groups: list[str]) -> None:
    pinned = pins(lock)
    for requirement in asked(*groups):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement


def test_the_tests_run_on_the_versions_that_people_run() -> None:
    runtime, dev = pins("runtime"), pins("dev")
    assert {name: dev[name] for name in runtime} == runtime


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pin_has_a_hash_and_no_line_names_a_host_or_a_machine(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert all("--hash=sha256:" in entry for entry in entries if PIN.match(entry))
    assert [line for line in text.splitlines() if HOST.search(line)] == []
    assert not (ROOT / "uv.lock").exists()


def test_nothing_else_is_kept_that_names_the_packages_origin() -> None:
    assert {lock.name for lock in LOCKS} == {"bootstrap.txt", "dev.txt", "runtime.txt"}
