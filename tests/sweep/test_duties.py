"""What a line of a sweep calls for: the step, what is owed and given, what is claimed back, until when."""

from __future__ import annotations

from datetime import date, timedelta

from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile, Promise, Shipment
from ombud.model.swept import Duty, Tally, summed
from ombud.public.sweep import Todo, looked, todos
from tests.sweep.orders import ASOF, book, order, parcel

DAY = timedelta(days=1)


def lines(file: CaseFile, law: str = "RU", shop: str = "") -> tuple[Todo, ...]:
    return todos(next(looked([file], book(law, shop), asof=ASOF)))


def by_kind(todo: Todo) -> dict[str, list[tuple[str, object, date | None]]]:
    found: dict[str, list[tuple[str, object, date | None]]] = {}
    for one in todo.duties:
        found.setdefault(one.kind, []).append((one.what, one.amount, one.by))
    return found


def test_an_overdue_parcel_names_the_letter_the_refund_on_demand_and_the_penalty() -> None:
    (line,) = lines(parcel(ASOF - 10 * DAY, handed=date(2026, 5, 4), paid="2400.00"))
    assert (line.step, line.by) == ("trace", ASOF)
    duties = by_kind(line)
    assert ("delivery", None, None) in duties["automatic"]
    assert ("refund_without_return", Money(240_000, "RUB"), None) in duties["on_demand"]
    assert ("penalty_by_statute", Money(12_000, "RUB"), None) in duties["on_demand"]  # 0.5 % x 10 days of 2400


def test_a_parcel_that_never_left_is_sent_and_not_asked_after_at_the_carriers() -> None:
    promise = Promise(kind="delivery_day", day=ASOF - DAY, by="checkout")
    (line,) = lines(order(promises=(promise,), shipments=(), tracking=()))
    assert (line.step, line.by) == ("send", ASOF)


def late_by_post(handed: date) -> CaseFile:
    promise = Promise(kind="delivery_day", day=handed + 3 * DAY, by="checkout")
    return order(
        "2400.00",
        placed=handed - DAY,
        promises=(promise,),
        payments=(),
        shipments=(Shipment(id="s", carrier="post", handed_over_on=handed, term_days=3),),
        tracking=(),
    )


def test_a_claim_on_the_carrier_stands_with_its_sum_and_its_window() -> None:
    handed = date(2026, 5, 4)
    (line,) = lines(late_by_post(handed), shop="demo/folio")
    (claim,) = [one for one in line.duties if one.kind == "claim"]
    # 3 % a day of the usual carriage of 210.00 for the 13 days after 7 May; 180 days from the hand-over
    assert (claim.amount, claim.by, claim.lapsed) == (Money(8_190, "RUB"), handed + 180 * DAY, False)


def test_a_claim_whose_window_has_closed_is_said_to_be_too_late_and_counts_for_nothing() -> None:
    for handed, lapsed in ((ASOF - 180 * DAY, False), (ASOF - 181 * DAY, True)):
        (line,) = lines(late_by_post(handed), shop="demo/folio")
        (claim,) = [one for one in line.duties if one.kind == "claim"]
        assert claim.lapsed is lapsed
        assert bool(summed(line.duties)["claim", "RUB"]) is not lapsed


def test_each_line_names_only_what_its_own_reason_calls_for() -> None:
    came = ASOF - 6 * DAY
    file = parcel(came - 4 * DAY, handed=date(2026, 5, 6), came=came, paid="3490.00")
    (late,) = lines(file, shop="demo/folio")
    assert {one.what for one in late.duties} >= {"penalty_by_statute"}
    assert "fee_waiver" not in {one.what for one in late.duties}
    assert (late.step, late.by) == ("write", ASOF + 7 * DAY)


def test_a_waived_fee_is_of_goodwill_and_has_its_sum() -> None:
    (line,) = lines(order("996.30", fee="90.00"), shop="demo/folio")
    assert line.step == "waive"
    assert by_kind(line)["goodwill"] == [("fee_waiver", Money(9_000, "RUB"), None)]


def test_nobody_is_offered_a_refund_for_a_day_that_lies_ahead() -> None:
    by = Promise(kind="hand_over_day", day=ASOF + DAY, by="offer")
    due = Promise(kind="delivery_day", day=ASOF + 10 * DAY, by="checkout")
    (line,) = lines(order(promises=(by, due), shipments=(), tracking=()))
    assert (line.step, line.by, line.duties) == ("hand_over", ASOF + DAY, ())


def test_of_what_the_customer_chooses_the_dearest_counts_once_and_currencies_stay_apart() -> None:
    duties = (
        Duty("on_demand", "refund_without_return", Money(500, "PLN"), choose="main"),
        Duty("on_demand", "price_reduction", Money(300, "PLN"), choose="main"),
        Duty("on_demand", "penalty_by_statute", Money(20, "PLN")),
        Duty("on_demand", "penalty_by_statute", Money(20, "PLN")),
        Duty("on_demand", "penalty_by_statute", Money(7, "EUR")),
    )
    assert dict(summed(duties)) == {("on_demand", "PLN"): 540, ("on_demand", "EUR"): 7}


def test_a_sweep_adds_up_each_currency_by_itself() -> None:
    tally = Tally()
    for currency in ("PLN", "RUB"):
        file = order("996.30", fee="90.00", currency=currency)
        swept = next(looked([order("996.30", fee="90.00")], book("RU", "demo/folio"), asof=ASOF))
        amount = Money(9_000, currency)
        duties = (Duty("goodwill", "fee_waiver", amount),)
        tally.count(swept, [Todo(file.id, 1, "waive", "threshold_near_miss", "r", None, duties=duties)])
    assert tally.sums == {("waive", "goodwill", "PLN"): 9_000, ("waive", "goodwill", "RUB"): 9_000}


def test_a_delivered_parcel_is_not_asked_after() -> None:
    file = parcel(ASOF - 2 * DAY, handed=ASOF - 5 * DAY, came=ASOF)
    assert [line.step for line in lines(file)] == ["write"]
