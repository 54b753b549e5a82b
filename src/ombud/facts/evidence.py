"""What a fact rests on, as pointers into the case file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ombud.facts.aggregates import Draw, Drawn
from ombud.kernel.scalar import Value
from ombud.model.case_file import Answer
from ombud.model.facts import Evidence, FactState
from ombud.model.record_tables import ORDER_BY

MOST_POINTERS = 8
DEFAULT = (Evidence("default", "default"),)
SECTIONS = {
    "order": "orders",
    "line": "orders",
    "promise": "orders",
    "offer": "orders",
    "payment": "payments",
    "refund": "refunds",
    "chargeback": "chargebacks",
    "shipment": "shipments",
    "message": "messages",
    "call": "calls",
    "post": "posts",
    "demand": "demands",
    "term": "terms",
    "publication": "publications",
    "loss": "losses",
    "past": "history.cases",
    "goods_return": "returns",
    "fee": "fees",
    "inspection": "inspections",
    "cure": "cures",
    "effort": "efforts",
}
"""Where one looked in vain, by record table; the others are called as in the file."""


def of_records(draw: Draw, drawn: Drawn) -> tuple[Evidence, ...]:
    """The records that a fact was drawn from; the section itself when it is known to hold none."""
    if not drawn.rows:
        return (Evidence(SECTIONS.get(draw.table, draw.table), "record"),)
    day = ORDER_BY.get(draw.table, "")
    found: dict[str, Evidence] = {}
    for row in drawn.rows[:MOST_POINTERS]:
        on = row.cells.get(day)
        for pointer in (_spots(draw, row.spots) if row.spots else ()) or (row.pointer,):
            found[pointer] = Evidence(pointer, "record", "", on)  # type: ignore[arg-type]
    return tuple(found.values())


def _spots(draw: Draw, spots: Mapping[str, str]) -> list[str]:
    """The finer places, in the order in which they stand."""
    found = {spots[column] for column in draw.columns if column in spots}
    return sorted(found, key=lambda pointer: (len(pointer), pointer))


def of_answer(answer: Answer) -> Evidence:
    """An answer by hand, with its witness."""
    return Evidence(f"answer of the {answer.witness.replace('_', ' ')}", "answer", answer.witness, answer.on)


def of_settling(read: Iterable[FactState]) -> tuple[Evidence, ...]:
    """The evidence of the facts that settled another: those that hold, or else all that are known.

    What rests on an answer by hand stays so marked.
    """
    known = [state for state in read if state.value is not None]
    holding = [state for state in known if state.value is not False]
    found: dict[str, Evidence] = {}
    for evidence in _all(holding or known):
        weight = "settled" if evidence.weight == "record" else evidence.weight
        found.setdefault(evidence.pointer, Evidence(evidence.pointer, weight, evidence.witness, evidence.on))
    return tuple(found.values())[:MOST_POINTERS]


def _all(states: Iterable[FactState]) -> Iterator[Evidence]:
    for state in states:
        yield from state.evidence


def claims(values: Iterable[Value | None]) -> tuple[Value, ...]:
    """The different values claimed, in the order in which they came."""
    return tuple(dict.fromkeys(value for value in values if value is not None))
