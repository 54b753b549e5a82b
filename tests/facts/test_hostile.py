"""Hostile files are refused within two seconds; a lawful long thread is read and established well within."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from ombud.facts import establish
from ombud.facts.limits import LARGEST_FILE
from ombud.facts.read import Form, read_case, read_case_text
from ombud.kernel.errors import InputError
from tests.facts.books import BOOK
from tests.facts.writing import GOOD, refused, written

MANY = 2_000_000
NESTS: dict[str, tuple[str, Form]] = {
    "open brackets in TOML": ("a = " + "[" * MANY, "toml"),
    "a few too many brackets in TOML": ("a = " + "[" * 40 + "]" * 40, "toml"),
    "open tables in TOML": ("a = " + "{a=" * 100_000, "toml"),
    "a dotted key in TOML": ("a" + ".a" * MANY + " = 1", "toml"),
    "a dotted header in TOML": ("[a" + ".a" * 1000 + "]", "toml"),
    "a spaced dotted key in TOML": ("a" + " . a" * 1000 + " = 1", "toml"),
    "open lists in JSON": ("[" * MANY, "json"),
    "open objects in JSON": ('{"a":' * MANY, "json"),
    "open lists under a known key": ('{"version":1,"id":' + "[" * MANY, "json"),
    "open objects after another version": ('{"version":9,"x":' + '{"a":' * MANY, "json"),
    "a list without end in TOML": ("a = [" + "1," * MANY + "]", "toml"),
    "a number without end": ("a = " + "9" * MANY, "toml"),
    "a long number": ("a = " + "9" * 4000, "toml"),
    "a number beyond Python's own limit": ("version = " + "1_" * 2040 + "1", "toml"),
    "a name without end": ("a" * MANY + " = 1", "toml"),
    "quotes without end": ('"a" ' * MANY, "toml"),
    "an open text of quotes": ('a = """' + '"" ' * MANY, "toml"),
    "lines without end": ("\n" * (MANY * 4), "toml"),
    "dots without end": ("." * MANY, "toml"),
    "nothing at all": ("", "toml"),
    "nothing at all in JSON": ("", "json"),
    "a lone surrogate": ('{"version":1,"id":"\\ud800"}', "json"),
    "a null byte": ("version = 1\nid = \"\0\"", "toml"),
}  # fmt: skip


@pytest.mark.parametrize("name", NESTS)
def test_it_is_refused_in_time(name: str) -> None:
    text, form = NESTS[name]
    started = time.process_time()
    error = refused(text, form)
    assert time.process_time() - started < 2
    assert error.code
    assert len(str(error)) < 600


@pytest.mark.parametrize("value", ["[" * 33 + "]" * 33, "{a = " * 33 + "1" + "}" * 33])
def test_a_nest_deeper_than_any_case_file_is_refused_as_such(value: str) -> None:
    assert refused(f"a = {value}", "toml").code == "file.nesting"
    assert refused(f'a = "{value}"', "toml").code == "case.unknown_key"


def test_a_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE * 1000)
    with pytest.raises(InputError, match="larger than 16 MiB"):
        read_case(path)


def test_a_file_without_a_known_suffix_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ends in \.toml or \.json"):
        read_case(tmp_path / "case.yaml")
    with pytest.raises(InputError, match="cannot read the file: No such file"):
        read_case(tmp_path / "case.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(InputError, match="cannot read the file"):
        read_case(tmp_path / "folder.toml")


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_thread_of_ten_thousand_messages_is_established_within_two_seconds(form: Form) -> None:
    message = GOOD["messages"][0] | {"text": "Где мой заказ? " * 10}
    thread = [message | {"id": f"m{i}"} for i in range(10_000)]
    data = written(GOOD | {"messages": thread}, form)
    started = time.process_time()
    file = read_case_text(data, f"thread.{form}", form)
    facts = establish(file, BOOK, file.allegations[0], asof=date(2026, 6, 1))
    assert time.process_time() - started < 2
    assert sum(moment.what == "message" for moment in facts.timeline) == 10_000
