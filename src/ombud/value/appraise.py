"""Ranges with origin: what the customer is worth, what offers cost, what like cases were given."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from ombud.book.record import Book, Figure
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile
from ombud.model.stakes import ChoiceCost, Input, LeftOut, Signature, Stakes
from ombud.value.precedents import precedents
from ombud.value.serving import cost_to_serve

CENT = Decimal("0.01")
ASSUMPTIONS = Path(__file__).parent / "assumptions.toml"
ULTIMATUMS = {"dismissal_of_employee": "dismissal"}
PUBLIC = "public_complaint"
"""The shop's own figure for the margin that a complaint in public may cost."""


def appraise(
    file: CaseFile, book: Book, *, asof: date, signatures: Iterable[Signature] = (), recovers: bool = False
) -> Stakes:
    """Inputs by name, the cost of both answers to an ultimatum, and precedents. Never read by what is owed.

    `signatures` make other cases like this one; `recovers`: a carrier pays something back whatever is offered.
    """
    before = precedents(file, signatures, asof)
    like = Decimal(before.last_90_days)
    counted = Input("like_cases", like, like, like, "count", "measured", before.last_90_days)
    inputs = (*_worth(file, book), *_economics(book), counted, *assumptions())
    return Stakes(
        inputs=inputs,
        choices=_choices(file, book),
        precedents=before,
        threat=bool(file.threats),
        cost_to_serve=cost_to_serve(file, book, asof),
        left_out=tuple(_left_out(file, book, inputs, recovers=recovers)),
    )


def _left_out(file: CaseFile, book: Book, inputs: Iterable[Input], *, recovers: bool) -> Iterable[LeftOut]:
    """A threat does not pay: with one, what a public complaint might cost is not counted at all."""
    if not any(one.name == "customer_margin" for one in inputs):
        yield LeftOut("customer_margin", "no_figure")
    if file.threats:
        yield LeftOut(PUBLIC, "threat")
    elif PUBLIC not in book.economics.others:
        yield LeftOut(PUBLIC, "no_figure")
    if recovers:
        yield LeftOut("carrier_recovery", "either_way")


@cache
def assumptions() -> tuple[Input, ...]:
    """The inputs that hold until a shop measures its own."""
    read = tomllib.loads(ASSUMPTIONS.read_text(encoding="utf-8"))
    return tuple(
        Input(name, Decimal(one["low"]), Decimal(one["mean"]), Decimal(one["high"]), one["unit"], "assumed")
        for name, one in read.items()
        if "mean" in one
    )


def _worth(file: CaseFile, book: Book) -> Iterable[Input]:
    """Margin of the next twelve months: the customer's own last twelve where known, else the shop's figure."""
    own = file.history.margin_12m if file.history else None
    if own is not None:
        worth = Decimal(own)
        low, high = sorted((Decimal(0), 2 * worth))  # a customer may have cost more than they brought
        yield Input("customer_margin", low, worth, high, "money", "measured", 1)
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
    if PUBLIC in figures.others:
        yield _input(PUBLIC, figures.others[PUBLIC], "money")


def _input(name: str, figure: Figure, unit: Literal["money", "share"]) -> Input:
    return Input(name, figure.low, figure.mean, figure.high, unit, figure.origin, figure.n or 0)


def _choices(file: CaseFile, book: Book) -> tuple[ChoiceCost, ...]:
    """Both answers to "do it, or you lose me", from the shop's inputs. An answer without an input says what it needs.

    Nobody has measured what a customer does who is declined: that is assumed, whatever the margin rests on.
    """
    wants = {want for allegation in file.allegations for want in allegation.wants}
    found: list[ChoiceCost] = []
    for want in sorted(wants & ULTIMATUMS.keys()):
        figure = ULTIMATUMS[want]
        comply = next(iter(_complying(figure, book)), None)
        lost = next(iter(_worth(file, book)), None)
        found.append(_cost(f"comply:{want}", comply, file.currency, needs=(figure, "staff_per_hour")))
        stays_away = replace(lost, origin="assumed") if lost else None
        found.append(_cost(f"decline:{want}", stays_away, file.currency, needs=("customer_margin",)))
    return tuple(found)


def _complying(figure: str, book: Book) -> Iterable[Input]:
    """What giving in costs: the shop's own figure, else assumed hours of its staff."""
    own, pay = book.economics.others.get(figure), book.economics.staff_per_hour
    hours = next((one for one in assumptions() if one.name == f"{figure}_hours"), None)
    if own:
        yield _input(figure, own, "money")
    elif pay and hours:
        low, mean, high = hours.low * pay.low, hours.mean * pay.mean, hours.high * pay.high
        yield Input(figure, low, mean, high, "money", "assumed")


def _cost(choice: str, one: Input | None, currency: str, *, needs: tuple[str, ...]) -> ChoiceCost:
    if one is None:
        return ChoiceCost(choice, None, None, None, needs)
    return ChoiceCost(choice, _rounded(one.low, currency), _rounded(one.high, currency), one.origin)


def _rounded(amount: Decimal, currency: str) -> Money:
    return Money.of(amount.quantize(CENT, ROUND_HALF_UP), currency)
