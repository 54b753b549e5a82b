from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest

from ombud.kernel.lang import LANGS, Lang
from ombud.reply.catalogue import LOCALE, entry, forms, open_catalogue, plural_form

ROOM = LOCALE.parent
REASONS = (
    "not_received late damaged defective wrong_item missing_parts not_as_described counterfeit changed_mind"
    " refund_not_paid wrong_amount duplicate_charge undisclosed_fee cancelled_not_honoured promise_not_kept"
    " threshold_near_miss unclaimed_parcel staff_conduct support_out_of_scope privacy_breach unauthorised_payment"
    " not_answered wrong_price consequential_loss empty_parcel".split()
)
REMEDIES = (
    "explanation apology delivery replacement missing_part_sent repair refund_with_return refund_without_return"
    " partial_refund price_reduction fee_waiver reship_at_shop_cost special_delivery expense_reimbursement store_credit"
    " coupon gift compensation process_change refusal_with_reasons referral_to_external_body penalty_by_statute loaner"
    " loss_compensation local_purchase carrier_claim_help".split()
)
WISHES = (
    "delivery refund replacement repair price_reduction fee_waiver apology explanation compensation"
    " correction_of_record dismissal_of_employee retraction other".split()
)
PARTIES = "customer carrier shop staff_member supplier payment_provider platform expert".split()
OUTCOMES = "right not_confirmed in_part checking question".split()


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
    theirs = gettext.c2py(rule[1])  # type: ignore[attr-defined]
    assert [plural_form(n, lang) for n in range(250)] == [theirs(n) for n in range(250)]


def test_every_code_has_its_words() -> None:
    keys = entries("en").keys()
    for situation, codes in {
        "understood": REASONS, "sorry": REASONS, "checked": REASONS, "public.topic": REASONS, "act": REMEDIES,
        "refused": WISHES, "ask": PARTIES, "public": OUTCOMES,
    }.items():  # fmt: skip
        assert {f"{situation}.{code}" for code in codes} <= keys, situation


def test_every_sentence_is_used() -> None:
    said = {
        node.value if isinstance(node, ast.Constant) else "".join(_part(part) for part in node.values)
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
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
