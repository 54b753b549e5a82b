"""`ombud ledger`: post what was signed, prove the chain, hand it on."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ombud.cli.clock import now
from ombud.cli.ending import BAD_INPUT, RULED, tell, worst
from ombud.cli.ruling import Wanted, each
from ombud.kernel.errors import LedgerError, Place
from ombud.kernel.money import Money
from ombud.public.ledger import Chain, Signature, export, fold, post_ruling, records, verify
from ombud.public.settling import Step, claimed, correct, forget_person, items, person, settle, typed_sum

SALT = 32


@dataclass(frozen=True, slots=True)
class Signed:
    """The role that signs, and the book that says what it may."""

    role: str
    book: Path | None = None

    def signature(self) -> Signature:
        """The signature of now."""
        return Signature(self.role, now(), self.book)


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
    last = Chain(path)
    for posted in records(path):
        last = Chain(path, posted.sequence, posted.hash)
    sys.stdout.write(f"the chain is whole: {last.sequence} entries, the last {last.hash}\n")
    for (account, currency), minor in fold(last).items():
        sys.stdout.write(f"{Money(minor, currency)!s:>20}  {account}\n")
    return RULED


def export_ledger(path: Path, form: str) -> int:
    """Print all entries in one form."""
    sys.stdout.write(export(records(path), form))
    return RULED


def show_open(path: Path) -> int:
    """Open items, the oldest first: sum, since when, by when to claim, account, case."""
    for item in items(path):
        by = f"claim by {item.claim_by}" if item.claim_by else ""
        by = "more than was open" if item.amount.minor < 0 else by
        sys.stdout.write(f"{item.amount!s:>20}  since {item.since}  {by:<19}  {item.account:<22}  {item.case}\n")
    return RULED


def settle_item(path: Path, step: Step, case: str, signed: Signed, amount: str, account: str = "") -> int:
    """Book a payment, a receipt or a write-off, and tell the new last entry."""
    sum_ = typed_sum(path, step, case, amount, account)
    return _posted(settle(path, step, case, signed.signature(), amount=sum_, account=account), case)


def correct_entry(path: Path, number: int, reason: str, signed: Signed) -> int:
    """Take an entry back, and tell the new last entry."""
    return _posted(correct(path, number, reason, signed.signature()), f"entry {number} taken back")


def note_claim(path: Path, case: str, role: str) -> int:
    """Note that a claim was made."""
    return _posted(claimed(path, case, Signature(role, now())), case)


def show_person(path: Path, who: str) -> int:
    """What is kept of a person, one line a field."""
    kept = person(path, who)
    if not kept:
        says = "nothing is kept of this person"
        hint = "name their first contact, or the name, as it was given"
        return tell(LedgerError(says, at=Place(str(path)), hint=hint))
    for name, value in kept.items():
        sys.stdout.write(f"{name}: {'; '.join(value.splitlines())}\n")
    return RULED


def forget(path: Path, who: str, signed: Signed) -> int:
    """Forget a person, and tell the new last entry."""
    return _posted(forget_person(path, who, signed.signature()), "person forgotten")


def _posted(chain: Chain, what: str) -> int:
    sys.stdout.write(f"{chain.sequence} {chain.hash} {what}\n")
    return RULED
