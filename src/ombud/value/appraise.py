"""Ranges with origin: what the customer is worth, what offers cost, what like cases were given."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from ombud.book.record import Book, Figure
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile
from ombud.model.stakes import ChoiceCost, Input, Origin, Precedents, Stakes
from ombud.value.serving import cost_to_serve

ASSUMPTIONS = Path(__file__).parent / "assumptions.toml"
LIKE_CASES = timedelta(days=90)
ULTIMATUMS = {"dismissal_of_employee": "dismissal"}
ABOUT = {"ban_unclaimed_cod": {"unclaimed_parcel"}, "require_prepayment": {"unclaimed_parcel"}}
"""The reasons of cases that are like a question of the shop."""


def appraise(file: CaseFile, book: Book, *, asof: date) -> Stakes:
    """Inputs by name, the cost of both answers to an ultimatum, and precedents. Never read by what is owed."""
    inputs = (*_worth(file, book), *_economics(book), *assumptions())
    return Stakes(
        inputs=inputs,
        choices=_choices(file, book),
        precedents=_precedents(file, asof),
        threat=bool(file.threats),
        cost_to_serve=cost_to_serve(file, book, asof),
    )


@cache
def assumptions() -> tuple[Input, ...]:
    """The inputs that hold until a shop measures its own."""
    read = tomllib.loads(ASSUMPTIONS.read_text(encoding="utf-8"))
    return tuple(
        Input(name, Decimal(one["low"]), Decimal(one["mean"]), Decimal(one["high"]), one["unit"], "assumed")
        for name, one in read.items()
    )


def _worth(file: CaseFile, book: Book) -> Iterable[Input]:
    """Margin of the next twelve months: the customer's own last twelve where known, else the shop's figure."""
    own = file.history.margin_12m if file.history else None
    if own is not None:
        worth = Decimal(own)
        yield Input("customer_margin", Decimal(0), worth, 2 * worth, "money", "measured", 1)
    elif book.economics.customer_yearly_margin:
        yield _input("customer_margin", book.economics.customer_yearly_margin, "money")


def _economics(book: Book) -> Iterable[Input]:
    figures = book.economics
    if figures.margin:
        yield _input("margin_share", figures.margin, "share")
    if figures.staff_per_hour:
        yield _input("staff_per_hour", figures.staff_per_hour, "money")
    if figures.delivery_cost:
        yield _input("delivery_cost", figures.delivery_cost, "money")


def _input(name: str, figure: Figure, unit: Literal["money", "share"]) -> Input:
    return Input(name, figure.low, figure.mean, figure.high, unit, figure.origin, figure.n or 0)


def _choices(file: CaseFile, book: Book) -> tuple[ChoiceCost, ...]:
    """Both answers to "do it, or you lose me", from the shop's inputs. An answer without an input is left out."""
    wants = {want for allegation in file.allegations for want in allegation.wants}
    found: list[ChoiceCost] = []
    for want in sorted(wants & ULTIMATUMS.keys()):
        comply = book.economics.others.get(ULTIMATUMS[want])
        if comply:
            found.append(_cost(f"comply:{want}", comply.low, comply.high, comply.origin, file.currency))
        for worth in _worth(file, book):
            found.append(_cost(f"decline:{want}", worth.low, worth.high, worth.origin, file.currency))
    return tuple(found)


def _cost(choice: str, low: Decimal, high: Decimal, origin: Origin, currency: str) -> ChoiceCost:
    return ChoiceCost(choice, Money.of(low, currency), Money.of(high, currency), origin)


def _precedents(file: CaseFile, asof: date) -> Precedents:
    """Like cases: the same reason, of this customer and of others, and the spread of what was given."""
    reasons = {allegation.reason for allegation in file.allegations} | ABOUT.get(file.question, set())
    cases = file.history.cases if file.history else ()
    like = [case for case in cases if case.reason in reasons and case.on <= asof]
    given = [Money.of(case.amount, file.currency) for case in like if case.amount is not None]
    return Precedents(
        same_customer=sum(case.same_customer for case in like),
        others=sum(not case.same_customer for case in like),
        last_90_days=sum(asof - case.on <= LIKE_CASES for case in like),
        given=tuple(sorted(given, key=lambda money: money.minor)),
        ids=tuple(case.id for case in like),
        bought_again=sum(case.bought_again is True for case in like),
        counted=sum(case.bought_again is not None for case in like),
        settled=sum(case.ended == "settled" for case in like),
        argued=sum(case.ended == "argued" for case in like),
    )
