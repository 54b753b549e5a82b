"""Who may give money up, erase a person or take an entry back: the book says it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ombud
from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger import verify
from ombud.public.ledger import Signature
from ombud.public.settling import forget_person, person, settle
from tests.ledger.make import NOON
from tests.ledger.test_settling import posted, ruled

SHOPS = Path(ombud.__file__).parent / "shops"
STRICT = """
[table.own_signature]
answers = "signature"
hit = "first"

[[table.own_signature.rule]]
id = "owner"
when = "ledger_act = 'forget'"
then = { approval = "owner" }

[[table.own_signature.rule]]
id = "anybody"
when = "TRUE"
then = { approval = "agent" }
"""


def book(folder: Path, more: str = "") -> Path:
    """A demo shop's book, with a table of its own."""
    shop = folder / "shop"
    shutil.copytree(SHOPS / "demo" / "kram", shop)
    house = shop / "house.toml"
    house.write_text(house.read_text(encoding="utf-8") + more, encoding="utf-8")
    return shop


@pytest.mark.parametrize("role", ["lead", "owner"])
def test_whoever_leads_may_give_money_up(tmp_path: Path, role: str) -> None:
    path = posted(tmp_path)
    settle(path, "write-off", "D04", Signature(role, NOON), amount=Money(100, "PLN"))
    assert verify(path) == []


def test_an_agent_gives_no_money_up_and_erases_nobody(tmp_path: Path) -> None:
    path, agent = posted(tmp_path), Signature("agent", NOON)
    who = ruled("D04")[0].complainant
    with pytest.raises(LedgerError, match=r"giving up money \(249\.00 PLN\) needs the lead or the owner"):
        settle(path, "write-off", "D04", agent)
    with pytest.raises(LedgerError, match="erasing a person needs the lead or the owner, and the agent signed"):
        forget_person(path, who.contacts[0] if who.contacts else who.name, agent)
    assert person(path, who.contacts[0] if who.contacts else who.name)
    settle(path, "receive", "D04", agent)  # to receive money needs nobody else


def test_a_shop_may_ask_for_more_and_never_for_less(tmp_path: Path) -> None:
    path, shop = posted(tmp_path), book(tmp_path, STRICT)
    who = ruled("D04")[0].complainant
    name = who.contacts[0] if who.contacts else who.name
    with pytest.raises(LedgerError, match="needs the owner, and the lead signed"):
        forget_person(path, name, Signature("lead", NOON, shop))
    with pytest.raises(LedgerError, match="needs the lead or the owner, and the agent signed"):
        settle(path, "write-off", "D04", Signature("agent", NOON, shop))
    forget_person(path, name, Signature("owner", NOON, shop))


def test_giving_up_more_than_an_agent_may_give_away_needs_whoever_may(tmp_path: Path) -> None:
    path, shop = posted(tmp_path), book(tmp_path)  # Kram: what an agent may not give, the owner gives
    house = shop / "house.toml"
    text = house.read_text(encoding="utf-8")
    limit = text.index("is = ", text.index("[param.agent_limit]"))
    end = text.index("\n", limit)
    house.write_text(text[:limit] + 'is = "100.00"' + text[end:], encoding="utf-8")
    with pytest.raises(LedgerError, match=r"giving up money \(100\.01 PLN\) needs the owner"):
        settle(path, "write-off", "D04", Signature("lead", NOON, shop), amount=Money(10_001, "PLN"))
    settle(path, "write-off", "D04", Signature("lead", NOON, shop), amount=Money(10_000, "PLN"))
    settle(path, "write-off", "D04", Signature("owner", NOON, shop))
