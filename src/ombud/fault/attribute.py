"""Fault by party as shares that sum to 1, the bearer of the loss, and what may be claimed back."""

from __future__ import annotations

from collections.abc import Iterable

from ombud.book.record import Book
from ombud.fault.recovery import recoveries
from ombud.kernel.money import shares
from ombud.model.carriage import Carriage
from ombud.model.facts import Facts
from ombud.model.fault import Fault, PartyShare
from ombud.rules.answer import Answer, first

OPEN = Fault(shares=(), loss_bearer="", rule="", because={}, open=True)


def attribute(facts: Facts, book: Book, carriages: Iterable[Carriage] = ()) -> Fault:
    """Fault and loss bearer. `open` when an unknown fact stops a table or leaves a weight unknown."""
    found = first(book.program, book.tables_for("fault"), facts.row)
    weights = _weights(found) if found else None
    bears = first(book.program, book.tables_for("bearer"), facts.row)
    bearer = str(bears.outputs.get("bearer", "")) if bears and bears.sure else ""
    if found is None or weights is None:
        return Fault((), bearer, found.name if found else "", {}, open=True)
    parts = shares([days for _, days in weights])
    split = tuple(
        PartyShare(party, share, days) for (party, days), share in zip(weights, parts, strict=True) if share > 0
    )
    return Fault(
        shares=split,
        loss_bearer=bearer,
        rule=found.name,
        because=found.rule.declared.because,
        recoveries=recoveries(split, carriages, book, facts),
        open=not bearer,
    )


def _weights(found: Answer) -> list[tuple[str, int]] | None:
    """Party and integer day weight, in the order in which the rule names them; None when one is unknown or negative."""
    if not found.sure:
        return None
    weights = [(party, found.outputs[party]) for party in found.rule.declared.then]
    known = [(party, int(days)) for party, days in weights if isinstance(days, int)]
    if len(known) < len(weights) or min(days for _, days in known) < 0:
        return None
    return known if any(days for _, days in known) else None
