"""The law that ships is right as far as a checker can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from ombud.book.checking import check_book
from ombud.book.opening import LAW_ROOT, jurisdictions

PACKS = jurisdictions()
SHOPS = sorted(path.parent for path in (LAW_ROOT.parent / "shops").glob("**/shop.toml"))


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_a_shipped_pack_has_no_problems(pack: Path) -> None:
    assert [str(problem) for problem in check_book(pack.name)] == []


@pytest.mark.parametrize("shop", SHOPS, ids=lambda path: path.name)
def test_a_shipped_shop_has_no_problems(shop: Path) -> None:
    assert [str(problem) for problem in check_book("", shop)] == []
