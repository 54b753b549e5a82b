"""The docket: every case comes to what was written down before anything ran.

`docket/*.toml` were written from the docket, by hand; nothing writes them. redress: what is owed, each line with its
amount in minor units ("open" for no upper end). exposure: owed on demand, not demanded. Only what the docket gives is
pinned.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Redress, Sum
from ombud.model.remedy import Option
from ombud.model.ruling import Ruling
from ombud.public.docket import docket
from tests.golden.says_questions import QUESTIONS

EXPECTED: dict[str, dict[str, Any]] = {
    case: expected
    for path in sorted((Path(__file__).parent / "docket").glob("*.toml"))
    for case, expected in tomllib.loads(path.read_text("utf-8")).items()
}


@pytest.fixture(scope="module")
def rulings() -> dict[str, Ruling]:
    return {ruling.case: ruling for ruling in docket()}


def test_every_case_of_the_docket_has_an_expectation(rulings: dict[str, Ruling]) -> None:
    assert sorted(rulings) == sorted(EXPECTED)


@pytest.mark.parametrize("case", EXPECTED)
def test_a_docket_case_comes_to_what_was_written_down(case: str, rulings: dict[str, Ruling]) -> None:
    ruling, expected = rulings[case], dict(EXPECTED[case])
    for key, want in expected.items():
        SAYS[key](ruling, want)


def _sum(amount: Sum) -> object:
    match amount:
        case Money(minor, _):
            return minor
        case MoneyRange(_, high, _):
            return "open" if high is None else (amount.low, high)
        case None:
            return None


def _is(get: Callable[[Ruling], object]) -> Callable[[Ruling, Any], None]:
    def same(ruling: Ruling, want: object) -> None:
        assert get(ruling) == want

    return same


def _lines_match(found: Iterable[Redress | Option], wanted: list[dict[str, Any]]) -> None:
    lines = {line.remedy: line for line in found}
    assert set(lines) == {want["remedy"] for want in wanted}
    for want in wanted:
        line = lines[want["remedy"]]
        for name, value in want.items():
            match name:
                case "minor":
                    assert _sum(line.amount) == (tuple(value) if isinstance(value, list) else value)
                case "due" if value == "promptly":
                    assert line.promptly
                case _:
                    assert getattr(line, name) == value


def _redress(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    owed = [one for one in ruling.allegations[0].entitlement.redress if one.arises == "automatic" or one.demanded]
    _lines_match(owed, wanted)


def _exposure(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    _lines_match(ruling.remedies.exposure, wanted)


def _not_owed(ruling: Ruling, remedies: list[str]) -> None:
    assert not {one.remedy for one in ruling.allegations[0].entitlement.redress} & set(remedies)


def _to_pay(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = [one for one in ruling.remedies.options if one.kind == "redress" and one.recommended and one.amount]
    _lines_match(found, wanted)


def _by_bank(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    _lines_match([one for one in ruling.remedies.options if one.by_bank], wanted)


def _bank(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = [{"stance": one.stance, "minor": one.amount.minor, "respond_by": one.respond_by} for one in ruling.bank]
    assert found == wanted
    assert all(one.evidence for one in ruling.bank)


def _clocks(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    shown = [{"regime": one.regime, "due": one.due} for one in ruling.clocks if one.statutory]
    assert shown == wanted


def _regimes(ruling: Ruling, wanted: list[str]) -> None:
    assert [one.regime for one in ruling.clocks if one.regime in wanted] == wanted


def _choices(ruling: Ruling, wanted: dict[str, list[str]]) -> None:
    for group, remedies in wanted.items():
        found = [one.remedy for one in ruling.allegations[0].entitlement.redress if one.choose == group]
        assert sorted(found) == sorted(remedies)


def _goodwill(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = [one for one in ruling.remedies.options if one.kind == "goodwill" and one.recommended]
    lines = {line.remedy: line for line in found}
    for want in wanted:
        line = lines[want["remedy"]]
        assert line.approval == want["approval"]
        if "minor" in want:
            assert _sum(line.amount) == want["minor"]


def _ranked(ruling: Ruling, wanted: list[str]) -> None:
    """Goodwill that stands in the ranking, advised or not."""
    found = {one.remedy for one in ruling.remedies.options if one.kind == "goodwill" and one.rank > 0}
    assert set(wanted) <= found


def _rescues(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = [one for one in ruling.remedies.options if one.instead_of == "rescue"]
    assert [one.remedy for one in found] == [want["remedy"] for want in wanted]
    for one, want in zip(found, wanted, strict=True):
        assert all((_sum(one.amount) if name == "minor" else getattr(one, name)) == want[name] for name in want)
        assert one.break_even is not None or one.value is None


def _precedents(ruling: Ruling, want: dict[str, Any]) -> None:
    for name, value in want.items():
        assert getattr(ruling.stakes.precedents, name) == value


def _postings(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    for posting in ruling.postings:
        assert sum(entry.amount.minor for entry in posting.entries) == 0
    debits = [(p.entries[0].account, p.entries[0].amount.minor) for p in ruling.postings]
    assert debits == [(want["account"], want["minor"]) for want in wanted]


def _recovery(ruling: Ruling, want: dict[str, Any]) -> None:
    (found,) = ruling.allegations[0].fault.recoveries
    assert found.of == want["of"]
    if "claim_by" in want:
        assert found.claim_by == want["claim_by"]
    if "cap" in want:
        assert found.cap is not None
        assert found.cap.minor == want["cap"]


def _refused(ruling: Ruling, wanted: list[dict[str, str]]) -> None:
    assert [{"question": one.question, "answer": one.answer} for one in ruling.refused] == wanted
    assert all(one.because for one in ruling.refused)


def _unknown(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = {one.fact: one for one in ruling.allegations[0].unknown}
    for want in wanted:
        one = found[want["fact"]]
        assert (one.kind, one.of, one.by) == (want["kind"], want["of"], want["by"])
        assert one.if_nothing is not None
        assert one.if_nothing.finding == want["if_nothing"]
        if "amount" in want:
            assert want["amount"] in [_sum(amount) for amount in one.if_nothing.amounts]
        assert all(one.ask[lang] for lang in ("en", "ru", "uk", "pl"))


def _unknown_of(ruling: Ruling, party: str) -> None:
    unknown = ruling.allegations[0].unknown
    assert unknown
    assert {one.of for one in unknown} == {party}


def _clock(ruling: Ruling, want: dict[str, Any]) -> None:
    assert (want["regime"], want["due"]) in [(one.regime, one.due) for one in ruling.clocks]


def _margin(ruling: Ruling, want: dict[str, int]) -> None:
    cost = ruling.stakes.cost_to_serve
    assert cost is not None
    assert (_sum(cost.margin_before), _sum(cost.margin_after)) == (want["before"], want["after"])


def _to_verify(ruling: Ruling, wanted: list[str]) -> None:
    assert sorted(one.rule for one in ruling.to_verify) == sorted(wanted)


def _conduct(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    sides = {side.party: side for side in ruling.conduct.sides}
    assert set(sides) == {want["party"] for want in wanted}
    for want in wanted:
        side = sides[want["party"]]
        if "cleared" in want:
            assert side.cleared is want["cleared"]
        if "category" in want:
            assert want["category"] in side.categories
        for call in want.get("calls", []):
            assert any(pointer.pointer.startswith(call) for pointer in side.pointers)


def _measures(ruling: Ruling, wanted: list[str]) -> None:
    assert set(wanted) <= {measure.code for measure in ruling.conduct.measures}


def _amendments(ruling: Ruling, wanted: list[dict[str, str]]) -> None:
    assert [dict(one.settings) for one in ruling.remedies.amendments] == wanted
    assert ruling.remedies.amendments[0].would_owe is True


def _no_words_in_replies(ruling: Ruling, words: list[str]) -> None:
    for reply in ruling.replies:
        assert not [word for word in words if word in reply.text]


def _final(ruling: Ruling, bodies: list[str]) -> None:
    private = next(one for one in ruling.notices if one.audience == "private")
    assert private.final
    assert all(body in ruling.replies[0].text for body in bodies)


def _outcomes(ruling: Ruling, wanted: list[str]) -> None:
    assert sorted(one.finding for one in ruling.allegations[0].outcomes) == sorted(wanted)


def _answer(ruling: Ruling, want: str) -> None:
    assert ruling.answer is not None
    assert ruling.answer.answer == want
    assert ruling.answer.because
    assert ruling.answer.cites
    assert ruling.headline is None


SAYS: dict[str, Callable[[Ruling, Any], None]] = {
    "kind": _is(lambda ruling: ruling.kind),
    "headline": _is(lambda ruling: ruling.headline),
    "finding": _is(lambda ruling: ruling.allegations[0].finding.verdict),
    "basis": _is(lambda ruling: ruling.allegations[0].entitlement.basis),
    "decided": _is(lambda ruling: ruling.allegations[0].decided),
    "loss_bearer": _is(lambda ruling: ruling.allegations[0].fault.loss_bearer),
    "fault": _is(lambda r: {part.party: f"{part.share:.4f}" for part in r.allegations[0].fault.shares}),
    "deciding": _is(lambda ruling: [list(chosen) for chosen in ruling.allegations[0].deciding]),
    "ultimatum": _is(lambda ruling: [choice.choice for choice in ruling.stakes.choices]),
    "replies": _is(lambda ruling: [reply.audience for reply in ruling.replies]),
    "overdue": _is(lambda ruling: [clock.regime for clock in ruling.clocks if clock.overdue]),
    "statutory_clocks": _is(lambda ruling: [clock.regime for clock in ruling.clocks if clock.statutory]),
    "margin": _margin,
    "redress": _redress,
    "exposure": _exposure,
    "not_owed": _not_owed,
    "choices": _choices,
    "goodwill": _goodwill,
    "postings": _postings,
    "ranked": _ranked,
    "rescues": _rescues,
    "precedents": _precedents,
    "recovery": _recovery,
    "refused": _refused,
    "unknown": _unknown,
    "unknown_of": _unknown_of,
    "clock": _clock,
    "clocks": _clocks,
    "regimes": _regimes,
    "to_pay": _to_pay,
    "by_bank": _by_bank,
    "bank": _bank,
    "to_verify": _to_verify,
    "conduct": _conduct,
    "measures": _measures,
    "amendments": _amendments,
    "never_in_replies": _no_words_in_replies,
    "final": _final,
    "outcomes": _outcomes,
    "answer": _answer,
    **QUESTIONS,
}


def test_a_ruling_is_made_on_the_day_that_the_case_names(rulings: dict[str, Ruling]) -> None:
    assert rulings["D05"].asof == date(2026, 4, 22)
