from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ombud.kernel.errors import BookError, InputError
from ombud.public import founding
from ombud.public.books import check_book, open_book
from ombud.public.founding import STANCES, Founding, found

DAY = date(2026, 6, 22)


COUNTRIES = ("RU", "UA", "PL", "UK", "DE", "KZ")
QUICK = {("kind", "PL"), ("floor", "UK"), ("generous", "RU")}


@pytest.mark.parametrize(
    ("stance", "country"),
    [
        pytest.param(stance, country, marks=() if (stance, country) in QUICK else pytest.mark.slow)
        for stance in STANCES
        for country in COUNTRIES
    ],
)
def test_a_new_book_holds_in_every_country_and_stance(country: str, stance: founding.Stance, tmp_path: Path) -> None:
    told = Founding(
        country, "pl", name='"Kram" \\ „x”', serves="zabawki", threshold="199.00", fee="14.99", delivery_days=3,
        return_days=30, stance=stance, limit="80.00", signature="Marta",
    )  # fmt: skip
    found(told, tmp_path / "shop")
    assert check_book("", tmp_path / "shop") == []
    book = open_book("", tmp_path / "shop", known_on=DAY)
    assert book.shop is not None
    assert book.shop.name["pl"] == '"Kram" \\ „x”'
    clause = book.clause_text("free_delivery", DAY, "pl")
    assert "199.00" in clause
    assert book.param("agent_limit", DAY) is not None


@pytest.mark.parametrize(
    "country", ["UA", *(pytest.param(country, marks=pytest.mark.slow) for country in COUNTRIES if country != "UA")]
)
def test_enter_at_every_question_gives_a_book_that_holds(country: str, tmp_path: Path) -> None:
    found(Founding(country, "en"), tmp_path / "shop")
    assert check_book("", tmp_path / "shop") == []
    assert "free_delivery" not in open_book("", tmp_path / "shop", known_on=DAY).clauses


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError):
        found(Founding("PL", "pl"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_half_written_is_left_when_a_book_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(BookError):
        found(Founding("PL", "pl", threshold="not a sum", fee="1.00"), tmp_path / "shop")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", sorted(path.parent for path in founding.STARTERS.glob("*/shop.toml")))
def test_every_starter_book_holds(folder: Path) -> None:
    assert check_book("", folder) == []
