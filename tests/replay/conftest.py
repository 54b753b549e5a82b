"""One history for all replays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.generated import generated

pytest.importorskip("duckdb")
COUNT = 1500


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Boundary orders of Folio."""
    folder = tmp_path_factory.mktemp("history")
    generated(folder, COUNT)
    return folder / "history"
