"""A dispute as it comes in: records, answers by hand, and what is alleged and wanted.

The neutral import schema, version 1. Every record may say where it came from (`origin`). Money is text in major
units ("90.00") in the case's currency; days are ISO dates; times are RFC 3339 with an offset. A section that is
present but empty means "we looked, there is none"; a section that is missing means "we do not know".
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from ombud.kernel.lang import Lang
from ombud.model.chargeback import Chargeback as Chargeback
from ombud.model.delivery import Shipment as Shipment
from ombud.model.delivery import Tracking as Tracking
from ombud.model.effort import Effort as Effort
from ombud.model.goods import Cure as Cure
from ombud.model.goods import Inspection as Inspection
from ombud.model.order import Line as Line
from ombud.model.order import Offer as Offer
from ombud.model.order import Order as Order
from ombud.model.order import Payment as Payment
from ombud.model.order import Promise as Promise
from ombud.model.order import Refund as Refund
from ombud.model.publication import Publication as Publication
from ombud.model.record import Amount as Amount
from ombud.model.record import Party as Party
from ombud.model.record import Record as Record
from ombud.model.rescue import Rescue as Rescue
from ombud.model.residence import Residence
from ombud.model.service import Fee as Fee
from ombud.model.service import GoodsReturn as GoodsReturn
from ombud.model.service import PlatformCase as PlatformCase
from ombud.model.service import Subscription as Subscription
from ombud.model.talk import Call as Call
from ombud.model.talk import Message as Message
from ombud.model.talk import PublicPost as PublicPost
from ombud.model.talk import Turn as Turn


class Demand(Record, frozen=True, kw_only=True):
    """A demand of the customer: what, when sent, when received. `written` is what starts most clocks.

    `data` asks what personal data the shop holds.
    """

    id: str = ""
    kind: Literal[
        "refund", "delivery", "replacement", "repair", "price_reduction", "penalty", "damages", "withdrawal", "loaner",
        "explanation", "apology", "fee_waiver", "data",
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
    """When the complaint came in, by which channel, and how it was answered (`medium` null: not answered).

    `deadlock_on` is the day on which the customer turned down what was offered and nothing more is to be offered: the
    reply is then the final answer.
    """

    received_on: date
    channel: Literal["email", "chat", "form", "phone", "letter", "forum", "review", "social", "platform", "shop"] = (
        "email"
    )
    answered_on: date | None = None
    medium: Literal["paper", "email", "account", "phone", "chat", "public"] | None = None
    deadlock_on: date | None = None


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
    """A loss of the customer besides the price, with or without proof. `cover_purchase`: the same, bought elsewhere.

    `salvage` is what the lost thing is still worth to a shop that makes the loss good and takes it over.
    """

    id: str = ""
    what: str
    amount: Amount
    proven: bool = False
    kind: Literal["other", "cover_purchase"] = "other"
    salvage: Amount | None = None


class PastCase(Record, frozen=True, kw_only=True):
    """An earlier case of this complainant, or a like case of somebody else (a precedent).

    `clause` is the clause of the offer that it turned on. `bought_again`: whether that customer ordered again
    afterwards (null: nobody counted). `ended`: whether the shop
    settled it or argued to the end ("" : nobody counted).
    """

    id: str
    on: date
    reason: str
    same_customer: bool
    finding: Literal["substantiated", "partly_substantiated", "not_substantiated", "inconclusive"] | None = None
    clause: str = ""
    remedy: str = ""
    amount: Amount | None = None
    goodwill: bool = False
    bought_again: bool | None = None
    ended: Literal["settled", "argued", ""] = ""


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

    `denies_delivery` null: denied where the reason is `not_received`, else not. `line` is the order line that it
    concerns ("" : all of them).
    """

    reason: str
    wants: tuple[str, ...] = ()
    denies_delivery: bool | None = None
    about: str = ""
    line: str = ""
    text: str = ""


class Complainant(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who complains. The name is for the greeting of a private reply; it never changes what is owed.

    `one_person_firm`: bought by a sole trader for the firm; `professional` says whether the purchase belongs to that
    firm's trade (null: nobody knows).
    """

    name: str = ""
    residence: Residence = ""
    lang: Lang = "en"
    consumer: bool = True
    one_person_firm: bool = False
    professional: bool | None = None
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
    chargebacks: tuple[Chargeback, ...] | None = None
    shipments: tuple[Shipment, ...] | None = None
    tracking: tuple[Tracking, ...] | None = None
    messages: tuple[Message, ...] | None = None
    calls: tuple[Call, ...] | None = None
    posts: tuple[PublicPost, ...] | None = None
    publications: tuple[Publication, ...] | None = None
    demands: tuple[Demand, ...] | None = None
    terms: tuple[AdditionalTerm, ...] | None = None
    complaint: Complaint | None = None
    requests: tuple[Request, ...] = ()
    losses: tuple[Loss, ...] | None = None
    efforts: tuple[Effort, ...] | None = None
    returns: tuple[GoodsReturn, ...] | None = None
    fees: tuple[Fee, ...] | None = None
    subscription: Subscription | None = None
    platform_case: PlatformCase | None = None
    inspections: tuple[Inspection, ...] | None = None
    cures: tuple[Cure, ...] | None = None
    rescues: tuple[Rescue, ...] = ()
    answers: tuple[Answer, ...] = ()
    history: History | None = None
