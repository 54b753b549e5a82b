"""The step over the whole case: no more goes back than was paid, and not what the bank may give back already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ombud.kernel.money import Money
from ombud.model.bank import BankAnswer, Stance
from ombud.model.case_file import CaseFile, Chargeback
from ombud.model.entitlement import MoneyRange, Sum
from ombud.model.facts import Evidence
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.vocabulary import remedies
from ombud.rules.checked import Row

SHOWN = frozenset({"record", "settled", "answer"})
"""Evidence that can be laid before a bank: what was recorded or said, not what we take for granted."""


def never_twice(plan: RemedyPlan, row: Row, currency: str, *, fees: int = 0) -> RemedyPlan:
    """The plan with its refunds within what was paid and not yet given back, and apart what a bank holds in dispute.

    Redress comes before goodwill, and what is paid at once before what waits for goods: money that was taken twice goes
    back without waiting. A sum that is in dispute at the bank is still owed, but no longer to be paid by
    the shop while the dispute is open. Where nothing is known to be paid, nothing is cut: there is nothing to compare
    with.
    `fees` (minor units) were taken besides the payments on record; what was never taken (`forgone`) is not cut.
    """
    paid, back, held = (_minor(row.get(name), currency) for name in ("paid_in_all", "refunded_in_all", "charged_back"))
    left = _Left(paid + fees - (back or 0) if paid else None, held or 0, _prices((*plan.options, *plan.exposure)))
    parts = {place: tuple(left.taken(plan.options[place])) for place in _waiting_last(plan.options)}
    options = [part for place in sorted(parts) for part in parts[place]]
    exposure = [part for option in plan.exposure for part in left.copy().taken(option)]
    ranked = tuple(replace(option, rank=rank) for rank, option in enumerate(options, start=1))
    return replace(plan, options=ranked, exposure=tuple(exposure))


def _waiting_last(options: Sequence[Option]) -> list[int]:
    """The places of the options in the order in which they are paid."""
    waits = remedies("against_return")
    return sorted(range(len(options)), key=lambda i: (options[i].kind != "redress", options[i].remedy in waits))


def _prices(options: Iterable[Option]) -> dict[str, int]:
    """The most that goes back for each order line: the greatest of what several allegations give for it."""
    found: dict[str, int] = {}
    for option in options:
        if option.line and option.remedy in remedies("of_the_price") and _most(option.amount):
            found[option.line] = max(found.get(option.line, 0), _most(option.amount))
    return found


class _Left:
    """What may still go back (`budget`, None: not known), for each order line (`lines`), and what of it the bank holds
    (`held`), in minor units.
    """

    __slots__ = ("budget", "held", "lines")

    def __init__(self, budget: int | None, held: int, lines: Mapping[str, int]) -> None:
        self.budget = budget
        self.held = held
        self.lines = dict(lines)

    def copy(self) -> _Left:
        """The same again, for one thing that may be demanded regardless of the others."""
        return _Left(self.budget, self.held, self.lines)

    def taken(self, option: Option) -> Iterator[Option]:
        """The option within what is left, in up to two parts: to be paid by the shop, and to come from the bank."""
        if option.remedy not in remedies("money_back") or option.amount is None or option.forgone:
            yield option
            return
        of_line = option.line if option.remedy in remedies("of_the_price") else ""
        amount = _within(_within(option.amount, self.budget), self.lines.get(of_line))
        at_bank = min(_most(amount), self.held)
        counts = option.recommended or (option.kind == "redress" and not option.choose)
        if counts:
            self.budget = None if self.budget is None else self.budget - _most(amount)
            self.held -= at_bank
            if of_line in self.lines:
                self.lines[of_line] -= _most(amount)
        if at_bank == 0:
            yield from [_at(option, amount)] if _most(amount) or _is_open(amount) else ()
            return
        if isinstance(amount, Money) and amount.minor > at_bank:
            yield _at(option, Money(amount.minor - at_bank, amount.currency))
            amount = Money(at_bank, amount.currency)
        yield replace(_at(option, amount), recommended=False, by_bank=True, cost=None)


def fees_besides(file: CaseFile, asof: date) -> int:
    """The fees that were taken by then and stand in no payment on record, in minor units."""
    taken = (fee for fee in file.fees or () if fee.charged_on is not None and fee.charged_on <= asof)
    fees = sum(Money.of(fee.amount, file.currency).minor for fee in taken)
    paid = (one for one in file.payments or () if one.covers == "other" and one.status == "success" and one.on <= asof)
    return max(0, fees - sum(Money.of(one.amount, file.currency).minor for one in paid))


def _at(option: Option, amount: Sum) -> Option:
    """The option at another sum; one whose sum stays keeps its cost too."""
    if amount == option.amount:
        return option
    cost = amount if isinstance(amount, Money) and option.cost is not None else option.cost
    return replace(option, amount=amount, cost=cost)


def _within(amount: Sum, budget: int | None) -> Sum:
    if budget is None or amount is None:
        return amount
    most = max(0, budget)
    if isinstance(amount, Money):
        return Money(min(amount.minor, most), amount.currency)
    high = most if amount.high is None else min(amount.high, most)
    low = min(amount.low, most)
    return Money(low, amount.currency) if low == high else MoneyRange(low, high, amount.currency)


def _most(amount: Sum) -> int:
    """The most that a sum may come to; of an open one the least."""
    if isinstance(amount, MoneyRange):
        return amount.low if amount.high is None else amount.high
    return amount.minor if amount else 0


def _is_open(amount: Sum) -> bool:
    """A sum that nobody knows yet is not nothing."""
    return isinstance(amount, MoneyRange) and amount.high is None


def _minor(value: object, currency: str) -> int | None:
    return Money.of(value, currency).minor if isinstance(value, Decimal) else None


def bank_answers(
    file: CaseFile, plan: RemedyPlan, row: Row, *, decided: bool, evidence: Iterable[Evidence]
) -> tuple[BankAnswer, ...]:
    """What to tell the bank on each open chargeback: the part that is owed back is accepted, the rest contested."""
    asof = row["asof"]
    pointers = tuple(dict.fromkeys(one.pointer for one in evidence if one.weight in SHOWN))
    left = sum(_most(option.amount) for option in plan.options if option.by_bank)
    found = []
    for dispute in file.chargebacks or ():
        decided_on = dispute.decided_on
        still_open = dispute.outcome == "open" or (decided_on is not None and decided_on > asof)  # type: ignore[operator]
        if dispute.opened_on <= asof and still_open:  # type: ignore[operator]
            amount = Money.of(dispute.amount, file.currency)
            accepted = min(left, amount.minor)
            left -= accepted
            found.append(_answer(dispute, amount, accepted, decided=decided, evidence=pointers))
    return tuple(found)


def _answer(
    dispute: Chargeback, amount: Money, accepted: int, *, decided: bool, evidence: tuple[str, ...]
) -> BankAnswer:
    stance: Stance = "accept" if accepted == amount.minor else "accept_in_part" if accepted else "contest"
    if not decided and stance != "accept":
        stance = "still_open"
    return BankAnswer(dispute.id, stance, Money(accepted, amount.currency), dispute.respond_by, evidence)
