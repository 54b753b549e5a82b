"""Disputes in few words: a case as a mapping, ruled on by a demo shop's book or by the law alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import ombud
from ombud.model.ruling import AllegationRuling, Ruling
from ombud.public.books import Book, open_book
from ombud.public.rulings import read_case_text, rule

SHOPS = Path(ombud.__file__).parent / "shops" / "demo"
ASOF = date(2026, 6, 1)
LOST = {"denies_delivery": True, "reason": "not_received"}


@cache
def book_of(law: str, shop: str = "") -> Book:
    """The law, with a demo shop's book where one is named."""
    return open_book(law, SHOPS / shop if shop else None, known_on=ASOF)


def case(*, law: str = "PL", **given: object) -> dict[str, Any]:
    """A case without records, but for those given."""
    return {
        "version": 1,
        "id": "t",
        "currency": {"RU": "RUB", "UA": "UAH", "UK": "GBP", "PL": "PLN"}.get(law, "EUR"),
        "opened_on": "2026-05-25",
        "complainant": {"residence": law, "name": "Iwo", "lang": "en"},
        "allegations": [{"reason": "not_received", "denies_delivery": True}],
    } | given


def ruled(given: Mapping[str, Any], *, shop: str = "", asof: date = ASOF, book: Book | None = None) -> Ruling:
    """The ruling on such a case, read as JSON like any other."""
    file = read_case_text(json.dumps(given).encode(), "t.json", "json")
    return rule(file, book or book_of(file.complainant.residence, shop), asof=asof)


def only(ruling: Ruling) -> AllegationRuling:
    """The single allegation's answers."""
    (one,) = ruling.allegations
    return one


def by_hand(*answers: tuple[str, object] | tuple[str, object, str]) -> list[dict[str, object]]:
    """Answers by hand: fact, value and, where it is not the shop, the witness."""
    return [{"fact": name, "value": value, "witness": (*who, "shop")[0]} for name, value, *who in answers]


ORDER: dict[str, Any] = {
    "orders": [
        {
            "id": "o1",
            "placed_on": "2026-05-04",
            "delivery_fee": "14.99",
            "cheapest_delivery": "14.99",
            "lines": [{"id": "1", "title": "Lamp", "unit": "249.00"}],
            "promises": [{"kind": "delivery_day", "day": "2026-05-11", "by": "checkout"}],
        }
    ],
    "payments": [
        {"id": "p1", "on": "2026-05-04", "amount": "249.00"},
        {"id": "p2", "on": "2026-05-04", "amount": "14.99", "covers": "delivery"},
    ],
}
SENT: dict[str, Any] = {
    "shipments": [
        {
            "id": "s1",
            "carrier": "poczta",
            "handed_over_on": "2026-05-06",
            "hand_over_proof": True,
            "term_days": 3,
            "declared": "249.00",
        }
    ],
    "tracking": [{"shipment": "s1", "on": "2026-05-06", "status": "handed_over"}],
}
TERM: dict[str, Any] = {"terms": [{"set_on": "2026-05-20", "ends_on": "2026-05-27"}]}
REFUND: dict[str, Any] = {"demands": [{"kind": "refund", "sent_on": "2026-05-28", "received_on": "2026-05-28"}]}
