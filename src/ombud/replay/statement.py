"""Two books over one relation, each row once: what both say, and whether it differs.

One branch for each reason, as in pass 1 of the rules (`rules.sql.chain`): it reads only the columns that its rules
need. What the books say in the same words is computed once, and a reason of which they say the same costs one book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ombud.book.record import Book
from ombud.replay.layers import Layers
from ombud.replay.lines import Lines
from ombud.replay.printed import Printed
from ombud.replay.relation import Relation
from ombud.replay.side import Kept, Side, side
from ombud.replay.spoken import spoken
from ombud.rules.sql.sizes import literal_sql, name_sql

TRUTHS = ("finding", "bearer", "fault", "fault_days", "owed", "goodwill", "approval")
SUMS = ("owed_money", "owed_now", "goodwill_money")
ANSWERS = (*TRUTHS, *SUMS)


@dataclass(frozen=True, slots=True)
class Pair:
    """The books of a replay: the old one, the new one, and the law without a shop, below which neither may go."""

    old: Book
    new: Book
    law: Book
    kept: Kept = field(default_factory=Kept)


def statement(pair: Pair, reasons: Iterable[str], on: Relation, keep: Sequence[str]) -> str:
    """A statement that gives for each row `keep`, `reason`, what the two books answer, and what changes.

    `old_x` and `new_x` are the answers, `changed` says whether any differs, `doubt` whether an unknown fact leaves one
    of them open, `breach` whether the new book gives less than the law.
    """
    return "\nUNION ALL\n".join(branch(pair, one, on, keep) for one in reasons)


def branch(pair: Pair, reason: str, on: Relation, keep: Sequence[str]) -> str:
    """The statement for the rows of one reason."""
    layers = Layers()
    old, new, law = (_side(book, reason, layers, on, pair.kept) for book in (pair.old, pair.new, pair.law))
    differs = [
        f"{old.columns[name]} IS DISTINCT FROM {new.columns[name]}"
        for name in ANSWERS
        if old.columns[name] != new.columns[name]
    ]
    changed = layers.put(f"({' OR '.join(differs)})" if differs else "FALSE")
    open_ = layers.put(_either(_open(old), _open(new)))
    columns = [
        *(name_sql(name) for name in keep),
        f"{literal_sql(reason, 'text')} AS reason",
        *(f"{one.columns[name]} AS {which}_{name}" for which, one in (("old", old), ("new", new)) for name in ANSWERS),
        f"{changed} AS changed",
        f"{open_} AS doubt",
        f"{layers.put(_breach(law.owed, new.owed))} AS breach",
    ]
    return layers.over(on.sql, columns, where=f"{name_sql('reason')} = {literal_sql(reason, 'text')}")


def _side(book: Book, reason: str, layers: Layers, on: Relation, kept: Kept) -> Side:
    heard = spoken(book, reason)
    printed = Printed(book.program, heard.tables(), reason, layers, on)
    return side(book, heard, printed, kept)


def _open(one: Side) -> list[str]:
    """What leaves the truth or a sum open. A cause that nobody knows is told as such, and holds up neither."""
    stopped = one.columns["finding"]
    return [*([] if stopped == "0" else [f"{stopped} < 0"]), one.columns["doubt"]]


def _either(*sides: list[str]) -> str:
    parts = [part for part in dict.fromkeys(part for side in sides for part in side) if part != "FALSE"]
    return f"({' OR '.join(parts)})" if parts else "FALSE"


def _breach(law: Lines, new: Lines) -> str:
    """Is a remedy of the law missing under the new book, or less? What is computed in the same words cannot be."""
    parts = []
    for name, line in law.by_remedy.items():
        given = new.by_remedy.get(name)
        if given is None:
            parts.append(line.held)
        elif set(line.hits) - set(given.hits):
            parts.append(f"({line.held} AND (NOT {given.held} OR {given.amount} < {line.amount}))")
    return _either(parts)
