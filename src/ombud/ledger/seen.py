"""Which entries of which case were noted: a Bloom filter (B. Bloom, CACM 13(7), 1970), so that no note can go missing.

It may say "perhaps" of what it never saw, then the chain is read; it never says "no" of what it saw. Thus a case of
which no note is found is known to be new without the chain being read, and one whose note was lost is known not to be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.disk import changed

BITS = 1 << 24
"""Two megabytes, most of them holes: one false "perhaps" in a hundred at 1.7 million entries."""
HASHES = 7
BYTE = 8
WIDTH = 4
"""Bytes of a digest that choose a bit."""


def see(file: Path, noted: Iterable[tuple[str, int]]) -> None:
    """Keep that a case has an entry of this number (its first is 1).

    Raises:
        LedgerError: it cannot be written.
    """
    changed(file, BITS // BYTE, (bit for case, number in noted for bit in _bits(case, number)))


def perhaps(file: Path, case: str, number: int) -> bool:
    """Whether a case may have an entry of this number; for certain not when False.

    Raises:
        LedgerError: the file cannot be read.
    """
    try:
        with file.open("rb") as opened:
            for bit in _bits(case, number):
                opened.seek(bit // BYTE)
                if not (opened.read(1) or b"\xff")[0] >> bit % BYTE & 1:
                    return False
    except OSError:
        says, hint = "what is noted of the cases cannot be read", "run: ombud ledger verify"
        raise LedgerError(says, at=Place(str(file)), hint=hint, code="ledger.broken") from None
    return True


def is_whole(file: Path) -> bool:
    """Whether the file has its size; what stands in it is for `verify`."""
    return file.is_file() and file.stat().st_size == BITS // BYTE


def _bits(case: str, number: int) -> Iterator[int]:
    digest = hashlib.sha256(f"{number} {case}".encode()).digest()
    for at in range(0, HASHES * WIDTH, WIDTH):
        yield int.from_bytes(digest[at : at + WIDTH]) % BITS
