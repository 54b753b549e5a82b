"""Fault by party as shares that sum to 1, the bearer of the loss, and what may be claimed back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ombud.book.record import Book
from ombud.fault.recovery import recoveries
from ombud.kernel.money import shares
from ombud.model.carriage import Carriage
from ombud.model.facts import Facts
from ombud.model.fault import Fault, PartyShare
from ombud.rules.answer import Answer, first, possible_first


def attribute(facts: Facts, book: Book, carriages: Iterable[Carriage] = ()) -> Fault:
    """Fault and loss bearer. `open` when an unknown fact stops a table or leaves a weight unknown."""
    found = first(book.program, book.tables_for("fault"), facts.row)
    bears = first(book.program, book.tables_for("bearer"), facts.row)
    return _fault(_sure(found), _sure(bears), facts, book, carriages)


def _sure(answer: Answer | None) -> Answer | None:
    return answer if answer and answer.sure else None


def possible(facts: Facts, book: Book, carriages: Iterable[Carriage] = ()) -> tuple[Fault, ...]:
    """Every fault that the unknown facts leave possible; shares whose days are not known stay empty and open."""
    causes = possible_first(book.program, book.tables_for("fault"), facts.row)
    bearers = possible_first(book.program, book.tables_for("bearer"), facts.row)
    carried = tuple(carriages)
    found = (_fault(cause, bears, facts, book, carried) for cause in causes for bears in bearers)
    return tuple({(one.shares, one.loss_bearer): one for one in found}.values())


def _fault(
    found: Answer | None, bears: Answer | None, facts: Facts, book: Book, carriages: Iterable[Carriage]
) -> Fault:
    borne = _borne(bears) if bears else Fault((), "", "", {}, open=True)
    weights = _weights(found) if found else None
    if found is None or weights is None:
        return replace(borne, rule=found.name if found else "", open=True)
    parts = shares([days for _, days in weights])
    split = tuple(
        PartyShare(party, share, days) for (party, days), share in zip(weights, parts, strict=True) if share > 0
    )
    return replace(
        borne,
        shares=split,
        rule=found.name,
        because=found.rule.declared.because,
        recoveries=recoveries(split, carriages, book, facts),
    )


def _borne(bears: Answer) -> Fault:
    """Who bears the loss, and by which rule; the fault itself is not known yet."""
    declared = bears.rule.declared
    return Fault(
        shares=(),
        loss_bearer=str(bears.outputs["bearer"]),
        rule="",
        because={},
        bearer_rule=bears.name,
        bearer_because=declared.because,
        bearer_cites=declared.cites,
    )


def _weights(found: Answer) -> list[tuple[str, int]] | None:
    """Party and integer day weight, in the order in which the rule names them; None when one is unknown or negative."""
    weights = [(party, found.outputs[party]) for party in found.rule.declared.then]
    known = [(party, int(days)) for party, days in weights if isinstance(days, int)]
    if len(known) < len(weights) or min(days for _, days in known) < 0:
        return None
    return known if any(days for _, days in known) else None
