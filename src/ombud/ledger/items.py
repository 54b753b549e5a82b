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


def settleable(step: Step, case: str, items: Iterable[OpenItem], account: str = "") -> list[OpenItem]:
    """The items of a case that a step can settle: debts to the customer are paid, all else is received or given up.

    Where a customer was paid more than is owed by now, they are the ones to give back.
    """
    mine = [item for item in items if item.case == case and (not account or item.account == account)]
    return [item for item in mine if (item.account == CUSTOMER and not _too_much(item)) == (step == "pay")]


def _too_much(item: OpenItem) -> bool:
    return item.account == CUSTOMER and item.amount.minor < 0


def _one(step: Step, case: str, items: Iterable[OpenItem], *, amount: Money | None, account: str) -> tuple[OpenItem]:
    """The one item that is meant."""
    found = settleable(step, case, items, account)
    mine = [item for item in found if amount is None or item.amount.currency == amount.currency]
    if found and not mine and amount:
        names = ", ".join(str(item.amount) for item in found)
        raise LedgerError(
            f"{names} is open for {case}, and nothing in {amount.currency}",
            hint="name a sum in that currency",
            code="ledger.currency",
        )
    if not mine:
        raise LedgerError(f"nothing is open to {step} for {case}", hint="see: ombud ledger open", code="ledger.nothing")
    if len(mine) > 1:
        names = ", ".join(f"{item.amount} on {item.account}" for item in mine)
        accounts = {item.account for item in mine}
        hint = "name the sum with its currency: --amount" if len(accounts) == 1 else "name the account: --account"
        raise LedgerError(f"{case} has several open items: {names}", hint=hint, code="ledger.several")
    return (mine[0],)


def settling(
    step: Step, case: str, items: Iterable[OpenItem], *, amount: Money | None = None, account: str = ""
) -> tuple[Entry, ...]:
    """The entries by which a sum is paid out, received or given up; without `amount` all that is open for the case.

    `account` chooses among several open items.

    Raises:
        LedgerError: nothing of that kind is open for the case, several things are, or less than `amount`.
    """
    (item,) = _one(step, case, items, amount=amount, account=account)
    open_ = Money(-item.amount.minor, item.amount.currency) if _too_much(item) else item.amount
    sum_ = amount or open_
    if sum_.minor <= 0:
        raise LedgerError(f"a sum to {step} is above zero, not {sum_}", hint='such as "12.60 PLN"', code="ledger.sign")
    if sum_.minor > open_.minor:
        raise LedgerError(
            f"{open_} is open for {case}, not {sum_}", hint=f"name no more than {open_}", code="ledger.more"
        )
    if step == "pay":
        return Entry(CUSTOMER, sum_), Entry(CASH, -sum_)
    return Entry(CASH if step == "receive" else WRITE_OFF, sum_), Entry(item.account, -sum_)
