"""One dispute through the house: the only place that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Sequence
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
from ombud.decide.clocks import clocks
from ombud.decide.headline import headline
from ombud.decide.notices import Ruled, notices, question_notice, shield
from ombud.decide.questions import answered, refusals
from ombud.decide.trace import explained, pointers, trace
from ombud.facts import establish
from ombud.kernel.digest import digest
from ombud.kernel.money import Money
from ombud.ledger.postings import postings
from ombud.model.carriage import Carriage
from ombud.model.case_file import Allegation, CaseFile
from ombud.model.conduct import Conduct
from ombud.model.facts import Facts
from ombud.model.remedy import RemedyPlan
from ombud.model.ruling import AllegationRuling, Clock, Mode, Ruling
from ombud.model.stakes import Stakes
from ombud.remedy import choose, joined
from ombud.reply import compose
from ombud.value import appraise

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
    stakes = appraise(file, book, asof=asof)
    whole = tuple(replace(one, row={**one.row, **done.row}) for one, done in zip(facts, weighed, strict=True))
    plans = (
        choose(one, done.answer.entitlement.redress, stakes, book) for one, done in zip(whole, weighed, strict=True)
    )
    return Heard(file, asof, weighed, whole, tuple(plans), stakes)


def pronounced(heard: Heard, book: Book, *, letters: bool = True) -> Ruling:
    """The ruling on a complaint that was heard. Without `letters` nobody is written to: nobody has complained yet."""
    file, asof, weighed = heard.file, heard.asof, heard.weighed
    carriages, running = _carriages(file), clocks(weighed, book, asof)
    rulings = tuple(_allegation(one, book, carriages, running) for one in weighed)
    head = headline(weighed, book, asof)
    plan = replace(joined(heard.plans), amendments=amendments(weighed, book) if head == "rule_at_fault" else ())
    refused = refusals(file, weighed[0].row, book)
    asked = [one for ruling in rulings for one in ruling.unknown]
    told = notices(file, book, Ruled(list(weighed), head, plan, asked, refused)) if letters else ()
    return replace(
        _blank(file, book, asof),
        headline=head,
        allegations=rulings,
        conduct=weigh(heard.whole, book),
        stakes=heard.stakes,
        remedies=plan,
        clocks=running,
        refused=refused,
        postings=postings(file.id, asof, plan, [one.answer.fault for one in weighed]),
        notices=told,
        replies=tuple(compose(notice) for notice in told),
        timeline=heard.whole[0].timeline,
        trace=trace(weighed, book, [one.row for one in heard.whole]),
        to_verify=_to_verify(weighed),
    )


def _allegation(
    one: Weighed, book: Book, carriages: tuple[Carriage, ...], running: tuple[Clock, ...]
) -> AllegationRuling:
    by_hand = (
        name
        for name, state in one.facts.states.items()
        if not state.kind
        and not state.absent
        and state.evidence
        and all(item.weight == "answer" for item in state.evidence)
    )
    return AllegationRuling(
        reason=one.facts.reason,
        finding=one.answer.finding,
        fault=one.answer.fault,
        entitlement=one.answer.entitlement,
        mode=cast(Mode, one.mode),
        decided=one.decided,
        outcomes=one.possible,
        deciding=one.resolution.deciding,
        if_due=if_due(one, book, carriages),
        unknown=open_questions(one, book, carriages, running),
        defaulted=one.defaulted,
        by_hand=tuple(sorted(by_hand)),
        bounded=one.resolution.bounded,
    )


def _question(file: CaseFile, book: Book, asof: date) -> Ruling:
    facts = establish(file, book, NO_ALLEGATION, asof=asof)
    answer = answered(file.question, facts.row, book)
    told = question_notice(file, book, answer)
    row = {**facts.row, "question": file.question}
    steps = (
        step
        for table in book.tables_for("question")
        for step in explained(table, "decide", row, book.program, pointers(facts.states.values()))
    )
    return replace(
        _blank(file, book, asof),
        answer=answer,
        notices=(told,),
        replies=(compose(told),),
        timeline=facts.timeline,
        trace=tuple(steps),
        to_verify=(answer.rule,) if answer and answer.mark in {"K", "W", "C"} else (),
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
        law=book.jurisdiction,
        shop=book.shop.name.get("en", "") if book.shop else "",
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


def _to_verify(weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """The rules behind what is owed whose law is not yet read in its own text."""
    owed = (redress for one in weighed for redress in one.answer.entitlement.redress)
    return tuple(dict.fromkeys(redress.rule for redress in owed if redress.to_be_verified))
