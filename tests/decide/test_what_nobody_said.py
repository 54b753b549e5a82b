"""A fee, a payment or a list of lines that nobody told of is unknown: never nothing charged, paid or bought."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange
from ombud.model.ruling import Ruling
from tests.decide.disputes import only, ruled

JUNE = date(2026, 6, 10)
GOODS = {"id": "p", "on": "2026-06-05", "amount": "700.00"}
CARRIAGE = {"id": "d", "on": "2026-06-05", "amount": "90.00", "covers": "delivery"}
PROMISED = {"kind": "free_delivery", "by": "employee", "stated_on": "2026-06-05"}


def dispute(reason: str, *, fee: str | None = None, unit: str = "700.00", **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """A basket with or without a promise of free delivery; the fee is not told where none is given."""
    order = {
        "id": "o",
        "placed_on": "2026-06-05",
        "lines": [{"id": "1", "title": "Atlas", "unit": unit}],
        "promises": given.pop("promises", []),
        "offer": {"basis_stated": "after_discount", "fee_shown": True, "fee_accepted": True},
    }
    return {
        "version": 1,
        "id": "f",
        "currency": "RUB",
        "opened_on": "2026-06-09",
        "complainant": {"residence": "RU", "name": "Iwo", "lang": "en"},
        "allegations": [{"reason": reason}],
        "orders": [order | ({} if fee is None else {"delivery_fee": fee})],
        "payments": [GOODS],
        "refunds": [],
        "complaint": {"received_on": "2026-06-09", "channel": "email"},
    } | given


def ruling(told: dict[str, Any], shop: str = "folio") -> Ruling:
    return ruled(told, shop=shop, asof=JUNE)


@pytest.mark.parametrize(
    ("reason", "unit", "promises"),
    [
        ("promise_not_kept", "700.00", [PROMISED]),
        ("threshold_near_miss", "1107.00", []),
        ("wrong_amount", "1107.00", []),
    ],
)
def test_a_fee_that_nobody_told_of_is_asked_for_and_never_read_as_nothing_charged(
    reason: str, unit: str, promises: list[dict[str, Any]]
) -> None:
    told = dispute(reason, unit=unit, promises=promises)
    known = ({**told["orders"][0], "delivery_fee": fee} for fee in ("0.00", "90.00"))
    free, charged = (ruling(told | {"orders": [order]}) for order in known)
    assert (free.headline, charged.headline) == ("shop_right", "customer_right")
    open_ = ruling(told)
    assert open_.headline == "cannot_tell_yet"
    assert "delivery_charged" in [one.fact for one in only(open_).unknown if one.deciding]
    assert not [one for one in open_.replies if "othing was charged" in one.text]


def test_what_was_paid_for_delivery_was_charged_for_it() -> None:
    for fee in ("90.00", None):
        one = only(ruling(dispute("promise_not_kept", fee=fee, promises=[PROMISED], payments=[GOODS, CARRIAGE])))
        assert [(line.remedy, line.amount) for line in one.entitlement.redress] == [("fee_waiver", Money(9000, "RUB"))]


def test_of_two_orders_nobody_knows_whose_delivery_was_paid_for() -> None:
    told = dispute("promise_not_kept", promises=[PROMISED], payments=[GOODS, CARRIAGE])
    two = [told["orders"][0], {**told["orders"][0], "id": "o2"}]
    assert ruling(told | {"orders": two}).headline == "cannot_tell_yet"


def test_an_order_whose_fee_is_unknown_has_no_known_total_to_be_overcharged_against() -> None:
    paid = [GOODS, {**GOODS, "id": "p2", "amount": "50.00"}]
    assert ruling(dispute("duplicate_charge", fee="0.00", payments=paid)).headline == "customer_right"
    assert ruling(dispute("duplicate_charge", payments=paid)).headline == "cannot_tell_yet"


def test_whether_a_hidden_fee_was_asked_is_unknown_while_nobody_says_what_delivery_cost() -> None:
    told = dispute("undisclosed_fee", fees=[])
    told["orders"][0]["offer"] = {"fee_shown": False}
    assert ruling(told).headline == "cannot_tell_yet"
    told["orders"][0]["delivery_fee"] = "0.00"
    assert ruling(told).headline == "shop_right"
    fee = {"what": "cancellation", "amount": "50.00", "stated": False, "announced_on": "2026-06-07"}
    del told["orders"][0]["delivery_fee"]
    one = only(ruling(told | {"fees": [fee]}))
    assert [line.amount for line in one.entitlement.redress] == [Money(5000, "RUB")]


def silent(**given: Any) -> dict[str, Any]:  # noqa: ANN401
    """A complaint in Poland that nobody answered; 40.00 off the price were asked for."""
    order = {"id": "o", "placed_on": "2026-05-04", "delivery_fee": "0.00"}
    return {
        "version": 1,
        "id": "s",
        "currency": "PLN",
        "opened_on": "2026-05-15",
        "complainant": {"residence": "PL", "lang": "en"},
        "allegations": [{"reason": "not_answered", "wants": ["price_reduction"]}],
        "orders": [order | {"lines": [{"id": "1", "title": "Koc", "unit": "199.00"}]}],
        "refunds": [],
        "demands": [{"kind": "price_reduction", "received_on": "2026-05-15", "amount": "40.00"}],
        "complaint": {"received_on": "2026-05-15", "channel": "form"},
    } | given


def _granted(**given: Any) -> object:  # noqa: ANN401
    (line,) = only(ruling(silent(**given), "")).entitlement.redress
    return line.amount


def test_silence_grants_up_to_what_was_asked_for_while_nobody_knows_what_was_paid() -> None:
    assert _granted() == MoneyRange(0, 4000, "PLN")
    for paid, owed in (("199.00", 4000), ("40.00", 4000), ("25.00", 2500)):
        assert _granted(payments=[{"id": "p", "on": "2026-05-04", "amount": paid}]) == Money(owed, "PLN")


@pytest.mark.parametrize("amount", [None, "60.00"])
def test_a_refund_that_silence_grants_is_open_while_nobody_knows_what_was_paid(amount: str | None) -> None:
    demand = {"kind": "refund", "received_on": "2026-05-15"} | ({"amount": amount} if amount else {})
    assert _granted(demands=[demand]) == MoneyRange(0, 6000 if amount else None, "PLN")


def test_a_ruling_names_what_it_takes_for_granted_and_on_which_it_turns() -> None:
    told = silent(payments=[{"id": "p", "on": "2026-05-04", "amount": "199.00"}], shipments=[], tracking=[])
    told |= {"allegations": [{"reason": "not_received", "denies_delivery": True}]}
    told["orders"][0]["promises"] = [{"kind": "delivery_day", "day": "2026-05-11", "by": "checkout"}]
    assert "refund_demanded" not in only(ruling(told, "")).assumed
    told["demands"] = None
    assert "withdrawal_stated" in only(ruling(told, "")).assumed


def test_whether_silence_granted_anything_is_open_while_nobody_says_when_the_complaint_came() -> None:
    told = silent(payments=[{"id": "p", "on": "2026-05-04", "amount": "199.00"}])
    for complaint, certain in ((told["complaint"], [True]), (None, [False])):
        one = only(ruling(told | {"complaint": complaint}, ""))
        assert [line.certain for line in one.entitlement.redress if line.remedy == "price_reduction"] in (certain, [])
        assert one.decided is (certain == [True])


def test_a_price_that_the_shop_meant_and_did_not_name_is_asked_for_before_anybody_is_sent_away() -> None:
    told = dispute("wrong_price", fee="0.00")
    told["orders"][0] |= {"confirmed": True}
    assert ruling(told).headline == "cannot_tell_yet"
    told["orders"][0]["lines"][0] |= {"meant": "700.00"}
    assert ruling(told).headline == "shop_right"
    told["orders"][0]["lines"][0] |= {"meant": "7000.00"}
    assert ruling(told).headline == "customer_right"
