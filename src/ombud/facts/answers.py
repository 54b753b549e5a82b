"""Facts answered by hand: evidence with its witness, of the lowest weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from ombud.facts.measures import amount
from ombud.kernel.errors import InputError, Place
from ombud.kernel.scalar import Value
from ombud.model.case_file import Answer, CaseFile
from ombud.rules.declare import FactDecl

NOBODY_KNOWS = "unknown"
RATE_PLACES = Decimal("0.0001")
_FORMS = {
    "bool": "true or false",
    "int": "a whole number",
    "date": "a day such as 2026-05-31",
    "money": 'an amount such as "90.00"',
    "rate": 'a rate such as "0.0050"',
}


def check_answers(file: CaseFile, catalogue: Mapping[str, FactDecl]) -> None:
    """Refuse answers and requests about facts that the catalogue does not have, and values of another type.

    Raises:
        InputError: with the key path of the answer or the request.
    """
    for i, request in enumerate(file.requests):
        declared(request.fact, f"requests[{i}].fact", catalogue)
    for i, answer in enumerate(file.answers):
        fact = declared(answer.fact, f"answers[{i}].fact", catalogue)
        if fact.always:
            raise InputError(
                f"`{fact.name}` is never answered by hand",
                at=Place("", f"answers[{i}].fact"),
                hint="the ruling sets it",
                code="answers.always",
            )
        answered(answer, fact, f"answers[{i}].value", file.currency)


def declared(name: str, path: str, catalogue: Mapping[str, FactDecl]) -> FactDecl:
    """The fact of that name.

    Raises:
        InputError: the catalogue has none; the nearest name is the hint.
    """
    fact = catalogue.get(name)
    if fact is None:
        near = get_close_matches(name, catalogue, 1)
        raise InputError(
            f"the fact `{name[:60]}` is not known",
            at=Place("", path),
            hint=f"did you mean `{near[0]}`?" if near else "see the fact catalogue",
            code="answers.fact",
        )
    return fact


def answered(answer: Answer, fact: FactDecl, path: str, currency: str) -> Value | None:
    """The answer's value as the rules read it; None when the witness does not know.

    Raises:
        InputError: a value of another type, outside the fact's bounds, or none of its labels.
    """
    given = answer.value
    if given == NOBODY_KNOWS:
        return None
    value = _typed(given, fact, path, currency)
    if value is None:
        form = _FORMS.get(fact.type) or f"one of {', '.join(fact.labels)}"
        raise InputError(
            f"`{str(given)[:60]}` does not answer `{fact.name}`",
            at=Place("", path),
            hint=f'write {form}, or "{NOBODY_KNOWS}"',
            code="answers.value",
        )
    if _outside(value, fact):
        raise InputError(
            f"{given} is outside the bounds of `{fact.name}`",
            at=Place("", path),
            hint=f"from {fact.low} to {'any' if fact.high is None else fact.high}",
            code="answers.bounds",
        )
    return value


def _typed(given: bool | int | str, fact: FactDecl, path: str, currency: str) -> Value | None:
    """The value in the fact's type, None when it is none."""
    if isinstance(given, bool):
        return given if fact.type == "bool" else None
    if fact.type == "money":
        return amount(str(given), path, currency, negative=True).decimal
    if isinstance(given, int):
        return given if fact.type == "int" else None
    if fact.type == "text":
        return given if given in fact.labels or not fact.labels else None
    read = _READERS.get(fact.type)
    return read(given) if read else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rate(text: str) -> Decimal | None:
    try:
        rate = Decimal(text)
        return rate.quantize(RATE_PLACES) if rate.is_finite() and rate == rate.quantize(RATE_PLACES) else None
    except InvalidOperation:
        return None


_READERS: Mapping[str, Callable[[str], Value | None]] = {"date": _day, "rate": _rate}


def _outside(value: Value, fact: FactDecl) -> bool:
    low, high = fact.low, fact.high
    return bool((low is not None and value < low) or (high is not None and value > high))  # type: ignore[operator]
