"""A ruling made by hand on a contested delivery, and one on a question."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ombud.kernel.money import Money
from ombud.model.conduct import Conduct, Measure, SideConduct
from ombud.model.entitlement import Entitlement, MoneyRange, Redress
from ombud.model.facts import Evidence
from ombud.model.fault import Fault, PartyShare
from ombud.model.finding import Finding
from ombud.model.remedy import RemedyPlan
from ombud.model.reply import Reply
from ombud.model.ruling import AllegationRuling, IfDue, OpenQuestion, Possibility, Refusal, Ruling
from ombud.model.stakes import ChoiceCost, Stakes
from tests.cli.sample import day, late_by_both, says

REFUNDED = Possibility(
    "substantiated",
    ("refund_without_return",),
    "statute",
    (("carrier", "1.0000"),),
    {"delivered": False},
    amounts=(Money(26_399, "PLN"),),
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
        REFUNDED,
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
            REFUNDED,
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
            choices=(ChoiceCost("comply:dismissal_of_employee", Money(1_000, "PLN"), Money(9_000, "PLN"), "assumed"),)
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
