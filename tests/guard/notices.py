"""Notices of every kind, for properties."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import strategies as st

from ombud.kernel.lang import LANGS, Words
from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange
from ombud.model.reply import Act, Ask, Notice, Shield
from ombud.model.vocabulary import codes
from ombud.reply.catalogue import open_catalogue

NEEDS = [key.removeprefix("need.") for key in open_catalogue("en").sentences if key.startswith("need.")]
BODIES = ({"en": "the court", "pl": "sąd", "ru": "суд", "uk": "суд"}, {"en": "Rzecznik Praw"})


BECAUSE: tuple[Words, ...] = (
    {},
    {
        "en": "The parcel was handed over on {on}, later than we promised.",
        "ru": "Посылку передали {on}, позже обещанного.",
        "uk": "Посилку передали {on}, пізніше обіцяного.",
        "pl": "Przesyłkę przekazano {on}, później niż obiecaliśmy.",
    },
    {
        "en": "With your discount the order came to {total}.",
        "ru": "С учётом скидки заказ составил {total}.",
        "uk": "З урахуванням знижки замовлення становило {total}.",
        "pl": "Po rabacie zamówienie wyniosło {total}.",
    },
)
QUESTION = {
    "en": "who signed for the parcel?",
    "ru": "кто расписался за посылку?",
    "uk": "хто розписався за посилку?",
    "pl": "kto podpisał odbiór przesyłki?",
}
SHIELD = Shield(
    identifiers=(
        "Анна Петрова", "Олена Коваль", "Anna Nowak", "+48 601 234 567", "anna@example.org", "F-1107", "K-118",
        "ul. Długa 5/3, Gdańsk",
    ),
    letters=("You promised me faithfully that it would come before her birthday and it did not.",),
)  # fmt: skip

dates = st.dates(date(2025, 12, 1), date(2027, 2, 28))
moneys = st.builds(
    Money, st.integers(1, 5_000_000), st.sampled_from(["RUB", "UAH", "PLN", "GBP", "EUR", "USD", "CZK", "KZT"])
)


@st.composite
def ranges(draw: st.DrawFn) -> MoneyRange:
    low = draw(st.just(0) | st.integers(1, 1_000_000))
    high = draw(st.none() | st.integers(max(low, 1), 2_000_000))
    return MoneyRange(low, high, draw(st.sampled_from(["RUB", "PLN"])))


acts = st.builds(
    Act,
    remedy=st.sampled_from(codes("remedy")),
    amount=st.none() | moneys | ranges(),
    due=st.none() | dates,
    promptly=st.booleans(),
    goodwill=st.booleans(),
    choose=st.sampled_from(["", "", "main", "other"]),
    on_demand=st.booleans(),
)
asks = st.builds(
    Ask,
    fact=st.just("delivered"),
    of=st.sampled_from([*codes("fault_party"), "lead", "expert"]),
    by=st.none() | dates,
    words=st.sampled_from([{}, QUESTION]),
    evidence=st.sampled_from(["", "call recording", "proof of delivery", "a new paper"]),
)
notices = st.builds(
    Notice,
    audience=st.sampled_from(["private", "public", "call"]),
    lang=st.sampled_from(LANGS),
    register=st.sampled_from(["formal", "warm"]),
    outcome=st.sampled_from(["right", "not_confirmed", "in_part", "checking", "question"]),
    reason=st.sampled_from([*codes("issue_reason"), *codes("question"), "", "a_new_reason"]),
    shop=st.sampled_from([{"en": "Folio"}, {"en": "Kram", "ru": "Крам"}, {}]),
    signed=st.sampled_from([{"en": "Vera, Folio support", "ru": "Вера, поддержка Folio"}, {}]),
    name=st.sampled_from(["", "Анна", "Олена Коваль", "Anna Nowak", "Pan Marek Nowak", "Mr Smith"]),
    order=st.sampled_from(["", "F-1107", "K-118", "2026-000512"]),
    answer_on=st.none() | dates,
    acts=st.lists(acts, max_size=4).map(tuple),
    asks=st.lists(asks, max_size=3).map(tuple),
    needs=st.lists(st.sampled_from(NEEDS), max_size=2).map(tuple),
    because=st.sampled_from(BECAUSE),
    clause=st.sampled_from(
        [{}, {"en": "Orders above {total} are delivered free of charge."}, {"ru": "Доставка от {total} бесплатная."}]
    ),
    cites=st.sampled_from([(), ({"en": "RU ZoZPP 23.1"},), ({"en": "PL UPK 43m"}, {"en": "PL KC 543"})]),
    refused=st.lists(st.sampled_from([*codes("desired_outcome"), "deduct_for_conduct"]), max_size=2).map(tuple),
    bodies=st.lists(st.sampled_from(BODIES), max_size=2).map(tuple),
    call_by=st.sampled_from(["", "15:40"]),
    final=st.booleans(),
    values=st.fixed_dictionaries({"on": dates.map(str), "total": moneys.map(str)}),
    answer=st.sampled_from(["", *codes("question_answer")]),
    condition=st.sampled_from(BECAUSE),
    alternatives=st.lists(st.sampled_from(["warning", "note_on_file", "carrier_claim"]), max_size=2).map(tuple),
)


def as_json(text: object) -> str:
    """A readable form of what was found, for a failing test."""
    return json.dumps(text, ensure_ascii=False, default=str, indent=1)
