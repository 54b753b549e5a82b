"""Money and days as people write them in the four languages.

Own tables instead of Babel, whose import alone costs 35 ms of a cold command; a test holds them to Babel's CLDR data.
Where shops write otherwise than CLDR, shops win: whole sums without ",00", "zł" and "₽" in every language, «грн».
"""

from __future__ import annotations

from datetime import date

from ombud.kernel.lang import Lang
from ombud.kernel.money import Money

HUNDRED = 100
NO_BREAK = "\N{NO-BREAK SPACE}"

MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": tuple("January February March April May June July August September October November December".split()),
    "ru": tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    "uk": tuple("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()),
    "pl": tuple(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
    ),
}

SIGNS: dict[Lang, dict[str, str]] = {
    "en": {"RUB": "₽", "PLN": "zł", "GBP": "£", "EUR": "€", "USD": "$"},
    "ru": {"RUB": "₽", "PLN": "zł", "GBP": "£", "EUR": "€", "USD": "$", "UAH": "грн"},
    "uk": {"RUB": "₽", "PLN": "zł", "GBP": "£", "EUR": "€", "USD": "$", "UAH": "грн"},
    "pl": {"RUB": "₽", "PLN": "zł", "GBP": "£", "EUR": "€", "USD": "USD"},
}
"""The sign of a currency in a language; a currency that is not listed is written by its code."""

IN_FRONT = frozenset("£€$")
"""Signs that English puts before the number."""


def number_text(minor: int, lang: Lang) -> str:
    """An amount in minor units as a number: grouped by thousands, with pence only where there are any."""
    whole, rest = divmod(abs(minor), HUNDRED)
    text = f"{whole:,}" if lang == "en" else f"{whole:,}".replace(",", NO_BREAK)
    if rest:
        text += f".{rest:02}" if lang == "en" else f",{rest:02}"
    return f"-{text}" if minor < 0 else text


def money_text(money: Money, lang: Lang) -> str:
    """A sum of money: "£12.50", «1 107 ₽», «263,99 zł»; the spaces inside do not break."""
    number, sign = number_text(money.minor, lang), sign_text(money.currency, lang)
    if lang == "en" and sign in IN_FRONT:
        return f"-{sign}{number[1:]}" if money.minor < 0 else sign + number
    return f"{number}{NO_BREAK}{sign}"


def sign_text(currency: str, lang: Lang) -> str:
    """A currency by itself: its sign in the language, else its code."""
    return SIGNS[lang].get(currency, currency)


def day_text(day: date, lang: Lang, *, year: bool = False) -> str:
    """A day: "12 March", «12 марта»; with the year where `year` says so ("12 March 2026")."""
    text = f"{day.day}{NO_BREAK}{MONTHS[lang][day.month - 1]}"
    return f"{text} {day.year}" if year else text
