"""The proof covers the people beside the chain: whoever alters, exchanges or loses them is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.ledger import records, verify
from ombud.ledger.disk import beside
from ombud.ledger.keys import forget
from ombud.model.event import Break, Event, Posted
from ombud.public.ledger import Signature, open_chain, post, post_ruling
from ombud.public.settling import forget_person, person
from tests.ledger.make import NOON
from tests.ledger.test_settling import LEAD, ruled

KEYS, PEOPLE = ".keys", ".people"
Data = dict[str, str]


def two(folder: Path) -> Path:
    """A ledger with the rulings on two people's cases."""
    path = folder / "shop.ledger"
    for number, case in enumerate(("D04", "D01"), start=1):
        file, ruling = ruled(case)
        post_ruling(path, ruling, file.complainant, LEAD, fresh=bytes([number]) * 32)
    assert verify(path) == []
    return path


def changed(path: Path, suffix: str, change: Callable[[Data], Data]) -> list[Break]:
    file = beside(path, suffix)
    file.write_text(json.dumps(change(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
    return verify(path)


def swapped(data: Data) -> Data:
    (one, first), (two_, second) = data.items()
    return {one: second, two_: first}


def without_first(data: Data) -> Data:
    return dict(list(data.items())[1:])


def other_salt(data: Data) -> Data:
    return {**data, next(iter(data)): "00" * 32}


def spoilt(data: Data) -> Data:
    name, value = next(iter(data.items()))
    return {**data, name: ("B" if value[0] == "A" else "A") + value[1:]}


@pytest.mark.parametrize("change", [swapped, without_first, other_salt])
def test_an_altered_key_is_found(tmp_path: Path, change: Callable[[Data], Data]) -> None:
    assert {one.kind for one in changed(two(tmp_path), KEYS, change)} == {"keys"}


@pytest.mark.parametrize("change", [swapped, without_first, spoilt])
def test_altered_data_of_a_person_are_found(tmp_path: Path, change: Callable[[Data], Data]) -> None:
    assert {one.kind for one in changed(two(tmp_path), PEOPLE, change)} == {"people"}


@pytest.mark.parametrize("suffix", [KEYS, PEOPLE])
def test_a_file_that_is_gone_or_junk_is_found(tmp_path: Path, suffix: str) -> None:
    path = two(tmp_path)
    beside(path, suffix).write_bytes(b"xx")
    assert verify(path) != []
    beside(path, suffix).unlink()
    assert len(verify(path)) == 2


def test_a_person_who_was_forgotten_is_no_break(tmp_path: Path) -> None:
    path = two(tmp_path)
    who = ruled("D04")[0].complainant
    forget_person(path, who.contacts[0] if who.contacts else who.name, LEAD)
    assert verify(path) == []


def test_an_erasure_that_was_cut_off_is_found_and_done_again(tmp_path: Path) -> None:
    path = two(tmp_path)
    who = ruled("D04")[0].complainant
    name = who.contacts[0] if who.contacts else who.name
    seal = next(one.event.seal for one in _entries(path) if one.event.seal)
    post(open_chain(path), Event("person.forgotten", seal.person, NOON, NOON.date(), "lead"))
    assert [one.kind for one in verify(path)] == ["keys"]
    forget_person(path, name, Signature("owner", NOON))
    assert verify(path) == []
    assert person(path, name) == {}


def test_a_key_erased_without_an_entry_is_found(tmp_path: Path) -> None:
    path = two(tmp_path)
    who = ruled("D04")[0].complainant
    forget(path, who.contacts[0] if who.contacts else who.name)
    assert [(one.line, one.kind) for one in verify(path)] == [(1, "keys")]


def _entries(path: Path) -> list[Posted]:

    return list(records(path))
