"""`ombud ledger`: post what was signed, prove the chain, hand it on."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from ombud.cli.clock import now
from ombud.cli.ending import BAD_INPUT, RULED, tell, worst
from ombud.cli.ruling import Wanted, each
from ombud.kernel.errors import LedgerError, Place
from ombud.kernel.money import Money
from ombud.public.ledger import Signature, export, fold, open_chain, post_ruling, records, verify

SALT = 32


def post_files(files: Sequence[Path], wanted: Wanted, ledger: Path, role: str) -> int:
    """Rule on each file and post the ruling with its bookings."""
    codes: list[int] = []
    signature = Signature(role, now())
    for file, ruling in each(files, wanted, codes):
        try:
            chain = post_ruling(ledger, ruling, file.complainant, signature, fresh=secrets.token_bytes(SALT))
        except LedgerError as error:
            codes.append(tell(error))
        else:
            if chain.told:
                sys.stderr.write(f"note: {chain.told}\n")
            sys.stdout.write(f"{chain.sequence} {chain.hash} {ruling.case}\n")
    return worst(codes)


def verify_ledger(path: Path, anchor: str) -> int:
    """Tell every break, or the last hash, which is worth keeping elsewhere, and the balances."""
    breaks = verify(path, anchor=anchor)
    for found in breaks:
        tell(LedgerError(found.says, at=Place(str(path), found.kind, found.line)))
    if breaks:
        return BAD_INPUT
    chain = open_chain(path)
    sys.stdout.write(f"the chain is whole: {chain.sequence} entries, the last {chain.hash}\n")
    for (account, currency), minor in fold(chain).items():
        sys.stdout.write(f"{Money(minor, currency)!s:>20}  {account}\n")
    return RULED


def export_ledger(path: Path, form: str) -> int:
    """Print all entries in one form."""
    sys.stdout.write(export(records(path), form))
    return RULED
