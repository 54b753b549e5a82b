"""A ruling made by hand: a parcel late by both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ombud.kernel.lang import Words
from ombud.kernel.money import Money
from ombud.model.conduct import Conduct
from ombud.model.entitlement import Entitlement, Redress
from ombud.model.facts import Evidence, Moment
from ombud.model.fault import Fault, PartyShare, Recovery
from ombud.model.finding import Finding
from ombud.model.posting import Entry, Posting
from ombud.model.remedy import Amendment, BreakEven, Option, RemedyPlan, ValueRange
from ombud.model.reply import Reply, Shield
from ombud.model.ruling import AllegationRuling, Clock, Refusal, Ruling, Unverified
from ombud.model.stakes import Input, Precedents, Stakes
from ombud.model.step import Condition, Step


def day(number: int, month: int = 4) -> date:
    """A day of spring 2026."""
    return date(2026, month, number)


def rub(amount: str) -> Money:
    return Money.of(amount, "RUB")


def says(en: str, ru: str, uk: str = "", pl: str = "") -> Words:
    return {"en": en, "ru": ru, "uk": uk or ru, "pl": pl or en}


LATE = says(
    "The parcel came five days after the promised day.",
    "Посылка пришла на пять дней позже обещанного.",
    "Посилка прийшла на п’ять днів пізніше обіцяного.",
    "Paczka przyszła pięć dni po obiecanym terminie.",
)
BOTH_LATE = says(
    "The shop handed over three days late, and the carrier needed two days more than its term.",
    "Магазин передал посылку на три дня позже, перевозчик вёз на два дня дольше срока.",
    "Магазин передав посилку на три дні пізніше, перевізник віз на два дні довше строку.",
    "Sklep nadał paczkę trzy dni za późno, przewoźnik wiózł ją dwa dni dłużej.",
)
TIMELINE = (
    Moment(day(2), "ordered", "customer", "orders[0]", "F-2400"),
    Moment(day(2), "paid", "customer", "payments[0]", "2400.00 RUB"),
    Moment(day(7), "promised_day", "shop", "orders[0].promises[1]", "hand_over_day"),
    Moment(day(10), "promised_day", "shop", "orders[0].promises[0]", "delivery_day"),
    Moment(day(10), "handed_over", "shop", "shipments[0]", "post"),
    Moment(day(10), "handed_over", "carrier", "tracking[0]"),
    Moment(day(18), "delivered", "carrier", "tracking[3]", "signature"),
    Moment(day(20), "complaint", "customer", "complaint", "email"),
)
INPUTS = (
    Input("margin", Decimal("0.20"), Decimal("0.28"), Decimal("0.35"), "share", "measured", 412),
    Input("return_probability", Decimal("0.02"), Decimal("0.06"), Decimal("0.12"), "share", "assumed"),
)
PENALTY = Redress(
    remedy="penalty_by_statute",
    amount=rub("96.00"),
    basis="statute",
    arises="on_demand",
    rule="ru231.penalty",
    due=day(30),
    cites=("RU ZoZPP 23.1",),
    because=says("Half a percent of the prepaid price for each day.", "Полпроцента предоплаты за каждый день."),
    mark="T",
)
TRACE = (
    Step(
        "finding",
        "finding_late",
        "late",
        True,
        (Condition("delivered_on > delivery_due", True, {"delivered_on": day(18), "delivery_due": day(10)}),),
        (Evidence("tracking[3]", "record", "carrier", day(18)), Evidence("orders[0].promises[0]", "record")),
    ),
    Step("finding", "finding_late", "not_late", False, (Condition("late_days <= 0", False, {"late_days": 5}),)),
    Step(
        "promise",
        "ru231",
        "penalty",
        True,
        (
            Condition("prepaid > 0", True, {"prepaid": Decimal("2400.00")}),
            Condition("NOT force_majeure_proven", True, {"force_majeure_proven": False}),
        ),
        cites=("RU ZoZPP 23.1",),
    ),
    Step("promise", "ru231", "losses", None, (Condition("losses_proven", None, {"losses_proven": None}),)),
)


def late_by_both() -> Ruling:
    """D05: shop 0.75, carrier 0.25, 96.00 on demand."""
    recovery = Recovery(
        "carrier",
        {"en": "Polar Post"},
        "late",
        day(18, 10),
        rub("60.00"),
    )
    fault = Fault(
        (PartyShare("shop", Decimal("0.75"), 6), PartyShare("carrier", Decimal("0.25"), 2)),
        "shop",
        "by_days",
        BOTH_LATE,
        recoveries=(recovery,),
    )
    penalty = Option(
        "penalty_by_statute",
        "redress",
        rub("96.00"),
        rub("96.00"),
        1,
        recommended=False,
        rule="ru231.penalty",
        basis="statute",
        arises="on_demand",
        due=day(30),
        because=PENALTY.because,
    )
    goodwill = Option(
        "coupon",
        "goodwill",
        rub("150.00"),
        rub("97.50"),
        1,
        recommended=True,
        rule="stance.warm",
        value=ValueRange(-4_000, 21_000, 60_000, "RUB"),
        break_even=BreakEven("like_cases_90_days", Decimal(13), Decimal(6)),
        approval="lead",
        inputs=INPUTS,
        origin="assumed",
    )
    apology = replace(
        goodwill,
        remedy="apology",
        rank=2,
        recommended=False,
        amount=None,
        cost=rub("0.00"),
        approval="",
        value=ValueRange(0, 1_200, 3_000, "RUB"),
        break_even=None,
    )
    allegation = AllegationRuling(
        "late",
        Finding("substantiated", "late", LATE),
        fault,
        Entitlement("statute", (PENALTY,)),
        "known",
        decided=True,
        by_hand=("hand_over_due",),
    )
    return Ruling(
        case="D05",
        kind="complaint",
        title="Late by both",
        asof=day(21),
        currency="RUB",
        lang="ru",
        law="RU",
        shop="Folio",
        headline="customer_right",
        answer=None,
        allegations=(allegation,),
        conduct=Conduct(),
        stakes=Stakes(INPUTS, precedents=Precedents(0, 6, 6, (rub("90.00"), rub("150.00")), ("C17", "C21"))),
        remedies=RemedyPlan(
            (goodwill, apology),
            (penalty,),
            (
                Amendment(
                    "delivery_days",
                    (("delivery_days", "6"),),
                    says("Promise what is kept.", "Обещать выполнимое."),
                    False,
                ),
            ),
        ),
        clocks=(
            Clock(
                "complaint_answer",
                day(30),
                "shop",
                says("the complaint may go to court", "можно идти в суд"),
                ("RU ZoZPP 22",),
            ),
        ),
        refused=(
            Refusal(
                "wait_for_carrier",
                "refused",
                says(
                    "The shop answers to the customer for the carrier.",
                    "За перевозчика перед покупателем отвечает магазин.",
                ),
                ("RU GK 403",),
            ),
        ),
        postings=(
            Posting(
                "D05",
                day(21),
                "coupon",
                "stance.warm",
                (Entry("expense:goodwill", rub("97.50")), Entry("liability:customer", rub("-97.50"))),
            ),
            Posting(
                "D05",
                day(21),
                "carrier_claim",
                "by_days",
                (Entry("asset:carrier-claims", rub("24.00")), Entry("income:recovery", rub("-24.00"))),
            ),
        ),
        notices=(),
        replies=(
            Reply(
                "private",
                "ru",
                "Ваш заказ 1017",
                "Здравствуйте, Иван!\n\nВы правы: посылка пришла на пять дней позже обещанного.",
            ),
            Reply("public", "ru", "", "Вы правы, мы опоздали. Подробности отправили вам письмом."),
        ),
        timeline=TIMELINE,
        trace=TRACE,
        shield=Shield(),
        book_digest="ab" * 32,
        case_digest="cd" * 32,
        engine="0.1.0",
        to_verify=(Unverified("ru231.penalty", remedy="penalty_by_statute", cites=("RU GK 403",)),),
        evidence=(Evidence("tracking[3]", "record", "carrier", day(18)),),
    )
