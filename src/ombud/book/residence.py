"""Whose law speaks for a complainant who lives somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ombud.book.opening import GENERIC, LAW_ROOT
from ombud.book.reading import read_toml

RESIDENCES = LAW_ROOT / "residences.toml"


def pack_of(residence: str) -> str:
    """The code of the law pack for a residence ("DE" gives "EU"); empty for an unknown one, generic without a pack.

    One small file says it, so that a ruling need not read the packs that it does not rest on.

    Raises:
        BookError: the file cannot be read.
    """
    return _packs().get(residence, GENERIC) if residence else ""


@cache
def _packs() -> Mapping[str, str]:
    packs = read_toml(RESIDENCES)
    return {residence: pack.upper() for pack, residences in packs.items() for residence in residences}
