"""The burden of proof: what a fact is taken to be when its own deadline has passed and nothing came."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ombud.kernel.errors import RuleError
from ombud.rules.checked import Program, Row
from ombud.rules.explorer import Unknown
from ombud.rules.interpret import evaluate
from ombud.rules.residual import Reads
from ombud.rules.worlds import World, as_of_today

KEPT = ("burden_order",)
DEFAULTING = frozenset(("missing", "contested"))


def burden_order(program: Program) -> tuple[str, ...]:
    """The facts with a burden, each after all that its burden and its guard read (and that have a burden).

    Raises:
        RuleError: burdens that read one another in a circle, which is shown.
    """
    reads = Reads(program.definitions)
    needs = {fact: _needs(program, reads, fact) for fact in sorted(program.burdens)}
    done: dict[str, None] = {}
    for fact in needs:
        _visit(program, needs, fact, done, ())
    return tuple(done)


def _needs(program: Program, reads: Reads, fact: str) -> tuple[str, ...]:
    """All facts that the burden of this one reads, their guards and its own guard included."""
    names = set(reads.of(program.burdens[fact]))
    names |= {program.declared.facts[name].present_if for name in (*names, fact)}
    return tuple(sorted(names & program.burdens.keys()))


def _visit(
    program: Program, needs: Mapping[str, tuple[str, ...]], fact: str, done: dict[str, None], path: tuple[str, ...]
) -> None:
    if fact in path:
        circle = " -> ".join((*path[path.index(fact) :], fact))
        raise RuleError(
            f"burdens of proof read one another: {circle}",
            at=program.declared.burdens[fact].at if fact in program.declared.burdens else None,
            hint="let one of them fall without reading the other",
            code="burden.cycle",
        )
    if fact in done:
        return
    for before in needs[fact]:
        _visit(program, needs, before, done, (*path, fact))
    done[fact] = None


def default(
    program: Program, row: Row, unknowns: Mapping[str, Unknown], overdue: Collection[str]
) -> tuple[World, dict[str, Unknown], World]:
    """After by(f) has passed, f is the first hit of its burden. Strata first, so the order of facts does not matter.

    Missing and contested facts fall; what is pending, left open by the law or a matter of judgement never does, nor
    does a fact whose burden reads something that is still unknown.

    Args:
        program: the checked book.
        row: the facts; unknown ones are None.
        unknowns: why each of them is not known.
        overdue: the facts whose deadline has passed.

    Returns:
        The row with the defaults in it, the unknowns that remain (without those that a default made absent), and the
        defaulted facts with their values.

    Raises:
        RuleError: burdens that read one another in a circle.
    """
    taken: World = {**row, **dict.fromkeys(unknowns)}
    left = dict(unknowns)
    fallen: World = {}
    order: tuple[str, ...] = program.kept.get(KEPT) or program.kept.setdefault(KEPT, burden_order(program))
    for fact in order:
        _drop_absent(program, taken, left)
        if fact in overdue and fact in left and left[fact].kind in DEFAULTING:
            seen, _ = as_of_today(program, taken, left)
            value = evaluate(program.burdens[fact], seen, program)
            if value is not None:
                taken[fact] = fallen[fact] = value
                del left[fact]
    _drop_absent(program, taken, left)
    return taken, left, fallen


def _drop_absent(program: Program, row: World, left: dict[str, Unknown]) -> None:
    """A fact whose guard is false is absent, not unknown; so is what hangs on it in turn."""
    gone = [""]
    while gone:
        gone = [
            name
            for name in left
            if (guard := program.declared.facts[name].present_if) and guard not in left and not row.get(guard)
        ]
        for name in gone:
            row[name] = None
            del left[name]
