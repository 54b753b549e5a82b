"""Which country does a cell, or a person, mean: by its two letters, its three, or its name in four languages?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast, get_args

from ombud.model.residence import Residence


def country_of(text: str) -> Residence:
    """The code of a country; "" where there is no such country."""
    name = " ".join(text.casefold().replace("ё", "е").replace(".", "").split())
    code = name.upper()
    return cast(Residence, code) if code in get_args(Residence) else _names().get(name, "")


@cache
def _names() -> Mapping[str, Residence]:
    names = tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))["country"]
    return {name: code for code, many in names.items() for name in many}
