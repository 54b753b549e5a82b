"""The docket with other numbers, days, countries and combinations: each comes to what its prose says."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest

from ombud.model.case_file import CaseFile
from ombud.model.ruling import Ruling
from ombud.public.docket import DOCKET
from ombud.public.rulings import law_of, read_case_text, rule
from tests.golden import test_docket as golden
from tests.laws.disputes import book

CASES: list[dict[str, Any]] = [
    case
    for path in sorted(Path(__file__).parent.glob("variations*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def told(case: dict[str, Any]) -> CaseFile:
    """A docket case with some of its records changed (by path) or left out."""
    tree: Any = tomllib.loads((DOCKET / f"{case['base']}.toml").read_text("utf-8"))
    for path in case.get("drop", []):
        *way, last = keys(path)
        del reduce(getitem, way, tree)[last]
    for path, value in case.get("set", {}).items():
        *way, last = keys(path)
        reduce(getitem, way, tree)[last] = value
    text = json.dumps(tree, default=lambda day: day.isoformat(), ensure_ascii=False)
    return read_case_text(text.encode(), case["name"], "json")


def keys(path: str) -> list[str | int]:
    """`orders.0.discount` as keys and places."""
    return [int(key) if key.isdigit() else key for key in path.split(".")]


def ruling_on(case: dict[str, Any]) -> Ruling:
    file = told(case)
    shop = Path(file.book).name if file.book else ""
    return rule(file, book(law_of(file), shop), asof=file.asof or file.opened_on)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_variation_comes_to_what_the_prose_says(case: dict[str, Any]) -> None:
    ruling = ruling_on(case)
    for key, want in case["expect"].items():
        SAYS[key](ruling, want)


def test_there_are_enough_variations() -> None:
    assert len(CASES) >= 25
    assert len({case["name"] for case in CASES}) == len(CASES)


def _if_due(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = [
        {"value": one.value, "finding": one.finding, "remedies": sorted(one.remedies)}
        for one in ruling.allegations[0].if_due
    ]
    assert found == wanted


def _by_hand(ruling: Ruling, wanted: list[str]) -> None:
    assert set(wanted) <= set(ruling.allegations[0].by_hand)


def _findings(ruling: Ruling, wanted: list[str]) -> None:
    assert [one.finding.verdict for one in ruling.allegations] == wanted


def _asked(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = [{"fact": one.fact, "kind": one.kind, "of": one.of} for one in ruling.allegations[0].unknown]
    for want in wanted:
        assert want in found


def _to_pay(ruling: Ruling, wanted: list[dict[str, Any]]) -> None:
    found = [one for one in ruling.remedies.options if one.kind == "redress" and one.recommended and one.amount]
    golden._lines_match(found, wanted)


SAYS: dict[str, Callable[[Ruling, Any], None]] = {
    **golden.SAYS,
    "due": golden._is(lambda ruling: max(one.due for one in ruling.allegations[0].entitlement.redress if one.due)),
    "if_due": _if_due,
    "by_hand": _by_hand,
    "findings": _findings,
    "asked": _asked,
    "to_pay": _to_pay,
    "mode": golden._is(lambda ruling: ruling.allegations[0].mode),
    "evidence_by": golden._is(lambda ruling: ruling.allegations[0].unknown[0].by),
}
