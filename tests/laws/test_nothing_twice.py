"""Whatever is alleged and chosen, no money goes back twice: not for one thing, not beyond what was paid."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import ombud
from ombud.model.case_file import (
    Allegation,
    Answer,
    CaseFile,
    Complainant,
    Complaint,
    Demand,
    Inspection,
    Line,
    Loss,
    Order,
    Payment,
    Promise,
    Refund,
    Tracking,
)
from ombud.model.remedy import Option
from ombud.model.ruling import Ruling
from ombud.public.rulings import rule
from tests.laws.disputes import CURRENCIES, RESIDENCES, book, least, text

LAW = Path(ombud.__file__).parent / "law"
BACK = {"refund_with_return", "refund_without_return", "price_reduction", "partial_refund", "fee_waiver"}
INSTEAD = {"refund_with_return", "price_reduction", "cover_purchase", "replacement", "repair", "missing_part_sent"}
"""Remedies of which one thing gets one."""
GOODS = ("defective", "damaged", "wrong_item", "not_as_described", "missing_parts")
REASONS = (*GOODS, "late", "not_received", "changed_mind")
PLACED, DUE, ASOF = date(2026, 5, 4), date(2026, 5, 11), date(2026, 6, 1)
PRICES = {"1": 100_000, "2": 300_000}


def about(
    residence: str, alleged: tuple[tuple[str, str], ...], demands: tuple[str, ...], *, came: bool, gone: bool, back: int
) -> Ruling:
    """Two things bought for a thousand and three thousand; the same bought elsewhere for 500 more."""
    file = CaseFile(
        version=1,
        id="twice",
        currency=CURRENCIES[residence],
        opened_on=ASOF,
        complainant=Complainant(residence={"EU": "DE"}.get(residence, residence)),  # type: ignore[arg-type]
        allegations=tuple(Allegation(reason=reason, line=line) for reason, line in alleged),
        orders=(
            Order(
                id="o",
                placed_on=PLACED,
                return_info=True,
                cheapest_delivery="0.00",
                lines=tuple(Line(id=name, title=name, unit=text(minor)) for name, minor in PRICES.items()),
                promises=(Promise(kind="delivery_day", day=DUE, by="checkout"),),
            ),
        ),
        payments=(Payment(id="p", on=PLACED, amount=text(sum(PRICES.values()))),),
        refunds=(Refund(id="r", on=ASOF - timedelta(days=2), amount=text(back)),) if back else (),
        tracking=(Tracking(on=ASOF - timedelta(days=6), status="delivered", signed_by="customer"),) if came else (),
        demands=tuple(Demand(kind=kind, received_on=ASOF - timedelta(days=3)) for kind in demands),  # type: ignore[arg-type]
        inspections=(Inspection(on=ASOF - timedelta(days=4), by="customer", finds=True, photo=True),),
        losses=(Loss(what="the same", amount="4500.00", proven=True, kind="cover_purchase"),),
        complaint=Complaint(received_on=ASOF - timedelta(days=3)),
        answers=(Answer(fact="goods_gone", value=True, witness="supplier"),) if gone else (),
    )
    return rule(file, book(residence), asof=ASOF)


def every_choice(ruling: Ruling) -> list[list[Option]]:
    """What could be taken: all that is owed outright, and one of each group of choices."""
    options = [one for one in (*ruling.remedies.options, *ruling.remedies.exposure) if one.kind == "redress"]
    outright = [one for one in options if not one.choose]
    groups = {name: [one for one in options if one.choose == name] for name in {one.choose for one in options} if name}
    return [[*outright, *taken] for taken in product(*groups.values())]


ALLEGED = st.lists(
    st.tuples(st.sampled_from(REASONS), st.sampled_from(("", "1", "2"))), min_size=1, max_size=3, unique=True
)
DEMANDS = st.lists(st.sampled_from(("refund", "withdrawal", "damages", "price_reduction")), max_size=3, unique=True)


@pytest.mark.parametrize("residence", RESIDENCES)
def test_no_choice_gives_back_more_than_was_paid_nor_one_loss_twice(residence: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(ALLEGED, DEMANDS, st.booleans(), st.booleans(), st.sampled_from((0, 0, 50_000)))
    def holds(alleged: list[tuple[str, str]], demands: list[str], came: bool, gone: bool, back: int) -> None:
        ruling = about(residence, tuple(alleged), tuple(demands), came=came, gone=gone and not came, back=back)
        advised = [one for one in ruling.remedies.options if one.kind == "redress" and one.recommended]
        assert sum(least(one.amount) for one in advised if one.remedy in BACK) <= sum(PRICES.values()) - back
        for line, price in PRICES.items():
            assert sum(least(one.amount) for one in advised if one.remedy in BACK and one.line == line) <= price
        for taken in every_choice(ruling):
            names = {one.remedy for one in taken}
            losses = Counter(one.rule for one in taken if one.remedy == "loss_compensation")
            assert all(count == 1 for count in losses.values())
            assert not {"cover_purchase", "loss_compensation"} <= names

    holds()


@pytest.mark.parametrize("residence", RESIDENCES)
@pytest.mark.parametrize("reason", GOODS)
def test_one_thing_gets_one_of_what_stands_in_place_of_another(residence: str, reason: str) -> None:
    for demands in ((), ("refund",), ("withdrawal",), ("refund", "price_reduction")):
        ruling = about(residence, ((reason, "1"),), demands, came=True, gone=False, back=0)
        (one,) = ruling.allegations
        outright = [line.remedy for line in one.entitlement.redress if line.remedy in INSTEAD and not line.choose]
        assert outright == []


@pytest.mark.parametrize("residence", ["RU", "UA", "PL", "EU", "UK", ""])
def test_two_things_that_are_not_right_are_two_refunds_and_one_thing_is_one(residence: str) -> None:
    two = about(residence, (("wrong_item", "1"), ("wrong_item", "2")), ("refund",), came=True, gone=False, back=0)
    one = about(residence, (("wrong_item", "1"), ("not_as_described", "1")), ("refund",), came=True, gone=False, back=0)
    assert _back(two) in (sum(PRICES.values()), 0)
    assert _back(one) in (PRICES["1"], 0)
    if residence in ("RU", "UA", "UK", ""):
        assert (_back(two), _back(one)) == (sum(PRICES.values()), PRICES["1"])


def _back(ruling: Ruling) -> int:
    return sum(least(one.amount) for one in ruling.remedies.options if one.remedy in BACK and one.recommended)


def test_every_way_back_of_goods_in_a_law_is_one_of_its_choices() -> None:
    for path in sorted(LAW.glob("*/*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).get("table", {}).items():
            if table["answers"] == "owed" and set(table.get("reasons", ())) & set(GOODS):
                loose = [one["id"] for one in table["rule"] if one["then"]["remedy"] in INSTEAD and "choose" not in one]
                assert loose == [], (path.name, name)
