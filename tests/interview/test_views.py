"""The interview asks the shop: its questions speak of the customer, never to the customer."""

from __future__ import annotations

import re

import pytest

from ombud.book.interview import interview_words
from ombud.book.record import Book
from ombud.decide.candidates import NEVER, SIDES
from ombud.kernel.lang import LANGS, Lang
from ombud.rules.declare import FactDecl
from tests.interview.test_interview import opened

TO_THE_CUSTOMER: dict[Lang, str] = {
    "en": r"\b[Yy]ou (buy|bought|order|withdraw|end the)|\b(us|let us|send us|asked us|told us)\b",
    "ru": r"Пришлите|Вы нам|Вы нас|у Вас|Вы покупали|Ваш банк",
    "uk": r"Надішліть|Ви нам|Ви нас|у Вас|Ви купували|Ваш банк",
    "pl": r"przysłać|[Pp]oproszono nas|zgłoszono nam|zażądano od nas",
}


def _askable(book: Book) -> list[FactDecl]:
    facts = book.program.declared.facts.values()
    return [
        fact
        for fact in facts
        if fact.ask and fact.side in SIDES and not fact.always and not fact.judgement and fact.name not in NEVER
    ]


def test_the_shop_is_not_asked_as_if_it_were_the_customer() -> None:
    own = interview_words().facts
    asked = {fact.name for fact in _askable(opened("RU")) if fact.of == "customer"}
    assert asked - set(own) == set()


@pytest.mark.parametrize("lang", LANGS)
def test_no_question_to_the_shop_speaks_to_the_customer(lang: Lang) -> None:
    words = interview_words()
    for fact in _askable(opened("RU")):
        said = words.facts.get(fact.name, fact.ask)[lang]
        if fact.of != "customer" and fact.name not in words.facts:
            continue
        assert not re.search(TO_THE_CUSTOMER[lang], said), (fact.name, said)


def test_every_question_is_a_whole_sentence_of_its_own() -> None:
    words, facts = interview_words(), _askable(opened("RU"))
    asks = [tuple(fact.ask.items()) for fact in facts]
    shared = {fact.name for fact in facts if asks.count(tuple(fact.ask.items())) > 1}
    grouped = {name for group in words.together.values() for name in group.one}
    assert shared - set(words.facts) - grouped == set()
