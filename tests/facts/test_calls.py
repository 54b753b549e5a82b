"""What a call shows, from the order of its turns alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, TypeAlias

import pytest

from ombud.facts.calls import SHOWN, shown_in
from ombud.model.case_file import Call, Turn

Speaker: TypeAlias = Literal["customer", "staff_member"]
Conduct: TypeAlias = Literal["", "behaviour_abuse", "behaviour_threat", "remark", "hang_up", "insult_by_staff"]
MARKS: dict[str, tuple[Speaker, Conduct]] = {
    "swears": ("customer", "behaviour_abuse"),
    "threatens": ("customer", "behaviour_threat"),
    "talks": ("customer", ""),
    "answers": ("staff_member", ""),
    "remarks": ("staff_member", "remark"),
    "insults": ("staff_member", "insult_by_staff"),
    "hangs_up": ("staff_member", "hang_up"),
    "rings_off": ("customer", "hang_up"),
}


def call(words: str, *, heard: bool = True) -> Call:
    turns = [
        Turn(second=20 * i, speaker=MARKS[word][0], conduct=MARKS[word][1]) for i, word in enumerate(words.split())
    ]
    at = datetime(2026, 5, 1, 10, tzinfo=UTC)
    return Call(id="c", at=at, heard=heard, turns=tuple(turns))


def holding(words: str) -> set[str]:
    shown, spots = shown_in(call(words), "calls[0]")
    assert {name for name, value in shown.items() if value} == spots.keys()
    return set(spots)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("answers talks", ""),
        ("answers swears", "abuse"),
        ("answers hangs_up", "hung_up_by_staff"),
        ("answers swears hangs_up", "abuse hung_up_by_staff abuse_before_hang_up"),
        ("swears remarks hangs_up", "abuse hung_up_by_staff abuse_before_hang_up remark_given"),
        (
            "swears remarks swears hangs_up",
            "abuse hung_up_by_staff abuse_before_hang_up remark_given abuse_after_remark",
        ),
        (
            "swears remarks threatens hangs_up",
            "abuse threat hung_up_by_staff abuse_before_hang_up remark_given abuse_after_remark",
        ),
        ("remarks swears hangs_up", "abuse hung_up_by_staff abuse_before_hang_up"),
        ("swears swears remarks hangs_up", "abuse hung_up_by_staff abuse_before_hang_up remark_given"),
        ("swears remarks swears rings_off", "abuse remark_given abuse_after_remark"),
        ("swears hangs_up remarks swears", "abuse hung_up_by_staff abuse_before_hang_up"),
        ("insults swears", "abuse insult_by_staff"),
        ("", ""),
    ],
)
def test_a_call_shows_what_its_turns_show(words: str, expected: str) -> None:
    assert holding(words) == set(expected.split())


def test_a_call_that_nobody_heard_shows_nothing_either_way() -> None:
    shown, spots = shown_in(call("swears hangs_up", heard=False), "calls[0]")
    assert shown == dict.fromkeys(SHOWN)
    assert spots == {}


def test_each_finding_points_to_its_turn_with_the_time_mark() -> None:
    _, spots = shown_in(call("answers swears remarks swears hangs_up"), "calls[1]")
    assert spots["remark_given"] == "calls[1].turns[2] @00:40"
    assert spots["hung_up_by_staff"] == "calls[1].turns[4] @01:20"
