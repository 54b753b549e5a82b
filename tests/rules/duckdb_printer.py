"""Prints the checked tree as DuckDB SQL with exactly the meaning that it has in Python. For development only.

Every difference between SQL and Python is owned here, at the node where it would bite:

* a sum or product that does not fit 18 digits is computed in DECIMAL(38) (DuckDB would abort the whole query), whole
  numbers in BIGINT or HUGEINT (a literal would follow a small column's type down and overflow);
* LEAST and GREATEST ignore NULL in SQL: they are wrapped;
* ROUND is printed for decimals only, where SQL rounds half away from zero, as we do;
* two DECIMAL(38) of unlike scale meet at the coarser one (SQL rounds without a word): they are brought to one scale;
* a ratio is a product, never a division; a day plus months is a timestamp until it is cast back;
* a day outside the years 1 to 9999 is unknown, as it is in Python;
* a condition that is the constant NULL is never printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ombud.rules.checked import Program
from ombud.rules.declare import Type, Value
from ombud.rules.digits import PLACES, largest_fact
from ombud.rules.tree import And, Arith, Call, Case, Compare, Const, Fact, In, IsNull, Node, Not, Or, Ratio, Ref
from tests.rules.duckdb_numbers import (
    COLUMN_TYPES,
    NARROW,
    WIDEST,
    Sql,
    fits,
    levelled,
    literal_sql,
    name_sql,
    one_of,
    scale_of,
    sized,
)

_DAYS_APART = date.max.toordinal()
_MONTHS_APART = 12 * 9999
_MOST_WORKDAYS = 36_600
_SAFE_DAYS = 10**9
"""So many days from any day of the calendar still make a DATE in DuckDB."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints nodes of one program.

    `columns` maps a fact to an SQL expression (default: a column of its name). Names in `computed` are read as columns
    that an inner query has computed; other definitions are printed in place. Sums and products of more than `digits`
    digits are refused (the checker allows 18).
    """

    program: Program
    columns: Mapping[str, str] = field(default_factory=dict)
    computed: frozenset[str] = frozenset()
    digits: int = WIDEST

    def text(self, node: Node) -> str:
        """The SQL of a node."""
        return self.sql(node).text

    def sql(self, node: Node) -> Sql:  # noqa: C901, PLR0912  (one line a kind of node)
        """The SQL of a node with what is known of its size.

        Raises:
            OverflowError: an intermediate result could need more than 38 digits.
        """
        match node:
            case Const(value, type_):
                return self._const(value, type_)
            case Fact(name, type_):
                return self._fact(name, type_)
            case Ref(name):
                printed = self.sql(self.program.definitions[name])
                return replace(printed, text=name_sql(name)) if name in self.computed else printed
            case Not(item):
                return Sql(f"(NOT {self.text(item)})", "bool")
            case And(items):
                return Sql("(" + " AND ".join(map(self.text, items)) + ")", "bool")
            case Or(items):
                return Sql("(" + " OR ".join(map(self.text, items)) + ")", "bool")
            case IsNull(item):
                return Sql(f"({self.text(item)} IS NULL)", "bool")
            case In(item, options):
                return Sql(f"({self.text(item)} IN ({', '.join(map(self.text, options))}))", "bool")
            case Compare(op, left, right):
                return self._compare(op, self.sql(left), self.sql(right))
            case Ratio(op, left, right, limit):
                product = self._product(self.sql(limit), self.sql(right), "money")
                compared = self._compare(op, self.sql(left), product).text
                return Sql(f"(CASE WHEN {self.text(right)} > 0 THEN {compared} END)", "bool")
            case Arith():
                return self._arith(node)
            case Call(function, args):
                return self._call(function, tuple(map(self.sql, args)), node)
            case Case():
                return self._case(node)

    def _const(self, value: Value | None, type_: Type) -> Sql:
        if value is None:
            return Sql(f"CAST(NULL AS {COLUMN_TYPES[type_]})", type_, PLACES.get(type_, 0))
        if isinstance(value, date | bool | str):
            return Sql(literal_sql(value, type_), type_)
        scale = scale_of(value)
        return Sql(literal_sql(value, type_), type_, scale, abs(int(Decimal(value).scaleb(scale))))

    def _fact(self, name: str, type_: Type) -> Sql:
        text = self.columns.get(name, name_sql(name))
        declared = self.program.declared.facts[name]
        if type_ in PLACES:
            bound = int(largest_fact(declared).scaleb(PLACES[type_])) + 1
            return Sql(text, type_, PLACES[type_], bound)
        low, high = declared.low, declared.high
        span = (low if isinstance(low, date) else date.min, high if isinstance(high, date) else date.max)
        return Sql(text, type_, span=(span[0].toordinal(), span[1].toordinal()))

    def _compare(self, op: str, left: Sql, right: Sql) -> Sql:
        first, second = levelled((left, right))
        return Sql(f"({first.text} {op} {second.text})", "bool")

    def _arith(self, node: Arith) -> Sql:
        left, right = self.sql(node.left), self.sql(node.right)
        if node.type == "date":
            return _shift_days(left, right, -1 if node.op == "-" else 1)
        if node.op == "*":
            return self._product(left, right, node.type)
        first, second = levelled((left, right))
        bound = first.bound + second.bound
        fits(bound, first.scale, self.digits)
        decimal = first.decimal or second.decimal
        text = f"({sized(first, bound, decimal=decimal)} {node.op} {sized(second, bound, decimal=decimal)})"
        return Sql(text, node.type, first.scale, bound, bound >= NARROW or first.wide or second.wide)

    def _product(self, left: Sql, right: Sql, type_: Type, digits: int = 0) -> Sql:
        bound, scale = left.bound * right.bound, left.scale + right.scale
        fits(bound, scale, digits or self.digits)
        decimal, size = left.decimal or right.decimal, max(bound, left.bound, right.bound)
        type_ = type_ if decimal else "int"
        text = f"({sized(left, size, decimal=decimal)} * {sized(right, size, decimal=decimal)})"
        return Sql(text, type_, scale, bound, size >= NARROW or left.wide or right.wide)

    def _call(self, function: str, args: tuple[Sql, ...], node: Call) -> Sql:
        if function != "accrue":
            return _FUNCTIONS[function](args, node)
        base, rate, days, cap = args
        late = replace(days, text=f"(CASE WHEN {days.text} < 0 THEN 0 ELSE {days.text} END)")
        exact = self._product(self._product(base, rate, "money", WIDEST), late, "money", WIDEST)
        return _extreme((_rounded(exact, 2, "money"), cap), replace(node, function="least"))

    def _case(self, node: Case) -> Sql:
        """First hit; an unknown condition above the first hit makes the whole unknown."""
        results = levelled([self.sql(result) for _, result in node.branches])
        lines, last = [], f"CAST(NULL AS {COLUMN_TYPES[node.type]})"
        for (condition, _), result in zip(node.branches, results, strict=True):
            if isinstance(condition, Const):
                if condition.value is False:
                    continue
                last = result.text if condition.value else last
                break
            test = self.text(condition)
            lines.append(f"WHEN {test} THEN {result.text} WHEN {test} IS NULL THEN NULL")
        return one_of(f"(CASE {' '.join(lines)} ELSE {last} END)" if lines else last, node.type, results)


def _in_calendar(text: str, first: int, last: int) -> Sql:
    """A date, unknown where it leaves the years 1 to 9999."""
    low, high = date.min.toordinal(), date.max.toordinal()
    if low <= first and last <= high:
        return Sql(text, "date", span=(first, last))
    return Sql(f"ombud_in_calendar({text})", "date", span=(max(first, low), min(last, high)))


def _within(count: Sql, most: int, safe: int) -> str:
    """A number as INTEGER, unknown where it is beyond `most` and could therefore be beyond what is safe."""
    plain = f"CAST({count.text} AS INTEGER)"
    return plain if count.bound <= safe else f"CASE WHEN {count.text} BETWEEN -{most} AND {most} THEN {plain} END"


def _shift_days(day: Sql, days: Sql, sign: int) -> Sql:
    text = f"({day.text} {'+' if sign > 0 else '-'} {_within(days, _DAYS_APART, _SAFE_DAYS)})"
    return _in_calendar(text, day.span[0] - days.bound, day.span[1] + days.bound)


def _days_between(args: tuple[Sql, ...], node: Call) -> Sql:
    return Sql(f"({args[0].text} - {args[1].text})", "int", 0, _DAYS_APART)


def _add_months(args: tuple[Sql, ...], node: Call) -> Sql:
    day, months = args
    text = f"CAST({day.text} + to_months({_within(months, _MONTHS_APART, _MONTHS_APART)}) AS DATE)"
    return _in_calendar(text, day.span[0] - 31 * months.bound, day.span[1] + 31 * months.bound)


def _roll(args: tuple[Sql, ...], node: Call) -> Sql:
    return _in_calendar(f"ombud_roll({args[0].text})", args[0].span[0], args[0].span[1] + 31)


def _add_workdays(args: tuple[Sql, ...], node: Call) -> Sql:
    day, count = args
    text = f"ombud_add_workdays({day.text}, {_within(count, _MOST_WORKDAYS, _MOST_WORKDAYS)})"
    return _in_calendar(text, day.span[0], day.span[1] + 31 + 2 * count.bound)


def _extreme(args: tuple[Sql, ...], node: Call) -> Sql:
    items = levelled(args)
    known = " AND ".join(f"{item.text} IS NOT NULL" for item in args)
    chosen = f"{node.function}({', '.join(item.text for item in items)})"
    return one_of(f"(CASE WHEN {known} THEN {chosen} END)", node.type, items)


def _round(args: tuple[Sql, ...], node: Call) -> Sql:
    places = node.args[1]
    if not (isinstance(places, Const) and isinstance(places.value, int)):
        raise TypeError("ROUND takes a literal number of places")
    return _rounded(args[0], places.value, node.type)


def _rounded(item: Sql, places: int, type_: Type) -> Sql:
    if not item.decimal or item.scale <= places:
        return replace(item, type=type_)
    bound = item.bound // 10 ** (item.scale - places) + 1
    return Sql(f"round({item.text}, {places})", type_, places, bound, item.wide)


_FUNCTIONS: Mapping[str, Callable[[tuple[Sql, ...], Call], Sql]] = {
    "days_between": _days_between,
    "add_days": lambda args, node: _shift_days(args[0], args[1], 1),
    "add_months": _add_months,
    "roll": _roll,
    "add_workdays": _add_workdays,
    "least": _extreme,
    "greatest": _extreme,
    "round": _round,
}
