from __future__ import annotations

from dataclasses import replace

import pytest

from ombud.kernel.errors import InputError
from ombud.kernel.lang import LANGS
from ombud.model.reply import Notice
from ombud.model.vocabulary import codes
from ombud.reply import compose

QUESTION = Notice("private", "en", "formal", "question", "deduct_for_conduct", {"en": "Kram"}, {"en": "Marta, Kram"},
                  because={"en": "what may be kept is a closed list"}, cites=({"en": "CRD 13"},), answer="refused",
                  alternatives=("warning", "note_on_file"))  # fmt: skip


def test_a_question_of_the_shop_gets_a_note_that_greets_and_signs_for_nobody() -> None:
    assert compose(QUESTION).text == (
        "May we keep a part of the refund because of rudeness?\n\n"
        "No. What may be kept is a closed list.\n\n"
        "You may do this instead:\n• Give the customer a polite warning\n• Make a note in the customer's record\n\n"
        "* For reference: CRD 13."
    )
    assert compose(QUESTION).subject == "Your question"


def test_a_condition_stands_between_the_answer_and_its_reason() -> None:
    notice = replace(QUESTION, answer="permitted_if", condition={"en": "The caller is told first."}, alternatives=())
    said = "Yes, but only if the caller is told first. What may be kept is a closed list."
    assert said in compose(notice).text


def test_a_question_that_no_rule_answers_is_left_to_a_person() -> None:
    for question in (*codes("question"), "a_new_one"):
        for lang in LANGS:
            notice = replace(QUESTION, reason=question, answer="", because={}, cites=(), alternatives=())
            asked, answer = compose(notice, lang=lang).text.split("\n\n")
            assert asked.endswith("?")
            assert {"en": "a person", "ru": "человеку", "uk": "людині", "pl": "człowieka"}[lang] in answer


def test_an_alternative_without_words_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"note\.alternative\.moon_trip"):
        compose(replace(QUESTION, alternatives=("moon_trip",)))
