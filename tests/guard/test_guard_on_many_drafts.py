from __future__ import annotations

from pathlib import Path

import pytest

from ombud.guard import check
from ombud.model.ruling import Ruling
from ombud.public.docket import docket
from ombud.public.replies import answer
from tests.guard.drafts import LABELS, SHIELD, THREATS, clean_drafts, planted_drafts

PLANTED, CLEAN = 1_000, 500
GATES = {
    "sum": {"commitment"},
    "day": {"commitment"},
    "name": {"privacy"},
    "quotation": {"privacy"},
    "label": {"manner"},
    "threat": {"manner", "law"},
}


@pytest.fixture(scope="module")
def rulings() -> list[Ruling]:
    return list(docket())


@pytest.mark.parametrize("seed", range(4))
def test_none_of_a_thousand_drafts_with_something_planted_passes(seed: int) -> None:
    passed = []
    for draft in planted_drafts(PLANTED // 4, seed):
        gates = {found.gate for found in check(draft.text, draft.notice, SHIELD, lang=draft.lang)}
        if not gates & GATES[draft.planted]:
            passed.append((draft.planted, draft.lang, draft.text))
    assert passed == []


@pytest.mark.parametrize("seed", range(2))
def test_none_of_five_hundred_clean_drafts_is_stopped(seed: int) -> None:
    stopped = [
        (found.code, found.found, draft.text)
        for draft in clean_drafts(CLEAN // 2, seed)
        for found in check(draft.text, draft.notice, SHIELD, lang=draft.lang)
    ]
    assert stopped == []


def test_no_golden_reply_is_stopped(rulings: list[Ruling]) -> None:
    """In any language, behind the ruling's own shield."""
    stopped = [
        (ruling.case, lang, found.code, found.found)
        for ruling in rulings
        for notice in ruling.notices
        for lang in ("en", "ru", "uk", "pl")
        for found in check(answer(notice, lang=lang).text, notice, ruling.shield, lang=lang)
    ]
    assert stopped == []


def test_the_planted_words_are_nobodys_examples() -> None:
    folder = Path(__file__).parents[2] / "src/ombud/guard"
    known = "\n".join(path.read_text("utf-8") for path in folder.glob("*.toml"))
    assert not [line for lines in (*LABELS.values(), *THREATS.values()) for line in lines if line in known]
