"""The reference meaning of the checked tree: a plain evaluator, slow and obvious, that every back end must equal.

Kleene logic: None is unknown. A value that is unknown anywhere it is needed makes the result unknown, except that
FALSE decides an AND and TRUE decides an OR.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from ombud.kernel.days import add_months, add_workdays, roll
from ombud.rules.checked import Program, Row, Rule, Table
from ombud.rules.declare import Type, Value
from ombud.rules.tree import (
    And,
    Arith,
    Call,
    Case,
    Compare,
    CompareOp,
    Const,
    Fact,
    Function,
    In,
    IsNull,
    Node,
    Not,
    Or,
    Ratio,
    Ref,
)

COMPARE: Mapping[CompareOp, Callable[[Any, Any], bool]] = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
WIDE = Context(prec=60)
PLACES: Mapping[Type, int] = {"money": 2, "rate": 4, "int": 0}
LONGEST_WORKDAYS = 36_600


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One row under one program. Definitions are worked out once each."""

    row: Row
    program: Program
    memo: dict[str, Value | None] = field(default_factory=dict)

    def value(self, node: Node) -> Value | None:
        """The node's value on this row; None is unknown."""
        return _OF[type(node)](self, node)


def evaluate(node: Node, row: Row, program: Program) -> Value | None:
    """The node's value on a row; None is unknown. Dates that leave the calendar are unknown."""
    return Evaluation(row, program).value(node)


def applies(table: Table, row: Row) -> bool:
    """Is the table meant for this row's label of its guard?"""
    labels = table.declared.labels
    return not labels or row.get(table.declared.guard) in labels


def outputs(rule: Rule, on: Evaluation) -> dict[str, Value | None]:
    """What the rule gives on this row, by output name; an output may be unknown."""
    return {name: on.value(node) for name, node in rule.outputs.items()}


def first(table: Table, row: Row, program: Program) -> tuple[int, dict[str, Value | None]]:
    """The first rule that is TRUE, with its outputs; 0 when every rule is FALSE; the negative number where an
    unknown condition stops the search.
    """
    on = Evaluation(row, program)
    for rule in table.rules if applies(table, row) else ():
        holds = on.value(rule.condition)
        if holds:
            return rule.number, outputs(rule, on)
        if holds is None:
            return -rule.number, {}
    return 0, {}


def collect(
    table: Table, row: Row, program: Program
) -> tuple[tuple[tuple[int, dict[str, Value | None]], ...], tuple[int, ...]]:
    """All rules that are TRUE, with their outputs, and the numbers of those whose condition is unknown."""
    on = Evaluation(row, program)
    certain: list[tuple[int, dict[str, Value | None]]] = []
    unsure: list[int] = []
    for rule in table.rules if applies(table, row) else ():
        holds = on.value(rule.condition)
        if holds:
            certain.append((rule.number, outputs(rule, on)))
        elif holds is None:
            unsure.append(rule.number)
    return tuple(certain), tuple(unsure)


def contradictions(program: Program, row: Row) -> list[Node]:
    """The constraints that this row breaks, whatever its unknown facts are (delivered before it was ordered)."""
    on = Evaluation(row, program)
    return [node for node in program.constraints if on.value(node) is False]


def _const(on: Evaluation, node: Const) -> Value | None:
    return node.value


def _fact(on: Evaluation, node: Fact) -> Value | None:
    return on.row.get(node.name)


def _ref(on: Evaluation, node: Ref) -> Value | None:
    if node.name not in on.memo:
        on.memo[node.name] = on.value(on.program.definitions[node.name])
    return on.memo[node.name]


def _not(on: Evaluation, node: Not) -> Value | None:
    item = on.value(node.item)
    return None if item is None else not item


def _and(on: Evaluation, node: And) -> Value | None:
    result: bool | None = True
    for item in node.items:
        value = on.value(item)
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _or(on: Evaluation, node: Or) -> Value | None:
    result: bool | None = False
    for item in node.items:
        value = on.value(item)
        if value is True:
            return True
        if value is None:
            result = None
    return result


def _compare(on: Evaluation, node: Compare) -> Value | None:
    left, right = on.value(node.left), on.value(node.right)
    return None if left is None or right is None else COMPARE[node.op](left, right)


def _in(on: Evaluation, node: In) -> Value | None:
    item = on.value(node.item)
    return None if item is None else any(item == option.value for option in node.options)


def _is_null(on: Evaluation, node: IsNull) -> Value | None:
    return on.value(node.item) is None


def _arith(on: Evaluation, node: Arith) -> Value | None:
    left, right = on.value(node.left), on.value(node.right)
    return None if left is None or right is None else arith(node, left, right)


def arith(node: Arith, left: Any, right: Any) -> Value | None:  # noqa: ANN401  (the checker has typed both)
    """The sum, difference or product of two known values."""
    if isinstance(left, date):
        return shift(left, right if node.op == "+" else -right)
    if isinstance(right, date):
        return shift(right, left)
    if node.op == "*":
        return WIDE.multiply(left, right) if node.type != "int" else left * right
    return left + right if node.op == "+" else left - right  # type: ignore[no-any-return]


def shift(day: date, days: int) -> date | None:
    """The day `days` later; unknown where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _ratio(on: Evaluation, node: Ratio) -> Value | None:
    left, right, limit = on.value(node.left), on.value(node.right), on.value(node.limit)
    if left is None or right is None or limit is None or right <= 0:  # type: ignore[operator]
        return None
    return COMPARE[node.op](left, WIDE.multiply(limit, right))  # type: ignore[arg-type]


def _call(on: Evaluation, node: Call) -> Value | None:
    args = [on.value(arg) for arg in node.args]
    return None if None in args else call(node, args, on.program)


def _case(on: Evaluation, node: Case) -> Value | None:
    for condition, result in node.branches:
        holds = on.value(condition)
        if holds:
            return on.value(result)
        if holds is None:
            return None
    return None


def call(node: Call, args: list[Any], program: Program) -> Value | None:
    """A function of the closed set on known arguments."""
    try:
        return _FUNCTIONS[node.function](node, args, program)
    except (OverflowError, ValueError):
        return None


def half_up(amount: Decimal | int, places: int) -> Decimal:
    """Rounded half away from zero to `places` decimal places, exactly."""
    return Decimal(amount).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE)


def accrue(base: Decimal, rate: Decimal, days: int, cap: Decimal) -> Decimal:
    """`base` x `rate` x `days` (none when negative), rounded once half up to 0.01, at most `cap`."""
    return min(half_up(WIDE.multiply(WIDE.multiply(base, rate), max(days, 0)), 2), cap)


def _round(node: Call, args: list[Any], program: Program) -> Value | None:
    places = args[1] if len(args) > 1 else PLACES[node.type]
    rounded = half_up(args[0], places)
    return int(rounded) if node.type == "int" else rounded


def _workdays(node: Call, args: list[Any], program: Program) -> Value | None:
    if args[1] > LONGEST_WORKDAYS:
        return None
    return add_workdays(args[0], args[1], program.declared.holidays, program.declared.working)


_FUNCTIONS: Mapping[Function, Callable[[Call, list[Any], Program], Value | None]] = {
    "days_between": lambda _, args, __: (args[0] - args[1]).days,
    "add_days": lambda _, args, __: shift(args[0], args[1]),
    "add_months": lambda _, args, __: add_months(args[0], args[1]),
    "roll": lambda _, args, program: roll(args[0], program.declared.holidays, program.declared.working),
    "add_workdays": _workdays,
    "least": lambda _, args, __: min(args),
    "greatest": lambda _, args, __: max(args),
    "round": _round,
    "accrue": lambda _, args, __: accrue(*args),
}

_OF: Mapping[type, Callable[[Evaluation, Any], Value | None]] = {
    Const: _const,
    Fact: _fact,
    Ref: _ref,
    Not: _not,
    And: _and,
    Or: _or,
    Compare: _compare,
    In: _in,
    IsNull: _is_null,
    Arith: _arith,
    Ratio: _ratio,
    Call: _call,
    Case: _case,
}
