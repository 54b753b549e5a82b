"""A shop may set the house's own defaults (how far a sweep looks), and nothing that the law's answers rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ombud.book.checking import check_book
from ombud.book.opening import open_book
from ombud.kernel.errors import BookError

SHOP = 'name = { en = "A" }\ncountry = "RU"\ncurrency = "RUB"\nlanguages = ["en"]\n'
PARAM = '[param.{name}]\noverrides = "{pack}"\ntype = "{type}"\nis = {value}\nmeans = {{ en = "m" }}\n'


def shop(tmp_path: Path, name: str, pack: str = "common", type_: str = "int", value: str = "2") -> Path:
    (tmp_path / "shop.toml").write_text(SHOP, encoding="utf-8")
    (tmp_path / "house.toml").write_text(PARAM.format(name=name, pack=pack, type=type_, value=value), encoding="utf-8")
    return tmp_path


def test_a_shop_sets_how_far_its_sweep_looks(tmp_path: Path) -> None:
    book = open_book("", shop(tmp_path, "sweep_days"), known_on=date(2026, 5, 20))
    dated = book.param("sweep_days")
    assert dated is not None
    assert dated.value == 2


@pytest.mark.parametrize(
    ("name", "pack", "type_", "value", "says"),
    [
        ("ru231_days", "ru", "int", "2", "could override"),
        ("delivery_days_default", "common", "int", "2", "could override"),
        ("remark_before_hang_up", "common", "bool", "false", "rest"),
    ],
)
def test_a_shop_cannot_set_what_the_law_rests_on(
    tmp_path: Path, name: str, pack: str, type_: str, value: str, says: str
) -> None:
    folder = shop(tmp_path, name, pack, type_, value)
    with pytest.raises(BookError, match=says):
        open_book("", folder, known_on=date(2026, 5, 20))
    assert any(says in problem.says for problem in check_book("", folder))
