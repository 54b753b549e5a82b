from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ombud.kernel.errors import LedgerError
from ombud.model.case_file import Complainant
from ombud.public.ledger import Signature, fold, post, post_ruling, records, verify
from tests.cli.sample import late_by_both
from tests.ledger.make import NOON, booking, ledger

PAVEL = Complainant(name="Павел Туманов", contacts=("pavel@example.org",))
SIGNED = Signature("lead", NOON)


def test_a_ruling_is_posted_with_all_that_it_books(tmp_path: Path) -> None:
    chain = post_ruling(tmp_path / "shop.ledger", late_by_both(), PAVEL, SIGNED, fresh=b"1" * 32)
    assert [posted.event.kind for posted in records(chain.path)] == ["case.ruled", "remedy.approved", "remedy.approved"]
    assert fold(chain)["expense:goodwill", "RUB"] == 9_750
    assert "Павел" not in chain.path.read_text()


def test_the_same_ruling_is_not_posted_twice(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    post_ruling(path, late_by_both(), PAVEL, SIGNED, fresh=b"1" * 32)
    with pytest.raises(LedgerError, match="already"):
        post_ruling(path, late_by_both(), PAVEL, SIGNED, fresh=b"1" * 32)
    assert verify(path) == []
    assert len(list(records(path))) == 3


def test_a_complainant_without_a_name_leaves_no_seal(tmp_path: Path) -> None:
    chain = post_ruling(tmp_path / "shop.ledger", late_by_both(), Complainant(), SIGNED, fresh=b"1" * 32)
    assert [posted.event.seal for posted in records(chain.path)] == [None] * 3


def test_a_signature_that_cannot_be_booked_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is no role"):
        post_ruling(tmp_path / "shop.ledger", late_by_both(), PAVEL, Signature("", NOON), fresh=b"1" * 32)
    assert list(tmp_path.iterdir()) == []


def test_what_a_case_file_gave_is_not_booked_again_on_another_day(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    first = late_by_both()
    post_ruling(path, first, PAVEL, SIGNED, fresh=b"1" * 32)
    later = replace(first, asof=first.asof + timedelta(days=1))
    with pytest.raises(LedgerError, match=rf"{first.postings[0].what} for {first.case} stands in the ledger already"):
        post_ruling(path, later, PAVEL, SIGNED, fresh=b"1" * 32)
    assert len(list(records(path))) == 3


def test_a_case_that_was_open_is_posted_again_when_it_is_decided(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    decided = late_by_both()
    post_ruling(path, replace(decided, postings=()), PAVEL, SIGNED, fresh=b"1" * 32)
    later = replace(decided, asof=decided.asof + timedelta(days=1))
    post_ruling(path, later, PAVEL, SIGNED, fresh=b"1" * 32)
    assert len(list(records(path))) == 1 + 3


def test_many_writers_at_once_all_get_their_ruling_in(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    rulings = [replace(late_by_both(), case=f"C{number}", case_digest=f"{number:064}") for number in range(16)]
    with ThreadPoolExecutor(8) as writers:
        done = [writers.submit(post_ruling, path, one, PAVEL, SIGNED, fresh=b"1" * 32) for one in rulings]
    assert [one.exception() for one in done] == [None] * len(rulings)
    assert verify(path) == []
    assert len(list(records(path))) == 3 * len(rulings)


def test_who_reads_while_another_writes_never_sees_half_an_entry(tmp_path: Path) -> None:
    chain = ledger(tmp_path, 1)
    with ThreadPoolExecutor(2) as people:
        readers = [people.submit(_read_until, chain.path, 21) for _ in range(2)]
        for number in range(20):
            post(chain, booking(case=f"W{number}"))
    assert [one.exception() for one in readers] == [None] * len(readers)


def _read_until(path: Path, entries: int) -> None:
    while True:
        assert verify(path) == []
        if len(list(records(path))) == entries:
            return


def test_a_ledger_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    chain = ledger(tmp_path, 2)
    (tmp_path / "shop.ledger.lock").unlink()
    assert verify(chain.path) == []
    assert len(list(records(chain.path))) == 2
    assert not (tmp_path / "shop.ledger.lock").exists()
