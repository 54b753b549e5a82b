"""Every amount, day, time and count of a case file, one by one: can it be right?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import msgspec

from ombud.kernel.days import EARLIEST, LATEST
from ombud.kernel.errors import InputError, Place
from ombud.kernel.money import Money

MAY_BE_NEGATIVE = frozenset({"margin_12m"})
COUNTS = {
    "quantity": (1, 1_000_000),
    "term_days": (0, 3650),
    "weight_g": (0, 100_000_000),
    "full_weight_g": (0, 100_000_000),
    "agreed_days": (0, 3650),
    "rating": (0, 10),
}
ANY_COUNT = (0, 1_000_000_000)

Check: TypeAlias = Callable[[Any, str, str], None]
"""Takes the value, its key path and the case's currency."""

_AMOUNT = re.compile(r"-?[0-9]{1,10}(?:\.[0-9]{1,2})?")
_COMMA = re.compile(r"-?[0-9][0-9\s]*,[0-9]{1,2}")
_CURRENCY = re.compile(r"[A-Z]{3}|[€$£₽₴]")


def check_measures(record: msgspec.Struct, path: str, currency: str) -> None:
    """Check a record and all records in it; `path` is its key path ("" for the case file itself).

    Raises:
        InputError: an amount, day, time or count that cannot be right.
    """
    for name, check in _plan(type(record)):
        value = getattr(record, name)
        if value is not None:
            check(value, f"{path}.{name}" if path else name, currency)


def amount(text: str, path: str, currency: str, *, negative: bool = False) -> Money:
    """An amount as it is written in a case file.

    Raises:
        InputError: not an amount, another currency, more than two decimal places, or negative.
    """
    at = Place("", path)
    if _AMOUNT.fullmatch(text) is None:
        raise _no_amount(text, at, currency)
    if text[0] == "-" and not negative:
        raise InputError(
            f"the amount {text} is negative",
            at=at,
            hint="write what was paid or given back as a positive amount",
            code="money.negative",
        )
    return Money.of(text, currency)


def _no_amount(text: str, at: Place, currency: str) -> InputError:
    says, hint, code = f"`{text[:40]}` is not an amount", 'write "90.00"', "money.not_a_number"
    if found := _CURRENCY.search(text):
        if found[0] != currency:
            says, code = f"the amount `{text[:40]}` is not in the case's currency {currency}", "currency.mixed"
        hint = "one case has one currency, named once at the top; write the number alone"
    elif _COMMA.fullmatch(text):
        plain = "".join(text.split()).replace(",", ".")
        hint = f'write it with a point and without spaces: "{plain[:40]}"'
    elif re.fullmatch(r"-?[0-9]+\.[0-9]{3,}", text):
        says, code = f"the amount {text[:40]} has more than two decimal places", "money.shape"
    elif re.fullmatch(r"-?[0-9]{11,}(?:\.[0-9]{1,2})?", text):
        says, hint, code = f"the amount {text[:40]} is too large", "check its digits", "money.shape"
    return InputError(says, at=at, hint=hint, code=code)


def _check_amount(text: str, path: str, currency: str) -> None:
    amount(text, path, currency, negative=path.rpartition(".")[2] in MAY_BE_NEGATIVE)


def _check_day(day: date, path: str, _currency: str) -> None:
    if not EARLIEST <= day <= LATEST:
        raise InputError(
            f"{day} is not a day of any dispute",
            at=Place("", path),
            hint=f"between {EARLIEST} and {LATEST}",
            code="case.dates",
        )


def _check_time(time: datetime, path: str, currency: str) -> None:
    if time.tzinfo is None:
        raise InputError(
            "the time has no offset",
            at=Place("", path),
            hint="write it as 2026-05-31T14:05:00+03:00",
            code="case.value",
        )
    _check_day(time.date(), path, currency)


def _check_count(count: int, path: str, _currency: str) -> None:
    low, high = COUNTS.get(path.rpartition(".")[2], ANY_COUNT)
    if not low <= count <= high:
        raise InputError(
            f"{str(count)[:20]} cannot be right here",
            at=Place("", path),
            hint=f"between {low} and {high}",
            code="case.count",
        )


def _check_many(records: tuple[msgspec.Struct, ...], path: str, currency: str) -> None:
    for index, record in enumerate(records):
        check_measures(record, f"{path}[{index}]", currency)


@cache
def _plan(struct: type[msgspec.Struct]) -> tuple[tuple[str, Check], ...]:
    hints = get_type_hints(struct, include_extras=True)
    found = ((name, _check_of(hint)) for name, hint in hints.items() if name in struct.__struct_fields__)
    return tuple((name, check) for name, check in found if check is not None)


def _check_of(hint: Any) -> Check | None:  # noqa: ANN401  (any annotation)
    checks: dict[Any, Check] = {date: _check_day, datetime: _check_time, int: _check_count}
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if bool in parts:
        return None
    for part in parts:
        if hasattr(part, "__metadata__"):
            return _check_amount
        if part in checks:
            return checks[part]
        if isinstance(part, msgspec.StructMeta):
            return check_measures
        if get_origin(part) is tuple and isinstance(get_args(part)[0], msgspec.StructMeta):
            return _check_many
    return None
