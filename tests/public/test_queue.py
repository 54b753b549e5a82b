"""Whose turn is it? (D18: premium first, a floor for everyone, and nobody beyond it.)"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from ombud.cli.app import app
from ombud.decide.queue import in_order
from ombud.model.case_file import CaseFile
from ombud.model.queue import Waiting
from ombud.public.queue import Place, queue
from ombud.public.rulings import read_case_text
from tests import drawn
from tests.laws.disputes import book

TODAY = date(2026, 9, 15)
NOTHING: dict[str, Any] = {}


def case(
    name: str, *, opened: date = TODAY, tier: str = "none", orders: int | None = 1, more: dict[str, Any] = NOTHING
) -> CaseFile:
    """An open case at Quattro: opened on a day, by a customer of a tier."""
    data = {
        "version": 1, "id": name, "currency": "RUB", "opened_on": f"{opened}", "complainant": {"residence": "RU"},
        "allegations": [{"reason": "staff_conduct"}],
        "orders": [{"id": "o", "placed_on": "2026-01-10", "tier": tier, "lines": []}],
        **({"history": {"orders": orders}} if orders is not None else {}), **more,
    }  # fmt: skip
    return read_case_text(json.dumps(data).encode(), f"{name}.json", "json")


def ordered(
    *cases: CaseFile, per_day: int | None = None, asof: date = TODAY, shop: str = "quattro"
) -> tuple[Place, ...]:
    return queue([(one, book("RU", shop)) for one in cases], asof=asof, per_day=per_day)


def names(places: tuple[Place, ...]) -> list[str]:
    return [place.waiting.case for place in places]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_who_is_near_the_floor_comes_first_then_premium_and_nobody_is_beyond_the_floor() -> None:
    places = ordered(case("small"), case("premium", tier="premium"), case("waiting", opened=ago(3)))
    assert names(places) == ["waiting", "premium", "small"]
    assert [place.why for place in places] == ["floor", "priority", "turn"]
    assert not any(place.beyond for place in places)


@pytest.mark.parametrize(("days", "first"), [(0, "premium"), (2, "premium"), (3, "small"), (4, "small"), (9, "small")])
def test_a_small_case_stands_before_premium_from_the_day_before_its_floor(days: int, first: str) -> None:
    assert names(ordered(case("premium", tier="premium"), case("small", opened=ago(days))))[0] == first


def test_an_own_customer_stands_before_a_stranger_and_behind_premium() -> None:
    own = case("own", orders=9)
    assert names(ordered(case("stranger"), own, case("premium", tier="premium"))) == ["premium", "own", "stranger"]


def test_whose_orders_nobody_counted_waits_in_turn() -> None:
    places = ordered(case("unknown", orders=None, opened=ago(1)), case("own", orders=9))
    assert names(places) == ["own", "unknown"]


def test_premium_steps_back_where_a_small_case_could_not_be_reached_in_time_any_more() -> None:
    premium = [case(f"premium{i}", tier="premium") for i in range(5)]
    small = [case(f"small{i}", opened=ago(2)) for i in range(3)]
    places = ordered(*premium, *small, per_day=2)
    assert names(places) == [f"premium{i}" for i in (0, 1, 2)] + [f"small{i}" for i in (0, 1, 2)] + [
        "premium3",
        "premium4",
    ]
    assert not any(place.beyond for place in places)


def test_a_book_that_ranks_nobody_keeps_the_turn() -> None:
    cases = [case("b", opened=ago(1), tier="premium"), case("a"), case("c", opened=ago(2))]
    assert names(ordered(*cases, shop="folio")) == ["c", "b", "a"]


def test_a_clock_of_the_law_is_a_floor_too() -> None:
    demand = {"demands": [{"kind": "refund", "received_on": f"{ago(9)}"}], "allegations": [{"reason": "defective"}]}
    pay = {"payments": [{"id": "p", "on": "2026-01-10", "amount": "500.00"}], "refunds": []}
    seen = {"inspections": [{"on": f"{ago(9)}", "by": "customer", "finds": True, "photo": True}]}
    by_law = case("by_law", more=demand | pay | seen)
    places = ordered(case("premium", tier="premium"), by_law)
    assert names(places) == ["by_law", "premium"]
    assert places[0].waiting.floor == ago(9) + timedelta(days=10)


def test_a_case_that_is_not_open_yet_is_not_in_the_queue() -> None:
    assert names(ordered(case("later", opened=TODAY + timedelta(days=1)), case("now"))) == ["now"]


WAITINGS = st.lists(
    st.builds(
        lambda number, rank, left, near: Waiting(
            case=str(number),
            title="",
            since=TODAY,
            floor=None if left is None else TODAY + timedelta(days=left),
            near=left is not None and left <= near,
            rank=rank,
            preferred=rank < 3,
        ),
        st.integers(0, 10_000),
        st.integers(1, 3),
        st.none() | st.integers(0, 8),
        st.just(1),
    ),
    max_size=14,
    unique_by=lambda one: one.case,
)


def reached_in_time(cases: list[Waiting], per_day: int) -> bool:
    """Can all be reached? By the earliest floor first: if that order cannot, none can."""
    by_floor = sorted(one.floor or date.max for one in cases)
    return all(TODAY + timedelta(days=i // per_day) <= floor for i, floor in enumerate(by_floor))


@settings(max_examples=drawn.examples(300), deadline=None)
@given(WAITINGS, st.integers(1, 4))
def test_nobody_waits_beyond_the_floor_as_long_as_everybody_can_be_reached(cases: list[Waiting], per_day: int) -> None:
    places = in_order(cases, asof=TODAY, per_day=per_day)
    assert sorted(place.waiting.case for place in places) == sorted(one.case for one in cases)
    if reached_in_time(cases, per_day):
        assert not any(place.beyond for place in places)
    far = [place for place in places if place.why != "floor"]
    assert [one.waiting.rank for one in far] == sorted(one.waiting.rank for one in far)


def test_the_command_shows_the_queue_in_four_languages_and_tells_a_bad_file(tmp_path: Path) -> None:
    files = [str(path) for path in sorted((Path("src/ombud/shops/demo/docket")).glob("D09*.toml"))]
    for lang, turn in (("en", "Whose turn"), ("ru", "Чья очередь"), ("uk", "Чия черга"), ("pl", "Czyja kolej")):
        told = CliRunner().invoke(app, ["queue", *files, "--asof", "2026-09-15", "--lang", lang])
        assert told.exit_code == 0
        assert turn in told.stdout
    bad = CliRunner().invoke(app, ["queue", str(tmp_path / "none.toml"), *files, "--asof", "2026-09-15", "--json"])
    assert bad.exit_code == 2
    assert [json.loads(line)["place"] for line in bad.stdout.splitlines()] == [1, 2]


def test_a_case_whose_facts_contradict_each_other_is_told_and_the_others_keep_their_turn(tmp_path: Path) -> None:
    answers = [
        {"fact": "placed_on", "value": "2026-09-10", "on": "2026-09-12"},
        {"fact": "delivered_on", "value": "2026-09-01", "on": "2026-09-12"},
    ]
    data = {
        "version": 1, "id": "bad", "currency": "RUB", "opened_on": "2026-09-12", "complainant": {"residence": "RU"},
        "allegations": [{"reason": "late"}], "answers": answers,
    }  # fmt: skip
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    bad.write_text(json.dumps(data), encoding="utf-8")
    good.write_text(json.dumps({**data, "id": "good", "answers": answers[:1]}), encoding="utf-8")
    told = CliRunner().invoke(app, ["queue", str(bad), str(good), "--asof", "2026-09-15", "--json"])
    assert told.exit_code == 2
    assert [json.loads(line)["case"] for line in told.stdout.splitlines()] == ["good"]
    assert f"{bad}:" in told.stderr and "cannot both be right" in told.stderr
