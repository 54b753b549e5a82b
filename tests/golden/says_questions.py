"""What the docket says of the shop's questions, of measures and of notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ombud.model.ruling import Ruling
from ombud.public.present import to_json


def _alternatives(ruling: Ruling, wanted: list[str]) -> None:
    assert ruling.answer is not None
    assert set(wanted) <= set(ruling.answer.alternatives)


def _keeps(ruling: Ruling, wanted: list[str]) -> None:
    assert ruling.answer is not None
    assert list(ruling.answer.keeps) == wanted


def _condition(ruling: Ruling, want: bool) -> None:
    assert ruling.answer is not None
    assert bool(ruling.answer.condition) is want


def _review(ruling: Ruling, want: object) -> None:
    assert ruling.answer is not None
    assert ruling.answer.review_on == want


def _refused_verify(ruling: Ruling, wanted: list[str]) -> None:
    assert [one.question for one in ruling.refused if one.mark in {"K", "W", "C"}] == wanted
    assert {one.rule for one in ruling.refused if one.question in wanted} <= {one.rule for one in ruling.to_verify}


def _refused_review(ruling: Ruling, wanted: dict[str, Any]) -> None:
    assert {one.question: one.review_on for one in ruling.refused} == wanted


def _letters(ruling: Ruling, wanted: list[str]) -> None:
    (told,) = [one for one in ruling.notices if one.audience == "notice"]
    assert [one.code for one in told.letters] == wanted


def _bought_again(ruling: Ruling, want: list[int]) -> None:
    before = ruling.stakes.precedents
    assert [before.own.again + before.rest.again, before.own.counted + before.rest.counted] == want


def _record(ruling: Ruling, want: list[int]) -> None:
    before = ruling.conduct.record
    assert before is not None
    assert [before.right, before.made] == want


def _measure(ruling: Ruling, wanted: dict[str, dict[str, Any]]) -> None:
    found = {one.code: one for one in ruling.conduct.measures if one.towards == "customer"}
    assert set(found) == set(wanted)
    for code, want in wanted.items():
        one = found[code]
        assert (one.review_on, one.lawful) == (want["review"], want["lawful"])
        assert one.from_day == ruling.asof
        assert one.grade > 0
        assert one.liftable


def _goodwill_none(ruling: Ruling, want: bool) -> None:
    assert (not [one for one in ruling.remedies.options if one.kind == "goodwill"]) is want


def _never_in_ruling(ruling: Ruling, words: list[str]) -> None:
    text = to_json(ruling).decode()
    assert not [word for word in words if word in text]


QUESTIONS: dict[str, Callable[[Ruling, Any], None]] = {
    "alternatives": _alternatives,
    "keeps": _keeps,
    "condition": _condition,
    "review": _review,
    "refused_verify": _refused_verify,
    "refused_review": _refused_review,
    "letters": _letters,
    "bought_again": _bought_again,
    "record": _record,
    "measure": _measure,
    "goodwill_none": _goodwill_none,
    "never_in_ruling": _never_in_ruling,
}
