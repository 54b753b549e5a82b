"""The values that facts and rules have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

Type: TypeAlias = Literal["money", "rate", "int", "date", "bool", "text"]
Value: TypeAlias = Decimal | int | date | bool | str
"""money and rate are Decimal (2 and 4 places), int is int, text is a label of an enumeration."""
