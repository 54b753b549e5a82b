"""What is not known: every completion of a case has an outcome among those that the open ruling reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import msgspec
from hypothesis import given, settings

from ombud.decide.allegation import weigh_allegation
from ombud.decide.outcome import Outcome, outcome
from ombud.facts import establish
from ombud.kernel.errors import InputError
from ombud.model.case_file import Answer, CaseFile
from ombud.model.ruling import Possibility
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import book, case_file, disputes
from tests.laws.oracle import Dispute

SECTIONS = ("payments", "shipments", "tracking", "orders", "refunds")
DAYS = st.integers(-3, 90)


def told(one: Possibility) -> tuple[object, ...]:
    """An outcome without its sums, as the ruling shows it."""
    return one.finding, tuple(sorted(one.remedies)), one.basis, one.fault


@st.composite
def half_told(draw: st.DrawFn) -> tuple[CaseFile, Dispute]:
    """A case of which some records are missing, and nobody has answered for them."""
    case = draw(disputes(draw(st.sampled_from(("RU", "PL", "UK", "UA", "")))))
    missing = draw(st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=2, unique=True))
    reason = draw(st.sampled_from(("late", "not_received")))
    return msgspec.structs.replace(case_file(case, reason=reason), **dict.fromkeys(missing)), case


def completion(draw: st.DataObject, facts: Mapping[str, Any], case: Dispute) -> tuple[Answer, ...]:
    """An answer to every open question, by hand."""
    found: list[Answer] = []
    for name, declared in facts.items():
        value: bool | int | str
        match declared.type:
            case "bool":
                value = draw.draw(st.booleans())
            case "date":
                value = (case.placed_on + timedelta(days=draw.draw(DAYS))).isoformat()
            case "money":
                value = f"{draw.draw(st.sampled_from((0, 1, 2490)))}.00"
            case "int":
                value = draw.draw(st.integers(0, 5))
            case _:
                value = draw.draw(st.sampled_from(declared.labels))
        found.append(Answer(fact=name, value=value, witness="customer"))
    said = {one.fact: one.value for one in found}
    return tuple(one for one in found if said.get(facts[one.fact].present_if, True) is not False)


@settings(max_examples=drawn.examples(40), deadline=None)
@given(half_told(), st.data())
def test_the_outcome_of_every_completion_by_hand_was_reported(
    half: tuple[CaseFile, Dispute], data: st.DataObject
) -> None:
    file, case = half
    opened = book(case.residence)
    (open_ruling,) = rule(file, opened, asof=case.asof).allegations
    if open_ruling.mode != "exact" or any(one.kind == "contested" for one in open_ruling.unknown):
        return
    declared = opened.program.declared.facts
    names = {one.fact for one in open_ruling.unknown} | {name for one in open_ruling.outcomes for name in one.given}
    answers = completion(data, {name: declared[name] for name in sorted(names)}, case)
    whole = msgspec.structs.replace(file, answers=answers)
    try:
        (ruled,) = rule(whole, opened, asof=case.asof).allegations
    except InputError:
        return
    if ruled.decided:
        (one,) = ruled.outcomes
        assert told(one) in [told(possible) for possible in open_ruling.outcomes], answers


@settings(max_examples=drawn.examples(40), deadline=None)
@given(half_told())
def test_in_exact_mode_each_reported_outcome_is_reached_by_its_own_completion(half: tuple[CaseFile, Dispute]) -> None:
    file, case = half
    opened = book(case.residence)
    facts = establish(file, opened, file.allegations[0], asof=case.asof)
    weighed = weigh_allegation(facts, opened, ())
    if weighed.resolution.mode != "EXACT":
        return
    for possible in weighed.possible:
        reached: Outcome = outcome(weighed.facts, {**weighed.row, **possible.given}, opened, ())
        assert reached.finding.verdict == possible.finding
        assert {one.remedy for one in reached.entitlement.redress if one.certain} == set(possible.remedies)
        assert reached.entitlement.basis == possible.basis
        assert tuple((part.party, f"{part.share:.4f}") for part in reached.fault.shares) == possible.fault


@settings(max_examples=drawn.examples(40), deadline=None)
@given(half_told())
def test_what_an_open_ruling_says_is_owed_is_owed_in_every_outcome(half: tuple[CaseFile, Dispute]) -> None:
    file, case = half
    (ruled,) = rule(file, book(case.residence), asof=case.asof).allegations
    for one in ruled.entitlement.redress:
        if one.certain:
            assert all(one.remedy in possible.remedies for possible in ruled.outcomes)


def test_the_penalty_is_owed_though_nobody_knows_how_the_payment_divides_nor_when_it_was_sent() -> None:
    case = Dispute("RU", date(2026, 4, 1), date(2026, 4, 22), 240000, due_on=date(2026, 4, 10))
    answers = (Answer(fact="prepaid", value="2400.00"),)
    file = msgspec.structs.replace(case_file(case, reason="late"), payments=None, answers=answers)
    (ruled,) = rule(file, book("RU"), asof=case.asof).allegations
    assert ruled.mode == "mask"
    assert "penalty_by_statute" in {one.remedy for one in ruled.entitlement.redress if one.certain}
