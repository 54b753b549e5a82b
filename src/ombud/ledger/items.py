"""What is still open, case by case: owed to customers, claimed from carriers and makers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger.postings import CUSTOMER
from ombud.model.event import EventKind, Posted
from ombud.model.item import OpenItem
from ombud.model.posting import Entry

CASH = "asset:cash"
WRITE_OFF = "expense:write-off"
CLAIMS = "-claims"

Step: TypeAlias = Literal["pay", "receive", "write-off"]
STEPS: tuple[Step, ...] = get_args(Step)
KINDS: dict[Step, EventKind] = {
    "pay": "remedy.paid",
    "receive": "recovery.received",
    "write-off": "recovery.written_off",
}


@dataclass(slots=True)
class _Sum:
    minor: int = 0
    since: date = date.min
    claim_by: date | None = None


def open_items(entries: Iterable[Posted]) -> tuple[OpenItem, ...]:
    """What customers have not had yet, and claims that nobody has paid; the oldest first.

    An item is open while its entries (by case, account and currency) do not sum to zero. Its day is that of the first
    entry since it was last settled.
    """
    sums: dict[tuple[str, str, str], _Sum] = {}
    for posted in entries:
        event = posted.event
        day = event.notes.get("claim_by")
        for entry in event.entries:
            if entry.account != CUSTOMER and not entry.account.endswith(CLAIMS):
                continue
            one = sums.setdefault((event.case, entry.account, entry.amount.currency), _Sum())
            if one.minor == 0:
                one.since = event.on
            one.minor += entry.amount.minor
            one.claim_by = date.fromisoformat(day) if day else one.claim_by
    found = (_item(*key, one) for key, one in sums.items() if one.minor)
    return tuple(sorted(found, key=lambda item: (item.since, item.case, item.account)))


def _item(case: str, account: str, currency: str, one: _Sum) -> OpenItem:
    minor = -one.minor if account == CUSTOMER else one.minor
    return OpenItem(case, account, Money(minor, currency), one.since, one.claim_by)


def settling(
    step: Step, case: str, items: Iterable[OpenItem], *, amount: Money | None = None, account: str = ""
) -> tuple[Entry, ...]:
    """The entries by which a sum is paid out, received or given up; without `amount` all that is open for the case.

    `account` chooses among several open items.

    Raises:
        LedgerError: nothing of that kind is open for the case, several things are, or less than `amount`.
    """
    mine = [item for item in items if item.case == case and (item.account == CUSTOMER) == (step == "pay")]
    if amount:
        mine = [item for item in mine if item.amount.currency == amount.currency]
    if account:
        mine = [item for item in mine if item.account == account]
    if not mine:
        raise LedgerError(f"nothing is open to {step} for {case}", hint="see: ombud ledger open", code="ledger.nothing")
    if len(mine) > 1:
        names = ", ".join(f"{item.amount} on {item.account}" for item in mine)
        raise LedgerError(f"{case} has several open items: {names}", hint="name the account", code="ledger.several")
    (item,) = mine
    sum_ = amount or item.amount
    if not 0 < sum_.minor <= item.amount.minor:
        raise LedgerError(
            f"{item.amount} is open for {case}, not {sum_}", hint="name no more than that", code="ledger.more"
        )
    if step == "pay":
        return Entry(CUSTOMER, sum_), Entry(CASH, -sum_)
    return Entry(CASH if step == "receive" else WRITE_OFF, sum_), Entry(item.account, -sum_)
