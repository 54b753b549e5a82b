"""Silence and clocks, read from the statutes alone: who must answer by when, and what no answer makes owed.

Poland, UPK art. 7a: no answer on paper or another durable medium within 14 days (30 for complaints before 2023) and the
complaint counts as accepted. Nowhere else does silence grant anything.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
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
    Demand,
    Inspection,
    Line,
    Order,
    Payment,
    PublicPost,
)
from ombud.model.entitlement import MoneyRange, Redress
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import CURRENCIES, RESIDENCES, book, text

DURABLE = ("paper", "email", "account")
IN_PUBLIC = ("forum", "review", "social")
CHANNELS = ("email", "chat", "form", "phone", "letter", "platform", "shop", *IN_PUBLIC)
MEDIA = ("paper", "email", "account", "phone", "chat", "public")
KINDS = {
    "price_reduction": "price_reduction",
    "replacement": "replacement",
    "repair": "repair",
    "refund": "refund_without_return",
    "damages": "loss_compensation",
}
NEW_LAW = date(2023, 1, 1)


@dataclass(frozen=True)
class Silence:
    """A complaint about a parcel that came in time, with one demand, and how it was answered."""

    residence: str
    received_on: date
    asof: date
    channel: str
    answered_after: int | None
    medium: str
    kind: str
    asked: int
    paid: int
    consumer: bool
    demanded_after: int

    @property
    def answered_on(self) -> date | None:
        return None if self.answered_after is None else self.received_on + timedelta(days=self.answered_after)


def granted(case: Silence) -> tuple[str, int | None] | None:
    """The remedy that silence makes owed and its sum, by the words of the statute; None: it grants nothing."""
    if case.residence != "PL" or not case.consumer or case.channel in IN_PUBLIC or case.demanded_after > 0:
        return None
    last = case.received_on + timedelta(days=14 if case.received_on >= NEW_LAW else 30)
    answered = case.answered_on if case.medium in DURABLE else None
    known = answered if answered and answered <= case.asof else None
    silent = known > last if known else case.asof > last
    if not silent:
        return None
    sums = {"price_reduction": min(case.asked, case.paid), "refund": min(case.asked, case.paid), "damages": case.asked}
    return KINDS[case.kind], sums.get(case.kind)


@st.composite
def silences(draw: st.DrawFn, residence: str = "") -> Silence:
    around = st.sampled_from((0, 1, 7, 13, 14, 15, 29, 30, 31, 60, 240))
    received = draw(
        st.sampled_from((date(2022, 12, 2), date(2022, 12, 31), date(2023, 1, 1), date(2024, 2, 15), date(2026, 5, 25)))
    )
    return Silence(
        residence=residence or draw(st.sampled_from(RESIDENCES)),
        received_on=received,
        asof=received + timedelta(days=draw(around)),
        channel=draw(st.sampled_from(CHANNELS)),
        answered_after=draw(st.none() | around),
        medium=draw(st.sampled_from(MEDIA)),
        kind=draw(st.sampled_from(tuple(KINDS))),
        asked=draw(st.sampled_from((1, 4000, 4001, 19900, 999_999))),
        paid=draw(st.sampled_from((4000, 19900, 250_000))),
        consumer=draw(st.integers(0, 5)) > 0,
        demanded_after=draw(st.sampled_from((0, 0, 0, 3))),
    )


def case_file(case: Silence) -> CaseFile:
    ordered = case.received_on - timedelta(days=20)
    return CaseFile(
        version=1,
        id="silence",
        currency=CURRENCIES[case.residence],
        opened_on=case.received_on,
        complainant=Complainant(residence=case.residence, consumer=case.consumer),  # type: ignore[arg-type]
        allegations=(Allegation(reason="not_answered", wants=("dismissal_of_employee",)),),
        orders=(Order(id="o", placed_on=ordered, lines=(Line(id="1", title="goods", unit=text(case.paid)),)),),
        payments=(Payment(id="p", on=ordered, amount=text(case.paid)),),
        refunds=(),
        shipments=(),
        tracking=(),
        demands=(
            Demand(
                kind=case.kind,  # type: ignore[arg-type]
                received_on=case.received_on + timedelta(days=case.demanded_after),
                amount=text(case.asked),
            ),
        ),
        complaint=Complaint(
            received_on=case.received_on,
            channel=case.channel,  # type: ignore[arg-type]
            answered_on=case.answered_on,
            medium=case.medium if case.answered_on else None,  # type: ignore[arg-type]
        ),
    )


def by_silence(case: Silence, shop: str = "") -> list[Redress]:
    ruling = rule(case_file(case), book(case.residence, shop), asof=case.asof)
    (one,) = ruling.allegations
    assert one.decided
    return list(one.entitlement.redress)


def assert_granted(case: Silence, found: list[Redress]) -> None:
    wanted = granted(case)
    assert [one.remedy for one in found] == ([wanted[0]] if wanted else [])
    for one in found:
        assert one.mark == "C"
        assert one.to_be_verified
        assert one.demanded
        assert isinstance(one.amount, Money) == (wanted is not None and wanted[1] is not None)
        assert not isinstance(one.amount, Money) or one.amount.minor == (wanted or ("", 0))[1]


@settings(max_examples=drawn.examples(250), deadline=None)
@given(silences("PL"))
def test_in_poland_silence_grants_what_was_asked_for_and_no_more(case: Silence) -> None:
    assert_granted(case, by_silence(case))


@settings(max_examples=drawn.examples(60), deadline=None)
@given(silences())
def test_silence_grants_nothing_anywhere_else_and_no_shop_takes_it_away(case: Silence) -> None:
    shop = "kram" if case.residence == "PL" else ""
    assert_granted(case, by_silence(case, shop))


@pytest.mark.parametrize(
    ("received", "days", "owed"),
    [
        (date(2026, 5, 25), 14, False),
        (date(2026, 5, 25), 15, True),
        (date(2023, 1, 1), 15, True),
        (date(2022, 12, 31), 15, False),
        (date(2022, 12, 31), 30, False),
        (date(2022, 12, 31), 31, True),
    ],
)
def test_the_day_after_the_last_is_the_first_day_of_acceptance(received: date, days: int, owed: bool) -> None:
    asof = received + timedelta(days=days)
    case = Silence("PL", received, asof, "chat", None, "paper", "price_reduction", 4000, 19900, True, 0)
    assert bool(by_silence(case)) is owed


def test_silence_leaves_the_finding_and_the_fault_alone() -> None:
    day, found = date(2026, 5, 25), set[object]()
    for after, medium in ((None, "paper"), (14, "email"), (15, "email"), (3, "phone")):
        case = Silence("PL", day, day + timedelta(days=20), "email", after, medium, "repair", 1, 4000, True, 0)
        file = msgspec.structs.replace(case_file(case), allegations=(Allegation(reason="late"),))
        (one,) = rule(file, book("PL"), asof=case.asof).allegations
        assert ("repair" in [line.remedy for line in one.entitlement.redress]) is (granted(case) is not None)
        found.add((one.finding.verdict, one.finding.rule, one.fault.shares, one.fault.loss_bearer))
    assert len(found) == 1


def test_nobody_is_dismissed_by_silence() -> None:
    day = date(2026, 5, 25)
    case = Silence("PL", day, day + timedelta(days=60), "email", None, "", "repair", 1, 4000, True, 9)
    ruling = rule(msgspec.structs.replace(case_file(case), demands=()), book("PL"), asof=case.asof)
    assert ruling.allegations[0].entitlement.redress == ()
    assert [(one.question, one.answer) for one in ruling.refused] == [("dismiss_employee", "refused")]


def test_what_was_wanted_without_a_sum_is_owed_with_an_open_one() -> None:
    day = date(2026, 5, 25)
    case = Silence("PL", day, day + timedelta(days=60), "email", None, "", "repair", 1, 4000, True, 0)
    wanting = (Allegation(reason="not_answered", wants=("price_reduction", "refund")),)
    file = msgspec.structs.replace(case_file(case), demands=(), allegations=wanting)
    owed = {one.remedy: one.amount for one in rule(file, book("PL"), asof=case.asof).allegations[0].entitlement.redress}
    assert owed["price_reduction"] == MoneyRange(0, 4000, "PLN")
    assert owed["refund_without_return"] == Money(4000, "PLN")


def test_a_demand_stands_under_the_allegation_that_wants_it() -> None:
    day = date(2026, 5, 25)
    case = Silence("PL", day, day + timedelta(days=60), "email", None, "", "price_reduction", 4000, 19900, True, 0)
    two = (Allegation(reason="staff_conduct"), Allegation(reason="not_answered", wants=("price_reduction",)))
    file = msgspec.structs.replace(case_file(case), allegations=two, calls=())
    ruling = rule(file, book("PL"), asof=case.asof)
    assert [len(one.entitlement.redress) for one in ruling.allegations] == [0, 1]
    assert [(one.remedy, one.amount) for one in ruling.remedies.options] == [("price_reduction", Money(4000, "PLN"))]


def next_month(day: date) -> date:
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@pytest.mark.parametrize("asked_on", [date(2026, 1, 31), date(2024, 1, 31), date(2026, 5, 11), date(2026, 12, 31)])
@pytest.mark.parametrize(("residence", "regime"), [("PL", "eu_gdpr_12"), ("EU", "eu_gdpr_12"), ("UK", "uk_gdpr_12")])
def test_a_request_for_personal_data_is_answered_in_a_month(residence: str, regime: str, asked_on: date) -> None:
    file = request(residence, "data", asked_on, "not_answered")
    clocks = {one.regime: one for one in rule(file, book(residence), asof=asked_on).clocks}
    assert clocks[regime].due == next_month(asked_on)
    assert clocks[regime].waiting_on == "shop"
    assert set(clocks[regime].silence_means) == {"en", "ru", "uk", "pl"}


@pytest.mark.parametrize(
    ("kind", "regime", "days"),
    [("refund", "ru_zozpp_22", 10), ("damages", "ru_zozpp_22", 10), ("replacement", "ru_zozpp_21", 7)],
)
def test_in_russia_each_demand_has_its_own_term(kind: str, regime: str, days: int) -> None:
    day = date(2026, 4, 27)
    seen = (Inspection(on=day, by="customer", finds=True, photo=True),)
    bought = (Order(id="o", placed_on=day, lines=(Line(id="1", title="goods", unit="90.00"),)),)
    file = msgspec.structs.replace(request("RU", kind, day, "defective"), orders=bought, inspections=seen)
    clocks = {one.regime: one.due for one in rule(file, book("RU"), asof=day).clocks}
    assert clocks[regime] == day + timedelta(days=days)


def request(residence: str, kind: str, on: date, reason: str) -> CaseFile:
    return CaseFile(
        version=1,
        id="request",
        currency=CURRENCIES[residence],
        opened_on=on,
        complainant=Complainant(residence=residence),  # type: ignore[arg-type]
        allegations=(Allegation(reason=reason),),
        payments=(Payment(id="p", on=on, amount="90.00"),),
        refunds=(),
        demands=(Demand(kind=kind, received_on=on),),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("residence", RESIDENCES)
@pytest.mark.parametrize("days", [1, 2, 3, 4, 14, 15, 240])
def test_a_public_post_starts_the_house_clock_and_no_clock_of_the_law(residence: str, days: int) -> None:
    shop = {"RU": "folio", "UA": "lektor", "PL": "kram"}.get(residence, "")
    posted = date(2026, 1, 10)
    file = CaseFile(
        version=1,
        id="post",
        currency=CURRENCIES[residence],
        opened_on=posted,
        complainant=Complainant(residence=residence),  # type: ignore[arg-type]
        allegations=(Allegation(reason="not_answered"),),
        posts=(PublicPost(id="w", on=posted, kind="review", link="https://reviews.example/1", text="Hello?"),),
        demands=(),
    )
    ruling = rule(file, book(residence, shop), asof=posted + timedelta(days=days))
    house = {"folio": 2, "lektor": 3, "kram": 3}.get(shop)
    clocks = {one.regime: one for one in ruling.clocks}
    assert not any(one.statutory for one in ruling.clocks)
    assert ("house_answer" in clocks) is bool(shop)
    if house:
        assert clocks["house_answer"].overdue is (days > house)
    assert ruling.allegations[0].entitlement.redress == ()
    verdict = "substantiated" if days > 14 else "not_substantiated"
    assert ruling.allegations[0].finding.verdict == verdict
    assert [reply.audience for reply in ruling.replies] == ["private", "public"]
