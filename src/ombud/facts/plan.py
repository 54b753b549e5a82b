"""How the facts of one book are established: worked out once, kept as long as the book is in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ombud.facts.aggregates import Draw, draws
from ombud.kernel.errors import BookError
from ombud.kernel.scalar import Value
from ombud.model.facts import FactState
from ombud.rules.checked import Program, Row
from ombud.rules.declare import FactDecl
from ombud.rules.emit_python import Contested, settling
from ombud.rules.order import in_order
from ombud.rules.reads import facts_of
from ombud.rules.warm import value_when_asked

KEPT = 8


@dataclass(frozen=True, slots=True)
class Settling:
    """A settle table, ready to run, and the facts that it reads."""

    run: Callable[[Row], Value | Contested | None]
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A catalogue in working order. `settles` and `guards` are ordered so that each comes after what it needs."""

    program: Program
    facts: Mapping[str, FactDecl]
    draws: Mapping[str, Draw]
    nothing: Mapping[str, FactState]
    """The state of a fact of which nobody says anything."""
    settles: Mapping[str, Settling]
    guards: tuple[tuple[str, str], ...]
    """Pairs (fact, its guard), guards that are guarded themselves first."""
    due: Mapping[str, Callable[[Row], Value | None]]
    """By fact: the day until which it is pending while FALSE."""


_PLANS: OrderedDict[int, Plan] = OrderedDict()


def plan_of(program: Program) -> Plan:
    """The plan for a checked book, made when the book is first used; the last few are kept.

    Raises:
        BookError: a `from` or a settle table cannot be right.
    """
    plan = _PLANS.get(id(program))
    if plan is None or plan.program is not program:
        plan = _PLANS[id(program)] = _planned(program)
        if len(_PLANS) > KEPT:
            _PLANS.popitem(last=False)
    return plan


_DRAWS: OrderedDict[int, tuple[Mapping[str, FactDecl], Mapping[str, Draw]]] = OrderedDict()


def _draws(facts: Mapping[str, FactDecl]) -> Mapping[str, Draw]:
    """The aggregates of a catalogue: they know nothing of a book, and the books of one process share theirs."""
    kept = _DRAWS.get(id(facts))
    if kept is None or kept[0] is not facts:
        kept = _DRAWS[id(facts)] = (facts, draws(facts.values()))
        if len(_DRAWS) > KEPT:
            _DRAWS.popitem(last=False)
    return kept[1]


def _planned(program: Program) -> Plan:
    facts = program.declared.facts
    return Plan(
        program,
        facts,
        _draws(facts),
        {name: _nothing(fact) for name, fact in facts.items()},
        _settles(program),
        _guards(facts),
        {name: _due(program, fact) for name, fact in facts.items() if fact.pending_until},
    )


def _nothing(fact: FactDecl) -> FactState:
    return FactState(fact.name, kind="judgement" if fact.judgement else "missing")


def _settles(program: Program) -> dict[str, Settling]:
    reads = {
        name: tuple(facts_of([node for pair in settle.branches for node in pair if node], program.definitions))
        for name, settle in program.settles.items()
    }
    order = [name for name in in_order(reads) if isinstance(name, str)]
    return {name: Settling(settling(program, name, value_when_asked), reads[name]) for name in order}


def _guards(facts: Mapping[str, FactDecl]) -> tuple[tuple[str, str], ...]:
    guarded = {name: [fact.present_if] for name, fact in facts.items() if fact.present_if}
    return tuple((name, facts[name].present_if) for name in in_order(guarded) if isinstance(name, str))


def _due(program: Program, fact: FactDecl) -> Callable[[Row], Value | None]:
    name = fact.pending_until
    if name in program.definitions:
        return value_when_asked(program, program.definitions[name])
    if name in program.declared.facts:
        return lambda row: row.get(name)
    raise BookError(
        f"`pending_until` of {fact.name!r} names {name!r}, which is no fact and no value",
        at=fact.at,
        hint="name the day until which it is pending",
        code="fact.pending",
    )
