"""Do the people kept beside the chain fit its seals: nobody's key or data altered, exchanged, or gone unsaid?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ombud.kernel.errors import LedgerError
from ombud.ledger.keys import PersonKey, all_keys, matches
from ombud.ledger.people import look
from ombud.model.event import Break, Posted, Seal

FORGOTTEN = "person.forgotten"


@dataclass(slots=True)
class _Person:
    """The seals of a pseudonym, with the first entry that has one; whether an entry says that they were forgotten."""

    first: int
    seals: set[Seal] = field(default_factory=set)
    forgotten: int = 0


def unfitting(path: Path, entries: Iterable[Posted]) -> Iterator[Break]:
    """Every person whose key or data do not fit what the chain was sealed with."""
    people: dict[str, _Person] = {}
    for posted in entries:
        if sealed := posted.event.seal:
            people.setdefault(sealed.person, _Person(posted.sequence)).seals.add(sealed)
        if posted.event.kind == FORGOTTEN:
            people.setdefault(posted.event.case, _Person(posted.sequence)).forgotten = posted.sequence
    try:
        keys = {key.pseudonym: (name, key) for name, key in all_keys(path).items()}
    except LedgerError as error:
        yield Break(0, "keys", error.says)
        return
    for pseudonym, person in people.items():
        yield from _of(path, person, *keys.get(pseudonym, ("", None)))


def _of(path: Path, person: _Person, name: str, key: PersonKey | None) -> Iterator[Break]:
    if person.forgotten:
        if key is not None:
            says = f"entry {person.forgotten} says that a person was forgotten, and their key is still kept"
            yield Break(person.forgotten, "keys", f"{says}: forget them again")
        return
    if key is None:
        says = f"the key of the person behind entry {person.first} is gone or altered, and no entry says that they"
        yield Break(person.first, "keys", f"{says} were forgotten: restore the keys from a copy")
        return
    try:
        kept = look(path, key)
    except LedgerError as error:
        yield Break(person.first, "people", f"{error.says}: the person behind entry {person.first}")
        return
    if not any(matches(one, kept, key) for one in person.seals):
        says = f"what is kept of the person behind entry {person.first} is not what was sealed"
        yield Break(person.first, "people", f"{says}: restore it from a copy")
    elif name not in (kept.get("name"), *kept.get("contacts", "").splitlines()):
        says = f"the key of the person behind entry {person.first} stands under another's name"
        yield Break(person.first, "keys", f"{says}: restore the keys from a copy")
