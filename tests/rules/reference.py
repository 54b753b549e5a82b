"""What a table comes to by the reference evaluator, in the shape in which generated code answers."""

from __future__ import annotations

from ombud.rules.checked import Program, Row, Rule, Table
from ombud.rules.declare import Value
from ombud.rules.interpret import evaluate


def first(program: Program, table: Table, row: Row) -> tuple[Value | None, ...]:
    """`(number, *outputs)` by the definition of the hit policy."""
    for rule in table.rules:
        truth = evaluate(rule.condition, row, program)
        if truth:
            return (rule.number, *_outputs(program, table, rule, row))
        if truth is None:
            return (-rule.number, *(None for _ in table.outputs))
    return (0, *(None for _ in table.outputs))


def collect(program: Program, table: Table, row: Row) -> tuple[tuple[Value | None, ...], ...]:
    """`(number, truth, *outputs)` of every rule that is not False."""
    truths = [(rule, evaluate(rule.condition, row, program)) for rule in table.rules]
    return tuple(
        (rule.number, truth, *_outputs(program, table, rule, row)) for rule, truth in truths if truth is not False
    )


def _outputs(program: Program, table: Table, rule: Rule, row: Row) -> list[Value | None]:
    return [evaluate(rule.outputs[name], row, program) if name in rule.outputs else None for name, _ in table.outputs]
