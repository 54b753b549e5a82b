"""A post reads the head, the last entry and its own case; all else is for `verify`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ombud.kernel.errors import LedgerError
from ombud.ledger import chain, line, open_chain, records, verify
from ombud.ledger.cases import of_case
from ombud.ledger.disk import beside
from ombud.model.case_file import Complainant
from ombud.model.event import Event
from ombud.public.ledger import post_ruling
from ombud.public.settling import correct, settle
from tests.cli.sample import late_by_both
from tests.ledger.make import booking, ledger
from tests.ledger.test_post_ruling import PAVEL, SIGNED


@pytest.fixture
def lines_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many entries were read, and by whom."""
    seen: list[int] = []
    event = line._event

    def counted(body: Mapping[str, Any]) -> Event:
        seen.append(body["sequence"])
        return event(body)

    monkeypatch.setattr(line, "_event", counted)
    yield seen


def _post(path: Path, number: int) -> None:
    post_ruling(path, replace(late_by_both(), case=f"N{number}"), PAVEL, SIGNED, fresh=b"1" * 32)


@pytest.mark.parametrize("length", [3, 60])
def test_a_post_reads_as_little_of_a_long_ledger_as_of_a_short_one(
    tmp_path: Path, lines_read: list[int], length: int
) -> None:
    path = ledger(tmp_path, length).path
    lines_read.clear()
    _post(path, 1)
    assert len(lines_read) <= 6
    lines_read.clear()
    settle(path, "pay", "N1", SIGNED)
    assert len(lines_read) <= 12


def test_a_ledger_without_notes_gets_them_with_the_next_post(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    _post(path, 1)
    shutil.rmtree(beside(path, ".cases"))
    assert verify(path) == []
    with pytest.raises(LedgerError, match="stands in the ledger already"):
        _post(path, 1)
    assert [one.sequence for one in of_case(path, "N1")] == [1, 2, 3]


def test_what_was_posted_and_not_noted_is_found_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "shop.ledger"
    open_chain(path)
    with monkeypatch.context() as cut:
        cut.setattr(chain, "note", lambda *_: None)
        _post(path, 1)
    assert of_case(path, "N1") == []
    with pytest.raises(LedgerError, match="stands in the ledger already"):
        _post(path, 1)
    assert verify(path) == []


def _notes(path: Path) -> Path:
    """The note of the only case."""
    (notes,) = (one for one in beside(path, ".cases").iterdir() if one.name not in ("upto", "seen"))
    return notes


@pytest.mark.parametrize("how", ["gone", "empty", "first", "last", "cut", "negative", "far", "all"])
def test_a_note_that_was_lost_or_changed_books_nothing_twice(tmp_path: Path, how: str) -> None:
    path = tmp_path / "shop.ledger"
    _post(path, 1)
    before, notes = path.read_bytes(), _notes(path)
    text = notes.read_text()
    lines = text.splitlines(keepends=True)
    if how in ("gone", "all"):
        notes.unlink()
    if how == "all":
        (beside(path, ".cases") / "seen").unlink()
    elif how != "gone":
        less = {"empty": "", "first": "".join(lines[1:]), "last": "".join(lines[:-1]), "cut": text[:-2]}
        notes.write_text({**less, "negative": "-5\n", "far": f"{text}{10**30}\n"}[how])
    with pytest.raises(LedgerError):
        _post(path, 1)
    assert path.read_bytes() == before
    shutil.rmtree(beside(path, ".cases"))
    with pytest.raises(LedgerError, match="stands in the ledger already"):
        _post(path, 1)
    _post(path, 2)
    assert verify(path) == []


def test_a_note_that_lost_an_entry_does_not_come_to_look_whole_by_later_entries(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    _post(path, 1)
    _notes(path).unlink()
    for number in range(4):
        chain.post(open_chain(path), booking(number + 1, case="N1"))
        with pytest.raises(LedgerError, match="stands in the ledger already"):
            _post(path, 1)
    assert verify(path) == []


def test_what_was_booked_twice_is_named_until_one_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    _post(path, 1)
    twice = [one.event for one in records(path)]
    chain.post(open_chain(path), *twice)
    found = verify(path)
    assert found
    assert {one.kind for one in found} == {"twice"}
    correct(path, len(twice) + 1, "booked twice", replace(SIGNED, by="owner"))
    assert verify(path) == []


@pytest.mark.parametrize("gone", [["", ".head"], [".head"]])
def test_a_ledger_of_which_only_its_notes_are_left_takes_no_entry_and_is_not_whole(
    tmp_path: Path, gone: list[str]
) -> None:
    path = tmp_path / "shop.ledger"
    _post(path, 1)
    path.write_bytes(b"")
    for suffix in gone:
        beside(path, suffix).unlink()
    assert verify(path)
    with pytest.raises(LedgerError, match="gone"):
        _post(path, 1)
    assert not beside(path, ".head").exists()


@pytest.mark.parametrize("how", ["gone", "less", "more", "stranger", "rubbish"])
def test_notes_that_were_tampered_with_are_found(tmp_path: Path, how: str) -> None:
    path = tmp_path / "shop.ledger"
    _post(path, 1)
    notes = _notes(path)
    text = notes.read_text()
    if how == "gone":
        notes.unlink()
    elif how == "stranger":
        notes.with_name("0" * 64).write_text(text)
    else:
        notes.write_text({"less": text.partition("\n")[2], "more": f"{text}7\n", "rubbish": "x\n"}[how])
    assert [one.kind for one in verify(path)] == ["cases"]


@pytest.mark.parametrize("entry", [0, 1, 2])
def test_an_entry_of_the_case_that_was_altered_stops_a_post_and_any_is_found(tmp_path: Path, entry: int) -> None:
    path = tmp_path / "shop.ledger"
    _post(path, 1)
    written = path.read_bytes().splitlines(keepends=True)
    written[entry] = written[entry].replace(b'"lead"', b'"leaf"')
    path.write_bytes(b"".join(written))
    with pytest.raises(LedgerError):
        _post(path, 1)
    assert verify(path)[0].kind == "altered"


def test_a_post_on_a_tampered_end_is_refused(tmp_path: Path) -> None:
    path = ledger(tmp_path, 5).path
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    for bad in (whole[:-1], b"".join(lines[:-1]), b"".join([*lines[:-2], lines[-1], lines[-2]]), whole + lines[0]):
        path.write_bytes(bad)
        with pytest.raises(LedgerError, match="does not end where its head says"):
            _post(path, 1)
        assert verify(path)


def test_a_strangers_case_is_not_read_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    post_ruling(path, replace(late_by_both(), case="N1"), Complainant(), SIGNED, fresh=b"1" * 32)
    assert of_case(path, "N2") == []
    assert len(list(records(path))) == 3
