"""What a reply may know: an allowlist for each audience, made from the ruling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.decide.calling_off import calling_off
from ombud.decide.clause import public_clause
from ombud.decide.reason import reason_for
from ombud.decide.spoken_of import WAITING, spoken_of
from ombud.decide.things import of_the_decided, things, titles, verdict_of
from ombud.decide.told import told
from ombud.kernel.lang import Words
from ombud.model.case_file import CaseFile
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.reply import Act, Ask, Notice, Outcome, Shield
from ombud.model.ruling import Headline, OpenQuestion, Refusal

CALL_BACK = "call_back_minutes"
PUBLIC_CHANNELS = frozenset({"forum", "review", "social"})
OUTCOMES: Mapping[Headline, Outcome] = {
    "customer_right": "right",
    "shop_right": "not_confirmed",
    "rule_at_fault": "not_confirmed",
    "nobody_at_fault": "not_confirmed",
    "both_in_part": "in_part",
    "cannot_tell_yet": "checking",
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """What was ruled, as far as a reply may draw on it."""

    weighed: Sequence[Weighed]
    headline: Headline
    plan: RemedyPlan
    asked: Sequence[OpenQuestion]
    refused: Sequence[Refusal]


def notices(file: CaseFile, book: Book, ruled: Ruled) -> tuple[Notice, ...]:
    """The private notice; a public one for a public complaint; a call script for a complaint by telephone."""
    found = [_private(file, book, ruled)]
    if file.posts or (file.complaint and file.complaint.channel in PUBLIC_CHANNELS):
        found.append(_public(found[0]))
    if file.complaint and file.complaint.channel == "phone":
        found.append(_call(found[0], file, book))
    return tuple(found)


def question_notice(file: CaseFile, book: Book, answer: Refusal | None) -> Notice:
    """The note to the shop on its own question: signed by nobody, with no answer where no rule speaks to it."""
    who = file.complainant
    return Notice(
        audience="private",
        lang=who.lang,
        register=who.register,
        outcome="question",
        reason=file.question,
        shop=book.shop.name if book.shop else {},
        signed={},
        because=answer.because if answer else {},
        cites=_articles(answer.cites, book) if answer else (),
        answer=answer.answer if answer else "",
        condition=(answer.condition if answer else None) or {},
        alternatives=answer.alternatives if answer else (),
        keeps=answer.keeps if answer else (),
        review_on=answer.review_on if answer else None,
    )


def _private(file: CaseFile, book: Book, ruled: Ruled) -> Notice:
    who, first = file.complainant, ruled.weighed[0]
    checking = ruled.headline == "cannot_tell_yet"
    asof = first.facts.asof
    final = not checking and _is_deadlocked(file, asof)
    reason = spoken_of(file.allegations[0].reason, first)
    because, clause_name, cites = reason_for(first)
    if reason == WAITING:
        because = first.answer.finding.because
    itself = because in (first.answer.finding.because, first.answer.fault.bearer_because)
    words, values = told(first, book) if itself and not checking else ({}, {})
    outcome = _outcome(ruled)
    cites = tuple(dict.fromkeys([*cites, *(cite for one in ruled.weighed for cite in reason_for(one)[2])]))
    if outcome == "not_confirmed" and not (cites or clause_name):
        cites = _rests_on(book)
    asks = _asks(ruled.asked if checking else [one for one in ruled.asked if one.of == "customer" and one.deciding])
    acts = tuple(_acts(ruled.plan, asof, titles(file)))
    if checking:
        owed = _acts(of_the_decided(ruled.plan, ruled.weighed), asof, titles(file))
        acts = (*owed, *_meanwhile(ruled.plan, asof))
    return Notice(
        audience="private",
        lang=who.lang,
        register=who.register,
        outcome=outcome,
        reason=reason,
        shop=book.shop.name if book.shop else {},
        signed=book.shop.answers if book.shop else {},
        name=who.name,
        order=file.orders[0].id if file.orders else "",
        answer_on=min((one.by for one in asks if one.by), default=None) if checking else None,
        acts=acts,
        asks=asks,
        needs=(*_needs(acts, ruled.weighed), *(calling_off(file, acts, first.row, book) if reason == WAITING else ())),
        because={} if checking else because,
        told=words,
        clause={} if checking else public_clause(clause_name, first.row, book),
        cites=() if checking else _articles(cites, book),
        refused=tuple(want for one in file.allegations for want in one.wants if _is_refused(want, ruled.refused)),
        bodies=_bodies(book) if final else (),
        final=final,
        values=values,
        things=things(file, ruled.weighed, book, checking=checking),
        verdict=verdict_of(first),
        written_on=asof,
    )


def _outcome(ruled: Ruled) -> Outcome:
    """Something may be owed although nothing was confirmed (nobody answered in time): then that is what is said."""
    told = OUTCOMES[ruled.headline]
    unfounded = all(one.answer.finding.verdict == "not_substantiated" for one in ruled.weighed)
    return "not_confirmed" if told == "in_part" and unfounded else told


def _needs(acts: Sequence[Act], weighed: Iterable[Weighed]) -> tuple[str, ...]:
    """What only the reader can do: to send back what has been asked to be taken back, unless it is on its way."""
    awaited = any(act.remedy == "refund_with_return" and not act.on_demand for act in acts)
    kept = any(one.row.get("goods_sent_back") is False for one in weighed)
    return ("return_item",) if awaited and kept else ()


def _asks(asked: Sequence[OpenQuestion]) -> tuple[Ask, ...]:
    """The questions that decide (all of them where no few do), each said once."""
    chosen = [one for one in asked if one.deciding] or asked
    names = {one.fact for one in chosen}
    chosen = [one for one in chosen if one.asked_with not in names]
    said = {(one.of, tuple(one.ask.items())): one for one in reversed(chosen)}
    return tuple(Ask(one.fact, one.of, one.by, one.ask, one.evidence) for one in reversed(said.values()))


def _is_refused(want: str, refused: Iterable[Refusal]) -> bool:
    return want == "dismissal_of_employee" and any(one.question == "dismiss_employee" for one in refused)


def _acts(plan: RemedyPlan, asof: date, named: Mapping[str, str]) -> Iterable[Act]:
    """What is approved to be said: redress, the choices that are open on demand, and advised goodwill."""
    chosen = {one.choose for one in plan.options if one.choose and one.demanded}
    for option in (*plan.options, *plan.exposure):
        open_choice = option.choose and option.choose not in chosen
        if option.kind == "goodwill" and not option.recommended:
            continue
        if option.choose in chosen and not option.demanded:
            continue
        act = _act(option, option.choose if open_choice else "", asof)
        yield replace(act, thing=named.get(option.line, ""))


def _meanwhile(plan: RemedyPlan, asof: date) -> Iterable[Act]:
    """What is given while we are still finding out."""
    return (_act(one, "", asof) for one in plan.options if one.kind == "goodwill" and one.meanwhile and one.recommended)


def _act(option: Option, choose: str, asof: date) -> Act:
    """An act with its day; a day that has passed can only be made good without delay."""
    passed = option.due is not None and option.due < asof
    return Act(
        remedy=option.remedy,
        amount=option.amount,
        due=None if passed else option.due,
        promptly=passed or option.promptly,
        goodwill=option.kind == "goodwill",
        choose=choose,
        on_demand=option.kind == "redress" and option.arises == "on_demand" and not option.demanded,
        by_bank=option.by_bank,
        way_back=option.way_back,
    )


def _public(private: Notice) -> Notice:
    """No name, no order, no sums, no articles."""
    return Notice(
        audience="public",
        lang=private.lang,
        register=private.register,
        outcome=private.outcome,
        reason=private.reason,
        shop=private.shop,
        signed=private.signed,
        acts=tuple(Act(act.remedy, goodwill=act.goodwill) for act in private.acts),
    )


def _call(private: Notice, file: CaseFile, book: Book) -> Notice:
    return Notice(
        audience="call",
        lang=private.lang,
        register=private.register,
        outcome=private.outcome,
        reason=private.reason,
        shop=private.shop,
        signed=private.signed,
        name=private.name,
        acts=private.acts,
        asks=private.asks,
        answer_on=private.answer_on,
        because=private.because,
        refused=private.refused,
        call_by=_call_by(file, book),
        things=private.things,
        verdict=private.verdict,
    )


def _call_by(file: CaseFile, book: Book) -> str:
    """Until when the shop promised to call back, counted from the last call; empty without a promise."""
    promised = book.param(CALL_BACK) if CALL_BACK in book.declarations.params else None
    if promised is None or not isinstance(promised.value, int) or not file.calls:
        return ""
    return f"{max(call.at for call in file.calls) + timedelta(minutes=promised.value):%H:%M}"


def _is_deadlocked(file: CaseFile, asof: date) -> bool:
    day = file.complaint.deadlock_on if file.complaint else None
    return day is not None and day <= asof


def _bodies(book: Book) -> tuple[Words, ...]:
    """The outside bodies of the most specific pack that names some."""
    return next((tuple(body.name for body in pack.bodies) for pack in book.packs if pack.bodies), ())


def _rests_on(book: Book) -> tuple[str, ...]:
    """What a refusal stands on in this law where no article of its own is named."""
    return tuple(pack.rests_on for pack in book.packs[:1] if pack.rests_on)


def _articles(cites: Iterable[str], book: Book) -> tuple[Words, ...]:
    found = {cite: book.article(cite).name for cite in cites}
    return tuple(found.values())


def shield(file: CaseFile) -> Shield:
    """What must not go public: name, contacts, address, order and tracking numbers; the customer's private letters."""
    who = file.complainant
    numbers = [order.id for order in file.orders or ()]
    numbers += [parcel.tracking_number for parcel in file.shipments or ()]
    identifiers = [*who.name.split(), *who.contacts, who.address, *numbers]
    letters = [one.text for one in file.messages or () if not one.public and one.sender == "customer"]
    return Shield(tuple(one for one in dict.fromkeys(identifiers) if one), tuple(letters))
