"""A fresh small shop for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.shops import Records

pytest.importorskip("duckdb")


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path)
