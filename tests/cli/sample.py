"""Two rulings made by hand: a parcel late by both, and one whose delivery is contested."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ombud.kernel.lang import Words
from ombud.kernel.money import Money
from ombud.model.conduct import Conduct, Measure, SideConduct
from ombud.model.entitlement import Entitlement, MoneyRange, Redress
from ombud.model.facts import Evidence, Moment
from ombud.model.fault import Fault, PartyShare, Recovery
from ombud.model.finding import Finding
from ombud.model.posting import Entry, Posting
from ombud.model.remedy import Amendment, Option, RemedyPlan, ValueRange
from ombud.model.reply import Reply, Shield
from ombud.model.ruling import AllegationRuling, Clock, IfDue, OpenQuestion, Possibility, Refusal, Ruling
from ombud.model.stakes import ChoiceCost, Input, Precedents, Stakes
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
    Moment(day(2), "placed", "customer", "orders[0]"),
    Moment(day(2), "paid", "customer", "payments[0]", "2400.00 RUB"),
    Moment(day(7), "hand_over_due", "shop", "promises[0]"),
    Moment(day(10), "promised", "shop", "orders[0].promises[0]"),
    Moment(day(10), "handed_over", "shop", "shipments[0]"),
    Moment(day(18), "delivered", "carrier", "tracking[3]"),
    Moment(day(20), "complaint", "customer", "complaint"),
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
        "Polar Post",
        "late",
        day(18, 10),
        rub("60.00"),
        says("by the contract, late delivery", "по договору"),
    )
    fault = Fault(
        (PartyShare("shop", Decimal("0.75"), 6), PartyShare("carrier", Decimal("0.25"), 2)),
        "shop",
        "by_days",
        BOTH_LATE,
        (recovery,),
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
        break_even=says(
            "holds unless more than 13 like cases in 90 days cite it; you have 6",
            "верно, пока на него ссылаются не больше 13 похожих случаев за 90 дней; сейчас 6",
            "вірно, поки на нього посилаються не більш як 13 схожих випадків за 90 днів; зараз 6",
            "prawdziwe, dopóki w 90 dni nie powoła się na to więcej niż 13 podobnych spraw; teraz 6",
        ),
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
        to_verify=("RU GK 403",),
        evidence=(Evidence("tracking[3]", "record", "carrier", day(18)),),
    )


def contested() -> Ruling:
    """D04b: the carrier says delivered, the customer denies."""
    refund = Redress(
        "refund_without_return",
        MoneyRange(0, 26_399, "PLN"),
        "statute",
        "on_demand",
        "pl.lost.refund",
        due=day(14),
        cites=("PL KC 543(1)",),
        choose="main",
        demanded=True,
        mark="S",
        certain=False,
        because=says(
            "A parcel that never came is paid back.",
            "За неполученную посылку возвращают деньги.",
            "За неотриману посилку повертають гроші.",
            "Za paczkę, która nie dotarła, oddaje się pieniądze.",
        ),
    )
    ask = says(
        "Who signed for the parcel?",
        "Кто расписался за посылку?",
        "Хто розписався за посилку?",
        "Kto podpisał odbiór paczki?",
    )
    question = OpenQuestion(
        "delivered",
        "contested",
        ask,
        "carrier",
        day(10),
        "FALSE",
        "proof of delivery",
        (True, False),
        deciding=True,
        means=says("the parcel was delivered", "посылка вручена", "посилку вручено", "paczkę doręczono"),
    )
    allegation = AllegationRuling(
        "not_received",
        Finding("inconclusive", "", says("", ""), open=True, possible=("substantiated", "not_substantiated")),
        Fault((PartyShare("nobody", Decimal(1)),), "shop", "open", says("", ""), open=True),
        Entitlement("statute", (refund,)),
        "exact",
        decided=False,
        outcomes=(
            Possibility("not_substantiated", (), "none", (("customer", "1.0000"),), {"delivered": True}),
            Possibility(
                "substantiated",
                ("refund_without_return",),
                "statute",
                (("carrier", "1.0000"),),
                {"delivered": False},
                amounts=("263.99 PLN",),
            ),
        ),
        deciding=(("delivered",),),
        if_due=(IfDue("delivered", day(10), False, "substantiated", ("refund_without_return",), "statute"),),
        unknown=(question,),
    )
    conduct = Conduct(
        (
            SideConduct(
                "staff_member",
                ("remark",),
                (Evidence("calls[0].turns[2] @00:31", "record", "recording"),),
                cleared=True,
                because=says("He swore first.", "Он выругался первым."),
                who="secretary",
            ),
        ),
        (
            Measure(
                "writing_only",
                "customer",
                says("Abuse on the phone.", "Брань по телефону."),
                day(1),
                day(1, 7),
                "permitted",
                ("house 4",),
            ),
        ),
    )
    return replace(
        late_by_both(),
        case="D04b",
        title="Delivery contested",
        lang="pl",
        law="PL",
        shop="Kram",
        currency="PLN",
        asof=day(1),
        headline="cannot_tell_yet",
        allegations=(allegation,),
        conduct=conduct,
        remedies=RemedyPlan(),
        stakes=Stakes(
            choices=(ChoiceCost("comply", Money(10, "PLN"), Money(90, "PLN"), says("a guess", "догадка"), "assumed"),)
        ),
        postings=(),
        replies=(Reply("private", "pl", "Zamówienie 7", "Dzień dobry,\n\nsprawdzamy, kto odebrał paczkę."),),
        to_verify=(),
    )


def question() -> Ruling:
    """D13: may the shop keep a part of a refund for insults?"""
    answer = Refusal(
        "deduct_for_conduct",
        "refused",
        says("What may be deducted is a closed list.", "Перечень удержаний закрытый."),
        ("RU ZoZPP 16",),
        ("writing_only",),
        mark="K",
        rule="ru.deductions",
    )
    return replace(
        late_by_both(),
        case="D13-ru",
        kind="question",
        title="Price of rudeness",
        headline=None,
        answer=answer,
        allegations=(),
        remedies=RemedyPlan(),
        postings=(),
        replies=(),
        timeline=(),
        clocks=(),
        refused=(),
    )
