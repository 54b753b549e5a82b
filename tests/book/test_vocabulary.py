from __future__ import annotations

import json
from pathlib import Path

import pytest

from ombud.model.vocabulary import codes

OWN = Path(__file__).parents[2] / "src/ombud/model/vocab.json"
SHARED = Path(__file__).parents[3] / "shared/vocab.json"


def _codes(path: Path) -> set[tuple[str, str]]:
    lists = {
        name: items for name, items in json.loads(path.read_text(encoding="utf-8")).items() if isinstance(items, list)
    }
    return {(name, item["code"] if isinstance(item, dict) else item) for name, items in lists.items() for item in items}


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared list of codes is not on this machine")
def test_codes_are_added_but_never_renamed_or_removed() -> None:
    assert _codes(SHARED) <= _codes(OWN)


def test_lists_of_codes_and_of_records_read_alike() -> None:
    assert "late" in codes("issue_reason")
    assert "substantiated" in codes("finding")
