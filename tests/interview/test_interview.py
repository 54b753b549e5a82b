from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from ombud.book.interview import interview_words
from ombud.facts import establish
from ombud.kernel.lang import LANGS
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange
from ombud.model.interview import NONE, UNKNOWN, Answers, Given, Question, Told
from ombud.model.ruling import Ruling
from ombud.public.interview import MOST, ask, book_for, case_of
from ombud.public.present import to_json
from ombud.public.rulings import Book, check_currency, law_of, open_book, read_case, rule, shop_of
from ombud.public.starters import starter_names
from ombud.public.written import case_toml

TODAY = date(2026, 6, 22)
LOST: dict[str, Told] = {
    "due_on": "2026-06-01",
    "carrier_says_delivered": False,
    "prepaid": "249.00",
    "prepaid_delivery": "0.00",
    "handed_over_on": "2026-05-28",
    "refund_demand_on": "2026-06-20",
}


def opened(country: str, shop: Path | None = None) -> Book:
    return book_for(Answers(country=country), shop, known_on=TODAY)[0]


def held(country: str, reason: str, known: dict[str, Told], **more: str) -> tuple[Answers, Ruling, list[str]]:
    """The whole interview, answered by what is known."""
    book = opened(country)
    answers, asked = Answers(country=country, messages=more.get("messages", ""), reason=reason), []
    while isinstance(found := ask(answers, book, asof=TODAY), Question):
        assert not found.clash
        asked.append(found.name)
        answers = replace(answers, given=(*answers.given, Given(found.name, answered(found.name, known, book))))
    return answers, found, asked


def answered(name: str, known: dict[str, Told], book: Book) -> Told:
    """What a person says who knows this: to a day, that there was none where the event has not happened."""
    fact = book.program.declared.facts.get(name)
    never = fact is not None and bool(fact.present_if) and known.get(fact.present_if) is False
    return NONE if never else known.get(name, UNKNOWN)


def test_country_messages_and_reason_come_first_and_are_not_counted() -> None:
    book, steps = opened("PL"), []
    country = Answers(country="PL")
    for answers in (Answers(), country, replace(country, messages="")):
        found = ask(answers, book, asof=TODAY)
        assert isinstance(found, Question)
        steps.append((found.name, found.number))
    answers = replace(country, messages="", reason="late")
    assert steps == [("country", 0), ("messages", 0), ("reason", 0)]
    found = ask(answers, book, asof=TODAY)
    assert isinstance(found, Question)
    assert (found.number, found.most) == (1, MOST)
    assert set(found.ask) == {"en", "ru", "uk", "pl"}


def test_a_lost_parcel_comes_to_249_owed_and_a_reply_in_six_answers() -> None:
    _, ruling, asked = held("PL", "not_received", LOST, messages="Gdzie jest moja paczka?!")
    assert len(asked) <= MOST
    assert ruling.headline == "customer_right"
    owed = {one.remedy: one.amount for one in ruling.allegations[0].entitlement.redress}
    assert owed["refund_without_return"] == Money(249_00, "PLN")
    assert "249" in ruling.replies[0].text


@pytest.mark.parametrize(
    "country", ["RU", *(pytest.param(country, marks=pytest.mark.slow) for country in ("UA", "PL", "UK", "DE", "KZ"))]
)
def test_a_lost_parcel_makes_the_customer_right_everywhere(country: str) -> None:
    assert held(country, "not_received", LOST)[1].headline == "customer_right"


def test_a_parcel_that_came_in_time_makes_the_shop_right() -> None:
    known: dict[str, Told] = {"carrier_delivery_on": "2026-05-30", "due_on": "2026-06-01"}
    assert held("PL", "late", known)[1].headline == "shop_right"


def test_four_short_is_waived_by_the_starter_book() -> None:
    known: dict[str, Told] = {
        "delivery_charged": "90.00",
        "goods_total": "996.00",
        "discount_total": "0.00",
        "threshold_at_order": "1000.00",
        "placed_on": "2026-06-20",
    }
    ruling = held("RU", "threshold_near_miss", known)[1]
    assert ruling.headline == "rule_at_fault"
    assert [one.remedy for one in ruling.remedies.options if one.kind == "goodwill"] == ["fee_waiver"]


def test_an_insult_by_an_employee_makes_the_customer_right() -> None:
    assert held("UA", "staff_conduct", {"staff_insulted": True})[1].headline == "customer_right"


@pytest.mark.slow
def test_who_knows_nothing_is_told_whom_to_ask_by_when() -> None:
    _, ruling, asked = held("PL", "not_received", {})
    assert len(asked) <= MOST
    assert "chargeback_answer_by" not in asked, "nobody spoke of a dispute at the bank"
    assert ruling.headline == "cannot_tell_yet"
    unknown = ruling.allegations[0].unknown
    assert unknown
    assert all(one.of and one.by for one in unknown)


@pytest.mark.parametrize(
    "country", [pytest.param(country, marks=pytest.mark.slow) for country in ("PL", "RU", "UA", "UK", "DE", "KZ")]
)
def test_every_reason_comes_to_a_ruling_in_six_answers(country: str) -> None:
    book = opened(country)
    for reason in book.program.declared.facts["reason"].labels[1:]:
        _, ruling, asked = held(country, reason, {})
        assert len(asked) <= MOST
        assert len(set(asked)) == len(asked)
        assert ruling.replies


def test_nothing_is_asked_that_could_change_nothing() -> None:
    book = opened("PL")
    known = (Given("carrier_delivery_on", NONE), Given("due_on", "2026-06-30"))
    answers, late = Answers(country="PL", messages="", reason="late", given=known), []
    while isinstance(found := ask(answers, book, asof=TODAY), Question):
        assert found.settled
        assert found.changes
        late.append(found.name)
        answers = replace(answers, given=(*answers.given, Given(found.name, UNKNOWN)))
    assert found.headline == "shop_right"
    assert not {"withdrawal_on", "withdrawal_stated"} <= set(late)  # one of the two asks for both
    assert "prepaid" not in late


def test_a_question_tells_why_it_is_asked() -> None:
    answers = Answers(country="PL", messages="", reason="not_received", given=(Given("carrier_says_delivered", False),))
    found = ask(answers, opened("PL"), asof=TODAY)
    assert isinstance(found, Question)
    assert found.changes


def test_enough_gives_the_ruling_on_what_there_is() -> None:
    answers = Answers(country="PL", messages="", reason="not_received", enough=True)
    assert isinstance(ask(answers, opened("PL"), asof=TODAY), Ruling)


def test_answers_that_contradict_each_other_are_shown_and_asked_again() -> None:
    given = (Given("placed_on", "2026-06-10"), Given("delivered_on", "2026-06-01"))
    answers = Answers(country="PL", messages="", reason="late", given=given)
    found = ask(answers, opened("PL"), asof=TODAY)
    assert isinstance(found, Question)
    assert found.name == "delivered_on"
    assert set(found.clash) == set(given)
    better = replace(answers, given=(given[0], Given("delivered_on", "2026-06-12")))
    again = ask(better, opened("PL"), asof=TODAY)
    assert isinstance(again, Ruling) or not again.clash


def test_more_refunded_than_paid_is_asked_again() -> None:
    given = (Given("paid_in_all", "100.00"), Given("refunded_by_shop", "200.00"))
    found = ask(Answers(country="PL", messages="", reason="late", given=given), opened("PL"), asof=TODAY)
    assert isinstance(found, Question)
    assert {one.question for one in found.clash} == {"paid_in_all", "refunded_by_shop"}


@pytest.mark.parametrize(
    "country", ["RU", *(pytest.param(country, marks=pytest.mark.slow) for country in ("PL", "DE"))]
)
def test_the_case_file_that_is_written_comes_to_the_same_ruling(country: str, tmp_path: Path) -> None:
    answers, ruling, _ = held(country, "not_received", LOST, messages='He said: "no"\n\\ and \ttabs\n\x7f[[orders]]\n')
    book, shop = book_for(answers, None, known_on=TODAY)
    path = tmp_path / "case.toml"
    path.write_text(case_toml(case_of(answers, book, asof=TODAY, shop=shop)), encoding="utf-8")
    file = read_case(path)
    again = open_book(law_of(file), shop_of(file, path), known_on=TODAY)
    check_currency(file, again)
    replied = rule(file, again, asof=TODAY)
    plain = msgspec.json.decode(to_json(ruling))
    assert {**msgspec.json.decode(to_json(replied)), "case_digest": ""} == {**plain, "case_digest": ""}


def test_another_currency_is_ruled_by_the_law_alone() -> None:
    book, shop = book_for(Answers(country="PL", currency="EUR"), None, known_on=TODAY)
    assert (book.shop, shop) == (None, "")
    found = case_of(Answers(country="PL", currency="EUR", messages="", reason="late"), book, asof=TODAY)
    assert found.currency == "EUR"


def test_there_is_a_starter_book_for_each_country_and_a_generic_one() -> None:
    assert starter_names() == ("pl", "ru", "ua", "uk", "generic")


def test_the_words_of_the_interview_are_complete_and_name_facts_that_there_are() -> None:
    words, facts = interview_words(), opened("PL").program.declared.facts
    together = [one for group in words.together.values() for one in group.one]
    assert {*words.facts, *words.labels, *together} <= set(facts)
    for name, labels in words.labels.items():
        assert set(labels) == set(facts[name].labels)
    found = [*words.ask.values(), *words.countries.values(), *words.facts.values()]
    found += [says for labels in words.labels.values() for says in labels.values()]
    found += [says for group in words.together.values() for says in (group.ask, group.means, *group.one.values())]
    assert all(set(says) == set(LANGS) and all(says.values()) for says in found)


def test_a_price_that_cannot_move_a_sum_leaves_it_exact_and_one_that_can_gives_both_ends() -> None:
    def refund(paid_for_delivery: str) -> object:
        known = {**LOST, "prepaid_delivery": paid_for_delivery, "refund_demand_on": UNKNOWN}
        given = tuple(Given(name, told) for name, told in known.items() if told != UNKNOWN)[:5]
        answers = Answers(country="PL", messages="", reason="not_received", given=given, enough=True)
        found = ask(answers, opened("PL"), asof=TODAY)
        assert isinstance(found, Ruling)
        return {one.remedy: one.amount for one in found.allegations[0].entitlement.redress}["refund_without_return"]

    assert refund("0.00") == Money(249_00, "PLN")
    assert refund("14.99") == MoneyRange(234_01, 249_00, "PLN")


def test_one_look_at_the_tracking_settles_that_nothing_came() -> None:
    book = opened("PL")
    given = (Given("carrier_says_delivered", False),)
    file = case_of(Answers(country="PL", messages="", reason="not_received", given=given), book, asof=TODAY)
    assert establish(file, book, file.allegations[0], asof=TODAY).row["delivered"] is False


def test_what_decides_only_together_is_asked_before_any_clock() -> None:
    _, _, asked = held("PL", "empty_parcel", {"weight_full": 3200, "weight_at_hand_over": 3190})
    assert set(asked[:3]) == {"weight_full", "weight_at_hand_over", "weight_at_pick_up"}


def test_a_day_that_the_carrier_tells_counts_until_a_proof_is_known() -> None:
    book = opened("PL")
    for given, day in (
        ((Given("carrier_delivery_on", "2026-05-30"),), date(2026, 5, 30)),
        ((Given("carrier_delivery_on", "2026-05-30"), Given("proven_delivery_on", "2026-06-02")), date(2026, 6, 2)),
    ):
        file = case_of(Answers(country="PL", messages="", reason="late", given=given), book, asof=TODAY)
        assert establish(file, book, file.allegations[0], asof=TODAY).row["delivered_on"] == day
