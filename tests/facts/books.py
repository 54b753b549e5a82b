"""A small book for these tests: a catalogue, a settle table, a derived day, constraints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypedDict, Unpack

from ombud.facts.read import read_case
from ombud.model.case_file import CaseFile
from ombud.rules.check import check
from ombud.rules.checked import Program
from ombud.rules.declare import Aggregate, Branch, Declarations, FactDecl, SettleDecl, Type, Value, ValueDecl

CASES = Path(__file__).parent / "cases"
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class SmallBook:
    program: Program


class FactParts(TypedDict, total=False):
    """What the tests say of a fact beside its type and source."""

    labels: tuple[str, ...]
    low: Value
    high: Value
    always: bool
    present_if: str
    judgement: bool
    default: Value
    pending_until: str


def fact(name: str, kind: Type, source: Aggregate | None = None, **more: Unpack[FactParts]) -> FactDecl:
    return FactDecl(name, kind, "event", source=source, **more)


def book(
    *facts: FactDecl,
    settles: Mapping[str, list[tuple[str, str]]] | None = None,
    values: Mapping[str, ValueDecl] | None = None,
    constraints: tuple[str, ...] = (),
) -> SmallBook:
    tables = {
        name: SettleDecl(name, tuple(Branch(when, result) for when, result in rules))
        for name, rules in (settles or {}).items()
    }
    declared = {one.name: one for one in (*ALWAYS, *facts)}
    return SmallBook(check(Declarations(declared, values=values or {}, settles=tables, constraints=constraints)))


ALWAYS = (
    fact("asof", "date", always=True),
    fact("reason", "text", always=True, labels=("none", "not_received", "late", "staff_conduct")),
    fact("question", "text", always=True, labels=("none", "deduct_for_conduct")),
)

BOOK = book(
    fact("placed_on", "date", Aggregate("min", "order", "placed_on")),
    fact("day_promised", "bool", Aggregate("exists", "promise", "", "kind = 'delivery_day'")),
    fact("due_on", "date", Aggregate("min", "promise", "day", "kind = 'delivery_day'"), present_if="day_promised"),
    fact("goods_total", "money", Aggregate("sum", "order", "goods")),
    fact("discount_total", "money", Aggregate("sum", "order", "discount")),
    fact("prepaid", "money", Aggregate("sum", "payment", "amount", "status = 'success' AND NOT at_delivery"), low=ZERO),
    fact("refunded", "money", Aggregate("sum", "refund", "amount"), default=ZERO),
    fact("fee_shown", "bool", Aggregate("first", "offer", "fee_shown")),
    fact("handed_over", "bool", Aggregate("exists", "shipment", "", "handed_over")),
    fact(
        "handed_over_on",
        "date",
        Aggregate("min", "shipment", "handed_over_on", "handed_over"),
        present_if="handed_over",
    ),
    fact("carrier_says_delivered", "bool", Aggregate("exists", "tracking", "", "status = 'delivered'")),
    fact("customer_denies", "bool", Aggregate("exists", "allegation", "", "denies_delivery")),
    fact("signed", "bool", Aggregate("exists", "tracking", "", "signed_by = 'customer'")),
    fact("delivered", "bool", pending_until="delivery_due"),
    fact("delivered_on", "date", Aggregate("min", "tracking", "on", "status = 'delivered'"), present_if="delivered"),
    fact("refund_demanded", "bool", Aggregate("exists", "demand", "", "kind = 'refund'"), default=False),
    fact("complaint_answered", "bool", Aggregate("exists", "complaint", "", "answered")),
    fact("hang_ups", "int", Aggregate("count", "call", "", "hung_up_by_staff")),
    fact("abuse_in_call", "bool", Aggregate("exists", "call", "", "abuse")),
    fact("goodwill_before", "int", Aggregate("count", "past", "", "same_customer AND goodwill")),
    fact("complaints_count", "int", Aggregate("first", "history", "complaints"), low=0, high=100),
    fact("colour", "text", labels=("red", "green", "blue")),
    fact("reasonable_term_passed", "bool", judgement=True),
    settles={
        "delivered": [
            ("signed", "TRUE"),
            ("carrier_says_delivered AND customer_denies", "CONTESTED"),
            ("TRUE", "carrier_says_delivered"),
        ]
    },
    values={
        "delivery_due": ValueDecl("delivery_due", (Branch("day_promised", "due_on"), Branch("TRUE", "placed_on + 30")))
    },
    constraints=("handed_over_on <= delivered_on", "refunded <= prepaid"),
)
CATALOGUE = BOOK.program.declared.facts


def case(name: str) -> CaseFile:
    return read_case(CASES / name, catalogue=CATALOGUE)
