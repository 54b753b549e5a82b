"""`ombud new`: a shop's book from eight questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from ombud.cli import INTERRUPTED
from ombud.cli.clock import today
from ombud.cli.ending import RULED
from ombud.cli.language import of_terminal
from ombud.cli.typist import Typist
from ombud.cli.view.page import LOUD, QUIET, WARN, Page
from ombud.cli.words import Tongue, clean
from ombud.kernel.errors import InputError
from ombud.kernel.lang import Lang
from ombud.kernel.money import CURRENCIES, Money
from ombud.kernel.written import money_text, sign_text
from ombud.public.founding import (
    STANCES,
    Founding,
    days_by_law,
    default_limit,
    found,
    own_currency,
    refuse_taken,
)
from ombud.public.interview import countries
from ombud.public.spoken import TWO_WAYS, amount

PROMPT = "  › "
HOME = {"en": "UK", "ru": "RU", "uk": "UA", "pl": "PL"}
LONGEST_TERM = 365
LONGEST_NAME = 120
THRESHOLD_BELOW_FEE = "new.threshold"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One of the eight: its words, what Enter takes, and how an answer is taken (None: not understood)."""

    key: str
    default: Callable[[Tongue, Founding], str]
    take: Callable[[str, Founding], Founding | None]


def found_shop(folder: Path, lang: Lang | None) -> int:
    """Ask, then write the whole book or nothing."""
    refuse_taken(folder)
    tongue = Tongue(lang or of_terminal())
    page, typist = Page(tongue), Typist()
    page.line(tongue.say("new_hello"))
    founding = Founding(country=HOME[tongue.lang], lang=tongue.lang)
    try:
        for number, asked in enumerate(QUESTIONS, 1):
            founding = _put(page, typist, number, asked, founding)
    except (EOFError, KeyboardInterrupt):
        page.line()
        page.line(tongue.say("ask_left"), QUIET)
        return INTERRUPTED
    found(founding, folder)
    page.line()
    page.line(tongue.say("new_done", folder=folder), LOUD)
    page.line(tongue.say("new_next", folder=folder))
    return RULED


def _put(page: Page, typist: Typist, number: int, asked: _Asked, so_far: Founding) -> Founding:
    tongue = page.tongue
    default = asked.default(tongue, so_far)
    page.line()
    words = tongue.say(
        asked.key, limit=_limit(tongue, so_far), sign=sign_text(_money(so_far), tongue.lang), days=_by_law(so_far)
    )
    page.line(f"{number}/{len(QUESTIONS)}  {words}", LOUD)
    while True:
        page.out.write(f"  [{default}]{PROMPT[1:]}")
        page.out.flush()
        text = clean(typist.line()).strip()
        if not typist.at_terminal:
            page.out.write(f"{text}\n")
        try:
            taken = asked.take(text, so_far) if text else so_far
        except InputError as error:
            page.line(_why(error, text, tongue, so_far), WARN)
            continue
        if taken is not None:
            for line in _understood(page.tongue, so_far, taken):
                page.line(f"→ {line}", QUIET, indent=4)
            return taken
        page.line(tongue.say("ask_not_understood"), WARN)


def _why(error: InputError, text: str, tongue: Tongue, so_far: Founding) -> str:
    """Why an answer is asked for again."""
    if error.code == NO_MORE:
        return tongue.say("new_returns_more", days=_by_law(so_far))
    if error.code == THRESHOLD_BELOW_FEE:
        return tongue.say("new_threshold_below_fee")
    if error.code != TWO_WAYS:
        raise error
    return tongue.name("row", "amount_two_ways").format(text=text[:LONGEST_NAME])


def _by_law(so_far: Founding) -> str:
    days = days_by_law(so_far.country, today())
    return "–" if days is None else str(days)


def _understood(tongue: Tongue, before: Founding, after: Founding) -> Iterator[str]:
    """The sums that were typed, as the book will have them: a slip of the finger is seen at once."""
    says = {
        "threshold": "new_threshold_taken",
        "fee": "new_fee_taken",
        "limit": "new_limit_taken",
    }
    for name, key in says.items():
        text = getattr(after, name)
        if text and text != getattr(before, name):
            yield tongue.say(key, sum=money_text(Money.of(text, _money(after)), tongue.lang))


def _name(text: str, so_far: Founding) -> Founding | None:
    return replace(so_far, name=text) if len(text) <= LONGEST_NAME else None


def _serves(text: str, so_far: Founding) -> Founding | None:
    return replace(so_far, serves=text) if len(text) <= LONGEST_NAME else None


def _signature(text: str, so_far: Founding) -> Founding | None:
    return replace(so_far, signature=text) if len(text) <= LONGEST_NAME else None


def _country(text: str, so_far: Founding) -> Founding | None:
    country, _, currency = text.upper().replace("/", " ").partition(" ")
    currency = currency.strip()
    if country not in countries() or (currency and currency not in CURRENCIES):
        return None
    return replace(so_far, country=country, currency=currency)


def _money(so_far: Founding) -> str:
    return so_far.currency or own_currency(so_far.country)


def _limit(tongue: Tongue, so_far: Founding) -> str:
    """What the starter book lets an agent give, as the language writes money."""
    return money_text(Money.of(default_limit(so_far.country), _money(so_far)), tongue.lang)


def _delivery(text: str, so_far: Founding) -> Founding | None:
    """ "199 / 14,99"."""
    parts = [amount(part, _money(so_far)) for part in re.split(r"[/;]", text)]
    if len(parts) != len(("threshold", "fee")) or None in parts:
        return None
    threshold, fee = parts
    if Decimal(threshold or 0) < Decimal(fee or 0):
        raise InputError(f"delivery is free from {threshold}, and costs {fee}", code=THRESHOLD_BELOW_FEE)
    return replace(so_far, threshold=threshold or "", fee=fee or "")


def _days(text: str) -> int | None:
    found_ = re.fullmatch(r"([0-9]{1,3})\D*", text)
    return int(found_[1]) if found_ and int(found_[1]) <= LONGEST_TERM else None


def _term(text: str, so_far: Founding) -> Founding | None:
    days = _days(text)
    return None if days is None else replace(so_far, delivery_days=days)


def _returns(text: str, so_far: Founding) -> Founding | None:
    days, by_law = _days(text), days_by_law(so_far.country, today())
    if days is not None and by_law is not None and days <= by_law:
        raise InputError("the law gives as much", code=NO_MORE)
    return None if days is None else replace(so_far, return_days=days)


def _stance(text: str, so_far: Founding) -> Founding | None:
    """ "2 / 50": the stance, and the sum."""
    chosen, _, sum_ = text.partition("/")
    limit = amount(sum_, _money(so_far)) if sum_.strip() else ""
    if not re.fullmatch(r"[1-3]", chosen.strip()) or limit is None:
        return None
    return replace(so_far, stance=STANCES[int(chosen) - 1], limit=limit)


def _said(key: str) -> Callable[[Tongue, Founding], str]:
    return lambda tongue, _: tongue.say(key)


NO_MORE = "new.returns"
"""The code of a term that is no more than the law's."""
QUESTIONS = (
    _Asked("new_name", _said("new_name_default"), _name),
    _Asked("new_country", lambda _, so_far: f"{so_far.country} {own_currency(so_far.country)}".lower(), _country),
    _Asked("new_serves", _said("new_serves_default"), _serves),
    _Asked("new_delivery", _said("new_delivery_default"), _delivery),
    _Asked("new_term", _said("new_term_default"), _term),
    _Asked("new_returns", _said("new_returns_default"), _returns),
    _Asked("new_stance", lambda tongue, so_far: f"2 / {_limit(tongue, so_far)}", _stance),
    _Asked("new_signature", _said("new_signature_default"), _signature),
)
