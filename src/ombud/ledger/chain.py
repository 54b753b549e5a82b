"""Append one event to the chain, so that it is there whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.cases import SUFFIX as CASES
from ombud.ledger.cases import note
from ombud.ledger.disk import append_at, beside, locked
from ombud.ledger.head import SUFFIX, Head, read_head, write_head
from ombud.ledger.keys import SUFFIX as KEYS
from ombud.ledger.line import GENESIS, LONGEST, read, read_all, write_all
from ombud.ledger.people import SUFFIX as PEOPLE
from ombud.model.event import Event


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain as it was last seen: its file, the last entry's number and hash.

    `told` says what had to be completed after an interrupted append ("" : nothing).
    """

    path: Path
    sequence: int = 0
    hash: str = GENESIS
    told: str = ""


def open_chain(path: Path) -> Chain:
    """The chain in a file, which need not exist yet; an interrupted append is completed and told.

    Raises:
        LedgerError: the file does not end where its head says, or cannot be written to.
    """
    with locked(path):
        head, told = _settled(path)
        note(path, head.size)
    return Chain(path, head.sequence, head.hash, told)


def post(chain: Chain, *events: Event, strict: bool = False) -> Chain:
    """Append events, all or none. Another writer may have appended since `chain` was seen: they go after theirs.

    `strict` refuses instead when another writer has been there, for whoever looked first and posts on what was seen.

    Raises:
        LedgerError: an event cannot be booked (nothing is written), or the chain does not hold (stop).
    """
    with locked(chain.path):
        head, told = _settled(chain.path)
        if strict and head.sequence != chain.sequence:
            raise LedgerError(
                "another entry came in between", at=Place(str(chain.path)), hint="try again", code="ledger.moved"
            )
        lines, sequence, own = write_all(events, sequence=head.sequence, previous=head.hash)
        if lines:
            write_head(chain.path, Head(head.sequence, head.hash, head.size, lines.decode()))
            head = _append(chain.path, head, lines, Head(sequence, own, head.size + len(lines)))
        note(chain.path, head.size)
    return Chain(chain.path, head.sequence, head.hash, told)


def _append(path: Path, head: Head, lines: bytes, done: Head) -> Head:
    append_at(path, head.size, lines)
    write_head(path, done)
    return done


def _settled(path: Path) -> tuple[Head, str]:
    head = read_head(path)
    size = path.stat().st_size if path.exists() else 0
    if head is None:
        if size:
            raise _stop(path, "the chain has no head beside it", f"restore {path.name}{SUFFIX} from a copy")
        if left := left_behind(path):
            hint = f"restore both from a copy; for a new ledger move {', '.join(left)} away too"
            raise _stop(path, "the chain and its head are gone, what stood beside them is not", hint)
        write_head(path, Head())
        return Head(), ""
    if head.lines:
        return _completed(path, head, size)
    if size != head.size or last_hash(path, size) != head.hash:
        raise _stop(path, "the chain does not end where its head says", "run: ombud ledger verify")
    return head, ""


def left_behind(path: Path) -> list[str]:
    """The names of what only a ledger that was posted to has beside it."""
    return [beside(path, suffix).name for suffix in (CASES, KEYS, PEOPLE) if beside(path, suffix).exists()]


def _completed(path: Path, head: Head, size: int) -> tuple[Head, str]:
    """Finish an append that was cut off: what stands after the old end must be a beginning of the lines kept."""
    lines = head.lines.encode()
    try:
        posted = read_all(lines, sequence=head.sequence, previous=head.hash)
    except ValueError:
        raise _stop(beside(path, SUFFIX), "what was being written is damaged", "restore it from a copy") from None
    if last_hash(path, head.size) != head.hash or not lines.startswith(tail(path, head.size, len(lines))):
        raise _stop(path, "the chain does not end where its head says", "run: ombud ledger verify")
    end = posted[-1]
    done = _append(path, head, lines, Head(end.sequence, end.hash, head.size + len(lines)))
    how = "only its head was old" if size == done.size else "it is written now"
    return done, f"entry {done.sequence} ({end.event.kind}, {end.event.case}) had been interrupted: {how}"


def tail(path: Path, size: int, most: int) -> bytes:
    """What stands after the first `size` bytes: `most` bytes, and one more where there are more."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        file.seek(size)
        return file.read(most + 1)


def last_hash(path: Path, size: int) -> str:
    """The hash in the last line of the first `size` bytes; the genesis hash when there is none, "" when it is bad."""
    if size == 0:
        return GENESIS
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, size - LONGEST))
        lines = file.read(min(size, LONGEST)).splitlines(keepends=True)
    try:
        return read(lines[-1]).hash
    except (ValueError, IndexError):
        return ""


def _stop(path: Path, says: str, hint: str) -> LedgerError:
    return LedgerError(says, at=Place(str(path)), hint=hint, code="ledger.broken")
