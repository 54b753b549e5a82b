"""One dispute through the house: the only place that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

import msgspec

from ombud import __version__
from ombud.book.record import Book
from ombud.conduct import weigh
from ombud.decide.allegation import Weighed, weigh_allegation
from ombud.decide.amendments import amendments
from ombud.decide.asking import if_due, open_questions
from ombud.decide.assumed import assumed
from ombud.decide.case_step import bank_answers, fees_besides, never_twice
from ombud.decide.clocks import clocks, clocks_meanwhile, clocks_of
from ombud.decide.given_back import given_back
from ombud.decide.headline import headline
from ombud.decide.in_words import clauses, requested, unverified_answers, unverified_redress
from ombud.decide.letters import letters_of_answer, letters_of_measures
from ombud.decide.measures import lawful, record
from ombud.decide.notices import Ruled, notices, question_notice, shield
from ombud.decide.paid_besides import besides_once
from ombud.decide.per_line import by_line, delivery_fee_left
from ombud.decide.questions import answered, besides, refusals
from ombud.decide.things import titles
from ombud.decide.trace import explained, pointers, trace
from ombud.decide.unclaimed import REASON, UNCLAIMED, unclaimed
from ombud.facts import establish
from ombud.kernel.digest import digest
from ombud.kernel.money import Money
from ombud.ledger.postings import postings, served
from ombud.model.carriage import Carriage
from ombud.model.case_file import Allegation, CaseFile
from ombud.model.conduct import Conduct
from ombud.model.facts import Evidence, Facts
from ombud.model.posting import Posting
from ombud.model.remedy import RemedyPlan
from ombud.model.reply import Notice
from ombud.model.ruling import AllegationRuling, Clock, Mode, Ruling
from ombud.model.stakes import Signature, Stakes
from ombud.model.step import Step
from ombud.remedy import approved, choose, joined
from ombud.reply import compose
from ombud.rules.checked import Row
from ombud.value import alike, appraise

NO_ALLEGATION = Allegation(reason="none")


def decide(file: CaseFile, book: Book, *, asof: date) -> Ruling:
    """Rule on a case as of a day. Always a ruling: what is not known stands in it as open questions.

    Raises:
        InputError: the facts contradict each other (delivered before it was handed over).
    """
    return _question(file, book, asof) if file.kind == "question" else pronounced(hear(file, book, asof), book)


@dataclass(frozen=True, slots=True)
class Heard:
    """A complaint weighed and not yet pronounced on. `whole` has the facts of all sides, `plans` what each allegation
    comes to; all three stand in the order of the file's allegations.
    """

    file: CaseFile
    asof: date
    weighed: tuple[Weighed, ...]
    whole: tuple[Facts, ...]
    plans: tuple[RemedyPlan, ...]
    stakes: Stakes


def hear(file: CaseFile, book: Book, asof: date) -> Heard:
    """Weigh every allegation of a complaint, and what to offer for it.

    Raises:
        InputError: the facts contradict each other (delivered before it was handed over).
    """
    facts = [establish(file, book, allegation, asof=asof) for allegation in file.allegations]
    carriages = _carriages(file)
    weighed = tuple(weigh_allegation(one, book, carriages) for one in facts)
    recovers = any(one.answer.fault.recoveries for one in weighed)
    stakes = appraise(file, book, asof=asof, signatures=_signatures(weighed), recovers=recovers)
    whole = tuple(replace(one, row={**one.row, **done.row}) for one, done in zip(facts, weighed, strict=True))
    plans = (
        choose(one, done.answer.entitlement.redress, back, stakes, book, file.rescues)
        for one, done, back in zip(whole, weighed, given_back(file, whole, weighed, book), strict=True)
    )
    return Heard(file, asof, weighed, whole, tuple(by_line(file, plans, asof, book)), stakes)


def pronounced(heard: Heard, book: Book, *, letters: bool = True) -> Ruling:
    """The ruling on a complaint that was heard. Without `letters` nobody is written to: nobody has complained yet."""
    file, asof, weighed, whole = heard.file, heard.asof, heard.weighed, heard.whole
    carriages, running = _carriages(file), clocks(weighed, book, asof)
    named = titles(file)
    rulings = tuple(
        replace(_allegation(one, book, carriages, running), thing=named.get(said.line, ""))
        for one, said in zip(weighed, file.allegations, strict=True)
    )
    if letters:
        rulings = tuple(
            _assuming(ruling, assumed(one, book, carriages), book) for ruling, one in zip(rulings, weighed, strict=True)
        )
    head = headline(weighed, book, asof)
    plan = besides_once(delivery_fee_left(joined(heard.plans), whole[0].row, book), whole, book)
    plan = never_twice(plan, whole[0].row, file.currency, fees=fees_besides(file, asof))
    plan = approved(plan, heard.plans, whole, book)
    plan = replace(plan, amendments=amendments(weighed, book) if head == "rule_at_fault" else ())
    conduct, refused = _conduct(heard, book), refusals(file, whole[0].row, book)
    asked = [one for ruling in rulings for one in ruling.unknown]
    told = _letters(file, book, Ruled(weighed, head, plan, asked, refused), conduct) if letters else ()
    steps = trace(weighed, book, [one.row for one in whole])
    return replace(
        _blank(file, book, asof),
        headline=head,
        allegations=rulings,
        conduct=conduct,
        stakes=heard.stakes,
        remedies=plan,
        clocks=clocks_meanwhile(weighed, book, asof),
        refused=refused,
        postings=_bookings(heard, plan, book),
        notices=told,
        replies=tuple(compose(notice) for notice in told),
        timeline=whole[0].timeline,
        trace=steps,
        bank=bank_answers(
            file, plan, whole[0].row, decided=all(one.decided for one in weighed), evidence=_evidence(steps)
        ),
        to_verify=unverified_redress(weighed),
        named={**clauses(weighed, book), **requested(whole[0].timeline, book)},
    )


def _evidence(steps: Iterable[Step]) -> list[Evidence]:
    """The evidence on which the findings rest."""
    return [found for step in steps if step.room == "finding" and step.hit for found in step.evidence]


def _conduct(heard: Heard, book: Book) -> Conduct:
    """How each side behaved, with the measures that the law allows."""
    seen = [replace(one, row={**one.row, **_case(heard.weighed)}) for one in heard.whole]
    return replace(lawful(weigh(seen, book), seen[0].row, book), record=record(heard.file, heard.asof))


def _letters(file: CaseFile, book: Book, ruled: Ruled, conduct: Conduct) -> tuple[Notice, ...]:
    return (*notices(file, book, ruled), *letters_of_measures(file, book, conduct))


def _bookings(heard: Heard, plan: RemedyPlan, book: Book) -> tuple[Posting, ...]:
    """What the plan books, what serving took, and what a parcel cost that nobody collected."""
    file, asof, weighed = heard.file, heard.asof, heard.weighed
    return (
        *postings(file.id, asof, plan, [one.answer.fault for one in weighed], _salvage(file)),
        *served(file.id, asof, heard.stakes.cost_to_serve),
        *_uncollected(file, weighed, book),
    )


def _signatures(weighed: Iterable[Weighed]) -> tuple[Signature, ...]:
    """What makes other cases like this one."""
    return tuple(Signature(one.facts.reason, one.answer.finding.verdict, one.answer.finding.clause) for one in weighed)


def _assuming(ruling: AllegationRuling, names: tuple[str, ...], book: Book) -> AllegationRuling:
    """The ruling with what it takes for granted, and what those facts mean."""
    means = {name: book.program.declared.facts[name].means for name in names}
    return replace(ruling, assumed=names, named={**ruling.named, **means})


def _allegation(
    one: Weighed, book: Book, carriages: tuple[Carriage, ...], running: tuple[Clock, ...]
) -> AllegationRuling:
    by_hand = sorted(
        name
        for name, state in one.facts.states.items()
        if not state.kind
        and not state.absent
        and state.evidence
        and all(item.weight == "answer" for item in state.evidence)
    )
    pending = if_due(one, book, carriages)
    codes = (*by_hand, *one.defaulted, *(each.fact for each in pending))
    return AllegationRuling(
        reason=one.facts.reason,
        finding=one.answer.finding,
        fault=one.answer.fault,
        entitlement=one.answer.entitlement,
        mode=cast(Mode, one.mode),
        decided=one.decided,
        outcomes=one.possible,
        deciding=one.resolution.deciding,
        if_due=pending,
        unknown=open_questions(one, book, carriages, running),
        defaulted=one.defaulted,
        by_hand=tuple(by_hand),
        bounded=one.resolution.bounded,
        named={name: book.program.declared.facts[name].means for name in sorted(set(codes))},
    )


def _uncollected(file: CaseFile, weighed: Sequence[Weighed], book: Book) -> tuple[Posting, ...]:
    """What it cost that nobody collected the parcel, where it is found that the customer could have."""
    lost = [one for one in weighed if one.facts.reason == REASON and one.answer.finding.verdict == "not_substantiated"]
    return unclaimed(file, book, lost[0].facts.asof) if lost else ()


def _case(weighed: Sequence[Weighed]) -> Row:
    """What conduct and measures may know of the outcome: nothing while it is open."""
    verdicts = {one.answer.finding.verdict for one in weighed if one.decided}
    settled = len(verdicts) == 1 and all(one.decided for one in weighed)
    return {"case_finding": verdicts.pop()} if settled else {}


def _question(file: CaseFile, book: Book, asof: date) -> Ruling:
    facts = establish(file, book, NO_ALLEGATION, asof=asof)
    answer = answered(file.question, facts.row, book)
    told = (question_notice(file, book, answer), *letters_of_answer(file, book, answer))
    stakes = appraise(file, book, asof=asof, signatures=alike(file.question))
    row = {**facts.row, "question": file.question}
    besides_it = besides(file, answer, row, book)
    steps = (
        step
        for table in book.tables_for("question")
        for step in explained(table, "decide", row, book.program, pointers(facts.states.values()))
    )
    return replace(
        _blank(file, book, asof),
        answer=answer,
        conduct=Conduct(record=record(file, asof)),
        stakes=replace(stakes, inputs=()),
        refused=besides_it,
        clocks=clocks_of(facts.row, book, asof),
        postings=unclaimed(file, book, asof) if file.question in UNCLAIMED else (),
        notices=told,
        replies=tuple(compose(one) for one in told),
        timeline=facts.timeline,
        trace=tuple(steps),
        to_verify=unverified_answers(answer, besides_it),
        named=requested(facts.timeline, book),
    )


def _blank(file: CaseFile, book: Book, asof: date) -> Ruling:
    """A ruling that says nothing yet but whose case and book it is about."""
    return Ruling(
        case=file.id,
        kind=file.kind,
        title=file.title,
        asof=asof,
        currency=file.currency,
        lang=file.complainant.lang,
        law=book.laws,
        shop=book.shop.name.get("en", "") if book.shop else "",
        shop_name=book.shop.name if book.shop else {},
        headline=None,
        answer=None,
        allegations=(),
        conduct=Conduct(),
        stakes=Stakes(),
        remedies=RemedyPlan(),
        clocks=(),
        refused=(),
        postings=(),
        notices=(),
        replies=(),
        timeline=(),
        trace=(),
        shield=shield(file),
        book_digest=book.digest,
        case_digest=digest(msgspec.to_builtins(file)),
        engine=__version__,
        stance=book.stance.code if book.stance else "",
    )


def _carriages(file: CaseFile) -> tuple[Carriage, ...]:
    return tuple(
        Carriage(
            carrier=parcel.carrier,
            hired_by_shop=parcel.hired_by == "shop",
            handed_over_on=parcel.handed_over_on,
            declared=Money.of(parcel.declared, file.currency) if parcel.declared else None,
            fee=Money.of(parcel.fee, file.currency) if parcel.fee else None,
        )
        for parcel in file.shipments or ()
    )


def _salvage(file: CaseFile) -> Money | None:
    """What the things are still worth whose loss is proven."""
    worth = [Money.of(loss.salvage, file.currency) for loss in file.losses or () if loss.proven and loss.salvage]
    return Money(sum(one.minor for one in worth), file.currency) if worth else None
