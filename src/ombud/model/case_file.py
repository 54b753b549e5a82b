"""A dispute as it comes in: records, answers by hand, and what is alleged and wanted.

The neutral import schema, version 1. Every record may say where it came from (`origin`). Money is text in major
units ("90.00") in the case's currency; days are ISO dates; times are RFC 3339 with an offset. A section that is
present but empty means "we looked, there is none"; a section that is missing means "we do not know".
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

import msgspec

from ombud.kernel.lang import Lang

Amount: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        description="An amount in major units, as text.",
        examples=["90.00"],
        extra_json_schema={"pattern": r"^-?[0-9]{1,10}(\.[0-9]{1,2})?$"},
    ),
]
Party: TypeAlias = Literal[
    "customer", "shop", "staff_member", "carrier", "supplier", "payment_provider", "platform", "expert", "lead",
    "third_party",
]  # fmt: skip


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of evidence. `origin` names system and external id ("vendure:order/17")."""

    origin: str = ""


class Line(Record, frozen=True, kw_only=True):
    """schema.org OrderItem. `unit` is the list price of one; `discount` is for the whole line."""

    id: str
    title: str
    quantity: int = 1
    unit: Amount
    discount: Amount = "0.00"
    category: str = ""
    traits: tuple[
        Literal["technically_complex", "made_to_order", "sealed", "perishable", "digital", "service"], ...
    ] = ()


class Promise(Record, frozen=True, kw_only=True):
    """What was promised to this customer: a delivery day, a free delivery, anything an employee confirmed.

    `by` says who promised: the public offer, the checkout page, or an employee (an individual promise).
    """

    id: str = ""
    kind: Literal["delivery_day", "hand_over_day", "free_delivery", "call_back", "other"]
    day: date | None = None
    amount: Amount | None = None
    by: Literal["offer", "checkout", "employee"]
    stated_in: str = ""
    stated_on: date | None = None
    essential: bool = False
    text: str = ""


class Offer(Record, frozen=True, kw_only=True):
    """A snapshot of what the customer saw before buying: page, checkout line, practice, and the checkout total.

    `fee_shown` is the delivery or other fee shown at checkout; `basis_stated` what a page other than the clause
    says about a threshold's basis (null: nobody looked; "nothing": looked, nothing is said).
    """

    taken_on: date | None = None
    page: str = ""
    checkout_total: Amount | None = None
    fee_shown: bool | None = None
    fee_accepted: bool | None = None
    basis_stated: Literal["after_discount", "list", "nothing"] | None = None
    text: str = ""


class Order(Record, frozen=True, kw_only=True):
    """schema.org Order. Prices after `discount`; `delivery_fee` is what was charged for delivery."""

    id: str
    placed_on: date
    lines: tuple[Line, ...] = ()
    discount: Amount = "0.00"
    delivery_fee: Amount = "0.00"
    cheapest_delivery: Amount | None = None
    tier: Literal["none", "regular", "loyal", "premium"] = "none"
    channel: Literal["web", "app", "phone", "shop", "platform"] = "web"
    payment_method: Literal["prepaid", "on_delivery", "part_prepaid"] = "prepaid"
    gift: bool = False
    promises: tuple[Promise, ...] = ()
    offer: Offer | None = None


class Payment(Record, frozen=True, kw_only=True):
    """Shopify OrderTransaction. `covers` says what was paid for; `at_delivery` marks cash on delivery."""

    id: str
    on: date
    kind: Literal["sale", "authorization", "capture", "void"] = "sale"
    status: Literal["success", "pending", "failure"] = "success"
    amount: Amount
    covers: Literal["goods", "delivery", "other"] = "goods"
    at_delivery: bool = False
    method: str = ""


class Refund(Record, frozen=True, kw_only=True):
    """Money already given back, and for what."""

    id: str
    on: date
    amount: Amount
    covers: Literal["goods", "delivery", "other"] = "goods"
    reason: str = ""


class Shipment(Record, frozen=True, kw_only=True):
    """schema.org ParcelDelivery. `hired_by` contracted the carrier; `offered_by_shop`: the shop named it."""

    id: str
    carrier: str
    service: str = ""
    hired_by: Literal["shop", "customer"] = "shop"
    offered_by_shop: bool = True
    tracking_number: str = ""
    handed_over_on: date | None = None
    hand_over_proof: bool | None = None
    term_days: int | None = None
    declared: Amount | None = None
    weight_g: int | None = None


class Tracking(Record, frozen=True, kw_only=True):
    """schema.org DeliveryEvent with the EPCIS time pair: when it happened and when it was recorded.

    `proof` says what a delivery rests on; `signed_by` whose signature it is; `opened_with_code` a locker opened with
    the code that was sent to the customer.
    """

    shipment: str = ""
    on: date
    recorded_at: datetime | None = None
    status: Literal[
        "handed_over", "in_transit", "out_for_delivery", "ready_for_pickup", "delivered", "attempt_failed", "exception",
        "returned", "lost", "damaged",
    ]  # fmt: skip
    proof: Literal["none", "signature", "photo", "pin", "locker_code", "neighbour", "safe_place", "unreadable"] = "none"
    signed_by: Literal["none", "customer", "named_person", "neighbour", "unreadable", "other"] = "none"
    text: str = ""


class Message(Record, frozen=True, kw_only=True):
    """RFC 5322 and schema.org Message. `conduct` holds what a person marked in it."""

    id: str
    at: datetime
    sender: Party
    channel: Literal["email", "chat", "form", "phone", "letter", "forum", "review", "social", "platform"] = "email"
    lang: Lang | None = None
    text: str
    public: bool = False
    on_paper_or_durable: bool = True
    conduct: tuple[str, ...] = ()


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One stretch of a call. `second` counts from the call's start; `conduct` is what a person marked in it."""

    second: int
    speaker: Literal["customer", "staff_member"]
    text: str = ""
    conduct: Literal["", "behaviour_abuse", "behaviour_threat", "remark", "hang_up", "insult_by_staff"] = ""


class Call(Record, frozen=True, kw_only=True):
    """A call. `heard` false: the recording exists or may exist and nobody has listened to it yet."""

    id: str
    at: datetime
    staff: str = ""
    heard: bool
    recording: str = ""
    turns: tuple[Turn, ...] = ()


class PublicPost(Record, frozen=True, kw_only=True):
    """A forum thread, a review or a social post about the dispute, by link and text."""

    id: str
    on: date
    kind: Literal["forum", "review", "social"] = "forum"
    link: str = ""
    rating: int | None = None
    text: str = ""
    answered_on: date | None = None


class Demand(Record, frozen=True, kw_only=True):
    """A demand of the customer: what, when sent, when received. `written` is what starts most clocks."""

    id: str = ""
    kind: Literal[
        "refund", "delivery", "replacement", "repair", "price_reduction", "penalty", "damages", "withdrawal", "loaner",
        "explanation", "apology", "fee_waiver",
    ]  # fmt: skip
    sent_on: date | None = None
    received_on: date
    amount: Amount | None = None
    written: bool = True


class AdditionalTerm(Record, frozen=True, kw_only=True):
    """A last term that the customer set for delivery."""

    set_on: date
    ends_on: date


class Complaint(Record, frozen=True, kw_only=True):
    """When the complaint came in, by which channel, and how it was answered (`medium` null: not answered)."""

    received_on: date
    channel: Literal["email", "chat", "form", "phone", "letter", "forum", "review", "social", "platform", "shop"] = (
        "email"
    )
    answered_on: date | None = None
    medium: Literal["paper", "email", "account", "phone", "chat", "public"] | None = None


class Request(Record, frozen=True, kw_only=True):
    """Evidence already asked for: which fact, of whom, and by when."""

    fact: str
    of: Party
    asked_on: date
    by: date


class Answer(Record, frozen=True, kw_only=True):
    """A fact answered by hand. Evidence of the lowest weight, with its witness; `"unknown"` says nobody knows.

    `value` is a boolean, an integer, or as text an ISO day, an amount or a label of the fact. Two witnesses who differ
    make a fact contested.
    """

    fact: str
    value: bool | int | str
    witness: Party = "shop"
    on: date | None = None
    note: str = ""


class Loss(Record, frozen=True, kw_only=True):
    """A loss of the customer besides the price, with or without proof."""

    id: str = ""
    what: str
    amount: Amount
    proven: bool = False


class PastCase(Record, frozen=True, kw_only=True):
    """An earlier case of this complainant, or a like case of somebody else (a precedent)."""

    id: str
    on: date
    reason: str
    same_customer: bool
    finding: Literal["substantiated", "partly_substantiated", "not_substantiated", "inconclusive"] | None = None
    remedy: str = ""
    amount: Amount | None = None
    goodwill: bool = False


class History(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of the complainant beyond this dispute. Never read by finding, fault or entitlement."""

    customer_since: date | None = None
    orders: int | None = None
    margin_12m: Amount | None = None
    complaints: int | None = None
    complaints_right: int | None = None
    unclaimed_parcels_12m: int | None = None
    followers: int | None = None
    cases: tuple[PastCase, ...] = ()


class Allegation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One claim of fact, with its reason code and what the complainant wants for it.

    `denies_delivery` null: denied where the reason is `not_received`, else not.
    """

    reason: str
    wants: tuple[str, ...] = ()
    denies_delivery: bool | None = None
    about: str = ""
    text: str = ""


class Complainant(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who complains. The name is for the greeting of a private reply; nothing here changes what is owed."""

    name: str = ""
    residence: Literal["RU", "UA", "PL", "UK", "EU", ""] = ""
    lang: Lang = "en"
    consumer: bool = True
    register: Literal["formal", "warm"] = "formal"
    contacts: tuple[str, ...] = ()
    address: str = ""


class CaseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One dispute (`kind` complaint) or one question of the shop (`kind` question), whole.

    `book` is the shop's book as a path relative to the file. `asof` is the day of ruling (the command line may set
    another). `asks` are the shop's own questions inside a complaint ("may we wait for the carrier's claim?").
    """

    version: Literal[1]
    id: str
    kind: Literal["complaint", "question"] = "complaint"
    title: str = ""
    book: str = ""
    currency: str
    opened_on: date
    asof: date | None = None
    complainant: Complainant
    allegations: tuple[Allegation, ...] = ()
    question: str = ""
    question_amount: Amount | None = None
    asks: tuple[str, ...] = ()
    threats: tuple[Literal["review", "court", "regulator", "chargeback", "leave", "public"], ...] = ()
    orders: tuple[Order, ...] | None = None
    payments: tuple[Payment, ...] | None = None
    refunds: tuple[Refund, ...] | None = None
    shipments: tuple[Shipment, ...] | None = None
    tracking: tuple[Tracking, ...] | None = None
    messages: tuple[Message, ...] | None = None
    calls: tuple[Call, ...] | None = None
    posts: tuple[PublicPost, ...] | None = None
    demands: tuple[Demand, ...] | None = None
    terms: tuple[AdditionalTerm, ...] | None = None
    complaint: Complaint | None = None
    requests: tuple[Request, ...] = ()
    losses: tuple[Loss, ...] | None = None
    answers: tuple[Answer, ...] = ()
    history: History | None = None
