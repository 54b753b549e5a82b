"""Generated Python that decides one case: two-valued while all is known, three-valued from the first None on.

A function is specialised by the label of its table's guard and compiled when that label is first met.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP
from typing import Any, Final, TypeAlias

from ombud.rules.checked import Program, Row, Table
from ombud.rules.compute import accrue, calendar_functions, later
from ombud.rules.declare import FactDecl, Value
from ombud.rules.emit_fast import Fast, UnfitError
from ombud.rules.emit_kleene import Kleene
from ombud.rules.emit_source import Source
from ombud.rules.emit_table import collect_fast, collect_kleene, first_fast, first_kleene
from ombud.rules.reach import Reach, spread
from ombud.rules.tree import Case, Const, Node

Decide: TypeAlias = Callable[[Row], Any]
TROUBLE = (KeyError, OverflowError, ValueError)
"""A missing key, and days beyond the calendar: the three-valued code takes over."""


class Contested:
    """Evidence against evidence: a settle table's result when it says CONTESTED."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "CONTESTED"


CONTESTED: Final = Contested()


def compile_first(program: Program, table: Table) -> Callable[[Row], tuple[Any, ...]]:
    """A function from a row to `(number, *outputs)`, outputs in the order of `table.outputs`.

    The number is that of the rule that hits, 0 when none does, and negative for the rule at which an unknown
    condition stops the search (its outputs are None). An output of a hit is None where it is itself unknown.
    """
    return _two_valued(program, (table,), first_fast, first_kleene)


def compile_chain(program: Program, names: Sequence[str]) -> Callable[[Row], tuple[Any, ...]]:
    """First-hit tables in a row, as one function to `(number, *outputs, number, *outputs, ...)`.

    A later table that reads a fact with the name of an earlier one's output reads that output.
    """
    tables = tuple(program.tables[name] for name in names)
    return _two_valued(program, tables, first_fast, first_kleene)


def compile_collect(program: Program, table: Table) -> Callable[[Row], tuple[tuple[Any, ...], ...]]:
    """A function from a row to one `(number, truth, *outputs)` for each rule that is not False (truth True or None)."""
    return _two_valued(program, (table,), collect_fast, collect_kleene)


def compile_value(program: Program, name: str) -> Callable[[Row], Value | None]:
    """A function from a row to the derived value or parameter of that name; None is unknown."""
    return _single(program, program.definitions[name])


def compile_settle(program: Program, fact: str) -> Callable[[Row], Value | Contested | None]:
    """A function from a row to what the evidence settles: a value, CONTESTED, or None when it is missing."""
    return settling(program, fact, _single)


def settling(
    program: Program, fact: str, ready: Callable[[Program, Node], Callable[[Row], Any]]
) -> Callable[[Row], Value | Contested | None]:
    """The same, each expression made ready to run by `ready`."""
    branches = program.settles[fact].branches
    results = [result for _, result in branches]
    number = ready(program, Case(tuple((when, Const(i, "int")) for i, (when, _) in enumerate(branches)), "int"))
    values = [None if result is None else ready(program, result) for result in results]

    def settle(row: Row) -> Value | Contested | None:
        hit = number(row)
        if hit is None:
            return None
        value = values[hit]
        return CONTESTED if value is None else value(row)

    return settle


def compile_burden(program: Program, fact: str) -> Callable[[Row], Value | None]:
    """A function from a row to what the fact is taken to be after its deadline; None when it stays unknown."""
    return _single(program, program.burdens[fact])


def compile_condition(program: Program, node: Node) -> Callable[[Row], Any]:
    """A function from a row to the truth of any checked condition; None is unknown."""
    return _single(program, node)


def names_for(program: Program, *, safe: bool) -> dict[str, Any]:
    """The globals of generated code: no builtins, and what the formulas call."""
    declared = program.declared
    return {
        "__builtins__": {},
        "days": timedelta,
        "half_up": ROUND_HALF_UP,
        "least": min,
        "greatest": max,
        "accrue": accrue,
        "later": later,
        "trouble": TROUBLE,
        **calendar_functions(declared.holidays, declared.working, safe=safe),
    }


def build(source: Source, text: str, names: dict[str, Any]) -> Callable[[Row], Any]:
    """The function `decide` of a generated text."""
    names |= source.globals
    exec(compile(text, "<rules>", "exec"), names)  # noqa: S102  (our own text, from a checked tree, without builtins)
    return names["decide"]  # type: ignore[no-any-return]


def _single(program: Program, node: Node) -> Callable[[Row], Any]:
    reach = spread(program, (), {}, (node,))
    kleene = Kleene(program.declared, reach)
    kleene.share(reach.nodes)
    kleene.line(f"return {kleene.value(reach.nodes[0])}")
    return build(kleene, kleene.code("decide", " get = row.get"), names_for(program, safe=True))


def by_label(program: Program, tables: tuple[Table, ...], make: Callable[[Mapping[str, Const]], Decide]) -> Decide:
    """A function that picks the one specialised by the row's label; each is made when first needed."""
    general = _late(lambda: make({}))
    guard = guard_of(program, tables)
    if guard is None:
        return general
    made: dict[object, Decide] = {}
    for label in guard.labels:
        _enter(made, label, make, {guard.name: Const(label, "text")})
    name = guard.name

    def decide(row: Row) -> Any:  # noqa: ANN401  (the shape depends on the tables)
        try:
            chosen = made[row[name]]
        except KeyError:
            return general(row)
        return chosen(row)

    return decide


def guard_of(program: Program, tables: tuple[Table, ...]) -> FactDecl | None:
    """The fact by whose label the tables are specialised, unless one of them gives it."""
    guard = program.declared.facts.get(tables[0].declared.guard)
    given = {name for table in tables for name, _ in table.outputs}
    return guard if guard is not None and guard.labels and guard.name not in given else None


def _enter(
    made: dict[object, Decide], label: str, make: Callable[[Mapping[str, Const]], Decide], known: Mapping[str, Const]
) -> None:
    """A function that puts the specialised one into its own place when first called."""

    def first_call(row: Row) -> Any:  # noqa: ANN401
        made[label] = make(known)
        return made[label](row)

    made[label] = first_call


def _late(make: Callable[[], Decide]) -> Decide:
    """The function, made at its first call."""
    kept: list[Decide] = []

    def run(row: Row) -> Any:  # noqa: ANN401
        if not kept:
            kept.append(make())
        return kept[0](row)

    return run


def _two_valued(
    program: Program, tables: tuple[Table, ...], fast: Callable[[Fast], None], kleene: Callable[[Kleene], None]
) -> Decide:
    """Two-valued code that hands over to three-valued code, specialised by label."""

    def make(known: Mapping[str, Const]) -> Decide:
        reach = spread(program, tables, known)
        return _fast(program, reach, fast, _late(lambda: _kleene(program, reach, kleene)))

    return by_label(program, tables, make)


def _fast(program: Program, reach: Reach, emit: Callable[[Fast], None], slow: Decide) -> Decide:
    source = Fast(program.declared, reach)
    source.indent = 2
    try:
        emit(source)
    except UnfitError:
        return slow
    text = source.code("decide", " try:", " except trouble: return slow(row)")
    return build(source, text, {**names_for(program, safe=False), "slow": slow})


def _kleene(program: Program, reach: Reach, emit: Callable[[Kleene], None]) -> Decide:
    source = Kleene(program.declared, reach)
    emit(source)
    return build(source, source.code("decide", " get = row.get"), names_for(program, safe=True))
