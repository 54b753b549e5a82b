"""The least that a change of mind gives: plain Python, read from the statutes alone.

Nothing here knows the rulebook. ZoZPP 26.1 (seven days after the hand-over, three months where nothing was given in
writing, ten days from the demand, the carriage from the consumer kept), Law 1023-XII art. 13 (fourteen days, ninety,
thirty days from the notice), CRD 9-16 with UPK 27-38 and SI 2013/3134 (fourteen days from the last piece, twelve months
more, the cheapest delivery, held until goods or proof are there). Money is in minor units.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DIRECTIVE = ("PL", "EU", "UK")
FREE_DAYS = {
    "RU": ((1, 1), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)),
    "UA": (),
    "PL": ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26)),
    "EU": (),
    "UK": (),
    "": (),
}
"""Holidays with a day of their own."""

MOVED = {"RU": (date(2025, 6, 13),), "PL": (date(2025, 6, 19), date(2026, 6, 4))}
"""Days off that move from year to year, as far as the last days of the tests reach (2025, and Poland a year later)."""


@dataclass(frozen=True)
class Change:
    """The simple facts of a change of mind. Sums in minor units; `came_on` None: the goods are not there yet."""

    residence: str
    placed_on: date
    asof: date
    goods: int
    bespoke: int = 0
    perishable: int = 0
    delivery: int = 0
    cheapest: int = 0
    came_on: date | None = None
    said_on: date | None = None
    told: bool = True
    private: bool = True
    small_firm: bool = False
    in_shop: bool = False
    as_new: bool = True
    carriage_by_shop: int = 0
    carriage_by_customer: int = 0
    back_on: date | None = None


@dataclass(frozen=True)
class Back:
    """What comes back: whether it does, how much, by when (None: no day), and whether it was asked for."""

    stands: bool
    minor: int = 0
    by: date | None = None
    asked: bool = False
    returned: bool = False
    expenses: int = 0


def change_of_mind(case: Change) -> Back:
    """Does the purchase go back, and what with it?"""
    protected = case.private or (case.residence == "PL" and case.small_firm)
    stays = _stays(case)
    whole = case.goods + case.bespoke + case.perishable
    if case.residence == "" or not protected or case.in_shop or (stays and stays >= whole):
        return Back(stands=False)
    if case.came_on and not _in_time(case, case.came_on):
        return Back(stands=False)
    if case.came_on and case.residence == "RU" and not case.as_new:
        return Back(stands=False)
    minor = max(0, whole - stays + _delivery(case, stays) - _kept(case))
    asked = case.said_on is not None
    returned = case.came_on is not None
    return Back(True, minor, _by(case), asked, returned, _expenses(case) if asked and returned else 0)


def _stays(case: Change) -> int:
    if case.residence == "RU":
        return case.bespoke
    return case.bespoke + case.perishable if case.residence in DIRECTIVE else 0


def _in_time(case: Change, came: date) -> bool:
    said = case.said_on or case.asof
    days = 7 if case.residence == "RU" else 14
    last = came + timedelta(days=days)
    if not case.told and case.residence == "RU":
        last = max(last, _months(came, 3))
    elif not case.told and case.residence == "UA":
        last = max(last, came + timedelta(days=90))
    elif not case.told:
        last = _months(last, 12)
    if case.residence != "UK":
        while _is_free(last, case.residence):
            last += timedelta(days=1)
    return said <= last


def _is_free(day: date, residence: str) -> bool:
    fixed = (day.month, day.day) in FREE_DAYS[residence]
    return day.isoweekday() > 5 or fixed or day in MOVED.get(residence, ())


def _months(day: date, count: int) -> date:
    """The same day some months later, or the last of that month."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), first_after - timedelta(days=1))


def _delivery(case: Change, stays: int) -> int:
    if stays:
        return 0
    return min(case.delivery, case.cheapest) if case.residence in DIRECTIVE else case.delivery


def _kept(case: Change) -> int:
    """What carrying the goods back cost the shop: RU always, by the directive only from who was told, UA never."""
    if case.residence == "RU" or (case.residence in DIRECTIVE and case.told):
        return case.carriage_by_shop
    return 0


def _expenses(case: Change) -> int:
    """The way back at the trader's cost: where nobody told the customer otherwise; in Ukraine always."""
    if case.residence == "UA" or (case.residence in DIRECTIVE and not case.told):
        return case.carriage_by_customer
    return 0


def _by(case: Change) -> date | None:
    if case.said_on is None:
        return None
    if case.residence == "RU":
        return case.said_on + timedelta(days=10)
    if case.residence == "UA":
        return case.said_on + timedelta(days=30)
    fortnight = case.said_on + timedelta(days=14)
    if case.came_on is None:
        return fortnight
    if case.back_on is None:
        return None
    return case.back_on + timedelta(days=14) if case.residence == "UK" else max(fortnight, case.back_on)
