"""The head beside the chain: where it ends, and what is being written.

Without it a chain cut short would look whole. It is written twice for each entry: first with the next lines inside, so
that an append that is cut off can be completed, then without.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ombud.kernel.digest import canonical
from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.disk import beside, replace
from ombud.ledger.line import GENESIS

SUFFIX = ".head"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry's number and hash, the chain's size in bytes, and the lines being written ("" : none)."""

    sequence: int = 0
    hash: str = GENESIS
    size: int = 0
    lines: str = ""


def write_head(path: Path, head: Head) -> None:
    """Put the head beside the chain, whole."""
    content = {"sequence": head.sequence, "hash": head.hash, "size": head.size, "lines": head.lines}
    replace(beside(path, SUFFIX), canonical(content) + b"\n")


def read_head(path: Path) -> Head | None:
    """The head, or None when there is none.

    Raises:
        LedgerError: it cannot be read as a head.
    """
    file = beside(path, SUFFIX)
    try:
        found = json.loads(file.read_bytes())
        head = Head(found["sequence"], found["hash"], found["size"], found["lines"])
        whole = (type(head.sequence), type(head.hash), type(head.size), type(head.lines)) == (int, str, int, str)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        whole, head = False, Head()
    if not whole:
        raise LedgerError(
            "the head of the chain cannot be read",
            at=Place(str(file)),
            hint="restore it, or the ledger with it, from a copy",
            code="ledger.head",
        )
    return head
