from __future__ import annotations

from pathlib import Path

import pytest

from ombud.kernel.errors import LedgerError
from ombud.ledger import fold, forget, key_for, matches, post, records, seal
from ombud.ledger.disk import beside
from ombud.ledger.proof import breaks
from tests.ledger.make import booking, ledger

IVAN = {"name": "Иван Петров", "contact": "ivan@example.org"}


def test_a_person_can_be_forgotten_and_sums_and_chain_stay(tmp_path: Path) -> None:
    chain = ledger(tmp_path, 2)
    key = key_for(chain.path, "ivan@example.org", fresh=b"1" * 32)
    chain = post(chain, booking(seal=seal(IVAN, key)))
    before = fold(chain)
    assert forget(chain.path, "ivan@example.org") == key.pseudonym
    assert breaks(chain.path) == []
    assert fold(chain) == before
    new = key_for(chain.path, "ivan@example.org", fresh=b"2" * 32)
    kept = [posted.event.seal for posted in records(chain.path)][-1]
    assert kept
    assert not matches(kept, IVAN, new)
    assert kept.person != new.pseudonym


def test_nothing_personal_stands_in_chain_or_head(tmp_path: Path) -> None:
    chain = ledger(tmp_path, 1)
    key = key_for(chain.path, "ivan@example.org", fresh=b"1" * 32)
    chain = post(chain, booking(seal=seal(IVAN, key)))
    written = chain.path.read_text() + beside(chain.path, ".head").read_text()
    assert not any(word in written for word in ("ivan", "Иван", key.salt.hex()))


def test_a_person_keeps_one_salt_and_two_persons_have_two(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    first = key_for(path, "ivan", fresh=b"1" * 32)
    assert key_for(path, "ivan", fresh=b"2" * 32) == first
    assert key_for(path, "olena", fresh=b"2" * 32) != first


def test_the_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    key_for(path, "ivan", fresh=b"1" * 32)
    assert beside(path, ".keys").stat().st_mode & 0o077 == 0


def test_a_seal_matches_the_same_data_and_no_other(tmp_path: Path) -> None:
    key = key_for(tmp_path / "shop.ledger", "ivan", fresh=b"1" * 32)
    assert matches(seal(IVAN, key), dict(reversed(IVAN.items())), key)
    assert not matches(seal(IVAN, key), {**IVAN, "name": "Пётр"}, key)


def test_a_short_salt_and_a_damaged_key_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    with pytest.raises(LedgerError, match="guessed"):
        key_for(path, "ivan", fresh=b"short")
    beside(path, ".keys").write_text('{"ivan": "zz"}')
    with pytest.raises(LedgerError, match="key file"):
        key_for(path, "ivan", fresh=b"1" * 32)


def test_forgetting_a_stranger_changes_nothing(tmp_path: Path) -> None:
    assert forget(tmp_path / "shop.ledger", "nobody") == ""
