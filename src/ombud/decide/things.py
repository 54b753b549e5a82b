"""The ordered things that a complaint names, where it names several: a reply then says of which it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ombud.decide.allegation import Weighed
from ombud.decide.reason import reason_for
from ombud.model.case_file import CaseFile
from ombud.model.finding import Verdict
from ombud.model.reply import Outcome, Thing

SEVERAL = 2
SAID: Mapping[Verdict, Outcome] = {
    "substantiated": "right",
    "partly_substantiated": "in_part",
    "not_substantiated": "not_confirmed",
    "inconclusive": "checking",
}


def titles(file: CaseFile) -> Mapping[str, str]:
    """By order line what it is called, where allegations speak of several lines; else nothing."""
    named = {one.line for one in file.allegations if one.line}
    if len(named) < SEVERAL:
        return {}
    lines = [line for order in file.orders or () for line in order.lines or ()]
    return {line.id: line.title or f"№ {line.id}" for line in lines if line.id in named}


def things(file: CaseFile, weighed: Sequence[Weighed]) -> tuple[Thing, ...]:
    """What is alleged of each thing, and what was found."""
    known = titles(file)
    if not known:
        return ()
    return tuple(
        Thing(known.get(said.line, ""), said.reason, SAID[one.answer.finding.verdict], reason_for(one)[0])
        for said, one in zip(file.allegations, weighed, strict=True)
    )
