"""How sums and days are written: TOML files beside the code, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The content of one of the files."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
