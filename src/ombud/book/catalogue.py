"""The fact catalogue: every fact once, with its side, its meaning and the question that finds it out.

Ids are never reused, enumerations only grow. Sides: event (what happened), contract (what was agreed), person
(history, conduct, value), money (margin, cost); tables of finding, fault and owed may read event and contract only.
`default` holds where nobody says otherwise (a defence that its owner must prove, a loss that must be shown).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from ombud.book.entry import TYPES, Entry, nearest
from ombud.rules.declare import Aggregate, FactDecl, Side

AggregateKind: TypeAlias = Literal["exists", "count", "min", "max", "sum", "first", "last"]

Catalogue: TypeAlias = tuple[dict[str, FactDecl], tuple[str, ...]]
"""The facts by name, and the constraints between them."""

SIDES: tuple[Side, ...] = ("event", "contract", "person", "money")
WHOM = ("customer", "carrier", "shop", "staff_member", "supplier", "payment_provider", "expert", "lead")
KINDS: tuple[AggregateKind, ...] = ("exists", "count", "min", "max", "sum", "first", "last")
WHOLE_TABLE = ("exists", "count")
DEAREST = 9
KEYS = (
    "type labels side present_if always judgement default pending_until low high means ask of evidence cost from "
    "renamed_from denied_by"
).split()


def catalogue_files(catalogue: Path) -> list[Path]:
    """The files of a catalogue by name: those of its folder, or the one file that it is."""
    return sorted(catalogue.glob("*.toml")) if catalogue.is_dir() else [catalogue]


_KEPT: OrderedDict[tuple[tuple[str, int], ...], tuple[tuple[Entry, ...], Catalogue]] = OrderedDict()
MOST_KEPT = 4


def catalogue_of(files: Sequence[Entry]) -> Catalogue:
    """The same as `read_catalogue`, read once for the files of one content: all books of a process share it.

    What was read with a fault is not kept: each book that is opened tells it.
    """
    key = tuple((file.at.file, id(file.data)) for file in files)
    if key in _KEPT:
        return _KEPT[key][1]
    before = [len(file.faults) for file in files]
    found = read_catalogue(files)
    if before == [len(file.faults) for file in files] and not any(before):
        _KEPT[key] = tuple(replace(file, faults=[]) for file in files), found
        if len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return found


def read_catalogue(files: Iterable[Entry]) -> Catalogue:
    """The facts of all files by name, and the constraints between them."""
    facts: dict[str, FactDecl] = {}
    entries: dict[str, Entry] = {}
    constraints: list[str] = []
    for file in files:
        file.only("fact", "constraint")
        for name, entry in file.children("fact").items():
            if name in facts:
                entry.refuse("", f"fact {name!r} stands in {Path(facts[name].at.file).name} already")
            facts[name], entries[name] = _fact(name, entry.only(*KEYS)), entry
        constraints += file.child("constraint").only("all").texts("all")
    for name, fact in facts.items():
        _refers(fact, entries[name], facts)
    return facts, tuple(constraints)


def _refers(fact: FactDecl, entry: Entry, facts: Mapping[str, FactDecl]) -> None:
    """Refuse what a fact names and the catalogue does not have."""
    if fact.labels and fact.default is not None and fact.default not in fact.labels:
        says, hint = f"{fact.default!r} is none of the labels", nearest(str(fact.default), fact.labels)
        entry.refuse("default", says, hint, "book.unknown_code")
    if fact.denied_by and fact.denied_by not in facts:
        entry.refuse(
            "denied_by", f"unknown fact {fact.denied_by!r}", nearest(fact.denied_by, facts), "book.unknown_fact"
        )
    guard = facts.get(fact.present_if)
    if fact.present_if and (guard is None or guard.type != "bool"):
        hint = nearest(fact.present_if, (n for n, f in facts.items() if f.type == "bool"))
        entry.refuse("present_if", f"{fact.present_if!r} is not a boolean fact", hint, "book.unknown_fact")


def _fact(name: str, entry: Entry) -> FactDecl:
    kind = entry.choice("type", TYPES)
    labels = entry.texts("labels")
    if (kind == "text") != bool(labels):
        entry.refuse("labels", "a text fact has labels, and only a text fact", code="book.shape")
    cost = entry.whole("cost", 5)
    if cost > DEAREST:
        entry.refuse("cost", f"cost is a rank from 0 to {DEAREST}")
    return FactDecl(
        name=name,
        type=kind,
        side=entry.choice("side", SIDES),
        labels=labels,
        low=entry.value("low", kind),
        high=entry.value("high", kind),
        always=entry.flag("always"),
        present_if=entry.text("present_if"),
        means=entry.words("means"),
        ask=entry.words("ask"),
        of=entry.choice("of", WHOM) if entry.has("of") else "",
        evidence=entry.text("evidence"),
        cost=cost,
        source=_aggregate(entry.child("from")) if entry.has("from") else None,
        judgement=entry.flag("judgement"),
        default=entry.value("default", kind),
        pending_until=entry.text("pending_until"),
        denied_by=entry.text("denied_by"),
        at=entry.at,
    )


def _aggregate(entry: Entry) -> Aggregate | None:
    entry.only(*KINDS, "where")
    kinds = [kind for kind in KINDS if entry.has(kind)]
    if len(kinds) != 1:
        entry.refuse("", "exactly one aggregate is needed", f"one of {', '.join(KINDS)}")
        return None
    kind = kinds[0]
    table, dot, column = entry.text(kind).partition(".")
    if bool(dot) == (kind in WHOLE_TABLE) or (dot and not column):
        wanted = "a table" if kind in WHOLE_TABLE else '"table.column"'
        entry.refuse(kind, f"{kind} takes {wanted}")
    return Aggregate(kind=kind, table=table, of=column, where=entry.text("where", "TRUE"))
