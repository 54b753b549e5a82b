"""Which question comes first, and which never comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ombud.kernel.money import Money
from ombud.model.interview import UNKNOWN, Answers, Given, Told
from ombud.model.ruling import Ruling
from ombud.public.interview import ask, book_for

ASOF = date(2026, 7, 10)
SEEN: dict[str, Told] = {
    "flaw_shown": True,
    "flaw_cause": "manufacture",
    "carrier_delivery_on": "2026-06-20",
    "complaint_on": "2026-07-01",
}


def _held(country: str, reason: str, **known: Told) -> tuple[list[str], Ruling]:
    answers = Answers(country=country, messages="", reason=reason)
    book, _ = book_for(answers, None, known_on=ASOF)
    asked: list[str] = []
    while not isinstance(found := ask(answers, book, asof=ASOF), Ruling):
        asked.append(found.name)
        given = Given(found.name, known.get(found.name, UNKNOWN))
        answers = replace(answers, given=(*answers.given, given))
    return asked, found


@pytest.mark.parametrize("country", ["UK", "PL", "EU"])
def test_the_price_is_asked_for_before_what_was_paid_for_the_delivery(country: str) -> None:
    asked, _ = _held(country, "defective", **SEEN, item_price="90.00")
    assert "item_price" in asked
    later = [name for name in ("delivery_charged", "cheapest_delivery") if name in asked]
    assert all(asked.index("item_price") < asked.index(name) for name in later)


@pytest.mark.parametrize("country", ["UK", "PL", "RU", "UA"])
def test_a_fee_that_is_known_is_told_exactly(country: str) -> None:
    _, ruling = _held(country, "undisclosed_fee", fee_hidden="19.00")
    amounts = [line.amount for line in ruling.allegations[0].entitlement.redress if line.remedy == "fee_waiver"]
    assert amounts == [Money(1900, ruling.currency)]


@pytest.mark.parametrize(("country", "reason"), [("UK", "defective"), ("RU", "staff_conduct"), ("PL", "late")])
def test_nobody_is_asked_about_a_transfer_or_a_publication_that_the_complaint_is_not_about(
    country: str, reason: str
) -> None:
    asked, _ = _held(country, reason)
    assert not {"transfer_sent_on", "transfer_in_flight", "private_published", "breach_known_on"} & set(asked)
