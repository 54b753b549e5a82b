"""What is owed for goods that are not right is what a hand-written reading of each statute says."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from ombud.kernel.money import Money
from ombud.model.case_file import (
    Allegation,
    CaseFile,
    Complainant,
    Complaint,
    Cure,
    Demand,
    Inspection,
    Line,
    Order,
    Payment,
    Shipment,
    Tracking,
)
from ombud.model.ruling import AllegationRuling
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import CURRENCIES, RESIDENCES, book, least
from tests.laws.goods_oracle import Goods, floor

REASONS = ("damaged", "defective", "wrong_item", "missing_parts", "not_as_described", "counterfeit", "empty_parcel")
GAPS = st.sampled_from((0, 1, 3, 4, 7, 8, 10, 11, 13, 14, 15, 16, 29, 30, 31, 45, 46)) | st.integers(0, 60)
TOLD = st.sampled_from((0, 5, 14, 15, 16, 29, 30, 31, 182, 184, 186, 729, 731, 733)) | st.integers(0, 760)
SUMS = st.sampled_from((1, 99, 100, 101, 24900, 240000)) | st.integers(1, 2_000_000)
KINDS = st.sampled_from(("repair", "replacement", "refund", "loaner", "price_reduction"))
FULL, SHORT = 5000, 2000


@st.composite
def goods(draw: st.DrawFn, residence: str) -> Goods:
    """Around the boundaries; received from Monday to Thursday in March, so that no term ends on a day off."""
    received = date(2026, 3, 2) + timedelta(days=draw(st.sampled_from((0, 1, 2, 3, 7, 8, 9, 10, 14, 15, 16, 17))))
    told = received + timedelta(days=draw(TOLD))
    asof = told + timedelta(days=draw(GAPS))
    kinds = draw(st.lists(KINDS, max_size=3, unique=True))
    made = {kind: told + timedelta(days=min(draw(GAPS), (asof - told).days)) for kind in kinds}
    return Goods(
        residence=residence,
        reason=draw(st.sampled_from(REASONS)),
        received_on=received,
        told_on=told,
        asof=asof,
        price=draw(SUMS),
        delivery=draw(st.sampled_from((0, 1499, 3999))),
        cheapest=draw(st.sampled_from((0, 1499))),
        other_price=draw(st.sampled_from((0, 0, 5000))),
        consumer=draw(st.sampled_from((True, True, True, False))),
        technically_complex=draw(st.booleans()),
        serious=draw(st.booleans()),
        misuse=draw(st.sampled_from((False, False, False, True))),
        inherent=draw(st.booleans()),
        refused=draw(st.booleans()),
        whole_at_hand_over=draw(st.booleans()),
        whole_at_pick_up=draw(st.booleans()),
        demands=tuple(sorted(made.items())),
        agreed_days=draw(st.sampled_from((None, 5, 20, 60))) if "repair" in made else None,
        loaner_given_on=draw(st.sampled_from((None, asof))) if "loaner" in made else None,
    )


def case_file(case: Goods) -> CaseFile:
    currency = CURRENCIES[case.residence]

    def text(minor: int) -> str:
        return str(Money(minor, currency).decimal)

    placed = case.received_on - timedelta(days=5)
    thing = Line(id="1", title="thing", unit=text(case.price))
    lines = [msgspec.structs.replace(thing, traits=("technically_complex",)) if case.technically_complex else thing]
    if case.other_price:
        lines.append(Line(id="2", title="another", unit=text(case.other_price)))
    looks = [Inspection(on=case.told_on, by="customer", finds=True, photo=True)]
    looks.append(
        Inspection(
            on=case.told_on,
            by="expert",
            finds=True,
            serious=case.serious,
            at_delivery=case.inherent,
            cause="misuse" if case.misuse else "manufacture",
        )
    )
    cures = [Cure(kind="repair_begun", on=case.told_on, agreed_days=case.agreed_days)] if case.agreed_days else []
    cures += [Cure(kind="refused", on=case.told_on)] if case.refused else []
    cures += [Cure(kind="loaner_given", on=case.loaner_given_on)] if case.loaner_given_on else []
    return CaseFile(
        version=1,
        id="goods",
        currency=currency,
        opened_on=case.told_on,
        complainant=Complainant(residence=case.residence, consumer=case.consumer),  # type: ignore[arg-type]
        allegations=(Allegation(reason=case.reason, line="1"),),
        orders=(
            Order(
                id="o",
                placed_on=placed,
                lines=tuple(lines),
                delivery_fee=text(case.delivery),
                cheapest_delivery=text(case.cheapest),
            ),
        ),
        payments=(Payment(id="p", on=placed, amount=text(case.price + case.other_price + case.delivery)),),
        refunds=(),
        shipments=(
            Shipment(
                id="s",
                carrier="post",
                handed_over_on=placed,
                hand_over_proof=True,
                full_weight_g=FULL,
                weight_g=FULL if case.whole_at_hand_over else SHORT,
            ),
        ),
        tracking=(
            Tracking(
                on=case.received_on,
                status="delivered",
                signed_by="customer",
                weight_g=FULL if case.whole_at_pick_up else SHORT,
            ),
        ),
        demands=tuple(Demand(kind=kind, received_on=day) for kind, day in case.demands),  # type: ignore[arg-type]
        complaint=Complaint(received_on=case.told_on),
        losses=(),
        inspections=tuple(looks),
        cures=tuple(cures),
    )


def ruled(case: Goods) -> AllegationRuling:
    (one,) = rule(case_file(case), book(case.residence), asof=case.asof).allegations
    return one


@pytest.mark.parametrize("residence", RESIDENCES)
def test_goods_that_are_not_right_are_owed_for_as_the_statute_says(residence: str) -> None:
    @settings(max_examples=drawn.examples(80), deadline=None)
    @given(goods(residence))
    def holds(case: Goods) -> None:
        one = ruled(case)
        found = {line.remedy: line for line in one.entitlement.redress}
        wanted = {right.remedy: right for right in floor(case)}
        assert set(found) == set(wanted), case
        for remedy, right in wanted.items():
            line = found[remedy]
            assert line.certain
            assert least(line.amount) == right.minor, (remedy, case)
            assert line.demanded or not right.demanded, (remedy, case)
            if right.due is not None:
                assert line.promptly or line.due == right.due, (remedy, case)

    holds()
