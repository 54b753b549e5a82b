"""A sum as a person types it for the ledger: "12.60 PLN", "12,60 zł", or "12.60" where only one currency is open."""

from __future__ import annotations

import re
from pathlib import Path

from ombud.intake.sums import counted, currencies, sum_of
from ombud.intake.wrong import Wrong
from ombud.kernel.errors import LedgerError, Place
from ombud.kernel.money import CURRENCIES, Money
from ombud.ledger.cases import of_case
from ombud.ledger.items import Step, open_items, settleable

AT, WRITE = Place("", "--amount"), 'write it as "12.60 PLN" or "12,60 zł"'
_TYPED = re.compile(
    r"(?P<before>[^\d.,+−-]*)(?P<number>[-−+]?[\d.,'’\s\u00a0\u202f]*\d(?:-\d\d|[\d.,]*(?:(?<=[.,])[-–—]{1,2})?))\s*(?P<after>\D*)"
)
SAYS = {
    "amount_places": "has more than two decimal places",
    "amount_two_ways": "can be read as thousands and as decimals",
    "amount_too_large": "is too large",
}


def typed_sum(path: Path, step: Step, case: str, text: str, account: str = "") -> Money | None:
    """The sum; None where nothing was typed. Without a currency it is that of the one item that is open for the case.

    Raises:
        LedgerError: it is no sum, or in no currency that is known, or its currency is not said and cannot be told.
    """
    if not text.strip():
        return None
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        raise LedgerError(f"{text.strip()[:40]!r} holds no sum", at=AT, hint=WRITE, code="ledger.amount")
    times, unit = counted(found["before"] + found["after"])
    currency = _currency(unit, text) if unit else _only(path, step, case, account)
    try:
        amount = sum_of(found["number"], currency)
    except Wrong as wrong:
        says = SAYS.get(wrong.code, "is not a sum")
        raise LedgerError(f"{text.strip()[:40]!r} {says}", at=AT, hint=WRITE, code="ledger.amount") from None
    amount = amount and amount * times
    if amount is None or amount <= 0:
        says = f"the sum to {step} is above zero, not {text.strip()[:40]!r}"
        raise LedgerError(says, at=AT, hint="to take an entry back: ombud ledger correct", code="ledger.sign")
    return Money.of(amount, currency)


def _currency(unit: str, text: str) -> str:
    code = currencies().get(unit, "")
    if code not in CURRENCIES:
        says = f"{text.strip()[:40]!r} is in no currency that is known"
        raise LedgerError(says, at=AT, hint=WRITE, code="ledger.amount")
    return code


def _only(path: Path, step: Step, case: str, account: str) -> str:
    found = {item.amount.currency for item in settleable(step, case, open_items(of_case(path, case)), account)}
    if len(found) == 1:
        return found.pop()
    if not found:
        raise LedgerError(f"nothing is open to {step} for {case}", hint="see: ombud ledger open", code="ledger.nothing")
    names = " and ".join(sorted(found))
    raise LedgerError(
        f"{case} has open sums in {names}", at=AT, hint=f'say which: "12.60 {min(found)}"', code="ledger.amount"
    )
