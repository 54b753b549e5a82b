from __future__ import annotations

import pytest

from ombud.guard.data import table
from ombud.guard.patterns import compiled
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.said.folded import fold

EXAMPLES = [(gate, kind, lang) for gate in ("manner", "law") for kind in table(gate) for lang in LANGS]


def stopped(gate: str, text: str, lang: Lang) -> set[str]:
    folded = fold(text).text
    return {kind for kind in table(gate) if (pattern := compiled(gate, kind, lang)) and pattern.search(folded)}


@pytest.mark.parametrize(("gate", "kind", "lang"), EXAMPLES)
def test_every_example_that_must_be_stopped_is_stopped_for_its_own_reason(gate: str, kind: str, lang: Lang) -> None:
    for text in table(gate)[kind][lang]["stops"]:
        assert kind in stopped(gate, text, lang), text


@pytest.mark.parametrize(("gate", "kind", "lang"), EXAMPLES)
def test_no_example_that_must_pass_is_stopped_for_any_reason(gate: str, kind: str, lang: Lang) -> None:
    for text in table(gate)[kind][lang]["passes"]:
        assert not stopped("manner", text, lang) | stopped("law", text, lang), text


def test_every_category_has_patterns_and_examples_in_all_four_languages() -> None:
    for gate in ("manner", "law"):
        for kind, by_lang in table(gate).items():
            assert set(by_lang) == set(LANGS), (gate, kind)
            for entry in by_lang.values():
                assert entry["patterns"], (gate, kind)
                assert entry["stops"], (gate, kind)
                assert entry["passes"], (gate, kind)


def test_every_reason_is_said_in_all_four_languages() -> None:
    for gate, reasons in table("reasons").items():
        for code, words in reasons.items():
            assert set(words) == set(LANGS), (gate, code)
    assert set(table("reasons")["manner"]) == set(table("manner"))
    assert set(table("reasons")["law"]) == set(table("law"))
