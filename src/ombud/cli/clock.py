"""The only clock in the house."""

from __future__ import annotations

from datetime import date, datetime


def now() -> datetime:
    """This moment, with the offset of this place."""
    return datetime.now().astimezone()  # noqa: TID251


def today() -> date:
    """The day it is here."""
    return now().date()
