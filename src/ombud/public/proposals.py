"""From a dispute to a better rule: the clause's own amendments, each with what it would have cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ombud.book.record import Book
from ombud.kernel.lang import Words
from ombud.model.remedy import Amendment
from ombud.model.ruling import Ruling
from ombud.public.replay import Change, Tried, Wanted, replay_change

__all__ = ["Proposal", "proposals"]

AT_FAULT, NOTHING = "rule_at_fault", "not_substantiated"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amendment of a clause, what the clause is for, and its effects over a history (None: it changes no number).

    Of the orders that the clause turned away, `held` counts those that it would still turn away.
    """

    amendment: Amendment
    purpose: Words
    tried: Tried | None
    held: int = 0
    turned_away: int = 0


def proposals(ruling: Ruling, book: Book, wanted: Wanted) -> Iterator[Proposal]:
    """The amendments that a ruling proposes, each replayed; none where no rule is at fault.

    Raises:
        OmbudError: the history or the book cannot be right.
    """
    if ruling.headline != AT_FAULT:
        return
    for amendment in ruling.remedies.amendments:
        purpose = book.clauses[amendment.clause].purpose
        if not amendment.settings:
            yield Proposal(amendment, purpose, None)
            continue
        settings = tuple(f"{name}={value}" for name, value in amendment.settings)
        tried = replay_change(wanted, Change(settings=settings))
        yield Proposal(amendment, purpose, tried, *_turned_away(tried, {one.reason for one in ruling.allegations}))


def _turned_away(tried: Tried, reasons: set[str]) -> tuple[int, int]:
    """Of the orders under these reasons to which the clause gave nothing: how many it would still give nothing."""
    cells = [one for one in tried.effects.certain if one.reason in reasons and one.old == NOTHING]
    return sum(one.rows for one in cells if one.new == NOTHING), sum(one.rows for one in cells)
