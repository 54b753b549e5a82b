"""What a complaint asked for, by allegation: its demands, else the wishes that came with it."""

from __future__ import annotations

from datetime import date

from ombud.kernel.money import Money
from ombud.model.case_file import Allegation, CaseFile, Demand
from ombud.model.demanded import Demanded

WISHES = {"damages": "compensation"}
"""Demands that the list of wishes calls by another name."""


def demanded(
    file: CaseFile, allegation: Allegation | None, complaint_on: object, *, made: object = True
) -> tuple[Demanded, ...]:
    """The demands that were made when the complaint came in (`complaint_on`, a day): a later one is not part of it.

    Where nobody says whether a complaint was `made` (None), each demand may have come with one.

    A demand belongs to the allegations that want the same; where none does, to the first. A complaint whose file names
    no demand asks for what its allegations want.
    """
    last = complaint_on if isinstance(complaint_on, date) else date.max if made is None else None
    if allegation is None or last is None:
        return ()
    before = [one for one in file.demands or () if one.received_on <= last]
    if not before:
        return tuple(Demanded(want) for want in allegation.wants) if made else ()
    return tuple(_of(one, file.currency) for one in before if _belongs(one, file, allegation))


def _wish(demand: Demand) -> str:
    return WISHES.get(demand.kind, demand.kind)


def _belongs(demand: Demand, file: CaseFile, allegation: Allegation) -> bool:
    wanting = [one for one in file.allegations if _wish(demand) in one.wants] or list(file.allegations[:1])
    return any(one is allegation for one in wanting)


def _of(demand: Demand, currency: str) -> Demanded:
    return Demanded(_wish(demand), Money.of(demand.amount, currency) if demand.amount else None)
