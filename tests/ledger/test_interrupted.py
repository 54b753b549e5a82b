"""A full disk, a folder that may only be read, a last line half written: one sentence, and nothing is booked twice."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from ombud.cli.bookings import verify_ledger
from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger import chain as chained
from ombud.ledger import verify
from ombud.ledger.head import Head, write_head
from ombud.public.settling import items, settle
from tests.ledger.test_settling import LEAD, posted

PART = Money(1_260, "PLN")


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_one_sentence_and_what_stood_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = posted(tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LedgerError, match="cannot be written: no space left on device") as caught:
        settle(path, "pay", "D04", LEAD, amount=PART)
    assert "verify" in caught.value.hint
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert verify(path) == []


def test_a_payment_that_was_cut_off_is_completed_and_not_booked_again_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = posted(tmp_path)
    written = write_head
    heads: list[Head] = []

    def once(where: Path, head: Head) -> None:
        if heads:
            full()
        heads.append(head)
        written(where, head)

    monkeypatch.setattr(chained, "write_head", once)
    with pytest.raises(OSError, match="No space"):
        settle(path, "pay", "D04", LEAD, amount=PART)
    monkeypatch.undo()
    assert [one.kind for one in verify(path)] == ["interrupted"]
    with pytest.raises(LedgerError, match=r"entry 4 \(remedy.paid, D04\) had been interrupted"):
        settle(path, "pay", "D04", LEAD, amount=PART)
    assert Money(26_399 - 1_260, "PLN") in {one.amount for one in items(path)}
    settle(path, "pay", "D04", LEAD)
    assert verify(path) == []


def test_a_last_line_half_written_by_another_hand_is_refused(tmp_path: Path) -> None:
    path = posted(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(LedgerError, match="does not end where its head says"):
        settle(path, "pay", "D04", LEAD)
    assert {one.kind for one in verify(path)} == {"altered", "truncated"}


def test_a_ledger_that_may_only_be_read_is_proved_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = posted(tmp_path)

    def readonly(*_: object) -> None:
        raise LedgerError("cannot lock the ledger")

    monkeypatch.setattr(chained, "locked", readonly)
    assert verify_ledger(path, "") == 0
    assert "the chain is whole: 3 entries" in capsys.readouterr().out
