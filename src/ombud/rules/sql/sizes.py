"""Printed expressions and how large their numbers can be, so that no engine's type overflows or rounds on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ombud.rules.declare import Type, Value
from ombud.rules.sql.dialect import WIDEST, Dialect

NARROW = 10**18


@dataclass(frozen=True, slots=True)
class Sql:
    """A printed expression. `scale` counts decimal places, `bound` limits its size in units of that scale.

    `wide` says that it is a decimal of more than 18 digits. `span` limits a date, in ordinals. `sure` says that it is
    never NULL. `plain` says that it is a column or a literal, whose SQL type is no wider than its bound.
    """

    text: str
    type: Type
    scale: int = 0
    bound: int = 0
    wide: bool = False
    span: tuple[int, int] = (date.min.toordinal(), date.max.toordinal())
    sure: bool = False
    plain: bool = False

    @property
    def decimal(self) -> bool:
        """Is it computed as DECIMAL?"""
        return self.type in ("money", "rate")


def name_sql(name: str) -> str:
    """A quoted identifier; Spark reads it so with double-quoted identifiers switched on, as its sessions here have."""
    return '"' + name.replace('"', '""') + '"'


def literal_sql(value: Value, type_: Type) -> str:
    """A literal, typed so that SQL reads the same value."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case date():
            return f"DATE '{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _ if type_ in ("money", "rate"):
            return f"CAST({Decimal(value):f} AS DECIMAL({max(_digits(value), 1)},{scale_of(value)}))"
        case _:
            return str(value) if value >= 0 else f"({value})"


def scale_of(value: Decimal | int) -> int:
    """Decimal places of a number as written."""
    return max(0, -int(Decimal(value).as_tuple().exponent))


def _digits(value: Decimal | int) -> int:
    return max(len(str(abs(int(Decimal(value).scaleb(scale_of(value)))))), scale_of(value))


def sized(item: Sql, bound: int, dialect: Dialect, *, decimal: bool) -> str:
    """The operand as it must be for a result of at most `bound` units to fit.

    A whole number beside a decimal becomes one of 18 digits: a BIGINT would count as 19 and make the result wide.
    """
    if item.decimal and (bound < NARROW if not dialect.tight else item.plain):
        return item.text
    if item.decimal or (decimal and dialect.tight):
        return dialect.decimal(item.text, item.bound, item.scale)
    if decimal:
        return f"CAST({item.text} AS DECIMAL({18 if bound < NARROW else WIDEST},0))"
    return dialect.whole(item.text, bound)


def levelled(items: Sequence[Sql], dialect: Dialect) -> tuple[Sql, ...]:
    """The items with one scale, so that none is rounded when SQL looks for their common type."""
    scale = max((item.scale for item in items), default=0)
    found = []
    for item in items:
        bound = item.bound * 10 ** (scale - item.scale)
        fits(bound, scale)
        cast = item.scale != scale and (dialect.tight or any(other.wide for other in items))
        text = dialect.decimal(item.text, bound, scale) if cast else item.text
        found.append(replace(item, text=text, scale=scale, bound=bound, wide=item.wide or cast))
    return tuple(found)


def fits(bound: int, scale: int, digits: int = WIDEST) -> None:
    """Raises OverflowError where a number of that size needs more digits."""
    if len(str(bound)) > digits:
        raise OverflowError(f"{len(str(bound))} digits, {scale} of them after the point, are more than {digits}")


def one_of(text: str, type_: Type, items: Sequence[Sql], *, sure: bool = False) -> Sql:
    """What is known of an expression that gives one of the levelled items."""
    span = min(item.span[0] for item in items), max(item.span[1] for item in items)
    bound = max(item.bound for item in items)
    return Sql(text, type_, items[0].scale, bound, any(item.wide for item in items), span, sure)
