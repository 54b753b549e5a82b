"""Whose law speaks for a complainant who lives somewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from ombud.book.opening import LAW_ROOT
from ombud.book.reading import read_toml
from ombud.book.residence import RESIDENCES
from ombud.model.residence import Residence
from ombud.public.books import jurisdictions, open_book
from ombud.public.present import as_data
from ombud.public.rulings import law_of, read_case, rule

CASE = {"version": 1, "id": "r", "currency": "EUR", "opened_on": "2026-04-21", "allegations": [{"reason": "late"}]}


@pytest.mark.parametrize(
    ("residence", "law"),
    [
        ("RU", "RU"),
        ("UA", "UA"),
        ("PL", "PL"),
        ("UK", "UK"),
        ("GB", "UK"),
        ("EU", "EU"),
        ("DE", "EU"),
        ("SK", "EU"),
        ("NO", "GENERIC"),
        ("CH", "GENERIC"),
        ("KZ", "GENERIC"),
        ("US", "GENERIC"),
        ("", "GENERIC"),
    ],
)
def test_the_law_of_the_ruling_is_that_of_the_residence(residence: str, law: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE | {"complainant": {"residence": residence}}), encoding="utf-8")
    file = read_case(path)
    book = open_book(law_of(file), known_on=file.opened_on)
    assert as_data(rule(file, book, asof=file.opened_on))["law"] == law


def test_every_pack_of_a_country_covers_somebody_and_every_residence_named_is_known_and_has_one_pack() -> None:
    packs = read_toml(RESIDENCES)
    named = [residence for residences in packs.values() for residence in residences]
    assert set(packs) == {folder.name for folder in jurisdictions()} - {"common", "generic"}
    assert set(named) <= set(get_args(Residence))
    assert len(named) == len(set(named))


def test_the_union_has_its_27_members_of_which_one_has_its_own_pack() -> None:
    assert len(read_toml(LAW_ROOT / "residences.toml")["eu"]) == 1 + 27 - 1
    assert len(get_args(Residence)) == 249 + len(("", "EU", "UK"))
