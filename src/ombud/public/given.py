"""What a case was given beyond what is owed: a limit of approval holds for all of it, however many rulings gave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ombud.kernel.errors import InputError, LedgerError
from ombud.kernel.money import Money
from ombud.ledger.postings import GOODWILL
from ombud.ledger.reversal import taken_back
from ombud.model.event import Posted
from ombud.model.remedy import Option
from ombud.model.ruling import Ruling
from ombud.remedy.approval import signed_of

__all__ = ["OWNER", "SIGNS", "given_before", "needed_with", "signs_for"]

SIGNS = "signs"
"""The note of a booking that says for how much its role signed, where that is more than what was booked."""
OWNER = "owner"


def signs_for(option: Option) -> Money | None:
    """The sum that somebody signs for: what stands on a credit, however little of it is spent; None for no goodwill."""
    minor = signed_of(option)
    return Money(minor, option.cost.currency) if option.cost and minor else None


def given_before(entries: Sequence[Posted], currency: str) -> Money:
    """All goodwill that the ledger has for a case in a currency, without what was taken back."""
    gone = taken_back(entries)
    return Money(sum(_signed(one, currency) for one in entries if one.sequence not in gone), currency)


def _signed(posted: Posted, currency: str) -> int:
    booked = sum(
        leg.amount.minor
        for leg in posted.event.entries
        if leg.account == GOODWILL and leg.amount.currency == currency and leg.amount.minor > 0
    )
    if not booked or posted.event.kind != "remedy.approved":
        return 0
    amount, _, unit = posted.event.notes.get(SIGNS, "").partition(" ")
    try:
        return max(booked, Money.of(amount, unit).minor) if unit == currency else booked
    except InputError:
        raise LedgerError(
            f"what was signed for in entry {posted.sequence} cannot be read",
            hint="run: ombud ledger verify",
            code="ledger.broken",
        ) from None


def needed_with(ruling: Ruling, before: Money) -> tuple[str, Money]:
    """The role that must agree to what the ruling gives with what was given before, and the sum that both come to."""
    total = before.minor + _sum(signs_for(one) for one in ruling.remedies.options if one.recommended)
    limits = ruling.remedies.limits
    role = next((one.role for one in limits if total <= one.up_to.minor), OWNER) if limits else ""
    return role, Money(total, before.currency)


def _sum(amounts: Iterable[Money | None]) -> int:
    return sum(one.minor for one in amounts if one)
