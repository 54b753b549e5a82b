from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ombud.rules.burden import default
from ombud.rules.check import check
from ombud.rules.checked import Program, Row
from ombud.rules.declare import (
    Branch,
    BurdenDecl,
    DatedValue,
    Declarations,
    ExprText,
    ParamDecl,
    RuleDecl,
    TableDecl,
    ValueDecl,
)
from ombud.rules.emit_python import compile_collect, compile_first
from ombud.rules.explorer import Unknown
from ombud.rules.resolve import Mask, mask_collect, resolve, resolve_table
from ombud.rules.worlds import worlds
from tests.rules.books import fact

FACTS = (
    fact("reason", "text", labels=("late", "lost"), always=True),
    fact("asof", "date", date(2000, 1, 1), date(2100, 1, 1), always=True),
    fact("due_on", "date", date(2000, 1, 1), date(2100, 1, 1)),
    fact("prepaid", "money", Decimal("0.00"), Decimal("100000.00")),
    fact("delivered", "bool", cost=2),
    fact("delivered_on", "date", date(2000, 1, 1), date(2100, 1, 1), present_if="delivered", cost=2),
    fact("force_majeure", "bool"),
)
RATES = (DatedValue(date(2020, 1, 1), Decimal("0.0050")), DatedValue(None, Decimal("0.0100")))
LATE_END = ValueDecl("late_end", (Branch("delivered", "delivered_on"), Branch("TRUE", "asof")))
PENALTY = ExprText("accrue(prepaid, rate, days_between(late_end, due_on), prepaid)")
OWED = TableDecl(
    "owed",
    "owed",
    "collect",
    (
        RuleDecl(
            "penalty",
            "prepaid > 0 AND late_end > due_on",
            {"remedy": "penalty", "amount": PENALTY},
            unless="force_majeure",
        ),
        RuleDecl("refund", "prepaid > 0 AND asof > due_on AND NOT delivered", {"remedy": "refund"}),
    ),
)
FINDING = TableDecl(
    "found",
    "finding",
    "first",
    (
        RuleDecl("late", "reason = 'late' AND late_end > due_on", {"says": "yes"}),
        RuleDecl("lost", "reason = 'lost' AND NOT delivered", {"says": "yes"}),
        RuleDecl("none", "TRUE", {"says": "no"}),
    ),
)
ROW: Row = {
    "reason": "late", "asof": date(2026, 3, 10), "due_on": date(2026, 3, 1), "prepaid": Decimal("3000.00"),
    "delivered": None, "delivered_on": None, "force_majeure": False,
}  # fmt: skip
WHY = {"delivered": Unknown(), "delivered_on": Unknown()}


def book() -> Program:
    return check(
        Declarations(
            {one.name: one for one in FACTS},
            {"rate": ParamDecl("rate", "rate", "due_on", RATES)},
            {"late_end": LATE_END},
            burdens={"delivered": BurdenDecl("delivered", (Branch("TRUE", "FALSE"),))},
            tables={"owed": OWED, "found": FINDING},
            constraints=("delivered_on <= asof",),
        )
    )


def test_a_checked_book_is_explored_and_its_day_of_delivery_decides() -> None:
    made = book()
    got = resolve_table(made, made.tables["found"], ROW, WHY)
    assert got.mode == "EXACT"
    assert got.outcomes == ((3, ("no",)), (1, ("yes",)))
    assert got.deciding == (("delivered_on",),)


def test_after_the_deadline_the_burden_settles_what_was_open() -> None:
    made = book()
    row, left, fallen = default(made, ROW, WHY, {"delivered"})
    assert (left, fallen) == ({}, {"delivered": False})
    assert resolve_table(made, made.tables["owed"], row, left).outcomes == (
        (((1, ("penalty",)), (2, ("refund",))), ()),
    )


def test_worlds_drawn_once_over_two_tables_feed_the_compiled_back_ends() -> None:
    made = book()
    owed, found = made.tables["owed"], made.tables["found"]
    drawn = worlds(made, (found, owed), ROW, WHY)
    decide, entitle = compile_first(made, found), compile_collect(made, owed)

    def key(row: Row) -> tuple[object, ...]:
        return decide(row), tuple(number for number, *_ in entitle(row))

    got = resolve(made, drawn, key, lambda row: Mask(mask_collect(owed, row, made).keys))
    outcomes: tuple[Any, ...] = got.outcomes
    assert [one[1] for one in outcomes] == [(), (1,), (1, 2)]
    assert got.deciding == (("delivered_on",),)
