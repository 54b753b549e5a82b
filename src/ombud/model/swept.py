"""What a sweep says of one order that nobody has complained about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ombud.kernel.lang import Words
from ombud.kernel.money import Money
from ombud.model.entitlement import Sum
from ombud.model.ruling import Clock, Ruling

Urgency: TypeAlias = Literal["today", "week", "waive"]
DutyKind: TypeAlias = Literal["automatic", "on_demand", "goodwill", "claim"]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to be done: under which reason, how soon, by which rule of the book and why. `due`: the day it is
    about (None: no day). `step` is what somebody does now ("" : the rule does not say), `by` its last day. `options`
    are the rules of what is owed and offered under the reason.
    """

    reason: str
    urgency: Urgency
    rule: str
    because: Words
    due: date | None = None
    step: str = ""
    by: date | None = None
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """What goes with an act: owed without a demand, owed on demand, given beyond that, or to be claimed back.

    `what` is a remedy, or for a claim what it is for. `amount` None: not a matter of money, or not known; of a claim it
    is the most that comes back. `by`: its last day (None: none is known). `of` names against whom a claim stands.
    Of duties with one `choose` the customer picks one.
    """

    kind: DutyKind
    what: str
    amount: Sum = None
    by: date | None = None
    of: Words = field(default_factory=dict)
    party: str = ""
    choose: str = ""
    lapsed: bool = False
    """A claim whose last day has gone by."""


@dataclass(frozen=True, slots=True)
class Swept:
    """One order after the sweep.

    With `acts` the order needs action, and `ruling` is the full ruling under their reasons. Without, `kind` tells why
    it rests: the rule that found it in order, or `UNKNOWN` with the fact in `lacks` without which nobody can tell; ""
    where no rule speaks.
    """

    order: str
    acts: tuple[Act, ...] = ()
    ruling: Ruling | None = None
    kind: str = ""
    lacks: str = ""
    because: Words = field(default_factory=dict)
    """The words of `kind`, or what the fact in `lacks` means."""


UNKNOWN = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Todo:
    """One act as a line of a list: the `step` to be taken, by when, and what goes with it; `clock` is the nearest
    statutory clock. `line` is the row or file it came from.
    """

    order: str
    line: int
    urgency: Urgency
    reason: str
    rule: str
    due: date | None
    step: str = ""
    by: date | None = None
    duties: tuple[Duty, ...] = ()
    clock: Clock | None = None
    fault: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """How a sweep came out, in counts. `rest` counts what needs nothing by the rule that says so, `lacks` what nobody
    can tell by the fact that is missing, `faults` the acts by whose fault they are; `because` are the rules' own words.
    """

    orders: int = 0
    acting: int = 0
    closed: int = 0
    bad: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    rest: Counter[str] = field(default_factory=Counter)
    lacks: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By rule, and by the party at fault or `SHARED`."""
    sums: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By urgency, kind of duty and currency, the certain sums in minor units; of a choice the dearest counts."""
    because: dict[str, Words] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Count another part of the same sweep in."""
        self.orders += other.orders
        self.acting += other.acting
        self.closed += other.closed
        self.bad += other.bad
        for name in ("acts", "rules", "rest", "lacks", "faults", "sums"):
            getattr(self, name).update(getattr(other, name))
        self.because |= other.because

    def count(self, swept: Swept, todos: Iterable[Todo]) -> None:
        """Count one order."""
        self.orders += 1
        if swept.acts:
            self.acting += 1
            self.acts.update({act.urgency for act in swept.acts})
            self.because |= {act.rule: act.because for act in swept.acts}
            self._lines(todos)
        elif swept.kind == UNKNOWN:
            self.lacks[swept.lacks] += 1
            self.because[swept.lacks] = swept.because
        else:
            self.rest[swept.kind] += 1
            self.because[swept.kind] = swept.because

    def _lines(self, todos: Iterable[Todo]) -> None:
        for todo in todos:
            self.rules[todo.rule] += 1
            for (kind, currency), minor in summed(todo.duties).items():
                self.sums[todo.urgency, kind, currency] += minor
            if todo.fault:
                self.faults[todo.rule, todo.fault[0] if len(todo.fault) == 1 else SHARED] += 1


SHARED = "shared"


def summed(duties: Iterable[Duty]) -> Counter[tuple[str, str]]:
    """By kind and currency, the known sums in minor units.

    Of what the customer chooses among the dearest counts; a claim that lapsed brings nothing.
    """
    most: dict[tuple[str, str, str], int] = {}
    for number, one in enumerate(duties):
        if isinstance(one.amount, Money) and not one.lapsed:
            key = (one.kind, one.amount.currency, one.choose or f"#{number}")
            most[key] = max(most.get(key, 0), one.amount.minor)
    sums: Counter[tuple[str, str]] = Counter()
    for (kind, currency, _), minor in most.items():
        sums[kind, currency] += minor
    return sums
