"""Add the entries up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.chain import Chain
from ombud.ledger.disk import looking
from ombud.ledger.line import read
from ombud.ledger.proof import breaks
from ombud.model.event import Posted

Balances: TypeAlias = Mapping[tuple[str, str], int]
"""Account and currency to minor units; all accounts of one currency sum to zero."""


def records(path: Path) -> Iterator[Posted]:
    """The entries in their order, once the chain is proved. What is appended while they are read is not among them.

    Raises:
        LedgerError: the chain does not hold.
    """
    with looking(path):
        found = breaks(path)
        size = path.stat().st_size if path.exists() else 0
    if found:
        first = found[0]
        raise LedgerError(
            first.says, at=Place(str(path), line=first.line), hint="run: ombud ledger verify", code="ledger.broken"
        )
    if size:
        with path.open("rb") as file:
            while file.tell() < size:
                yield read(file.readline())


def fold(chain: Chain) -> Balances:
    """The balance of each account and currency, in minor units, sorted by name.

    Raises:
        LedgerError: the chain does not hold.
    """
    sums: Counter[tuple[str, str]] = Counter()
    for posted in records(chain.path):
        for entry in posted.event.entries:
            sums[entry.account, entry.amount.currency] += entry.amount.minor
    return dict(sorted(sums.items()))
