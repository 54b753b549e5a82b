"""Measures of the house: held against the law, dated, told in four languages, and without effect on what is owed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ombud.kernel.lang import LANGS
from ombud.model.conduct import Measure
from ombud.model.reply import Letter, Notice
from ombud.model.ruling import Ruling
from ombud.public.books import open_book
from ombud.public.present import to_json
from ombud.public.replies import answer, check
from tests.decide.disputes import ASOF, SHOPS, by_hand, case, ruled

RULE = """
[table.measure_tried]
answers = "measure"
hit = "first"

[[table.measure_tried.rule]]
id = "tried"
when = "TRUE"
then = {{ measure = "{measure}", towards = "customer", review_days = 90, until_days = 30 }}
because = {{ en = "Tried.", ru = "Проба.", uk = "Проба.", pl = "Próba." }}
"""
ALWAYS = {
    "writing_only": "permitted", "warning": "permitted", "single_contact_person": "permitted",
    "subject_limited": "permitted", "goodwill_suspended": "permitted", "contact_paused_until_date": "permitted_if",
}  # fmt: skip
BY_LAW = {
    "relationship_ended_with_notice": {"RU": "refused", "UA": "refused", "PL": "permitted_if", "UK": "permitted"},
    "prepayment_only": {"RU": "permitted_if", "UA": "permitted_if", "PL": "permitted_if", "UK": "permitted"},
    "no_cod_until_date": {"RU": "permitted_if", "UA": "permitted_if", "PL": "permitted_if", "UK": "permitted"},
}
CASES = [(measure, law, want) for measure, want in ALWAYS.items() for law in ("RU", "UA", "PL", "UK", "KZ")] + [
    (measure, law, want) for measure, laws in BY_LAW.items() for law, want in laws.items()
]
SERIAL = {"orders": 14, "complaints": 8, "complaints_right": 2}


def with_measure(measure: str, law: str, folder: Path, **given: object) -> Ruling:
    """A late parcel, ruled on by a shop whose house rules always take this measure."""
    shutil.copytree(SHOPS / "kram", folder / "shop")
    house = folder / "shop" / "house.toml"
    house.write_text(house.read_text("utf-8") + RULE.format(measure=measure), encoding="utf-8")
    book = open_book("generic" if law == "KZ" else law.lower(), folder / "shop", known_on=ASOF)
    return ruled(case(law=law, currency="PLN", **given), book=book)


def only_measure(ruling: Ruling) -> Measure:
    (one,) = [one for one in ruling.conduct.measures if one.towards == "customer"]
    return one


@pytest.mark.parametrize(("measure", "law", "want"), CASES)
def test_a_measure_is_as_lawful_as_the_country_says(measure: str, law: str, want: str, tmp_path: Path) -> None:
    ruling = with_measure(measure, law, tmp_path, messages=[])
    one = only_measure(ruling)
    assert (one.code, one.lawful, one.stopped) == (measure, want, want == "refused")
    assert (one.from_day, one.until, one.review_on) == (ASOF, date(2026, 7, 1), date(2026, 8, 30))
    assert one.grade > 0
    assert one.liftable
    assert bool(one.condition) is (want == "permitted_if")


@pytest.mark.parametrize("law", ["RU", "UA"])
def test_a_ban_is_stopped_with_its_reason_and_what_is_lawful_and_nobody_is_told(law: str, tmp_path: Path) -> None:
    ruling = with_measure("relationship_ended_with_notice", law, tmp_path, messages=[])
    one = only_measure(ruling)
    assert one.stopped
    assert set(one.legal) == set(LANGS)
    assert "writing_only" in one.alternatives
    assert one.cites
    assert [notice.audience for notice in ruling.notices] == ["private"]


def test_what_is_owed_is_the_same_with_and_without_a_measure(tmp_path: Path) -> None:
    given: dict[str, Any] = {"answers": by_hand(("due_on", "2026-05-10"), ("prepaid", "100.00"))}
    plain = ruled(case(law="PL", **given), shop="kram")
    strict = with_measure("goodwill_suspended", "PL", tmp_path, **given)
    assert [one.entitlement for one in plain.allegations] == [one.entitlement for one in strict.allegations]
    assert plain.headline == strict.headline


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "code",
    [*ALWAYS, *BY_LAW, "farewell", "contact_channel", "pickup_reminder", "taken_down"],
)
@pytest.mark.parametrize("until", [None, date(2026, 7, 1)])
def test_a_notice_passes_the_gates_in_every_language(code: str, lang: str, until: date | None) -> None:
    ended = {"permitted": "refuse_future_sales"}
    told = Notice(
        audience="notice",
        lang=lang,  # type: ignore[arg-type]
        register="formal",
        outcome="notice",
        reason="late",
        shop={"en": "Kram"},
        signed={"en": "Marta, Kram"},
        letters=(Letter(code, until, date(2026, 8, 30)),),
        values=ended if code in ("farewell", "relationship_ended_with_notice") else {},
    )
    reply = answer(told)
    assert check(reply.text, told, ruled(case()).shield, lang=told.lang) == []
    assert len(reply.text) < 900


def test_a_farewell_without_leave_is_stopped_before_it_is_sent() -> None:
    told = Notice(
        audience="notice", lang="en", register="formal", outcome="notice", reason="late", shop={}, signed={},
        letters=(Letter("writing_only"),),
    )  # fmt: skip
    found = check("Please do not order from us again.", told, ruled(case()).shield, lang="en")
    assert [one.code for one in found] == ["refuse_future_sales"]


@pytest.mark.parametrize(
    ("history", "verdict", "want"),
    [
        (SERIAL, "came", ["writing_only"]),
        (SERIAL, "late", []),
        ({**SERIAL, "complaints": 5}, "came", []),
        ({**SERIAL, "complaints_right": 3}, "came", []),
        ({"orders": 14}, "came", []),
        (None, "came", []),
    ],
)
def test_only_who_is_mostly_wrong_and_wrong_again_is_asked_to_write(
    history: dict[str, int] | None, verdict: str, want: list[str]
) -> None:
    came = "2026-05-10" if verdict == "came" else "2026-05-15"
    days = by_hand(("due_on", "2026-05-10"), ("delivered_on", came), ("prepaid", "100.00"))
    told = case(law="RU", allegations=[{"reason": "late"}], answers=days, threats=["review"])
    ruling = ruled(told | ({"history": history} if history else {}), shop="folio")
    assert [one.code for one in ruling.conduct.measures] == want


def test_what_a_third_party_writes_of_a_customer_is_not_repeated() -> None:
    hearsay = {"id": "m", "at": "2026-05-20T10:00:00+02:00", "sender": "third_party", "text": "He does it everywhere."}
    assert b"everywhere" not in to_json(ruled(case(law="RU", messages=[hearsay]), shop="folio"))


@pytest.mark.parametrize(("witness", "want"), [("shop", ["warning"]), ("third_party", [])])
def test_what_a_third_party_tells_of_a_customer_is_not_used(witness: str, want: list[str]) -> None:
    told = case(law="RU", answers=by_hand(("customer_abusive", True, witness)))
    assert [one.code for one in ruled(told, shop="folio").conduct.measures] == want


def test_a_record_is_counted_from_the_cases_of_the_last_year_where_nobody_counted() -> None:
    past = [
        ("a", "2026-02-01", True, "substantiated"),
        ("b", "2026-03-01", True, "not_substantiated"),
        ("c", "2024-03-01", True, "substantiated"),
        ("d", "2026-03-01", False, "substantiated"),
    ]
    cases = [{"id": i, "on": on, "reason": "late", "same_customer": same, "finding": f} for i, on, same, f in past]
    record = ruled(case(history={"cases": cases})).conduct.record
    assert record is not None
    assert (record.right, record.made) == (1, 2)


def test_an_uncollected_parcel_is_booked_with_both_carriages() -> None:
    parcel = {"id": "s", "carrier": "post", "handed_over_on": "2026-05-02", "fee": "12.00", "return_fee": "9.50"}
    told = case(kind="question", question="ban_unclaimed_cod", allegations=[], shipments=[parcel])
    back = told | {"tracking": [{"on": "2026-05-20", "status": "returned"}]}
    waiting = told | {"tracking": [{"on": "2026-05-20", "status": "ready_for_pickup"}]}
    (posting,) = ruled(back).postings
    assert [(one.account, one.amount.minor) for one in posting.entries] == [
        ("expense:unclaimed-parcels", 2150),
        ("liability:carrier", -2150),
    ]
    assert ruled(waiting).postings == ()
    own = back | {"shipments": [{**parcel, "hired_by": "customer"}]}
    assert ruled(own).postings == ()
