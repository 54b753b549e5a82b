"""Fees and prices: what nobody named is due nowhere, whatever the sums and countries; plain Python says how much."""

from __future__ import annotations

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from ombud.kernel.money import Money
from ombud.model.ruling import Ruling
from ombud.public.rulings import read_case_text, rule
from tests import drawn
from tests.laws.disputes import CURRENCIES, RESIDENCES, book, text

LANDS = {"EU": "FR"}
KINDS = ("cancellation", "extra", "delivery", "return", "other")


def ruled(residence: str, **given: object) -> Ruling:
    """A case about a subscription that began on 1 July and was ended on 1 August."""
    tree = {
        "version": 1,
        "id": "fee",
        "currency": CURRENCIES[residence],
        "opened_on": "2026-08-03",
        "complainant": {"residence": LANDS.get(residence, residence)},
        "allegations": [{"reason": "undisclosed_fee"}],
        "orders": [
            {
                "id": "o",
                "placed_on": "2026-07-01",
                "delivery_fee": "0.00",
                "lines": [{"id": "1", "title": "s", "unit": "12.00"}],
            }
        ],
        "payments": [{"id": "p", "on": "2026-07-01", "amount": "12.00"}],
        "refunds": [],
        "demands": [],
    } | given
    file = read_case_text(json.dumps(tree).encode(), "fee.json", "json")
    return rule(file, book(residence), asof=file.opened_on)


@st.composite
def fees(draw: st.DrawFn) -> list[dict[str, object]]:
    """Some fees of all kinds, stated or not, agreed or not, charged or not."""
    one = st.fixed_dictionaries(
        {
            "what": st.sampled_from(KINDS),
            "amount": st.integers(1, 90_000).map(text),
            "stated": st.booleans(),
            "agreed": st.booleans(),
            "charged_on": st.sampled_from((None, "2026-08-02", "2026-09-02")),
        }
    )
    return draw(st.lists(one, min_size=1, max_size=3))


def minor(fee: dict[str, object]) -> int:
    return int(str(fee["amount"]).replace(".", ""))


@pytest.mark.parametrize("residence", RESIDENCES)
def test_a_fee_that_was_not_named_and_agreed_is_due_nowhere(residence: str) -> None:
    @settings(max_examples=drawn.examples(40), deadline=None)
    @given(st.data(), st.sampled_from((0, 0, 1, 500, 40_000)))
    def holds(data: st.DataObject, expenses: int) -> None:
        asked: list[dict[str, object]] = data.draw(fees())
        hidden = [fee for fee in asked if not (fee["stated"] and fee["agreed"])]
        for_ending = sum(minor(fee) for fee in asked if fee not in hidden and fee["what"] == "cancellation")
        above = max(0, for_ending - expenses) if residence == "RU" else 0
        if residence not in ("RU", "") and for_ending:
            above = for_ending  # found unfair by a person, below
        owed = sum(minor(fee) for fee in hidden) + above
        answers = [{"fact": "fee_expenses", "value": text(expenses)}, {"fact": "fee_fair", "value": False}]
        ruling = ruled(residence, fees=asked, answers=answers)
        (one,) = ruling.allegations
        assert one.decided
        assert [line.amount for line in one.entitlement.redress] == (
            [Money(owed, CURRENCIES[residence])] if owed else []
        )
        assert (one.finding.verdict == "not_substantiated") is (owed == 0)
        taken = sum(minor(fee) for fee in hidden if fee["charged_on"] == "2026-08-02")
        assert bool(ruling.postings) is (taken > 0)

    holds()


@pytest.mark.parametrize("residence", RESIDENCES)
def test_the_shop_may_not_charge_what_it_cannot_show_to_have_stated(residence: str) -> None:
    ruling = ruled(residence, kind="question", question="charge_fee", allegations=[])
    assert ruling.answer is not None
    assert ruling.answer.answer == "refused"
    assert bool(ruling.answer.cites) is (residence != "")


@pytest.mark.parametrize(("residence", "answer"), [("", "permitted"), ("RU", "permitted_if"), ("PL", "permitted_if")])
def test_a_fee_that_was_stated_and_agreed_is_another_matter(residence: str, answer: str) -> None:
    stated = [{"what": "cancellation", "amount": "5.00", "stated": True, "agreed": True}]
    ruling = ruled(residence, kind="question", question="charge_fee", allegations=[], fees=stated)
    assert ruling.answer is not None
    assert ruling.answer.answer == answer


@pytest.mark.parametrize("residence", RESIDENCES)
def test_the_table_of_fees_leaves_the_other_questions_to_theirs(residence: str) -> None:
    ruling = ruled(residence, kind="question", question="deduct_for_conduct", allegations=[])
    assert ruling.answer is not None
    assert ruling.answer.answer == "refused"
    assert "fee" not in ruling.answer.rule


@pytest.mark.parametrize("residence", RESIDENCES)
@pytest.mark.parametrize("invoked", [True, False])
@pytest.mark.parametrize("plain", [True, False, None])
def test_a_price_shown_too_low_binds_where_the_law_says_so(
    residence: str, *, invoked: bool, plain: bool | None
) -> None:
    order = {
        "id": "o",
        "placed_on": "2026-07-01",
        "confirmed": True,
        "lines": [{"id": "1", "title": "s", "unit": "12.00", "meant": "120.00"}],
    } | ({"price_error_on": "2026-07-02"} if invoked else {})
    said = [] if plain is None else [{"fact": "price_error_plain", "value": plain, "witness": "lead"}]
    (one,) = ruled(
        residence, allegations=[{"reason": "wrong_price"}], orders=[order], tracking=[], shipments=[], answers=said
    ).allegations
    bound = residence in ("RU", "UA") or not invoked
    if not bound and plain is None:
        assert not one.decided
        assert [item.fact for item in one.unknown] == ["price_error_plain"]
        return
    stands = bound or plain is False
    assert one.decided
    assert one.finding.verdict == ("substantiated" if stands else "not_substantiated")
    assert {line.remedy for line in one.entitlement.redress} == (
        {"delivery", "refund_without_return"} if stands else {"refund_without_return"}
    )
