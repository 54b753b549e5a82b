"""Prove that the chain is whole: nothing altered, removed, reordered, put in twice or cut off."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.cases import misnoted
from ombud.ledger.chain import left_behind, tail
from ombud.ledger.disk import looking
from ombud.ledger.head import Head, read_head
from ombud.ledger.line import GENESIS, read, read_all
from ombud.ledger.reversal import taken_back
from ombud.ledger.sealed import unfitting
from ombud.model.event import Break, BreakKind, Posted


def verify(path: Path, *, anchor: str = "") -> list[Break]:
    """Every place where the chain, or what is kept of people beside it, does not hold; an empty list proves both whole.

    The head beside the chain makes a cut end visible. Who rewrites chain and head together can only be found by a hash
    kept elsewhere: `anchor` is one, and must be the hash of some entry.

    Raises:
        LedgerError: there is no ledger here.
    """
    with looking(path):
        found = breaks(path, anchor)
        if found or not path.exists():
            return found
        return [*_twice(path), *misnoted(path), *unfitting(path, _entries(path))]


def _entries(path: Path) -> Iterator[Posted]:
    with path.open("rb") as file:
        yield from (read(line) for line in file)


def _twice(path: Path) -> Iterator[Break]:
    """What two rulings booked and nobody took back: the same thing for the same case by the same rule."""
    gone, ruling = taken_back(_entries(path)), 0
    first: dict[bytes, tuple[int, int]] = {}
    for posted in _entries(path):
        event = posted.event
        ruling = posted.sequence if event.kind == "case.ruled" else ruling
        if event.kind != "remedy.approved" or "what" not in event.notes or posted.sequence in gone:
            continue
        what = (event.case, event.notes["what"], event.notes.get("rule"))
        by, before = first.setdefault(hashlib.sha256(repr(what).encode()).digest(), (ruling, posted.sequence))
        if by != ruling:
            says = f"{what[1]} for {event.case} was booked by entry {before} already: take one of them back"
            yield Break(posted.sequence, "twice", says)


def breaks(path: Path, anchor: str = "") -> list[Break]:
    """The same for whoever keeps writers out already: between its two writes an append looks like a break.

    Raises:
        LedgerError: there is no ledger here.
    """
    try:
        head = read_head(path)
    except LedgerError as error:
        return [Break(0, "head", str(error))]
    empty = not path.exists() or not path.stat().st_size
    if head is None and empty and (left := left_behind(path)):
        says = f"the chain and its head are gone, what stood beside them is not: {', '.join(left)}"
        return [Break(0, "truncated", says)]
    if head is None and not path.exists():
        raise LedgerError("there is no ledger here", at=Place(str(path)), hint="post to it first", code="ledger.none")
    walk = _Walk(anchor)
    for number, entry in _lines(path, head):
        walk.step(number, entry)
    walk.end(path, head)
    return walk.found


def _lines(path: Path, head: Head | None) -> Iterator[tuple[int, Posted | None]]:
    """Each line's number and entry (None: it is no entry); the unfinished line of an interrupted append is left out."""
    left = head.size if head and head.lines else None
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if left is not None:
                if left <= 0:
                    return
                left -= len(line)
            try:
                yield number, read(line)
            except ValueError:
                yield number, None


@dataclass(slots=True)
class _Walk:
    """Goes from line to line and notes what does not follow."""

    anchor: str
    found: list[Break] = field(default_factory=list)
    sequence: int = 0
    previous: str = GENESIS
    lines: int = 0

    def step(self, number: int, entry: Posted | None) -> None:
        self.lines = number
        self.sequence += 1
        if entry is None:
            self._note(number, "altered", f"line {number} is not as it was written")
            self.previous = ""
            return
        if entry.sequence != self.sequence or (self.previous and entry.previous != self.previous):
            self._note(number, "order", f"line {number} does not follow the line before it")
        self.sequence, self.previous = entry.sequence, entry.hash
        if entry.hash == self.anchor:
            self.anchor = ""

    def end(self, path: Path, head: Head | None) -> None:
        size = path.stat().st_size if path.exists() else 0
        if head is None:
            self._note(0, "head", "the chain has no head beside it: whether its end was cut off cannot be told")
        elif (head.sequence, head.hash) != (self.sequence, self.previous):
            says = f"the head knows {head.sequence} entries and the last one's hash; the chain ends otherwise"
            self._note(self.lines + 1, "truncated", says)
        elif not head.lines and head.size != size:
            self._note(0, "head", f"the head knows {head.size} bytes, the chain has {size}")
        if head and head.lines:
            self.found.append(_interrupted(path, head))
        if self.anchor:
            says = f"no entry has the hash {self.anchor}: the chain is not the one whose hash was kept"
            self._note(0, "anchor", says)

    def _note(self, line: int, kind: BreakKind, says: str) -> None:
        self.found.append(Break(line, kind, says))


def _interrupted(path: Path, head: Head) -> Break:
    lines = head.lines.encode()
    try:
        posted = read_all(lines, sequence=head.sequence, previous=head.hash)
    except ValueError:
        return Break(0, "head", "what was being written is damaged")
    if not lines.startswith(tail(path, head.size, len(lines))):
        return Break(head.sequence + 1, "altered", "what stands at the end is not what was being written")
    says = f"entry {posted[-1].sequence} was cut off; the next post completes it"
    return Break(head.sequence + 1, "interrupted", says)
