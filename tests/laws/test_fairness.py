"""Who one is, how one speaks and what one threatens changes nothing of finding, fault and entitlement."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from ombud.model.case_file import CaseFile, Complainant, History, Message, PastCase, PublicPost
from ombud.model.ruling import Ruling
from ombud.public.docket import docket_files
from ombud.public.rulings import law_of, read_case, rule
from tests import drawn
from tests.laws.disputes import KNOWN_ON, SHOPS, book, case_file, disputes, maybe, text
from tests.laws.oracle import Dispute

DEMO = ("", "folio", "kram", "lektor", "malachite", "quattro")
COUNTS = maybe(st.integers(0, 500))
PAST = st.builds(
    PastCase,
    id=st.just("p"),
    on=st.dates(KNOWN_ON.replace(year=2024), KNOWN_ON),
    reason=st.sampled_from(("late", "not_received", "threshold_near_miss", "staff_conduct")),
    same_customer=st.booleans(),
    finding=st.sampled_from(("substantiated", "not_substantiated")),
    goodwill=st.booleans(),
)
HISTORIES = maybe(
    st.builds(
        History,
        customer_since=maybe(st.dates(KNOWN_ON.replace(year=2001), KNOWN_ON)),
        orders=COUNTS,
        margin_12m=maybe(st.integers(0, 10**8).map(text)),
        complaints=COUNTS,
        complaints_right=COUNTS,
        unclaimed_parcels_12m=COUNTS,
        followers=maybe(st.integers(0, 10**8)),
        cases=st.lists(PAST, max_size=3).map(tuple),
    )
)
MESSAGES = st.lists(
    st.builds(
        Message,
        id=st.uuids().map(str),
        at=st.just(datetime(2024, 1, 25, 12, tzinfo=UTC)),
        sender=st.just("customer"),
        channel=st.sampled_from(("email", "chat", "forum")),
        text=st.sampled_from(("…", "I will ruin you", "Спасибо!", "Дякую")),
        public=st.booleans(),
        conduct=st.sampled_from(((), ("behaviour_abuse",), ("behaviour_threat",))),
    ),
    max_size=3,
).map(tuple)
POSTS = st.lists(
    st.builds(
        PublicPost,
        id=st.uuids().map(str),
        on=st.just(KNOWN_ON.replace(year=2024, month=1, day=25)),
        kind=st.sampled_from(("forum", "review", "social")),
        rating=maybe(st.integers(1, 5)),
        text=st.sampled_from(("", "Never again", "Ужас")),
    ),
    max_size=3,
).map(tuple)
THREATS = st.lists(st.sampled_from(("review", "court", "regulator", "chargeback", "leave", "public")), unique=True)


@st.composite
def strangers(draw: st.DrawFn) -> dict[str, Any]:
    """Everything about a case that must not matter."""
    return {
        "history": draw(HISTORIES),
        "messages": draw(MESSAGES),
        "posts": draw(POSTS),
        "threats": tuple(draw(THREATS)),
        "title": draw(st.sampled_from(("", "An old friend", "A nuisance"))),
        "who": {
            "name": draw(st.sampled_from(("", "Анна", "Jan Kowalski", "O'Neil", "Мустафа"))),
            "lang": draw(st.sampled_from(("en", "ru", "uk", "pl"))),
            "register": draw(st.sampled_from(("formal", "warm"))),
            "contacts": draw(st.sampled_from(((), ("a@example.org",)))),
            "address": draw(st.sampled_from(("", "Palace square 1"))),
        },
    }


def as_told_by(file: CaseFile, stranger: dict[str, Any]) -> CaseFile:
    """The same events and the same contract, and another person."""
    about: Complainant = msgspec.structs.replace(file.complainant, **stranger["who"])
    rest = {name: value for name, value in stranger.items() if name != "who"}
    return msgspec.structs.replace(file, complainant=about, **rest)


def decided_on(ruling: Ruling) -> list[object]:
    """What is decided before anything about the person is known. A post starts the shop's own clock alone."""
    return [
        ruling.headline,
        [clock for clock in ruling.clocks if clock.statutory],
        [
            (one.finding, one.fault, one.entitlement, one.decided, one.mode, one.outcomes, one.deciding)
            for one in ruling.allegations
        ],
        [(one.fact, one.by, one.if_nothing) for item in ruling.allegations for one in item.unknown],
        [(one.remedy, one.amount, one.due) for one in ruling.remedies.options if one.kind == "redress"],
        ruling.remedies.exposure,
        ruling.refused,
        ruling.answer,
    ]


@settings(max_examples=drawn.examples(40), deadline=None)
@given(disputes(), strangers(), strangers(), st.sampled_from(DEMO), st.sampled_from(("late", "not_received")))
def test_another_person_with_the_same_events_is_owed_the_same(
    case: Dispute, one: dict[str, Any], two: dict[str, Any], shop: str, reason: str
) -> None:
    file, opened = case_file(case, reason=reason), book(case.residence, shop)
    first, second = (rule(as_told_by(file, who), opened, asof=case.asof) for who in (one, two))
    assert decided_on(first) == decided_on(second)


ABOUT_CONDUCT = {"refuse_future_sales", "ban_unclaimed_cod", "require_prepayment"}
"""Questions about orders to come: how the customer behaved is what they ask about, and nothing is owed there."""


def owing_files() -> list[Path]:
    return [path for path in docket_files() if read_case(path).question not in ABOUT_CONDUCT]


@pytest.mark.parametrize("path", owing_files(), ids=lambda path: path.stem)
def test_a_docket_case_is_decided_alike_for_the_rude_the_rich_the_new_and_the_famous(path: Path) -> None:
    file = read_case(path)
    shop = (path.parent / file.book).resolve().name if file.book else ""
    assert not shop or (SHOPS / shop).is_dir()
    opened, asof = book(law_of(file), shop), file.asof or file.opened_on

    @settings(max_examples=drawn.examples(3), deadline=None)
    @given(strangers())
    def alike(stranger: dict[str, Any]) -> None:
        told = as_told_by(file, stranger)
        assert decided_on(rule(told, opened, asof=asof)) == decided_on(rule(file, opened, asof=asof))

    alike()
