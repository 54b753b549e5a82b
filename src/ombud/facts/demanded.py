"""What a complaint asked for, by allegation: its demands, else the wishes that came with it."""

from __future__ import annotations

from ombud.kernel.money import Money
from ombud.model.case_file import Allegation, CaseFile, Demand
from ombud.model.demanded import Demanded

WISHES = {"damages": "compensation"}
"""Demands that the list of wishes calls by another name."""


def demanded(file: CaseFile, allegation: Allegation | None) -> tuple[Demanded, ...]:
    """The demands that the complaint made or had made before: a later one starts its own clock.

    A demand belongs to the allegations that want the same; where none does, to the first. A complaint whose file names
    no demand asks for what its allegations want.
    """
    complaint = file.complaint
    if allegation is None or complaint is None:
        return ()
    made = [one for one in file.demands or () if one.received_on <= complaint.received_on]
    if not made:
        return tuple(Demanded(want) for want in allegation.wants)
    return tuple(_of(one, file.currency) for one in made if _belongs(one, file, allegation))


def _wish(demand: Demand) -> str:
    return WISHES.get(demand.kind, demand.kind)


def _belongs(demand: Demand, file: CaseFile, allegation: Allegation) -> bool:
    wanting = [one for one in file.allegations if _wish(demand) in one.wants] or list(file.allegations[:1])
    return any(one is allegation for one in wanting)


def _of(demand: Demand, currency: str) -> Demanded:
    return Demanded(_wish(demand), Money.of(demand.amount, currency) if demand.amount else None)
