"""The plainest reading of the checked tree, one node after another: an oracle for tests. None is unknown."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from ombud.kernel import days
from ombud.rules.checked import Program, Row
from ombud.rules.tree import And, Arith, Call, Case, Compare, Const, Fact, In, IsNull, Node, Not, Or, Ratio, Ref

_COMPARE = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_ARITH = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def evaluate(node: Node, row: Row, program: Program) -> Any:  # noqa: ANN401, C901  (one line a kind of node)
    """The node's value for the row."""

    def at(inner: Node) -> Any:  # noqa: ANN401
        return evaluate(inner, row, program)

    with localcontext(prec=80):
        match node:
            case Const(value):
                return value
            case Fact(name):
                return row.get(name)
            case Ref(name):
                return at(program.definitions[name])
            case Not(item):
                return None if (value := at(item)) is None else not value
            case And(items):
                values = [at(item) for item in items]
                return False if False in values else None if None in values else True
            case Or(items):
                values = [at(item) for item in items]
                return True if True in values else None if None in values else False
            case IsNull(item):
                return at(item) is None
            case In(item, options):
                return None if (value := at(item)) is None else value in [option.value for option in options]
            case Compare(op, left, right):
                return _known(_COMPARE[op], at(left), at(right))
            case Arith(op, left, right, type_):
                return _known(lambda a, b: _ARITH[op](a, timedelta(b) if type_ == "date" else b), at(left), at(right))
            case Ratio(op, left, right, limit):
                parts = at(left), at(right), at(limit)
                return _known(lambda a, b, c: _COMPARE[op](a, c * b) if b > 0 else None, *parts)
            case Call(function, args):
                return _known(lambda *known: call(function, known, program), *map(at, args))
            case Case(branches):
                return _first(branches, at)


def _known(does: Any, *args: Any) -> Any:  # noqa: ANN401
    return None if None in args else does(*args)


def _first(branches: Any, at: Any) -> Any:  # noqa: ANN401
    for condition, result in branches:
        truth = at(condition)
        if truth is not False:
            return at(result) if truth else None
    return None


def call(function: str, args: tuple[Any, ...], program: Program) -> Any:  # noqa: ANN401
    """One function of the closed set on known arguments."""
    calendar = program.declared.holidays, program.declared.working
    plain: Mapping[str, Any] = {
        "days_between": lambda a, b: (a - b).days,
        "add_days": lambda a, n: a + timedelta(n),
        "add_months": days.add_months,
        "roll": lambda a: days.roll(a, *calendar),
        "add_workdays": lambda a, n: days.add_workdays(a, n, *calendar),
        "least": min,
        "greatest": max,
        "round": lambda a, places=2: round_half_up(a, places),
        "accrue": lambda base, rate, count, cap: min(round_half_up(base * rate * count, 2), cap),
    }
    return plain[function](*args)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Half away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def first_hit(conditions: list[Node], row: Row, program: Program) -> int:
    """The number (from 1) of the first condition that holds, its negative where that is unknown, else 0."""
    for number, condition in enumerate(conditions, 1):
        truth = evaluate(condition, row, program)
        if truth is not False:
            return number if truth else -number
    return 0


def day(text: str) -> date:
    """A date from ISO text."""
    return date.fromisoformat(text)
