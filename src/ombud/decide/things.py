"""What a complaint is about, one thing after the other: a reply answers each, and says of which it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ombud.book.record import Book
from ombud.decide.allegation import Weighed
from ombud.decide.reason import reason_for
from ombud.decide.spoken_of import spoken_of
from ombud.decide.told import told
from ombud.model.case_file import CaseFile
from ombud.model.finding import Verdict
from ombud.model.remedy import RemedyPlan
from ombud.model.reply import Outcome, Thing

SEVERAL = 2
NOT_OURS = "not_ours"
GOODS = frozenset(
    {"damaged", "defective", "wrong_item", "missing_parts", "not_as_described", "counterfeit", "empty_parcel"}
)
"""Reasons that say of goods how they are: whoever answers for it, that they are so is not denied."""
SAID: Mapping[Verdict, Outcome] = {
    "substantiated": "right",
    "partly_substantiated": "in_part",
    "not_substantiated": "not_confirmed",
    "inconclusive": "checking",
}


def titles(file: CaseFile) -> Mapping[str, str]:
    """By order line what it is called, where allegations name lines and several things were ordered."""
    named = {one.line for one in file.allegations if one.line}
    lines = [line for order in file.orders or () for line in order.lines or ()]
    if len(lines) < SEVERAL:
        return {}
    return {line.id: line.title or f"№ {line.id}" for line in lines if line.id in named}


def things(file: CaseFile, weighed: Sequence[Weighed], book: Book, *, checking: bool) -> tuple[Thing, ...]:
    """What is alleged, of which thing, and what was found; nothing for one allegation that names no thing.

    While the case is open (`checking`), what is decided already is told apart.
    """
    known = titles(file)
    if len(file.allegations) < SEVERAL and not known:
        return ()
    found = (
        _thing(known.get(said.line, ""), said.reason, one, book, checking=checking)
        for said, one in zip(file.allegations, weighed, strict=True)
    )
    return tuple({(one.title, one.reason): one for one in reversed(list(found))}.values())[::-1]


def _thing(title: str, reason: str, one: Weighed, book: Book, *, checking: bool) -> Thing:
    because, _, _ = reason_for(one)
    words, values = told(one, book)
    is_told = because in (one.answer.finding.because, one.answer.fault.bearer_because)
    return Thing(
        title=title,
        reason=spoken_of(reason, one),
        outcome="checking" if checking and not one.decided else _outcome(one),
        because=because,
        told=words if is_told else {},
        values=values if is_told else {},
        verdict=verdict_of(one),
        given=any(redress.certain for redress in one.answer.entitlement.redress),
    )


def _outcome(one: Weighed) -> Outcome:
    return "not_confirmed" if verdict_of(one) else SAID[one.answer.finding.verdict]


def verdict_of(one: Weighed) -> str:
    """What is said of something that is so, and that the law does not lay on the shop; "" for all else."""
    so = one.facts.reason in GOODS and one.answer.finding.verdict == "substantiated"
    owed = any(redress.certain for redress in one.answer.entitlement.redress)
    return NOT_OURS if so and one.answer.fault.loss_bearer == "customer" and not owed else ""


def of_the_decided(plan: RemedyPlan, weighed: Iterable[Weighed]) -> RemedyPlan:
    """What is owed whatever else comes out: the redress of the allegations that are decided."""
    rules = {one.rule for done in weighed if done.decided for one in done.answer.entitlement.redress if one.certain}
    return RemedyPlan(
        tuple(one for one in plan.options if one.kind == "redress" and one.rule in rules),
        tuple(one for one in plan.exposure if one.rule in rules),
    )
