"""What does an expression come to? The slow and obvious way, node by node, to hold generated code against."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from ombud.kernel.days import add_months, add_workdays, roll
from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import Value
from ombud.rules.tree import And, Arith, Call, Case, Compare, Const, Fact, In, IsNull, Node, Not, Or, Ratio, Ref

OPS: dict[str, Callable] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip
EXACT = Context(prec=99)


def truth_of(values: list[bool | None], final: bool) -> bool | None:
    """AND with final False, OR with final True."""
    return final if final in values else None if None in values else not final


def evaluate(node: Node, row: Row, program: Program) -> Value | None:  # noqa: C901, PLR0912
    """The node's value; None is unknown."""

    def of(item: Node) -> Value | None:
        return evaluate(item, row, program)

    match node:
        case Const(value):
            return value
        case Fact(name):
            return row.get(name)
        case Ref(name):
            return of(program.definitions[name])
        case And(items):
            return truth_of([of(item) for item in items], final=False)
        case Or(items):
            return truth_of([of(item) for item in items], final=True)
        case Not(item):
            return None if of(item) is None else not of(item)
        case IsNull(item):
            return of(item) is None
        case In(item, options):
            return None if of(item) is None else any(of(item) == option.value for option in options)
        case Case(branches):
            for when, result in branches:
                if of(when) is not False:
                    return of(result) if of(when) else None
            return None
        case Compare(op, left, right) | Arith(op, left, right):
            return _strict(lambda a, b: _binary(op, a, b), of(left), of(right))
        case Ratio(op, left, right, limit):
            return _strict(lambda a, b, c: OPS[op](a, c * b) if b > 0 else None, of(left), of(right), of(limit))
        case Call(function, args):
            return _strict(lambda *values: _call(function, values, program), *map(of, args))


def _strict(function: Callable, *values: Value | None) -> Value | None:
    return None if None in values else function(*values)


def _binary(op: str, left: Value, right: Value) -> Value | None:
    if hasattr(left, "year") and not hasattr(right, "year"):
        return _in_calendar(lambda: OPS[op](left, timedelta(days=right)))
    return OPS[op](left, right)


def _in_calendar(function: Callable) -> Value | None:
    try:
        return function()
    except (OverflowError, ValueError):
        return None


def _call(function: str, values: tuple, program: Program) -> Value | None:  # noqa: C901
    holidays, working = program.declared.holidays, program.declared.working
    match function, values:
        case "days_between", (one, two):
            return (one - two).days
        case "least", _:
            return min(values)
        case "greatest", _:
            return max(values)
        case "round", (number, places):
            return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        case "accrue", (base, rate, days, cap):
            raw = EXACT.multiply(EXACT.multiply(base, rate), Decimal(max(days, 0)))
            return min(raw.quantize(Decimal("0.01"), ROUND_HALF_UP, EXACT), cap)
        case "add_months", (day, months):
            return _in_calendar(lambda: add_months(day, months))
        case "roll", (day,):
            return _in_calendar(lambda: roll(day, holidays, working))
        case "add_workdays", (day, count):
            return _in_calendar(lambda: add_workdays(day, count, holidays, working))
    raise TypeError(function)


def first(program: Program, table: Table, row: Row) -> tuple[object, ...]:
    """`(number, *outputs)` by the definition of the hit policy."""
    for rule in table.rules:
        truth = evaluate(rule.condition, row, program)
        if truth is not False:
            return (rule.number if truth else -rule.number, *_outputs(program, table, rule, row, known=bool(truth)))
    return (0, *(None for _ in table.outputs))


def collect(program: Program, table: Table, row: Row) -> tuple[tuple[object, ...], ...]:
    """`(number, truth, *outputs)` of every rule that is not False."""
    found = []
    for rule in table.rules:
        truth = evaluate(rule.condition, row, program)
        if truth is not False:
            found.append((rule.number, truth, *_outputs(program, table, rule, row, known=True)))
    return tuple(found)


def _outputs(program: Program, table: Table, rule: object, row: Row, *, known: bool) -> list[Value | None]:
    if not known:
        return [None for _ in table.outputs]
    return [evaluate(rule.outputs[name], row, program) if name in rule.outputs else None for name, _ in table.outputs]
