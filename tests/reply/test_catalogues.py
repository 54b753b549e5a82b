from __future__ import annotations

import ast
import gettext
import re
import tomllib
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import ombud
from ombud.kernel.lang import LANGS, Lang
from ombud.model.reply import Notice, Outcome
from ombud.model.vocabulary import codes
from ombud.reply.catalogue import LOCALE, entry, forms, open_catalogue, plural_form

ROOM = LOCALE.parent
REASONS, REMEDIES, WISHES, QUESTIONS = map(codes, ("issue_reason", "remedy", "desired_outcome", "question"))
PARTIES = [party for party in codes("fault_party") if party not in ("third_party", "rule", "nobody")]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LAW = Path(ombud.__file__).parent / "law"
FACTS = Path(ombud.__file__).parent / "book" / "facts"


def source(lang: Lang) -> str:
    return (LOCALE / lang / "LC_MESSAGES" / "reply.po").read_text(encoding="utf-8")


def entries(lang: Lang) -> dict[str, dict[str, str]]:
    found = (dict(entry(block)) for block in source(lang).split("\n\n"))
    return {each["msgctxt"]: each for each in found if "msgctxt" in each}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("lang", LANGS)
def test_every_catalogue_is_whole_and_none_of_it_is_a_guess(lang: Lang) -> None:
    assert entries(lang).keys() == entries("en").keys()
    assert all(text for each in entries(lang).values() for text in forms(each))
    assert "fuzzy" not in source(lang)
    assert f"Language: {lang}" in source(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_every_translation_has_the_placeholders_of_its_english_sentence(lang: Lang) -> None:
    for key, each in entries(lang).items():
        assert each["msgid"] == entries("en")[key]["msgid"], key
        if "msgid_plural" not in each:
            assert placeholders(each["msgstr"]) == placeholders(each["msgid"]), key


@pytest.mark.parametrize("lang", LANGS)
def test_the_english_sentence_is_the_english_translation_and_no_other_language_copies_it(lang: Lang) -> None:
    for key, each in entries(lang).items():
        same = each.get("msgstr", each.get("msgstr[0]")) == each["msgid"]
        if lang == "en":
            assert same, key
        elif placeholders(each["msgid"]) and not re.search("[a-z]{3}", re.sub(r"\{\w+\}", "", each["msgid"])):
            continue
        else:
            assert not same or each["msgid"] == "Citizens Advice", key


@pytest.mark.parametrize("lang", LANGS)
def test_plural_forms_are_those_of_gettext(lang: Lang) -> None:
    rule = re.search(r"plural=(.*?);", source(lang))
    assert rule
    theirs = gettext.c2py(rule[1])
    assert [plural_form(n, lang) for n in range(250)] == [theirs(n) for n in range(250)]


def test_every_code_has_its_words() -> None:
    keys = entries("en").keys()
    answers = get_args(get_type_hints(Notice)["answer"])
    for situation, wanted in {
        "understood": REASONS, "sorry": REASONS, "checked": REASONS, "public.topic": REASONS, "act": REMEDIES,
        "refused": WISHES, "ask": PARTIES, "public": OUTCOMES, "note.question": QUESTIONS,
        "note.answer": [answer for answer in answers if answer],
    }.items():  # fmt: skip
        assert {f"{situation}.{code}" for code in wanted} <= keys, situation


def test_every_alternative_that_the_law_names_has_its_words() -> None:
    tables = (
        table
        for path in LAW.glob("*/*.toml")
        for table in tomllib.loads(path.read_text(encoding="utf-8")).get("table", {}).values()
    )
    named = {
        way.strip()
        for table in tables
        for rule in table["rule"]
        for way in rule["then"].get("alternatives", "").split(",")
        if way.strip()
    }
    assert named
    assert {f"note.alternative.{way}" for way in named} == {
        key for key in entries("en") if key.startswith("note.alternative.")
    }


def test_what_we_do_to_find_out_is_said_of_records_that_facts_name() -> None:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FACTS.glob("*.toml")]
    facts = [fact for file in files for fact in file["fact"].values()]
    records = {re.sub(r"\W+", "_", fact.get("evidence", "")) for fact in facts}
    assert {key.removeprefix("doing.") for key in entries("en") if key.startswith("doing.")} <= records


def test_every_sentence_is_used() -> None:
    said = {
        "".join(_part(part) for part in node.values) if isinstance(node, ast.JoinedStr) else str(node.value)
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr | ast.Constant)
    }
    patterns = [
        re.compile(re.escape(text).replace("\0", r"[\w.]+?") + r"(\.named|\.sum)?")
        for text in said
        if text and text[0] != "\0"
    ]
    families = [re.compile(rf"{name}\.\w+") for name in ("understood", "sorry", "checked", r"public\.topic")]
    for key in entries("en"):
        assert any(pattern.fullmatch(key) for pattern in patterns + families), key


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "\0"


@pytest.mark.parametrize("lang", LANGS)
def test_the_typography_is_the_languages_own(lang: Lang) -> None:
    for key, sentences in open_catalogue(lang).sentences.items():
        for text in sentences:
            assert "  " not in text, key
            assert lang == "en" or '"' not in text, key
            assert lang not in ("ru", "uk") or not re.search(r"\b(вы|вас|вам|вами|ваш\w*|ви)\b", text), key
            assert lang != "uk" or not re.search("[ыэёъ]", text), key
            assert lang != "ru" or not re.search("[іїєґ]", text), key
            assert lang != "pl" or not re.search(r"\b\w+ł(?:eś|aś)\b|\(a\)", text), key
