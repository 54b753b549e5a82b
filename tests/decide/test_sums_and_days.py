"""A fact that only moves sums and days: the ruling stands, and no number in it is made up."""

from __future__ import annotations

from datetime import date

from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Redress
from ombud.model.ruling import AllegationRuling
from tests.decide.disputes import ORDER, by_hand, case, only, ruled

OVERDUE = (
    ("placed_on", "2026-05-04"), ("day_promised", True), ("due_on", "2026-05-11"), ("carrier_days", 3),
    ("handed_over", True), ("handed_over_on", "2026-05-06"), ("delivered", False), ("prepaid_delivery", "0.00"),
)  # fmt: skip
DEMANDED = (("prepaid", "1000.00"), ("refund_demanded", True))


def _ru(*answers: tuple[str, object] | tuple[str, object, str]) -> AllegationRuling:
    return only(ruled(case(law="RU", answers=by_hand(*OVERDUE, *answers))))


def _line(one: AllegationRuling, remedy: str) -> Redress:
    return next(item for item in one.entitlement.redress if item.remedy == remedy)


def test_a_contested_sum_gives_a_decided_ruling_with_a_range() -> None:
    one = _ru(("prepaid", "1000.00"), ("prepaid", "800.00", "customer"))
    assert one.decided
    assert _line(one, "refund_without_return").amount == MoneyRange(800_00, 1000_00, "RUB")
    assert _line(one, "penalty_by_statute").amount == MoneyRange(84_00, 105_00, "RUB")


def test_a_sum_that_nobody_knows_is_open_above_in_every_outcome() -> None:
    one = _ru(("prepaid", "unknown"))
    owed = next(possible for possible in one.outcomes if possible.remedies)
    sums = dict(zip(owed.remedies, owed.amounts, strict=True))
    assert sums["refund_without_return"] == MoneyRange(1, None, "RUB")
    assert sums["penalty_by_statute"] == MoneyRange(0, None, "RUB")


def test_no_day_is_named_that_counts_from_a_day_nobody_knows() -> None:
    line = _line(_ru(*DEMANDED, ("refund_demand_on", "unknown")), "refund_without_return")
    assert (line.due, line.amount) == (None, Money(1000_00, "RUB"))


def test_of_two_claimed_days_the_earlier_binds_in_whatever_order_they_were_told() -> None:
    days = ("refund_demand_on", "2026-05-20"), ("refund_demand_on", "2026-05-25", "customer")
    for told in (days, days[::-1]):
        line = _line(_ru(*DEMANDED, *told), "refund_without_return")
        assert line.due == date(2026, 5, 30)


def test_a_reason_that_holds_only_in_some_worlds_is_not_said() -> None:
    known = by_hand(("delivered", True, "customer"), ("handed_over", True), ("handed_over_on", "2026-05-06"))
    one = only(ruled(case(**ORDER, answers=known), shop="kram"))
    assert one.decided
    assert one.finding.verdict == "not_substantiated"
    assert one.finding.because == {}
    assert one.fault.because == {}


def test_the_reason_is_said_once_the_day_is_known() -> None:
    known = by_hand(
        ("delivered", True, "customer"),
        ("handed_over", True),
        ("handed_over_on", "2026-05-06"),
        ("delivered_on", "2026-05-09"),
    )
    one = only(ruled(case(**ORDER, answers=known), shop="kram"))
    assert one.finding.because["en"] == "The delivery records show that the parcel was handed over in time."
