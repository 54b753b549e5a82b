"""A limit of approval holds for all that a case is given."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ombud.kernel.errors import LedgerError
from ombud.model.case_file import Complainant
from ombud.model.remedy import Option
from ombud.model.ruling import Ruling
from ombud.public.books import open_book
from ombud.public.ledger import Signature, post_ruling
from tests.decide.disputes import ORDER, SENT, SHOPS, case, ruled
from tests.ledger.make import NOON

GIFT = """
[[table.gifts.rule]]
id = "{id}"
when = "TRUE"
then = {{ remedy = "{remedy}", {amount}always = true }}
{choose}because = {{ en = "x", ru = "x", uk = "x", pl = "x" }}
"""


def _amount(amount: str) -> str:
    """A rule's sum; "" where the house says none."""
    return f'amount = {{ expr = "{amount}" }}, ' if amount else ""


def given(folder: Path, *gifts: tuple[str, str, str]) -> Ruling:
    """The ruling of a shop that always gives these: a remedy, its sum, and the choice of which it is one."""
    shop = folder / "folio"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SHOPS / "folio", shop)
    house = shop / "house.toml"
    rules = "".join(
        GIFT.format(
            id=f"g{i}", remedy=remedy, amount=_amount(amount), choose=f'choose = "{choose}"\n' if choose else ""
        )
        for i, (remedy, amount, choose) in enumerate(gifts)
    )
    table = f'\n[table.gifts]\nanswers = "goodwill"\nhit = "collect"\nreasons = ["late"]\n{rules}'
    house.write_text(house.read_text(encoding="utf-8") + table, encoding="utf-8")
    came = {"tracking": [{"shipment": "s1", "on": "2026-05-14", "status": "delivered", "signed_by": "customer"}]}
    told = case(law="RU", **ORDER, **(SENT | came), allegations=[{"reason": "late"}])
    return ruled(told, book=open_book("RU", shop, known_on=date(2026, 6, 1)))


def signed(folder: Path, by: str, *gifts: tuple[str, str, str]) -> None:
    """Each gift in a ruling of its own, posted to one ledger by one role."""
    for number, gift in enumerate(gifts):
        ruling = replace(given(folder / str(number), gift), case_digest=str(number))
        ruling = replace(ruling, postings=tuple(replace(one, rule=f"{one.rule}{number}") for one in ruling.postings))
        post_ruling(folder / "l", ruling, Complainant(), Signature(by, NOON), fresh=b"1" * 32)


def gifts(ruling: Ruling) -> list[Option]:
    return [one for one in ruling.remedies.options if one.rule.startswith("gifts.")]


def test_one_gift_below_the_limit_is_the_agents_to_give(tmp_path: Path) -> None:
    assert [one.approval for one in gifts(given(tmp_path, ("gift", "400.00", "")))] == [""]


def test_two_gifts_that_together_pass_the_limit_need_the_lead(tmp_path: Path) -> None:
    ruling = given(tmp_path, ("gift", "400.00", ""), ("compensation", "400.00", ""))
    assert [one.approval for one in gifts(ruling)] == ["lead", "lead"]
    with pytest.raises(LedgerError, match="needs the lead"):
        post_ruling(tmp_path / "l", ruling, Complainant(), Signature("agent", NOON), fresh=b"1" * 32)


def test_two_gifts_that_together_just_keep_the_limit_are_the_agents(tmp_path: Path) -> None:
    ruling = given(tmp_path, ("gift", "400.00", ""), ("compensation", "100.00", ""))
    assert [one.approval for one in gifts(ruling)] == ["", ""]


def test_gifts_of_which_one_is_given_are_not_added_up(tmp_path: Path) -> None:
    ruling = given(tmp_path, ("gift", "400.00", "one"), ("compensation", "450.00", "one"))
    assert [one.approval for one in gifts(ruling)] == ["", ""]


def test_what_earlier_rulings_gave_counts_against_the_limit_of_who_signs(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"comes to 800\.00 RUB: that needs the lead, and the agent signed"):
        signed(tmp_path, "agent", ("gift", "400.00", ""), ("store_credit", "400.00", ""))
    signed(tmp_path / "lead", "lead", ("gift", "400.00", ""), ("store_credit", "400.00", ""))
    with pytest.raises(LedgerError, match="needs the owner, and the lead signed"):
        signed(tmp_path / "many", "lead", ("gift", "2000.00", ""), ("compensation", "1000.01", ""))


def test_earlier_gifts_that_keep_the_limit_together_with_the_new_one_are_the_agents(tmp_path: Path) -> None:
    signed(tmp_path, "agent", ("gift", "400.00", ""), ("compensation", "100.00", ""))


def test_a_gift_of_which_nobody_knows_the_cost_needs_the_lead(tmp_path: Path) -> None:
    for number, remedy in enumerate(("gift", "store_credit", "coupon", "compensation", "fee_waiver")):
        ruling = given(tmp_path / str(number), (remedy, "", ""))
        assert [one.approval for one in gifts(ruling)] == ["lead"], remedy


def test_words_need_no_approval_beside_a_gift_that_does(tmp_path: Path) -> None:
    ruling = given(tmp_path, ("gift", "3000.01", ""))
    assert {one.remedy: one.approval for one in ruling.remedies.options if one.kind == "goodwill"} == {
        "gift": "owner",
        "apology": "",
    }
