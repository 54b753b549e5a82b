"""The ruling: the five answers kept apart, what to do, what we do not know, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.lang import Lang, Words
from ombud.kernel.scalar import Value
from ombud.model.bank import BankAnswer
from ombud.model.conduct import Conduct
from ombud.model.entitlement import Entitlement, Sum
from ombud.model.facts import Evidence, Moment, UnknownKind
from ombud.model.fault import Fault
from ombud.model.finding import Finding
from ombud.model.posting import Posting
from ombud.model.remedy import RemedyPlan
from ombud.model.reply import Notice, Reply, Shield
from ombud.model.stakes import Stakes
from ombud.model.step import Step

Headline: TypeAlias = Literal[
    "customer_right", "shop_right", "both_in_part", "rule_at_fault", "nobody_at_fault", "cannot_tell_yet"
]


Mode: TypeAlias = Literal["known", "exact", "mask"]


@dataclass(frozen=True, slots=True)
class Possibility:
    """One outcome that is still possible. In EXACT mode `given` is a completion of the facts that leads to it.

    `amounts` stand beside `remedies`. In MASK mode `open` names the remedies that may or may not be owed.
    """

    finding: str
    remedies: tuple[str, ...]
    basis: str
    fault: tuple[tuple[str, str], ...]
    given: Mapping[str, Value | None] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    amounts: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An unknown fact that matters: what to ask, of whom, by when, and what holds if nothing comes.

    `asked_with` is the event whose question asks for this day too; "" where the fact is asked for by itself.
    """

    fact: str
    kind: UnknownKind
    ask: Words
    of: str
    by: date | None
    if_nothing: Possibility | None
    evidence: str = ""
    claimed: tuple[Value, ...] = ()
    deciding: bool = False
    means: Words = field(default_factory=dict)
    asked_with: str = ""


@dataclass(frozen=True, slots=True)
class IfDue:
    """The ruling at the day on which a pending fact resolves, either way."""

    fact: str
    on: date
    value: Value | None
    finding: str
    remedies: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A running clock: which regime, when it ends, who must act, and what silence means.

    `statutory` False: a clock of the shop's own, or of ombud's where no statute names one. Nothing turns on it in law.
    `open`: it runs if what is alleged proves right; that evidence is still asked for does not stop it.
    `open`: it runs if what is alleged proves right; that evidence is still asked for does not stop it.
    """

    regime: str
    due: date
    waiting_on: str
    silence_means: Words
    cites: tuple[str, ...] = ()
    overdue: bool = False
    statutory: bool = True
    to_be_verified: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was asked and may not be done (or only if), with the reason and the lawful alternatives.

    `condition` says on what a "yes, if" hangs; `review_on` when it is looked at again; `keeps` are the codes of what
    stays untouched whatever the answer; `letter` the code of what the customer is told, "" for nothing.
    """

    question: str
    answer: Literal["permitted", "permitted_if", "refused"]
    because: Words
    cites: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    condition: Words | None = None
    mark: str = ""
    rule: str = ""
    review_on: date | None = None
    keeps: tuple[str, ...] = ()
    letter: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Unverified:
    """A rule whose law nobody has read in its own text yet: what it gives (a remedy or an answer to a question, by its
    code) and the articles that it rests on.
    """

    rule: str
    remedy: str = ""
    question: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllegationRuling:
    """The answers on one allegation."""

    reason: str
    finding: Finding
    fault: Fault
    entitlement: Entitlement
    mode: Mode
    decided: bool
    outcomes: tuple[Possibility, ...] = ()
    deciding: tuple[tuple[str, ...], ...] = ()
    if_due: tuple[IfDue, ...] = ()
    unknown: tuple[OpenQuestion, ...] = ()
    defaulted: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    """Facts that rest on answers by hand alone: the lowest weight of evidence."""
    bounded: bool = False
    assumed: tuple[str, ...] = ()
    """Facts that hold by default, for want of any record, and on which the verdict or what is owed turns."""
    named: Mapping[str, Words] = field(default_factory=dict)
    """What the facts that are named here by their code alone mean."""
    thing: str = ""
    """The ordered thing that it is about, by its title, where several were complained of."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that ombud says about a case. Same inputs, same bytes.

    `stance` names the one that stood in place of the house's own rules ("" : none did).
    """

    case: str
    kind: Literal["complaint", "question"]
    title: str
    asof: date
    currency: str
    lang: Lang
    law: str
    shop: str
    headline: Headline | None
    answer: Refusal | None
    allegations: tuple[AllegationRuling, ...]
    conduct: Conduct
    stakes: Stakes
    remedies: RemedyPlan
    clocks: tuple[Clock, ...]
    refused: tuple[Refusal, ...]
    postings: tuple[Posting, ...]
    notices: tuple[Notice, ...]
    replies: tuple[Reply, ...]
    timeline: tuple[Moment, ...]
    trace: tuple[Step, ...]
    shield: Shield
    book_digest: str
    case_digest: str
    engine: str
    to_verify: tuple[Unverified, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    bank: tuple[BankAnswer, ...] = ()
    stance: str = ""
    shop_name: Words = field(default_factory=dict)
    named: Mapping[str, Words] = field(default_factory=dict)
    """The words of the clauses, and what the facts of the timeline mean, that are named here by their code alone."""
