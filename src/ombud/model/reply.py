"""What is said, to whom: notice in, reply out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.lang import Lang, Words
from ombud.model.entitlement import Sum

Audience: TypeAlias = Literal["private", "public", "call", "notice"]
Outcome: TypeAlias = Literal["right", "not_confirmed", "in_part", "checking", "question", "notice"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something the shop does: an approved remedy, with its sum and day. `choose` groups alternatives.

    `by_bank`: the money is in dispute at the reader's bank and comes from there.
    `way_back` is who pays where the goods come back. `thing`: the ordered thing that it is for, by its title, where
    several were complained of.
    """

    remedy: str
    amount: Sum = None
    due: date | None = None
    promptly: bool = False
    goodwill: bool = False
    choose: str = ""
    on_demand: bool = False
    by_bank: bool = False
    way_back: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things complained of: its title, what is alleged of it, whether that is so, and why.

    `title` "": what is alleged is about no one thing that was ordered. `told` is one more sentence, its days and sums
    in `values`. `verdict` is a code for what is said instead of the reason's own verdict; `given`: something is owed
    for it.
    """

    title: str
    reason: str
    outcome: Outcome
    because: Words
    told: Words = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    verdict: str = ""
    given: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """What we ask, of whom, and by when; `words` is the question, `evidence` the paper or record that answers it."""

    fact: str
    of: str
    by: date | None
    words: Words
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing a customer is given notice of: a measure or a step of the shop, until when, and when we review it."""

    code: str
    until: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The allowlist from which a reply is written: nothing else reaches the text.

    `reason` is the allegation's code; `because` one sentence in each language; `told` another
    with the case's own days and sums, which stand in `values`; `clause` the one clause in plain
    words; `cites` articles for the footnote (empty for a public audience); `bodies` outside bodies for a final
    answer. A public notice has no order number, no name, no sums of this order beyond those approved for publication.
    Where the outcome is `question` the reader is the shop: `reason` is the question's code, `answer` what the law says
    to it ("" where no rule does), `condition` on what it hangs, `alternatives` the codes of what may be done instead,
    `keeps` the codes of what stays untouched whatever the answer, `review_on` the day on which the answer is looked at
    again. A notice for the audience `notice` tells a customer of `letters`. `things` are told apart where several
    things are alleged, or one of several that were ordered is named; else there are none. `verdict` is a code for what
    is said instead of the reason's own verdict. `written_on`: days that are told of another year name it.
    """

    audience: Audience
    lang: Lang
    register: Literal["formal", "warm"]
    outcome: Outcome
    reason: str
    shop: Words
    signed: Words
    name: str = ""
    order: str = ""
    answer_on: date | None = None
    acts: tuple[Act, ...] = ()
    asks: tuple[Ask, ...] = ()
    needs: tuple[str, ...] = ()
    because: Words = field(default_factory=dict)
    told: Words = field(default_factory=dict)
    clause: Words = field(default_factory=dict)
    cites: tuple[Words, ...] = ()
    refused: tuple[str, ...] = ()
    bodies: tuple[Words, ...] = ()
    call_by: str = ""
    final: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    answer: Literal["", "permitted", "permitted_if", "refused"] = ""
    condition: Words = field(default_factory=dict)
    alternatives: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    review_on: date | None = None
    letters: tuple[Letter, ...] = ()
    things: tuple[Thing, ...] = ()
    verdict: str = ""
    written_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A drafted text with its language and audience."""

    audience: Audience
    lang: Lang
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a text may not go out: the gate, the span (start, end) in the text, and the reason for the owner.

    `code` says of what kind: a sum, a day, a name, a label; for the gate "law" the question that was refused.
    """

    gate: Literal["commitment", "privacy", "manner", "law"]
    start: int
    end: int
    found: str
    because: Words
    code: str = ""


@dataclass(frozen=True, slots=True)
class Shield:
    """What must not go public: personal data and texts of private letters, built from the case file."""

    identifiers: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
