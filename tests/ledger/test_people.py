from __future__ import annotations

import json
from pathlib import Path

import pytest

from ombud.kernel.errors import LedgerError
from ombud.ledger import key_for
from ombud.ledger.disk import beside
from ombud.ledger.people import drop, keep, look

ANNA = {"name": "Анна Лесная", "contacts": "anna@example.org", "address": "Тверь"}


def test_a_person_is_read_back_with_their_key_and_with_no_other(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    anna, oleh = key_for(path, "anna", fresh=b"1" * 32), key_for(path, "oleh", fresh=b"2" * 32)
    keep(path, ANNA, anna)
    assert look(path, anna) == ANNA
    assert look(path, oleh) == {}


def test_nothing_personal_can_be_read_in_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    keep(path, ANNA, key_for(path, "anna", fresh=b"1" * 32))
    written = beside(path, ".people").read_bytes()
    assert not any(word.encode() in written for word in ("Анна", "anna", "example"))


def test_one_persons_data_cannot_be_put_under_anothers_name(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    anna, oleh = key_for(path, "anna", fresh=b"1" * 32), key_for(path, "oleh", fresh=b"2" * 32)
    keep(path, ANNA, anna)
    file = beside(path, ".people")
    kept = json.loads(file.read_text())
    file.write_text(json.dumps({oleh.pseudonym: kept[anna.pseudonym]}))
    with pytest.raises(LedgerError, match="cannot be read"):
        look(path, oleh)


def test_who_is_dropped_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    anna, oleh = key_for(path, "anna", fresh=b"1" * 32), key_for(path, "oleh", fresh=b"2" * 32)
    keep(path, ANNA, anna)
    keep(path, {"name": "Олег"}, oleh)
    drop(path, anna.pseudonym)
    assert look(path, anna) == {}
    assert look(path, oleh) == {"name": "Олег"}


@pytest.mark.parametrize("damage", ["", "[1]", "{", '{"a": 1}'])
def test_a_damaged_file_of_people_is_one_sentence(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    key = key_for(path, "anna", fresh=b"1" * 32)
    beside(path, ".people").write_text(damage)
    with pytest.raises(LedgerError, match="cannot be read"):
        keep(path, ANNA, key)
