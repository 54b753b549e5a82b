"""A public text tells a house number only as what that number is; a book is not refused for anything else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ombud.book.checks.betrayed import Numbers, betrayed

HOUSE: Numbers = {
    "money": {Decimal(n): n for n in ("10.00", "12.50", "0.50", "500.00", "3000.00", "5000.00", "15000.00")},
    "rate": {Decimal("0.15"): "0.15", Decimal("0.075"): "0.075"},
    "days": {Decimal(n): n for n in ("12", "21", "45", "90")},
    "times": {Decimal(12): "12"},
}
TOLD = {
    "500.00": "up to 500 roubles|до пятисот рублей|до 500 руб.|$500|RUB500|500рублей|≤500 ₽|500+ ₽|500-700 ₽|from 500."
    "|от 500 до 700 рублей|до 500 без согласования|полтысячи рублей|до полтысячи|до 500.",
    "3000.00": "до трёх тысяч|до 3 тыс.|up to 3k|3 т.р.|3т.р.|3 т. руб.|до 3к|не дороже 3 тысяч|do 3 tys."
    "|do trzech tysięcy|не більше трьох тисяч|at most 3,000|limit 3 000|up to three thousand",
    "12.50": "двенадцать с половиной рублей|дванадцять з половиною гривень|dwanaście i pół złotego|12,50"
    "|12.50 ₽|1250 копеек|twelve and a half pounds",
    "0.50": "полрубля|half a pound|пол-рубля|pół złotego|півгривні",
    "0.15": "15%|15 проц.|15 процентов|пятнадцать процентов|15 pct|0,15",
    "0.075": "семь с половиной процентов|7,5%|seven and a half per cent|siedem i pół procent",
    "21": "три недели|three weeks|трьох тижнів|3 tygodnie|21 день|twenty-one days",
    "45": "45 дней|полтора месяца|1,5 месяца|forty-five days|45-дневный|czterdzieści pięć dni",
    "90": "три месяца|3 months|90 днів|trzy miesiące",
    "12": "двенадцать раз|12 times|dwanaście razy|12 дней",
    "10.00": "10.00 short|10,00|десять рублей|up to 10.00|10р.",
}
CLEAN = """Открыты с 10.00 до 20.00|с 10.00 до 20.00|open 10.00-20.00|at 10.00|с 10 до 20 часов
open from 10 to 20|кружка 500 мл|Более 500 отзывов|over 500 reviews|до 500 отзывов|Артикул 500-А
3000 Вт·ч|до 3000 Вт·ч|до 10 р-нов|500 р-нов|order 5000|article 12|п. 12.50|art. 12.50|12 апреля
до 12 апреля|April 12|45 км|size 45|45-й размер|forty-five minutes|45 минут|45 лет
от 10 до 45 лет|12 часов|12 hours|12 months|12-month warranty|12 месяцев гарантии|ул. Ленина, 45
№ 500|заказ №5000|500 GSM|8-800-500-45-12|+7 500 12 45|12:45|до трёх тысяч отзывов
up to 3k reviews|3k customers|три тысячи страниц|более 5000 клиентов|5000 mAh|500 г|12.50 кг
45°C|Windows 10|v12.50|USB 3.0|iPhone 15|15 книг|45%|12 штук|a dozen eggs|kod 12-500|полчаса
half an hour|half of it|пол-литра|до 12 штук|from 10 countries|twenty-one years|90 минут
до пятисот страниц"""


@pytest.mark.parametrize(("number", "written"), [(n, one) for n, all_ in TOLD.items() for one in all_.split("|")])
def test_a_house_number_is_told_by_a_number_with_its_unit_or_in_its_place(number: str, written: str) -> None:
    for text in (written, f"Так и есть: {written}", f"It is {written}"):
        assert number in [name for _, name in betrayed(text, HOUSE)], text


@pytest.mark.parametrize("written", [one for line in CLEAN.splitlines() for one in line.split("|")])
def test_a_number_of_anything_else_tells_no_house_number(written: str) -> None:
    for text in (written, f"Так и есть: {written}.", f"{written}, as ever"):
        assert list(betrayed(text, HOUSE)) == [], text
