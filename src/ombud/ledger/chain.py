"""Append one event to the chain, so that it is there whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.disk import append_at, beside, locked
from ombud.ledger.head import SUFFIX, Head, read_head, write_head
from ombud.ledger.line import GENESIS, LONGEST, read, written
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
    return Chain(path, head.sequence, head.hash, told)


def post(chain: Chain, event: Event) -> Chain:
    """Append an event. Another writer may have appended since `chain` was seen: the entry goes after theirs.

    Raises:
        LedgerError: the event cannot be booked (nothing is written), or the chain does not hold (stop).
    """
    with locked(chain.path):
        head, told = _settled(chain.path)
        line, own = written(event, sequence=head.sequence + 1, previous=head.hash)
        write_head(chain.path, Head(head.sequence, head.hash, head.size, line.decode()))
        done = _append(chain.path, head, line, own)
    return Chain(chain.path, done.sequence, done.hash, told)


def _append(path: Path, head: Head, line: bytes, own: str) -> Head:
    append_at(path, head.size, line)
    done = Head(head.sequence + 1, own, head.size + len(line))
    write_head(path, done)
    return done


def _settled(path: Path) -> tuple[Head, str]:
    head = read_head(path)
    size = path.stat().st_size if path.exists() else 0
    if head is None:
        if size:
            raise _stop(path, "the chain has no head beside it", f"restore {path.name}{SUFFIX} from a copy")
        write_head(path, Head())
        return Head(), ""
    if head.line:
        return _completed(path, head, size)
    if size != head.size or last_hash(path, size) != head.hash:
        raise _stop(path, "the chain does not end where its head says", "run: ombud ledger verify")
    return head, ""


def _completed(path: Path, head: Head, size: int) -> tuple[Head, str]:
    """Finish an append that was cut off: what stands after the old end must be a beginning of the line kept."""
    line = head.line.encode()
    try:
        posted = read(line)
    except ValueError:
        raise _stop(beside(path, SUFFIX), "the entry being written is damaged", "restore it from a copy") from None
    follows = posted.previous == head.hash and posted.sequence == head.sequence + 1
    if not follows or last_hash(path, head.size) != head.hash or not line.startswith(tail(path, head.size)):
        raise _stop(path, "the chain does not end where its head says", "run: ombud ledger verify")
    done = _append(path, head, line, posted.hash)
    how = "only its head was old" if size == head.size + len(line) else "it is written now"
    return done, f"entry {done.sequence} ({posted.event.kind}, {posted.event.case}) had been interrupted: {how}"


def tail(path: Path, size: int) -> bytes:
    """What stands after the first `size` bytes, at most as much as one entry may have, and one byte."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        file.seek(size)
        return file.read(LONGEST + 1)


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
