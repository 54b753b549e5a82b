"""The same row that `establish` gives, for the facts that are asked for alone: no states, no evidence, no timeline.

For sweeps over many files. A file with answers by hand is not for it: those weigh in ways that only `establish` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, cast

from ombud.facts.aggregates import Draw
from ombud.facts.plan import Plan, plan_of
from ombud.facts.tables import Records
from ombud.kernel.scalar import Value
from ombud.model.case_file import Allegation, CaseFile
from ombud.rules.checked import Program, Row
from ombud.rules.emit_python import CONTESTED, compile_condition
from ombud.rules.reads import facts_of

OF_ALLEGATION = frozenset({"allegation", "want"})
"""Record tables that differ from one allegation of a file to the next."""
OF_LINE = ("line", "payment", "refund")
"""The tables that differ where an allegation is about some lines of the order only."""
COMPLAINT = {"question": "none", "kind": "complaint"}


class Quick:
    """Rows of the named facts, and of all that these rest on."""

    __slots__ = ("_constraints", "_defaults", "_guards", "_nothing", "_of_line", "_own", "_settles", "_shared")

    def __init__(self, program: Program, names: Collection[str], *, bare: Collection[str] = ()) -> None:
        """`bare` are facts that stay unknown where nobody says anything, whatever their default."""
        plan = plan_of(program)
        needed = _needed(plan, {*names, *facts_of(program.constraints, program.definitions)})
        drawn = [(name, plan.draws[name]) for name in plan.facts if name in needed and name in plan.draws]
        shared: dict[str, list[tuple[str, Draw]]] = {}
        for name, draw in drawn:
            if draw.table not in OF_ALLEGATION:
                shared.setdefault(draw.table, []).append((name, draw))
        self._shared = tuple((table, tuple(draws)) for table, draws in shared.items())
        self._own = tuple((name, draw) for name, draw in drawn if draw.table in OF_ALLEGATION)
        self._of_line = tuple(draw for table in OF_LINE for draw in shared.get(table, ()))
        self._settles = tuple((name, one.run) for name, one in plan.settles.items() if name in needed)
        self._guards = tuple((name, guard) for name, guard in plan.guards if name in needed)
        defaults = {
            name: fact.default
            for name, fact in plan.facts.items()
            if name in needed and fact.default is not None and name not in bare
        }
        settled = {name for name, _ in self._settles}
        self._defaults = {name: (value, name in settled) for name, value in defaults.items()}
        self._nothing: dict[str, Value | None] = dict.fromkeys(needed)
        self._constraints = tuple(compile_condition(program, node) for node in program.constraints)

    def rows(self, file: CaseFile, allegations: Iterable[Allegation], asof: date) -> list[dict[str, Value | None]]:
        """One row an allegation, in their order."""
        shared = Records(file, None, asof)
        base = dict(self._nothing)
        for table, draws in self._shared:
            rows = shared.table(table)
            if rows is not None:
                for name, draw in draws:
                    base[name] = draw.over(rows).value
        return [self._row(base, file, one, asof) for one in allegations]

    def possible(self, row: Row) -> bool:
        """Does the row keep all constraints, as far as it is known? (`establish` says which it breaks.)"""
        return all(holds(row) is not False for holds in self._constraints)

    def _row(
        self, base: Mapping[str, Value | None], file: CaseFile, allegation: Allegation, asof: date
    ) -> dict[str, Value | None]:
        row: dict[str, Any] = {**base, **COMPLAINT, "asof": asof, "reason": allegation.reason}
        own = (*self._own, *self._of_line) if _tells_lines_apart(file) else self._own
        if own:
            records = Records(file, allegation, asof)
            row.update((name, draw.run(records).value) for name, draw in own)
        for name, (value, settled) in self._defaults.items():
            if not settled and row[name] is None:
                row[name] = value
        for name, run in self._settles:
            if row[name] is None:
                row[name] = self._settled(name, run, row)
        absent: set[str] = set()
        for name, guard in self._guards:
            if row[guard] is False or guard in absent:
                absent.add(name)
                row[name] = None
        return row

    def _settled(self, name: str, run: Callable[[Row], Any], row: Row) -> Value | None:
        result = run(row)
        if result is CONTESTED:
            return None
        return self._defaults[name][0] if result is None and name in self._defaults else result


def _tells_lines_apart(file: CaseFile) -> bool:
    return any(one.line for one in file.allegations) or any(back.lines for back in file.returns or ())


def settled(program: Program, row: Row) -> dict[str, Value | None]:
    """The row with what its evidence settles, as `establish` does it: for rows that were kept before they were settled.

    Facts that the row has not are taken as nobody having said anything of them.
    """
    plan = plan_of(program)
    found: dict[str, Value | None] = {}
    for name, fact in plan.facts.items():
        value = row.get(name)
        found[name] = fact.default if value is None and name not in plan.settles else value
    for name, one in plan.settles.items():
        if found[name] is None:
            result, default = one.run(found), plan.facts[name].default
            found[name] = None if result is CONTESTED else default if result is None else cast("Value", result)
    absent: set[str] = set()
    for name, guard in plan.guards:
        if found[guard] is False or guard in absent:
            absent.add(name)
            found[name] = None
    return found


def _needed(plan: Plan, names: set[str]) -> set[str]:
    """The facts, their guards, and what settles them."""
    needed: set[str] = set()
    waiting = [name for name in names if name in plan.facts]
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        needed.add(name)
        guard = plan.facts[name].present_if
        waiting += [guard] if guard else []
        waiting += plan.settles[name].reads if name in plan.settles else ()
    return needed
