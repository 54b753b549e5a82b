"""The headline for every combination of finding, what is owed, fault and purpose: written out, from the words' meaning.

The rows follow the words of the house: the customer is right, the shop acted correctly, each side is partly right,
our own rule let us down, nobody is at fault, too early to tell. Money between two banks is nobody's fault, whoever
says otherwise; a carrier or supplier is ours where the shop bears the loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from ombud.kernel.scalar import Value
from ombud.model.vocabulary import codes
from ombud.rules.answer import first
from ombud.rules.reads import reads
from tests.laws.disputes import book

FINDINGS = ("substantiated", "partly_substantiated", "not_substantiated", "inconclusive")
FAULTS = (
    "shop", "staff_member", "carrier", "supplier", "platform", "payment_provider", "customer", "third_party", "rule",
    "nobody",
)  # fmt: skip
OURS = ("shop", "staff_member")
HIRED = ("carrier", "supplier")
ON_ITS_WAY = ("nobody", "payment_provider")
NOT_OURS = ("nobody", "payment_provider", "third_party", "platform")


@dataclass(frozen=True)
class Whole:
    """A case as a whole: what was found, is anything owed, who has the largest part in it, and what else counts.

    served: a clause's purpose is served, not its letter. ours: the shop bears the loss. in_flight: money is on its way.
    goods: it is about goods that are not right.
    """

    finding: str
    owed: bool
    fault: str | None
    served: bool
    ours: bool
    in_flight: bool
    goods: bool

    @property
    def row(self) -> dict[str, Value | None]:
        return {
            "asof": date(2026, 6, 1),
            "case_finding": self.finding,
            "case_owed": self.owed,
            "case_fault": self.fault,
            "case_purpose_served": self.served,
            "case_borne_by_shop": self.ours,
            "case_in_flight": self.in_flight,
            "case_about_goods": self.goods,
        }


def expected(case: Whole) -> str:
    if case.finding == "inconclusive":
        return "cannot_tell_yet"
    if case.finding == "partly_substantiated":
        return "both_in_part"
    return unfounded(case) if case.finding == "not_substantiated" else founded(case)


def unfounded(case: Whole) -> str:
    """Not so; yet our clause missed its purpose, money is between two banks, or something is owed all the same."""
    if case.served and not case.owed:
        return "rule_at_fault"
    if case.in_flight and case.fault in ON_ITS_WAY:
        return "nobody_at_fault"
    return "both_in_part" if case.owed else "shop_right"


def founded(case: Whole) -> str:
    """So it was: the customer is right where something is owed, where it was we, or where we answer for who it was; but
    a fault in goods that we answer for no longer (the time is over) is not ours to pay for.
    """
    if case.owed or (case.fault in OURS and (case.ours or not case.goods)) or (case.fault in HIRED and case.ours):
        return "customer_right"
    if case.fault == "rule":
        return "rule_at_fault"
    return "nobody_at_fault" if case.fault in NOT_OURS else "shop_right"


def cases(faults: Sequence[str | None]) -> Iterator[Whole]:
    both = (True, False)
    for finding, owed, fault in product(FINDINGS, both, faults):
        for served, ours, in_flight, goods in product(both, repeat=4):
            yield Whole(finding, owed, fault, served, ours, in_flight, goods)


@pytest.mark.parametrize("residence", ["RU", "UA", "PL", "EU", "UK", ""])
def test_every_combination_has_the_headline_that_its_words_mean(residence: str) -> None:
    opened = book(residence)
    for case in cases(FAULTS):
        answer = first(opened.program, opened.tables_for("headline"), case.row)
        assert answer is not None
        assert answer.sure
        assert answer.outputs["headline"] == expected(case), case


def test_the_combinations_are_all_that_the_vocabulary_knows() -> None:
    assert set(FINDINGS) == set(codes("finding"))
    assert set(FAULTS) == set(codes("fault_party"))


def test_the_combinations_try_everything_that_a_headline_hangs_on() -> None:
    opened = book("RU")
    tried = set(next(cases(FAULTS)).row)
    assert {fact for table in opened.tables_for("headline") for fact in reads(opened.program, table)} <= tried


def test_a_headline_stands_where_nobody_is_named_at_fault_unless_it_hangs_on_that_alone() -> None:
    """It does where the complaint is true and nothing owed, and where it is not true and money is on its way."""
    opened = book("RU")
    for case in cases((None,)):
        answer = first(opened.program, opened.tables_for("headline"), case.row)
        assert answer is not None
        served = case.served and not case.owed
        hangs = not case.owed if case.finding == "substantiated" else case.in_flight and not served
        assert answer.sure is not (hangs and case.finding in ("substantiated", "not_substantiated")), case
