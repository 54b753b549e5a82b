"""What was posted by mistake is taken back by a new entry: nothing is erased, and the sums are as before."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger import FORMATS, export, fold, records, verify
from ombud.public.ledger import Signature, open_chain, post_ruling
from ombud.public.settling import correct, items, settle
from tests.ledger.make import NOON
from tests.ledger.test_settling import LEAD, posted, ruled

WHY = "posted twice"


def test_a_ruling_is_taken_back_with_all_that_it_booked(tmp_path: Path) -> None:
    path = posted(tmp_path)
    chain = correct(path, 1, WHY, LEAD)
    back = [one for one in records(path) if one.event.kind == "entry.corrected"]
    assert [one.event.notes["corrects"] for one in back] == ["1", "2", "3"]
    assert {one.event.notes["reason"] for one in back} == {WHY}
    assert set(fold(chain).values()) == {0}
    assert items(path) == ()
    assert verify(path) == []


def test_after_that_the_ruling_is_posted_anew(tmp_path: Path) -> None:
    path = posted(tmp_path)
    before = fold(open_chain(path))
    correct(path, 1, WHY, LEAD)
    file, ruling = ruled("D04")
    post_ruling(path, ruling, file.complainant, LEAD, fresh=b"1" * 32)
    assert fold(open_chain(path)) == before
    with pytest.raises(LedgerError, match="already"):
        post_ruling(path, ruling, file.complainant, LEAD, fresh=b"1" * 32)


def test_posting_twice_names_the_command_that_takes_it_back(tmp_path: Path) -> None:
    path = posted(tmp_path)
    file, ruling = ruled("D04")
    with pytest.raises(LedgerError) as caught:
        post_ruling(path, ruling, file.complainant, LEAD, fresh=b"1" * 32)
    assert f"ombud ledger correct {path} 1 --by lead --reason" in caught.value.hint


def test_one_payment_is_taken_back_and_is_open_again(tmp_path: Path) -> None:
    path = posted(tmp_path)
    chain = settle(path, "pay", "D04", LEAD, amount=Money(1_260, "PLN"))
    correct(path, chain.sequence, "the bank sent it back", LEAD)
    (owed,) = [one for one in items(path) if one.account == "liability:customer"]
    assert owed.amount == Money(26_399, "PLN")


def test_what_was_paid_on_a_ruling_taken_back_is_for_the_customer_to_return(tmp_path: Path) -> None:
    path = posted(tmp_path)
    settle(path, "pay", "D04", LEAD)
    correct(path, 1, "the parcel was found", LEAD)
    (owed,) = items(path)
    assert (owed.account, owed.amount) == ("liability:customer", Money(-26_399, "PLN"))
    with pytest.raises(LedgerError, match="nothing is open to pay"):
        settle(path, "pay", "D04", LEAD)
    settle(path, "receive", "D04", LEAD, amount=Money(20_000, "PLN"))
    settle(path, "write-off", "D04", LEAD)
    sums = fold(open_chain(path))
    assert items(path) == ()
    assert (sums["asset:cash", "PLN"], sums["expense:write-off", "PLN"]) == (-6_399, 6_399)
    assert verify(path) == []


@pytest.mark.parametrize("number", [0, -1, 4])
def test_an_entry_that_is_not_there_is_not_taken_back(tmp_path: Path, number: int) -> None:
    with pytest.raises(LedgerError, match="there is no entry"):
        correct(posted(tmp_path), number, WHY, LEAD)


def test_nothing_is_taken_back_twice_and_a_correction_not_at_all(tmp_path: Path) -> None:
    path = posted(tmp_path)
    chain = correct(path, 2, WHY, LEAD)
    with pytest.raises(LedgerError, match="taken back already, by entry 4"):
        correct(path, 2, WHY, LEAD)
    with pytest.raises(LedgerError, match="cannot be taken back"):
        correct(path, chain.sequence, WHY, LEAD)
    correct(path, 1, WHY, LEAD)  # what is left of the ruling, once
    assert set(fold(open_chain(path)).values()) == {0}


def test_a_reason_is_needed(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="without a reason"):
        correct(posted(tmp_path), 1, " \n", LEAD)


def test_an_agent_alone_takes_nothing_back(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="needs the lead or the owner, and the agent signed"):
        correct(posted(tmp_path), 1, WHY, Signature("agent", NOON))


def test_a_changed_case_file_does_not_book_again_what_stands(tmp_path: Path) -> None:
    path = posted(tmp_path)
    file, ruling = ruled("D04")
    changed = replace(ruling, case_digest="f" * 64)
    with pytest.raises(LedgerError, match="stands in the ledger already"):
        post_ruling(path, changed, file.complainant, LEAD, fresh=b"1" * 32)
    correct(path, 1, "the file was wrong", LEAD)
    post_ruling(path, changed, file.complainant, LEAD, fresh=b"1" * 32)
    assert {one.amount for one in items(path)} == {Money(26_399, "PLN"), Money(24_900, "PLN")}


def test_the_exports_name_what_was_taken_back_and_why(tmp_path: Path) -> None:
    path = posted(tmp_path)
    correct(path, 2, 'posted "twice", sorry', LEAD)
    texts = {form: export(records(path), form) for form in FORMATS}
    assert 'corrects:2, reason:posted "twice"  sorry' in texts["hledger"]
    assert '  corrects: 2\n  reason: "posted \\"twice\\", sorry"' in texts["beancount"]
    row = list(csv.DictReader(texts["csv"].splitlines()))[-1]
    assert (row["corrects"], row["reason"]) == ("2", 'posted "twice", sorry')
