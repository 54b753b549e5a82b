"""What the shop itself made public of a customer."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ombud.model.record import Record


class Publication(Record, frozen=True, kw_only=True):
    """Private things that the shop made public: since when, where, what they show, and with whose consent.

    `known_on` is the day on which the shop learned that private things are public (null: the day itself);
    `removed_on` the day on which they were taken down (null: still to be seen).
    """

    id: str = ""
    on: date
    where: str = ""
    shows: tuple[Literal["letters", "name", "contacts", "address", "order", "recording"], ...] = ("letters",)
    consent: bool = False
    known_on: date | None = None
    removed_on: date | None = None
