from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings

from ombud.guard import check
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import Money
from ombud.kernel.written import day_text, money_text
from ombud.model.reply import Act, Notice
from ombud.model.vocabulary import codes
from ombud.reply import compose
from tests import drawn
from tests.guard.notices import SHIELD, notices

DRAFTS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "Hello, we will refund {sum} by {day}. Thank you for your patience.",
        "You are right: the parcel is lost. {sum} will be back on your card by {day}.",
        "We are sorry for the wait. You will receive a refund of {sum} by {day}.",
        "We could not find the parcel, so we are refunding {sum}. You do not need to do anything.",
        "The money, {sum}, goes back the way it came, by {day} at the latest.",
        "I am sorry about this. We'll pay {sum} back by {day} and settle with the post ourselves.",
        "Nothing is needed from you. The whole {sum} is on its way.",
        "We looked into it today and were wrong. The {sum} you paid comes back by {day}.",
    ),
    "ru": (
        "Здравствуйте! Мы вернём Вам {sum} до {day}. Спасибо за терпение.",
        "Вы правы: посылка потерялась. {sum} придут на карту до {day}.",
        "Простите за ожидание. Вы получите возврат {sum} до {day}.",
        "Посылку мы не нашли, поэтому возвращаем {sum}. Делать ничего не нужно.",
        "Деньги, {sum}, вернутся тем же путём не позже {day}.",
        "Нам очень жаль. Выплатим {sum} до {day}, а с почтой разберёмся сами.",
        "От Вас ничего не нужно. Возвращаем всё: {sum}.",
        "Мы проверили и были неправы. Уплаченные {sum} вернём до {day}.",
    ),
    "uk": (
        "Добрий день! Ми повернемо Вам {sum} до {day}. Дякуємо за терпіння.",
        "Ви маєте рацію: посилка загубилася. {sum} надійдуть на картку до {day}.",
        "Перепрошуємо за очікування. Ви отримаєте повернення {sum} до {day}.",
        "Посилки ми не знайшли, тому повертаємо {sum}. Робити нічого не потрібно.",
        "Гроші, {sum}, повернуться тим самим шляхом не пізніше {day}.",
        "Нам дуже прикро. Виплатимо {sum} до {day}, а з поштою розберемося самі.",
        "Від Вас нічого не потрібно. Повертаємо все: {sum}.",
        "Ми перевірили й помилилися. Сплачені {sum} повернемо до {day}.",
    ),
    "pl": (
        "Dzień dobry, zwrócimy {sum} do {day}. Dziękujemy za cierpliwość.",
        "Ma Pani rację: przesyłka zaginęła. {sum} trafi na kartę do {day}.",
        "Przepraszamy za czekanie. Otrzyma Pan zwrot {sum} do {day}.",
        "Nie znaleźliśmy przesyłki, dlatego zwracamy {sum}. Nie trzeba nic robić.",
        "Pieniądze, {sum}, wrócą tą samą drogą najpóźniej {day}.",
        "Bardzo nam przykro. Wypłacimy {sum} do {day}, a z pocztą rozliczymy się sami.",
        "Nic nie trzeba robić. Oddajemy całość: {sum}.",
        "Sprawdziliśmy i nie mieliśmy racji. Zapłacone {sum} oddamy do {day}.",
    ),
}
SUMS = (Money(26399, "PLN"), Money(9000, "RUB"), Money(110700, "RUB"), Money(1250, "GBP"), Money(480000, "UAH"))


@given(notices)
@settings(max_examples=drawn.examples(120), deadline=None)
def test_no_reply_that_we_compose_is_stopped(notice: Notice) -> None:
    for lang in LANGS:
        text = compose(notice, lang=lang).text
        assert [(each.code, each.found) for each in check(text, notice, SHIELD, lang=lang)] == [], text


@pytest.mark.slow
@pytest.mark.parametrize("choose", ["", "main"])
def test_no_two_acts_beside_each_other_read_like_a_third_that_nobody_approved(choose: str) -> None:
    for one, two in permutations(codes("remedy"), 2):
        acts = (Act(one, choose=choose), Act(two, choose=choose))
        notice = Notice("private", "en", "formal", "right", "late", {"en": "Folio"}, {"en": "Vera"}, acts=acts)
        for lang in LANGS:
            text = compose(notice, lang=lang).text
            assert [(each.code, each.found) for each in check(text, notice, SHIELD, lang=lang)] == [], text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("money", SUMS, ids=str)
def test_a_clean_draft_that_names_the_approved_sum_and_day_passes(lang: Lang, money: Money) -> None:
    due = date(2026, 3, 12)
    notice = Notice(
        "private", lang, "formal", "right", "not_received", {}, {}, acts=(Act("refund_without_return", money, due),)
    )
    plain = f"{money.decimal:.2f} {money.currency}"
    for draft in DRAFTS[lang]:
        for written in (money_text(money, lang), plain, plain.replace(".", ",")):
            for day in (day_text(due, lang), day_text(due, lang, year=True), "12.03.2026", "12.03"):
                text = draft.format(sum=written, day=day)
                assert [(each.code, each.found) for each in check(text, notice, SHIELD, lang=lang)] == [], text


def test_a_year_in_the_name_of_a_cited_article_is_no_sum_and_elsewhere_it_is() -> None:
    """«2015 р.» is the year in Ukrainian and two thousand roubles in Russian."""
    cited = "ст. 19-24 Закону про права споживачів 2015 р."
    notice = Notice("private", "uk", "formal", "right", "late", {}, {}, acts=(Act("refund_with_return", SUMS[0]),))
    citing = replace(notice, cites=({"uk": cited},))
    reply = f"Добрий день! Ми все перевірили.\n\n* Для довідки: {cited}"
    assert check(reply, citing, SHIELD, lang="uk") == []
    assert check(reply, notice, SHIELD, lang="uk")
    assert check(f"{reply} Ми повернемо 2015 р.", citing, SHIELD, lang="uk")
