from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger import fold, open_items, records, verify
from ombud.ledger.items import settling
from ombud.model.case_file import CaseFile
from ombud.model.event import Posted
from ombud.model.item import OpenItem
from ombud.model.ruling import Ruling
from ombud.public.docket import docket_files
from ombud.public.ledger import Signature, open_chain, post_ruling
from ombud.public.rulings import law_of, open_book, read_case, rule, shop_of
from ombud.public.settling import claimed, forget_person, items, person, settle
from tests.ledger.make import NOON, booking

LEAD = Signature("lead", NOON)


def ruled(case: str) -> tuple[CaseFile, Ruling]:
    """A case of the docket and its ruling."""
    (path,) = [found for found in docket_files() if found.stem == case]
    file = read_case(path)
    asof = file.asof or file.opened_on
    return file, rule(file, open_book(law_of(file), shop_of(file, path), known_on=asof), asof=asof)


def posted(folder: Path) -> Path:
    """A ledger with the ruling on a lost parcel."""
    path = folder / "shop.ledger"
    file, ruling = ruled("D04")
    post_ruling(path, ruling, file.complainant, LEAD, fresh=b"1" * 32)
    return path


def test_a_ruling_leaves_the_customers_money_and_the_carriers_claim_open(tmp_path: Path) -> None:
    found = {item.account: item for item in items(posted(tmp_path))}
    assert found["liability:customer"].amount == Money(26_399, "PLN")
    assert found["asset:carrier-claims"].amount == Money(24_900, "PLN")
    assert found["asset:carrier-claims"].claim_by == date(2027, 5, 6)


def test_what_was_paid_and_received_is_not_open_any_more(tmp_path: Path) -> None:
    path = posted(tmp_path)
    settle(path, "pay", "D04", LEAD)
    claimed(path, "D04", LEAD)
    settle(path, "receive", "D04", LEAD)
    assert items(path) == ()
    assert verify(path) == []
    assert sum(fold(open_chain(path)).values()) == 0


def test_a_part_is_received_and_the_rest_is_written_off(tmp_path: Path) -> None:
    path = posted(tmp_path)
    settle(path, "receive", "D04", LEAD, amount=Money(20_000, "PLN"))
    settle(path, "write-off", "D04", LEAD)
    sums = fold(open_chain(path))
    assert sums["asset:carrier-claims", "PLN"] == 0
    assert sums["expense:write-off", "PLN"] == 4_900
    assert sums["asset:cash", "PLN"] == 20_000


def test_nobody_is_paid_twice_and_nothing_more_than_is_open(tmp_path: Path) -> None:
    path = posted(tmp_path)
    with pytest.raises(LedgerError, match=r"263\.99 PLN is open"):
        settle(path, "pay", "D04", LEAD, amount=Money(26_400, "PLN"))
    settle(path, "pay", "D04", LEAD)
    with pytest.raises(LedgerError, match="nothing is open to pay"):
        settle(path, "pay", "D04", LEAD)


def test_a_case_that_nobody_posted_has_nothing_to_settle(tmp_path: Path) -> None:
    path = posted(tmp_path)
    with pytest.raises(LedgerError, match="nothing is open"):
        claimed(path, "D99", LEAD)


def test_a_person_is_found_by_their_contact_until_they_are_forgotten(tmp_path: Path) -> None:
    path = posted(tmp_path)
    who = ruled("D04")[0].complainant
    contact = who.contacts[0] if who.contacts else who.name
    assert person(path, contact)["name"] == who.name
    before = fold(open_chain(path))
    forget_person(path, contact, LEAD)
    assert person(path, contact) == {}
    assert fold(open_chain(path)) == before
    assert verify(path) == []
    assert [one.event.kind for one in records(path)][-1] == "person.forgotten"
    with pytest.raises(LedgerError, match="nothing is kept"):
        forget_person(path, contact, LEAD)


def test_what_needs_the_owner_is_not_booked_on_an_agents_signature(tmp_path: Path) -> None:
    path = tmp_path / "shop.ledger"
    file, ruling = ruled("D01")
    options = tuple(replace(option, approval="owner") for option in ruling.remedies.options)
    dear = replace(ruling, remedies=replace(ruling.remedies, options=options))
    for role in ("agent", "lead"):
        with pytest.raises(LedgerError, match="needs the owner"):
            post_ruling(path, dear, file.complainant, Signature(role, NOON), fresh=b"1" * 32)
    assert not path.exists()
    post_ruling(path, dear, file.complainant, Signature("owner", NOON), fresh=b"1" * 32)


@given(sums=st.lists(st.integers(1, 10_000), min_size=1, max_size=6), parts=st.integers(1, 5))
def test_settling_in_parts_closes_every_item_and_never_goes_below(sums: list[int], parts: int) -> None:
    entries = [Posted(i, "", "", booking(minor, case=f"C{i}")) for i, minor in enumerate(sums)]
    for number, minor in enumerate(sums):
        left = minor
        while left:
            part = Money(min(left, max(1, minor // parts)), "RUB")
            legs = settling("pay", f"C{number}", open_items(entries), amount=part)
            entries.append(Posted(0, "", "", replace(booking(case=f"C{number}"), entries=legs)))
            left -= part.minor
    assert open_items(entries) == ()


def test_of_several_claims_the_account_is_to_be_named() -> None:
    accounts = ("asset:carrier-claims", "asset:supplier-claims")
    two = [OpenItem("C1", account, Money(5, "RUB"), date(2026, 1, 1)) for account in accounts]
    with pytest.raises(LedgerError, match="several"):
        settling("receive", "C1", two)
    assert settling("receive", "C1", two, account=accounts[1])[1].account == accounts[1]
