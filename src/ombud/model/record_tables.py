"""Which tables and columns a fact may be drawn from: the records of a case file as rows, one row a record.

Rules (`from` in the fact catalogue) name these tables and columns; a single case and a history mean the same by them.
`order_by` is the column by which `first` and `last` go (ties and tables without one: as they stand in the file).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Final, Literal, Union, get_args, get_origin, get_type_hints

from ombud.kernel.scalar import Type
from ombud.model import case_file
from ombud.model.vocabulary import codes

BOOL, COUNT, MONEY, DAY, TEXT = "bool", "int", "money", "date", "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, and its labels where it is an enumeration."""

    type: Type
    labels: tuple[str, ...] = ()


def _columns(kinds: Mapping[Type, str], labelled: type | None = None) -> dict[str, Column]:
    """Columns by type (names separated by spaces); labels come from the record's own annotations."""
    hints = get_type_hints(labelled) if labelled else {}
    return {
        name: Column(kind, _labels(hints.get(name)) if kind == TEXT else ())
        for kind, names in kinds.items()
        for name in names.split()
    }


def _labels(hint: object) -> tuple[str, ...]:
    for part in get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,):
        if get_origin(part) is Literal:
            return tuple(get_args(part))
    return ()


TRAITS: Final = ("technically_complex", "made_to_order", "sealed", "perishable", "digital", "service")
CONDUCT: Final = (*codes("conduct_category"), "insult_by_staff")

RECORD_COLUMNS: Final[Mapping[str, Mapping[str, Column]]] = {
    "order": _columns(
        {
            "date": "placed_on price_error_on",
            "money": "goods discount total delivery_fee cheapest_delivery",
            "text": "tier channel payment_method",
            "int": "lines quantity",
            "bool": "gift return_info confirmed " + " ".join(f"has_{trait}" for trait in TRAITS),
        },
        case_file.Order,
    ),
    "line": _columns(
        {
            "text": "category",
            "int": "quantity",
            "money": "unit discount total net shown meant over net now",
            "date": "warranty_until",
            "bool": "kept " + "concerned warranted repriced " + " ".join(TRAITS),
        }
    ),
    "promise": _columns(
        {"text": "kind by", "date": "day stated_on", "money": "amount", "bool": "essential unkept"}, case_file.Promise
    ),
    "offer": _columns(
        {
            "date": "taken_on",
            "money": "checkout_total",
            "bool": "fee_shown fee_accepted",
            "text": "basis_stated",
            "int": "return_days",
        },
        case_file.Offer,
    ),
    "payment": _columns(
        {
            "date": "on",
            "text": "kind status covers method",
            "money": "amount part",
            "bool": "at_delivery confirmed after_end",
        },
        case_file.Payment,
    ),
    "refund": _columns(
        {
            "date": "on",
            "money": "amount part going_back",
            "text": "covers line reason",
            "bool": "by_bank overpriced promised unnamed",
        },
        case_file.Refund,
    ),
    "chargeback": _columns(
        {"date": "opened_on respond_by", "money": "amount", "text": "payment outcome", "bool": "answered"},
        case_file.Chargeback,
    ),
    "shipment": _columns(
        {
            "bool": "handed_over hand_over_proof offered_by_shop delivered weighed measurable",
            "date": "handed_over_on",
            "text": "hired_by carrier service",
            "int": "term_days weight_g full_weight_g",
            "money": "declared",
        },
        case_file.Shipment,
    ),
    "tracking": _columns(
        {"date": "on", "text": "status proof signed_by shipment", "int": "weight_g", "bool": "weighed"},
        case_file.Tracking,
    ),
    "demand": _columns(
        {"text": "kind", "date": "sent_on received_on said_on", "money": "amount", "bool": "written"}, case_file.Demand
    ),
    "term": _columns({"date": "set_on ends_on"}),
    "complaint": _columns(
        {"date": "received_on answered_on deadlock_on", "text": "channel medium", "bool": "answered"},
        case_file.Complaint,
    ),
    "message": _columns(
        {"date": "on", "text": "sender channel", "bool": "public durable abusive " + " ".join(CONDUCT)},
        case_file.Message,
    ),
    "call": _columns(
        {
            "date": "on",
            "bool": "heard abuse threat remark_given hung_up_by_staff abuse_before_hang_up abuse_after_remark "
            "insult_by_staff",
        }
    ),
    "post": _columns(
        {"date": "on answered_on", "text": "kind", "bool": "answered", "int": "rating"}, case_file.PublicPost
    ),
    "publication": _columns({"date": "on known_on removed_on", "bool": "consent removed"}),
    "inspection": _columns(
        {"date": "on", "text": "by cause", "bool": "finds photo serious at_delivery judged graded traced"},
        case_file.Inspection,
    ),
    "cure": _columns({"date": "on", "text": "kind", "int": "agreed_days", "bool": "agreed"}, case_file.Cure),
    "loss": _columns({"money": "amount", "bool": "proven", "text": "kind"}, case_file.Loss),
    "effort": _columns({"date": "on", "text": "what", "int": "minutes", "money": "out_of_pocket"}, case_file.Effort),
    "goods_return": _columns(
        {"text": "paid_by", "date": "back_on", "money": "carriage", "bool": "back collected"}, case_file.GoodsReturn
    ),
    "fee": _columns({"text": "what", "money": "amount", "bool": "stated agreed charged asked"}, case_file.Fee),
    "subscription": _columns({"date": "started_on paid_until ended_on", "money": "price used", "bool": "ended"}),
    "platform_case": _columns({"date": "opened_on answer_by", "bool": "answered"}),
    "past": _columns(
        {
            "date": "on",
            "text": "reason finding clause remedy ended",
            "bool": "same_customer goodwill bought_again",
            "money": "amount",
        },
        case_file.PastCase,
    ),
    "history": _columns(
        {
            "date": "customer_since",
            "int": "orders complaints complaints_right unclaimed_parcels_12m followers",
            "money": "margin_12m",
        }
    ),
    "complainant": _columns(
        {"text": "residence lang", "bool": "consumer one_person_firm professional"}, case_file.Complainant
    ),
    "allegation": {"reason": Column("text", codes("issue_reason")), "denies_delivery": Column("bool")},
    "want": {"outcome": Column("text", codes("desired_outcome"))},
    "asked": {"question": Column("text", codes("question")), "amount": Column("money")},
    "threat": {"kind": Column("text", ("review", "court", "regulator", "chargeback", "leave", "public"))},
}

RECORD_TABLES: Final[Mapping[str, Mapping[str, Type]]] = {
    table: {name: column.type for name, column in columns.items()} for table, columns in RECORD_COLUMNS.items()
}

ORDER_BY: Final[Mapping[str, str]] = {
    "order": "placed_on",
    "payment": "on",
    "refund": "on",
    "chargeback": "opened_on",
    "tracking": "on",
    "demand": "received_on",
    "term": "set_on",
    "message": "on",
    "call": "on",
    "post": "on",
    "effort": "on",
    "publication": "on",
    "past": "on",
    "inspection": "on",
    "cure": "on",
}
