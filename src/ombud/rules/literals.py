"""Literals: which type do they have, and which may they take? Nothing is ever lost on the way."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import cast

from ombud.rules.declare import Type, Value
from ombud.rules.digits import LARGEST, PLACES
from ombud.rules.tree import Const, Node

NUMBERS: frozenset[Type] = frozenset(("money", "rate", "int"))


def constant(value: Value | None, kind: Type | None = None) -> Const | None:
    """A literal with its type: None when it does not fit one. Decimals are money up to two places, else a rate."""
    found: Const | None
    if isinstance(value, bool):
        found = Const(value, "bool")
    elif isinstance(value, int):
        found = Const(value, "int") if abs(value) <= LARGEST["int"] else adapted(Const(value, "int"), "money")
    elif isinstance(value, Decimal):
        found = _decimal(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        found = Const(value, "date")
    else:
        # What TOML may hold besides (floats, times) has no place in the language.
        found = Const(value, "text") if isinstance(value, str) else None
    return found if kind is None or found is None else adapted(found, kind)


def _decimal(value: Decimal) -> Const | None:
    if not value.is_finite():
        return None
    return _exact(value, "money") or _exact(value, "rate")


def _exact(value: Decimal, kind: Type) -> Const | None:
    """The value with the type's places, when nothing is lost."""
    if abs(value) > LARGEST[kind]:
        return None
    fitted = value.quantize(Decimal(1).scaleb(-PLACES[kind]))
    return Const(fitted, kind) if fitted == value else None


def adapted(node: Node, want: Type) -> Const | None:
    """A literal in another type of number, when it fits exactly; None when it cannot be."""
    if not isinstance(node, Const):
        return None
    if node.type == want:
        return node
    if want not in ("money", "rate") or node.type not in NUMBERS or node.value is None:
        return None
    return _exact(Decimal(cast(Decimal, node.value)), want)


def named(kind: Type) -> str:
    """A type in words."""
    return {"int": "a whole number", "rate": "a rate", "date": "a date", "bool": "a truth value"}.get(kind, kind)
