"""What a shop may do with a difficult customer, against an oracle written from the statutes and not from the packs.

Sources: RU CC 426 (a public contract is refused to nobody who can be served), UA CC 633 (the same), PL KW 135 (a
refusal needs a justified reason), Equality Act 2010 s. 29 and CRA 2015 s. 31 (no discrimination, no reprisal), else
fairness.
"""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from ombud.model.ruling import Ruling
from ombud.public.books import open_book
from tests.decide.disputes import ASOF, SHOPS, book_of, by_hand, case
from tests.decide.disputes import ruled as ruled_by

PUBLIC_CONTRACT = ("RU", "UA")
LAWS = ("RU", "UA", "PL", "DE", "UK", "KZ")
REASONS = (None, "insults", "aggression", "fraud", "cannot_supply", "use_of_rights", "protected_ground", "other")
ABUSE: dict[str, Any] = {"id": "m", "at": "2026-05-20T10:00:00+02:00", "sender": "customer", "text": "…"}
DEMAND = {"kind": "refund", "received_on": "2026-05-21"}
PACKS = {"DE": "EU", "KZ": "generic"}
CLOSED = ("use_of_rights", "protected_ground")


def may_refuse(law: str, reason: str | None, *, rude: bool, threat: bool, right_used: bool) -> str:
    """The answer to "may we refuse future sales?", as the statutes have it."""
    if law in PUBLIC_CONTRACT:
        return "permitted_if" if reason == "cannot_supply" else "refused"
    if reason in CLOSED:
        return "refused"
    nothing_else = reason is None and not rude and not threat
    if right_used and nothing_else:
        return "refused" if law == "PL" else "permitted_if"
    return "permitted" if law == "UK" else "permitted_if"


def ruled(told: dict[str, Any]) -> Ruling:
    """The ruling by the pack of the customer's country."""
    law = told["complainant"]["residence"]
    return ruled_by(told, book=book_of(PACKS.get(law, law)))


def asked(law: str, question: str, **given: object) -> dict[str, Any]:
    return case(law=law, kind="question", question=question, allegations=[], currency="EUR", **given)


@pytest.mark.parametrize("law", LAWS)
def test_a_refusal_of_future_sales_is_what_the_statute_says(law: str) -> None:
    for reason, marked, right_used in product(REASONS, (None, "behaviour_abuse", "behaviour_threat"), (False, True)):
        given: dict[str, object] = {"messages": [{**ABUSE, "conduct": [marked]}] if marked else []}
        if reason:
            given["answers"] = by_hand(("refusal_reason", reason))
        if right_used:
            given["demands"] = [DEMAND]
        answer = ruled(asked(law, "refuse_future_sales", **given)).answer
        assert answer is not None
        want = may_refuse(
            law,
            reason,
            rude=marked == "behaviour_abuse",
            threat=marked == "behaviour_threat",
            right_used=right_used,
        )
        assert answer.answer == want, (law, given)
        assert answer.keeps == ("open_orders", "claims")
        assert bool(answer.condition) is (want == "permitted_if")
        assert answer.alternatives or want == "permitted"


@pytest.mark.parametrize("law", PUBLIC_CONTRACT)
@pytest.mark.parametrize("unclaimed", [None, 0, 1, 2, 3, 12])
@pytest.mark.parametrize("excused", [None, True, False])
def test_a_public_contract_bans_nobody_for_parcels_left_behind(
    law: str, unclaimed: int | None, excused: bool | None
) -> None:
    given: dict[str, object] = {"history": {"unclaimed_parcels_12m": unclaimed}} if unclaimed is not None else {}
    if excused is not None:
        given["answers"] = by_hand(("collection_excused", excused, "customer"))
    ruling = ruled(asked(law, "ban_unclaimed_cod", **given))
    assert ruling.answer is not None
    assert ruling.answer.answer == "refused"
    assert "no_penalty" in ruling.answer.keeps
    led = [(one.question, one.answer) for one in ruling.refused]
    often = unclaimed is not None and unclaimed > 1 and not excused
    assert led == ([("require_prepayment", "permitted_if")] if often else [])
    assert ("new_sending" in ruling.answer.alternatives) is not often


@pytest.mark.parametrize("law", LAWS)
def test_whatever_a_shop_may_do_about_parcels_left_behind_there_is_no_fine_for_them(law: str) -> None:
    answer = ruled(asked(law, "ban_unclaimed_cod")).answer
    assert answer is not None
    assert answer.keeps == ("open_orders", "claims", "no_penalty")


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize(
    ("events", "open_order"),
    [(None, True), ([], True), (["ready_for_pickup"], True), (["returned"], False), (["delivered"], False)],
)
def test_nobody_is_asked_to_prepay_what_was_ordered_on_delivery(
    law: str, events: list[str] | None, open_order: bool
) -> None:
    order = {"id": "o", "placed_on": "2026-05-01", "payment_method": "on_delivery"}
    given: dict[str, object] = {"orders": [order]}
    if events is not None:
        given["tracking"] = [{"on": "2026-05-09", "status": status} for status in events]
    answer = ruled(asked(law, "require_prepayment", **given)).answer
    assert answer is not None
    assert (answer.answer == "refused") is open_order
    assert answer.answer != "permitted" or law == "UK"


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("question", ["condition_redress_on_review", "publish_correspondence"])
def test_money_for_a_review_and_letters_in_public_are_refused_everywhere(law: str, question: str) -> None:
    answer = ruled(asked(law, question)).answer
    assert answer is not None
    assert (answer.answer, "public_reply" in answer.alternatives) == ("refused", True)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize(("told", "want"), [(None, "permitted_if"), (True, "permitted"), (False, "refused")])
def test_calls_are_recorded_only_where_callers_are_told(law: str, told: bool | None, want: str) -> None:
    given = {"answers": by_hand(("recording_announced", told))} if told is not None else {}
    answer = ruled(asked(law, "record_calls", **given)).answer
    assert answer is not None
    assert answer.answer == want


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("agreed", [False, True])
@pytest.mark.parametrize("removed", [None, "2026-05-30"])
def test_what_was_published_without_consent_comes_down(law: str, agreed: bool, removed: str | None) -> None:
    publication = {"on": "2026-05-28", "consent": agreed} | ({"removed_on": removed} if removed else {})
    told = case(law=law, currency="EUR", allegations=[{"reason": "privacy_breach"}], publications=[publication])
    (one,) = ruled(told).allegations
    assert one.finding.verdict == ("not_substantiated" if agreed else "substantiated")
    owed = {item.remedy for item in one.entitlement.redress}
    assert owed == (set() if agreed else {"loss_compensation"} | (set() if removed else {"take_down"}))


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("fine", ["0.00", "0.01", "25.00", "500.00"])
def test_a_fine_for_a_parcel_left_behind_goes_back_whole(law: str, fine: str) -> None:
    told = case(
        law=law,
        currency="EUR",
        allegations=[{"reason": "unclaimed_parcel"}],
        tracking=[{"on": "2026-05-09", "status": "ready_for_pickup"}, {"on": "2026-05-19", "status": "returned"}],
        answers=by_hand(("unclaimed_fine", fine, "customer"), ("prepaid", "0.00")),
    )
    (one,) = ruled(told).allegations
    charged = fine != "0.00"
    assert one.finding.verdict == ("substantiated" if charged else "not_substantiated")
    waived = [item.amount for item in one.entitlement.redress if item.remedy == "fee_waiver"]
    assert [f"{amount.minor / 100:.2f}" for amount in waived] == ([fine] if charged else [])  # type: ignore[union-attr]


RULE = """
[[settle.prepayment_rule_published.rule]]
when = "TRUE"
is = "TRUE"

[[settle.prepayment_after_unclaimed.rule]]
when = "TRUE"
is = "4"
"""


@pytest.mark.parametrize("law", PUBLIC_CONTRACT)
@pytest.mark.parametrize(("unclaimed", "want"), [(3, "refused"), (4, "permitted_if"), (5, "permitted_if")])
def test_a_published_rule_on_prepayment_holds_for_everyone_alike(
    law: str, unclaimed: int, want: str, tmp_path: Path
) -> None:
    shutil.copytree(SHOPS / "malachite", tmp_path / "shop")
    promise = tmp_path / "shop" / "promise.toml"
    promise.write_text(promise.read_text("utf-8") + RULE, encoding="utf-8")
    book = open_book(law.lower(), tmp_path / "shop", known_on=ASOF)
    told = asked(law, "require_prepayment", history={"unclaimed_parcels_12m": unclaimed}) | {"currency": "RUB"}
    answer = ruled_by(told, book=book).answer
    assert answer is not None
    assert (answer.answer, answer.mark) == (want, "C")
