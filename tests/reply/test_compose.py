from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ombud.kernel.errors import InputError
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange
from ombud.model.reply import Act, Ask, Audience, Notice, Outcome
from ombud.reply import compose
from tests.reply.test_catalogues import OUTCOMES, PARTIES, REASONS, REMEDIES, WISHES

REFUND = Act("refund_without_return", Money(26399, "PLN"), date(2026, 3, 12))
LETTER = Notice(
    "private",
    "pl",
    "formal",
    "right",
    "not_received",
    {"en": "Kram"},
    {"en": "Kram support", "ru": "поддержка Kram"},
    name="Anna",
    order="K-118",
    acts=(REFUND,),
    because={
        "en": "The week you gave us has passed.",
        "ru": "Дополнительная неделя прошла.",
        "uk": "Додатковий тиждень минув.",
        "pl": "Dodatkowy tydzień minął.",
    },
    cites=({"en": "PL UPK 43m"},),
)
ORDER: dict[Lang, tuple[str, ...]] = {
    "en": ("Dear Anna", "K-118", "has not arrived", "You are right.", "We will refund 263.99 zł by 12 March.",
           "do not need to do anything", "The week you gave us", "Kind regards", "Kram support", "* For reference: PL"),
    "ru": ("Здравствуйте, Anna!", "K-118", "так и не пришёл", "Вы правы.", "Мы вернём Вам 263,99 zł не позже 12 марта.",
           "ничего делать не нужно", "неделя прошла", "С уважением", "поддержка Kram", "* Для справки: PL"),
    "uk": ("Добрий день", "K-118", "так і не надійшло", "Ви маєте рацію.",
           "Ми повернемо Вам 263,99 zł не пізніше 12 березня.", "нічого робити не потрібно",
           "тиждень минув", "З повагою", "Kram support", "* Для довідки: PL"),
    "pl": ("Dzień dobry", "K-118", "nie dotarła", "Mają Państwo rację.", "Zwrócimy 263,99 zł do 12 marca.",
           "Nie trzeba nic robić", "tydzień minął", "Z poważaniem", "Kram support", "* Podstawa: PL"),
}  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_says_its_parts_in_their_order(lang: Lang) -> None:
    text = plain(compose(LETTER, lang=lang).text)
    places = [text.find(part) for part in ORDER[lang]]
    assert -1 not in places, text
    assert places == sorted(places), text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_reason_makes_a_public_reply_that_is_short_and_tells_nothing_private(
    outcome: Outcome, lang: Lang
) -> None:
    for reason in [*REASONS, "", "a_new_one"]:
        notice = replace(
            LETTER,
            audience="public",
            outcome=outcome,
            reason=reason,
            answer_on=date(2026, 9, 30),
            shop={"en": "K" * 90},
        )
        text = compose(notice, lang=lang).text
        assert len(text) <= 350, text
        assert not re.search("263|K-118|Anna|UPK|zł", text), text
        assert notice.because[lang] not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", ["private", "call"])
def test_every_remedy_reason_wish_and_party_is_said_without_a_gap(audience: Audience, lang: Lang) -> None:
    asks = tuple(Ask("x", party, date(2026, 3, 5), {}) for party in [*PARTIES, "lead", "third_party"])
    amounts = (None, Money(1250, "GBP"), MoneyRange(0, None, "RUB"), MoneyRange(100, 200, "UAH"))
    for i, reason in enumerate(REASONS):
        acts = tuple(
            Act(remedy, amounts[(i + j) % 4], promptly=bool(j % 2), goodwill=bool(j % 3), on_demand=bool(j % 5))
            for j, remedy in enumerate(REMEDIES)
        )
        for outcome in OUTCOMES:
            notice = replace(LETTER, audience=audience, reason=reason, outcome=outcome, acts=acts, asks=asks,
                             refused=WISHES, final=True, bodies=({"en": "court"}, {"en": "Folio Club"}))  # fmt: skip
            text = compose(notice, lang=lang).text
            assert not re.search(r"[{}]|  |\.\.|None|\n\n\n| ,| \.", plain(text)), text


def test_goodwill_is_said_as_goodwill_and_comes_before_what_was_not_confirmed() -> None:
    act = Act("fee_waiver", Money(9000, "RUB"), goodwill=True)
    notice = replace(LETTER, outcome="not_confirmed", reason="threshold_near_miss", acts=(act,))
    for lang, words in {"en": "As a goodwill gesture, we", "ru": "Идём Вам навстречу: мы",
                        "uk": "Ідемо Вам назустріч: ми", "pl": "W geście dobrej woli nie"}.items():  # fmt: skip
        text = compose(notice, lang=lang).text  # type: ignore[arg-type]
        checked = {"en": "We checked", "ru": "Мы всё проверили", "uk": "Ми все перевірили", "pl": "Sprawdziliśmy"}[lang]
        assert -1 < text.find(words) < text.find(checked)


def test_what_is_owed_is_never_called_goodwill() -> None:
    for lang in LANGS:
        assert not re.search("goodwill|навстречу|назустріч|dobrej woli", compose(LETTER, lang=lang).text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("on_demand", [False, True])
def test_a_sum_that_is_open_from_nothing_names_no_sum_and_an_open_one_above_names_its_least(
    lang: Lang, on_demand: bool
) -> None:
    free, least = (
        plain(compose(replace(LETTER, acts=(Act("loss_compensation", amount, on_demand=on_demand),)), lang=lang).text)
        for amount in (MoneyRange(0, None, "RUB"), MoneyRange(50000, None, "RUB"))
    )
    shown = {"en": "any further loss that you can show", "ru": "если Вы их подтвердите", "uk": "якщо Ви їх підтвердите",
             "pl": "inne udokumentowane straty"}  # fmt: skip
    above = {"en": "at least 500 ₽", "ru": "не менее 500 ₽", "uk": "щонайменше 500 ₽", "pl": "co najmniej 500 ₽"}
    assert shown[lang] in free
    assert "₽" not in free
    assert above[lang] in least


def test_an_open_sum_of_another_remedy_is_said_without_a_sum_too() -> None:
    act = Act("compensation", MoneyRange(0, None, "RUB"))
    assert "We will pay you compensation.\n" in compose(replace(LETTER, acts=(act,)), lang="en").text


@pytest.mark.parametrize(
    ("clause", "ends"),
    [("It costs 90 ₽", "«It costs 90 ₽»."), ("It costs 90 ₽.", "«It costs 90 ₽»."), ("Why not?", "«Why not?»"),
     ("And so on…", "«And so on…»"), ("And so on...", "«And so on»."), ("«Free»", "«Free».")],
)  # fmt: skip
def test_a_quoted_clause_ends_with_one_end_mark(clause: str, ends: str) -> None:
    assert f": {ends}\n" in compose(replace(LETTER, clause={"en": clause}), lang="ru").text


def test_a_footnote_whose_last_word_is_shortened_ends_with_one_full_stop() -> None:
    text = compose(replace(LETTER, cites=({"pl": "uchwała nr 49 z 2018 r."},))).text
    assert text.endswith("z 2018 r.")
    assert not text.endswith("..")


def test_choices_are_offered_together_and_the_reader_is_asked_which() -> None:
    acts = (Act("delivery", choose="main"), replace(REFUND, choose="main"))
    text = plain(compose(replace(LETTER, acts=acts), lang="en").text)
    assert "You may choose:\n• We will deliver your order\n• We will refund 263.99 zł by 12 March\n" in text
    assert "which option suits you" in text


def test_while_checking_we_say_whom_we_ask_by_when_and_that_nothing_has_to_be_proved() -> None:
    ask = Ask("delivered", "carrier", date(2026, 3, 5), {"ru": "Кто расписался за посылку?"})
    notice = replace(LETTER, outcome="checking", acts=(), asks=(ask,), answer_on=date(2026, 3, 9))
    text = plain(compose(notice, lang="ru").text)
    assert "Мы спрашиваем у перевозчика: «Кто расписался за посылку?» Ответа ждём не позже 5 марта." in text
    assert "Мы ответим Вам не позже 9 марта." in text
    assert "доказывать Вам ничего не нужно" in text
    assert "Вы правы" not in text


def test_of_our_own_people_the_letter_says_what_we_do_and_quotes_no_request() -> None:
    asks = tuple(
        Ask("x", of, date(2026, 3, 5), {"en": "Please listen to the recordings."}, evidence)
        for of in ("lead", "shop", "staff_member")
        for evidence in ("call recording", "")
    )
    for lang in LANGS:
        text = plain(compose(replace(LETTER, outcome="checking", acts=(), asks=asks), lang=lang).text)
        assert "Please listen" not in text
        assert not re.search(r"\b5 (March|марта|березня|marca)", text)
    assert (
        "We are listening to the recordings" in compose(replace(LETTER, outcome="checking", asks=asks), lang="en").text
    )


def test_the_day_of_our_answer_is_said_once() -> None:
    ask = Ask("delivered", "carrier", date(2026, 3, 5), {}, "proof of delivery")
    notice = replace(LETTER, outcome="checking", acts=(), asks=(ask,), answer_on=date(2026, 3, 5))
    assert plain(compose(notice, lang="en").text).count("5 March") == 1


def test_a_wish_that_is_declined_gets_one_sentence_and_the_shops_own_questions_none() -> None:
    notice = replace(LETTER, refused=("dismissal_of_employee", "dismissal_of_employee", "deduct_for_conduct"))
    assert compose(notice, lang="pl").text.count("nie możemy spełnić") == 1


def test_days_of_several_years_name_their_year() -> None:
    notice = replace(LETTER, outcome="checking", answer_on=date(2027, 1, 9))
    assert "by 12 March 2026" in plain(compose(notice, lang="en").text)


def test_values_of_the_book_are_written_in_the_readers_language() -> None:
    notice = replace(
        LETTER, because={"en": "It came to {total} on {on}."}, values={"total": "996.30 RUB", "on": "2026-03-02"}
    )
    assert "It came to 996,30 ₽ on 2 марта." in plain(compose(notice, lang="ru").text)


def test_a_value_that_the_notice_does_not_have_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"\{total\}"):
        compose(replace(LETTER, because={"en": "It came to {total}."}))


def test_a_remedy_without_words_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"act\.moon_trip"):
        compose(replace(LETTER, acts=(Act("moon_trip"),)))


def test_polish_uses_pani_and_pan_only_where_they_are_known() -> None:
    greeting = {name: compose(replace(LETTER, name=name)).text.splitlines()[0]
                for name in ("", "Anna Nowak", "Pani Anna Nowak", "Pan Piotr Nowak")}  # fmt: skip
    assert greeting == {"": "Dzień dobry,", "Anna Nowak": "Dzień dobry,", "Pani Anna Nowak": "Szanowna Pani Anno,",
                        "Pan Piotr Nowak": "Szanowny Panie Piotrze,"}  # fmt: skip


def test_a_call_script_has_short_lines_under_their_headings() -> None:
    notice = replace(LETTER, audience="call", outcome="not_confirmed", reason="staff_conduct", acts=(), call_by="15:40",
                     refused=("dismissal_of_employee",))  # fmt: skip
    text = compose(notice, lang="en").text
    for line in ("Call back by 15:40.", "Opening", "What we heard", "What we found", "What we will not do", "Closing"):
        assert f"\n{line}\n" in f"\n{text}\n"
    assert "— We are not able to meet your request to dismiss our colleague." in text
