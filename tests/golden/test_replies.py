"""What is said: every reply of the docket in four languages, letter by letter as it was read and approved."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ombud.kernel.lang import LANGS, Lang
from ombud.model.ruling import Ruling
from ombud.public.docket import docket
from ombud.public.replies import answer

REPLIES = Path(__file__).parent / "replies"
SAME: dict[str, str] = tomllib.loads((Path(__file__).parent / "same_replies.toml").read_text("utf-8"))
"""Cases whose readers are told what another case's are told."""


@pytest.fixture(scope="module")
def rulings() -> list[Ruling]:
    return list(docket())


@pytest.mark.parametrize("lang", LANGS)
def test_every_reply_of_the_docket_says_what_was_approved(lang: Lang, rulings: list[Ruling]) -> None:
    for ruling in rulings:
        for notice in ruling.notices:
            name = f"{SAME.get(ruling.case, ruling.case)}.{notice.audience}.{lang}.txt"
            approved = (REPLIES / name).read_text(encoding="utf-8")
            assert answer(notice, lang=lang).text + "\n" == approved, (ruling.case, name)


def test_every_approved_text_is_somebodys_reply(rulings: list[Ruling]) -> None:
    said = {
        f"{ruling.case}.{notice.audience}.{lang}.txt"
        for ruling in rulings
        for notice in ruling.notices
        for lang in LANGS
        if ruling.case not in SAME
    }
    assert {path.name for path in REPLIES.iterdir()} == said


def test_the_reply_in_a_ruling_is_in_the_complainants_own_language(rulings: list[Ruling]) -> None:
    for ruling in rulings:
        for notice, reply in zip(ruling.notices, ruling.replies, strict=True):
            assert reply == answer(notice)
            assert reply.lang == ruling.lang
