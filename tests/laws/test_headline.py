"""The headline for every combination of finding, what is owed, fault and purpose: written out, from the words' meaning.

The rows follow the words of the house: the customer is right, the shop acted correctly, each side is partly right,
our own rule let us down, nobody is at fault, too early to tell.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from ombud.kernel.scalar import Value
from ombud.model.vocabulary import codes
from ombud.rules.answer import first
from tests.laws.disputes import book

FINDINGS = ("substantiated", "partly_substantiated", "not_substantiated", "inconclusive")
FAULTS = (
    "shop", "staff_member", "carrier", "supplier", "platform", "payment_provider", "customer", "third_party", "rule",
    "nobody",
)  # fmt: skip
OURS = ("shop", "staff_member")
NOT_OURS = ("nobody", "payment_provider", "third_party", "platform")


def expected(finding: str, owed: bool, fault: str, served: bool, ours: bool) -> str:
    if finding == "inconclusive":
        return "cannot_tell_yet"
    if finding == "partly_substantiated":
        return "both_in_part"
    if finding == "not_substantiated":
        return "both_in_part" if owed else "rule_at_fault" if served else "shop_right"
    if owed or fault in OURS:
        return "customer_right"
    if fault in ("carrier", "supplier") and ours:
        return "customer_right"
    if fault == "rule":
        return "rule_at_fault"
    return "nobody_at_fault" if fault in NOT_OURS else "shop_right"


@pytest.mark.parametrize("residence", ["RU", "UA", "PL", "EU", "UK", ""])
def test_every_combination_has_the_headline_that_its_words_mean(residence: str) -> None:
    opened = book(residence)
    both = (True, False)
    for finding, owed, fault, served, ours in product(FINDINGS, both, FAULTS, both, both):
        row: dict[str, Value | None] = {
            "asof": date(2026, 6, 1),
            "case_finding": finding,
            "case_owed": owed,
            "case_fault": fault,
            "case_purpose_served": served,
            "case_borne_by_shop": ours,
        }
        answer = first(opened.program, opened.tables_for("headline"), row)
        assert answer is not None
        assert answer.sure
        assert answer.outputs["headline"] == expected(finding, owed, fault, served, ours), row


def test_the_combinations_are_all_that_the_vocabulary_knows() -> None:
    assert set(FINDINGS) == set(codes("finding"))
    assert set(FAULTS) == set(codes("fault_party"))


@pytest.mark.parametrize("owed", [True, False])
@pytest.mark.parametrize("finding", FINDINGS)
def test_a_headline_stands_even_where_nobody_is_named_at_fault(finding: str, owed: bool) -> None:
    opened = book("RU")
    row: dict[str, Value | None] = {
        "asof": date(2026, 6, 1),
        "case_finding": finding,
        "case_owed": owed,
        "case_fault": None,
        "case_purpose_served": False,
    }
    answer = first(opened.program, opened.tables_for("headline"), row)
    assert answer is not None
    decided = finding != "substantiated" or owed
    assert answer.sure == decided
