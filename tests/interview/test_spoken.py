from __future__ import annotations

from datetime import date

import pytest

from ombud.intake.sums import sum_of
from ombud.intake.wrong import Wrong
from ombud.kernel.errors import InputError
from ombud.model.interview import NONE, UNKNOWN, Label, Question, QuestionKind, Told
from ombud.public.spoken import amount, chosen, heard, wished

TODAY = date(2026, 6, 22)


def question(kind: QuestionKind, *, none: bool = False, labels: tuple[Label, ...] = ()) -> Question:
    return Question("q", kind, {}, {}, none=none, labels=labels, ahead=True)


def hear(text: str, kind: QuestionKind, *, none: bool = False) -> Told | None:
    return heard(text, question(kind, none=none), asof=TODAY, currency="PLN")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-12", "2026-03-12"),
        ("12.03.2026", "2026-03-12"),
        ("12/3/26", "2026-03-12"),
        (" 12.03 ", "2026-03-12"),
        ("today", "2026-06-22"),
        ("yesterday", "2026-06-21"),
        ("вчера", "2026-06-21"),
        ("Wczoraj", "2026-06-21"),
        ("учора", "2026-06-21"),
        ("позавчера", "2026-06-20"),
        ("-3", "2026-06-19"),
        ("−3", "2026-06-19"),
        ("+2", "2026-06-24"),
        ("3 дня назад", "2026-06-19"),
        ("3 dni temu", "2026-06-19"),
        ("3 дні тому", "2026-06-19"),
        ("31.02.2026", None),
        ("00.13.2026", None),
        ("soon", None),
        ("99999", None),
        ("-9999999", None),
        ("١٢.٠٣.٢٠٢٦", None),
    ],
)
def test_a_day_is_understood_as_people_write_it(text: str, day: str | None) -> None:
    assert hear(text, "day") == day


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("249", "249.00"),
        ("249 zł", "249.00"),
        ("zł 249,5", "249.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50 PLN", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("4,800.00", "4800.00"),
        ("249 złotych", "249.00"),
        ("249,5 zł.", "249.50"),
        ("1'000.10", "1000.10"),
        ("0", "0.00"),
        ("500,-", "500.00"),
        ("1 200,- zł", "1200.00"),
        ("500-00", "500.00"),
        ("5 tys. zł", "5000.00"),
        ("5,5 тыс.", "5500.00"),
        ("90-95", None),
        ("1 234 50", None),
        ("1 000 50", None),
        ("12 34", None),
        ("1 23,45", None),
        ("1 2 3", None),
        ("-5", None),
        ("12.5.3", None),
        ("1,2345", None),
        ("abc", None),
        ("9" * 40, None),
    ],
)
def test_a_sum_is_understood_as_people_write_it(text: str, sum_: str | None) -> None:
    assert hear(text, "sum") == sum_


def test_a_sum_in_another_money_is_no_sum_of_this_case() -> None:
    with pytest.raises(InputError):
        hear("249 EUR", "sum")
    assert amount("4 800 ₽", "RUB") == "4800.00"
    assert amount("4 800 ₽", "PLN") is None


@pytest.mark.parametrize(
    ("yes", "no"), [("yes", "no"), ("y", "n"), ("да", "нет"), ("так", "ні"), ("tak", "nie"), ("TAK", "NIE")]
)
def test_yes_and_no_are_understood_in_four_languages(yes: str, no: str) -> None:
    assert hear(yes, "yes_no") is True
    assert hear(no, "yes_no") is False
    assert hear(no, "day", none=True) == NONE
    assert hear(yes, "day", none=True) is True
    assert hear(no, "day") is None


@pytest.mark.parametrize("text", ["", "  ", "?", "не знаю", "nie wiem", "I don't know", "невідомо"])
def test_not_knowing_is_an_answer(text: str) -> None:
    assert hear(text, "sum") == UNKNOWN


def test_a_label_is_meant_by_its_number_code_or_first_letters() -> None:
    labels = (
        Label("late", {"pl": "opóźnienie"}),
        Label("damaged", {"pl": "uszkodzone"}),
        Label("lost", {"pl": "opad"}),
    )
    assert [chosen(text, labels) for text in ("1", "DAMAGED", "uszk", "op", "4", "0", "")] == [
        "late", "damaged", "damaged", None, None, None, None,
    ]  # fmt: skip


def test_the_interview_itself_is_spoken_to_in_four_languages() -> None:
    assert {wished(text) for text in ("back", "назад", "wstecz")} == {"back"}
    assert {wished(text) for text in ("why", "почему", "чому", "dlaczego")} == {"why"}
    assert {wished(text) for text in (".", "хватит", "досить", "dość")} == {"enough"}
    assert wished("249") is None


@pytest.mark.parametrize("text", ["0,500", "1,234", "4.800", "zł 4,800", "12,345 PLN"])
def test_a_sum_that_may_be_thousands_or_decimals_is_asked_again(text: str) -> None:
    with pytest.raises(InputError) as caught:
        hear(text, "sum")
    assert caught.value.code == "money.two_ways"
    with pytest.raises(InputError) as caught:
        amount(text, "PLN")
    assert caught.value.code == "money.two_ways"


@pytest.mark.parametrize(
    "text", ["249", "1 234,50", "1,234.50", "1.234,5 zł", "1'000.10", "0", "12.5.3", "abc", "1,2345"]
)
def test_a_sum_is_read_in_the_interview_as_in_a_table(text: str) -> None:
    try:
        found = sum_of(text, "PLN")
    except Wrong:
        found = None
    assert hear(text, "sum") == (None if found is None else f"{found:.2f}")
