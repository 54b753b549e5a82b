"""Do the columns of a SELECT fit the catalogue, by name? What is missing is either listed or an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from ombud.history.select import Given
from ombud.history.shape import ASOF, CUSTOMER, ORDER, PLACED_ON, REASON, SEGMENT, TOPIC, VALUE, kept, topic
from ombud.kernel.errors import InputError, Place
from ombud.rules.checked import Program
from ombud.rules.declare import FactDecl

Sample: TypeAlias = Callable[[str], str]
ALWAYS_GIVEN = (ORDER, PLACED_ON, REASON)
MAY_LACK = (CUSTOMER, SEGMENT, VALUE)
NAMED = 6


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns of a SELECT by their names in the catalogue, and the facts that are left out on purpose."""

    columns: Mapping[str, str]
    """Name in the history -> name as the SELECT spells it."""
    unknown: tuple[str, ...]


def fitted(given: Given, found: Iterable[str], program: Program, sample: Sample) -> Fitted:
    """Hold the names of a SELECT's columns against the catalogue. `sample` gives a few cells of a column.

    Raises:
        InputError: a column is no fact, stands twice or is missing unlisted; the nearest name is told.
    """
    facts = kept(program.declared.facts)
    columns = _known(given, list(found), facts, sample)
    unknown = _left_out(given, columns, facts)
    for name in ALWAYS_GIVEN:
        if name not in columns:
            raise _lacking(given, columns, [name], {}, sample)
    needed = [*MAY_LACK, *(name for name in facts if must_be_said(name, program))]
    missing = [name for name in needed if name not in columns and name not in unknown]
    if missing:
        raise _lacking(given, columns, missing, facts, sample)
    return Fitted(columns, tuple(sorted(unknown)))


def must_be_said(name: str, program: Program) -> bool:
    """Is it a fact that nothing else gives: no default, no settle table, no day of the ruling?"""
    fact = program.declared.facts[name]
    return fact.default is None and name not in program.settles and name != ASOF


def _known(given: Given, found: list[str], facts: Mapping[str, FactDecl], sample: Sample) -> dict[str, str]:
    known = (*ALWAYS_GIVEN, *MAY_LACK, *facts)
    columns: dict[str, str] = {}
    for spelt in found:
        name = spelt.casefold()
        if name not in known:
            raise InputError(
                f"the SELECT gives {spelt!r} ({sample(spelt)}), which is no fact of the catalogue",
                at=Place(str(given.path)),
                hint=_nearest(name, known, "leave it out"),
                code="history.column",
            )
        if name in columns:
            raise InputError(f"the SELECT gives {name!r} twice", at=Place(str(given.path)), hint="name one otherwise")
        columns[name] = spelt
    return columns


def _left_out(given: Given, columns: Mapping[str, str], facts: Mapping[str, FactDecl]) -> set[str]:
    """All facts that the list names, one by one or by topic; what the SELECT gives of a topic is given."""
    topics: dict[str, set[str]] = {}
    for name, fact in facts.items():
        topics.setdefault(TOPIC + topic(fact), set()).add(name)
    left: set[str] = set()
    for name in given.unknown:
        place = Place(str(given.told_by), "unknown")
        if name in topics:
            left |= topics[name] - columns.keys()
        elif name in columns:
            raise InputError(f"{name!r} is listed, and yet the SELECT gives it", at=place, hint="take one of them out")
        elif name in facts or name in MAY_LACK:
            left.add(name)
        else:
            known = (*MAY_LACK, *facts, *topics)
            hint = _nearest(name, known, f"a fact, or one of {', '.join(sorted(topics))}")
            raise InputError(f"{name!r} is no fact and no topic", at=place, hint=hint, code="history.column")
    return left


def _lacking(
    given: Given, columns: Mapping[str, str], missing: list[str], facts: Mapping[str, FactDecl], sample: Sample
) -> InputError:
    """What is missing: the nearest column of the SELECT, and the line by which all of it could be left out."""
    name = missing[0]
    more = f", and {len(missing) - 1} more: {', '.join(missing[1:NAMED])}" if len(missing) > 1 else ""
    more += ", …" if len(missing) > NAMED else ""
    nearest = get_close_matches(name, columns, 1, cutoff=0.0)
    hint = "it gives no column of the catalogue"
    if nearest:
        hint = f"the nearest column is {nearest[0]!r} ({sample(columns[nearest[0]])})"
    if facts:
        topics = dict.fromkeys(TOPIC + topic(facts[one]) if one in facts else one for one in missing)
        listed = ", ".join(f'"{one}"' for one in topics)
        hint += f"; leave out on purpose in {given.told_by.name}: unknown = [{listed}]"
    return InputError(
        f"the SELECT has no column {name!r}{more}", at=Place(str(given.path)), hint=hint, code="history.column"
    )


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    close = get_close_matches(name, list(known), 1)
    return f"did you mean {close[0]!r}?" if close else otherwise
