"""A table that is asked often is compiled; one that is asked once is not worth compiling.

Generating and compiling a table costs as much as some hundred questions to the reference evaluator. Both mean the same:
the parity tests hold them to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import Value
from ombud.rules.emit_python import compile_collect, compile_condition, compile_first
from ombud.rules.interpret import collect, evaluate, first
from ombud.rules.tree import Node

WARM = 24
"""Questions after which a table is compiled."""


@dataclass(slots=True)
class _Asked:
    times: int = 0
    compiled: Callable[[Row], Any] | None = None


def often(program: Program, key: tuple[str, ...]) -> bool:
    """Has this been asked so many times that compiling pays? Each question counts."""
    times = program.kept[key] = program.kept.get(key, 0) + 1
    return bool(times > WARM)


def value_when_asked(program: Program, node: Node) -> Callable[[Row], Value | None]:
    """A function from a row to the node's value, compiled once it is asked often."""
    asked = _Asked()

    def value(row: Row) -> Value | None:
        if asked.compiled is None:
            asked.times += 1
            if asked.times <= WARM:
                return evaluate(node, row, program)
            asked.compiled = compile_condition(program, node)
        return cast("Value | None", asked.compiled(row))

    return value


def ask_first(program: Program, table: Table, row: Row) -> tuple[int, dict[str, Value | None]]:
    """The number of the first rule that holds (negative where an unknown stops the search, 0 for none), its outputs."""
    compiled = _compiled(program, table, row, compile_first)
    if compiled is None:
        return first(table, row, program)
    number, *given = compiled(row)
    return number, _outputs(table, number, given) if number > 0 else {}


def ask_collect(
    program: Program, table: Table, row: Row
) -> tuple[tuple[tuple[int, dict[str, Value | None]], ...], tuple[int, ...]]:
    """The rules that hold, with their outputs, and the numbers of those that may."""
    compiled = _compiled(program, table, row, compile_collect)
    if compiled is None:
        return collect(table, row, program)
    found = compiled(row)
    certain = tuple((number, _outputs(table, number, given)) for number, truth, *given in found if truth)
    return certain, tuple(number for number, truth, *_ in found if not truth)


def _outputs(table: Table, number: int, given: list[Value | None]) -> dict[str, Value | None]:
    own = table.rules[number - 1].outputs
    return {name: value for (name, _), value in zip(table.outputs, given, strict=True) if name in own}


def _compiled(
    program: Program, table: Table, row: Row, make: Callable[[Program, Table], Callable[[Row], Any]]
) -> Callable[[Row], Any] | None:
    """The compiled table once it is asked often under this label of its guard: each label is compiled by itself."""
    if not often(program, ("asked", table.name, str(row.get(table.declared.guard)))):
        return None
    compiled: Callable[[Row], Any] | None = program.kept.get(("compiled", table.name))
    if compiled is None:
        compiled = program.kept["compiled", table.name] = make(program, table)
    return compiled
