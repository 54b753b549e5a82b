"""Which order lines an allegation is about, and what of the money paid and given back belongs to them.

What is complained of and what goes back by a change of mind may be different lines of one order. A payment is shared
out by price; a refund belongs to the line that it names, and one that names none is taken to be for what is complained
of, each part of it for one line alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from ombud.facts.nets import nets
from ombud.facts.record import ZERO
from ombud.model.case_file import Allegation, CaseFile

Lines: TypeAlias = frozenset[str] | None
"""Ids of order lines; None: everything that was ordered."""

CHANGES_OF_MIND = frozenset({"changed_mind", "cancelled_not_honoured"})


def complained_of(file: CaseFile, allegation: Allegation | None, asof: date) -> Lines:
    """The lines that an allegation is about: its own, for a change of mind else those that go back, else all."""
    if allegation is None:
        return None
    return _own(file, allegation, asof)


def going_back(file: CaseFile, allegation: Allegation | None, asof: date) -> Lines:
    """The lines that a change of mind is about, as one allegation sees it.

    Where something else is alleged they are those of the allegations that are about a change of mind, else those that
    are on their way back.
    """
    if allegation is None or allegation.reason in CHANGES_OF_MIND:
        return _own(file, allegation, asof) if allegation else _sent_back(file, asof)
    own = [_own(file, one, asof) for one in file.allegations if one.reason in CHANGES_OF_MIND]
    if not own:
        return _sent_back(file, asof)
    return None if None in own else frozenset(line for lines in own for line in lines or ())


def _own(file: CaseFile, allegation: Allegation, asof: date) -> Lines:
    if allegation.line:
        return _or_all(file, {allegation.line}, asof)
    return _sent_back(file, asof) if allegation.reason in CHANGES_OF_MIND else None


def _sent_back(file: CaseFile, asof: date) -> Lines:
    return _or_all(file, {line for back in file.returns or () for line in back.lines}, asof)


def _or_all(file: CaseFile, lines: Iterable[str], asof: date) -> Lines:
    found = frozenset(lines)
    return None if not found or found >= prices(file, asof).keys() else found


def prices(file: CaseFile, asof: date) -> Mapping[str, Decimal]:
    """What each line known on the day cost in the end, by its id."""
    found: dict[str, Decimal] = {}
    for order in file.orders or ():
        if order.placed_on <= asof:
            for line, net in zip(order.lines or (), nets(order), strict=True):
                found[line.id] = found.get(line.id, ZERO) + net
    return found


def paid_for(file: CaseFile, lines: Lines, asof: date) -> Iterator[Decimal | None]:
    """The part of each payment that was for these lines; None where nobody knows what it was for.

    Carriage is for the whole order: it would have cost the same without them.
    """
    known = prices(file, asof)
    total, own = sum(known.values(), ZERO), sum((known[line] for line in lines or () if line in known), ZERO)
    paid, given = ZERO, ZERO
    for payment in file.payments or ():
        amount = Decimal(payment.amount).quantize(ZERO)
        if lines is None or total <= 0:
            yield amount
        elif payment.covers != "goods" or payment.on > asof or payment.status != "success":
            yield None if payment.covers is None else ZERO
        elif payment.kind not in ("sale", "capture"):
            yield ZERO
        else:
            paid += amount
            upto = (own * min(paid, total) / total).quantize(ZERO, ROUND_HALF_UP)
            yield upto - given
            given = upto


class Unnamed:
    """What went back for goods without naming a line, shared out over the lines that are complained of."""

    def __init__(self, file: CaseFile, pools: Mapping[str, Decimal], asof: date) -> None:
        """`pools` are the sums by the place of the refund, in order."""
        self._sets = _complaints(file, asof)
        self._left = dict(pools)
        self._whole = dict(pools)
        self._given: dict[tuple[str, str], Decimal] = {}
        known = prices(file, asof)
        lines = dict.fromkeys(line for one in self._sets for line in sorted(one or ()))
        for line in lines:
            self._share(line, known.get(line, ZERO) - _named(file, line, asof))

    def _share(self, line: str, price: Decimal) -> None:
        for place, left in self._left.items():
            part = min(left, max(ZERO, price))
            self._given[place, line] = part
            self._left[place] -= part
            price -= part

    def part(self, place: str, lines: Lines) -> Decimal:
        """The part of one refund that is for these lines."""
        if lines is None or all(one == lines for one in self._sets):
            return self._whole[place]
        return sum((self._given.get((place, line), ZERO) for line in lines), ZERO)


def _complaints(file: CaseFile, asof: date) -> list[Lines]:
    """The lines of each allegation, first of those that ask for money, then in the order of the file."""
    first = sorted(file.allegations, key=lambda one: "refund" not in one.wants)
    return [_own(file, one, asof) for one in first]


def _named(file: CaseFile, line: str, asof: date) -> Decimal:
    back = (one for one in file.refunds or () if one.line == line and one.covers == "goods" and one.on <= asof)
    return sum((Decimal(one.amount) for one in back), ZERO)
