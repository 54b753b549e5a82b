"""Prints the checked tree as SQL with exactly the meaning that it has in Python.

Every difference between SQL and Python is owned here, at the node where it would bite:

* a sum or product that does not fit 18 digits is computed in DECIMAL(38) (DuckDB would abort the whole query), whole
  numbers in BIGINT or wider (a literal would follow a small column's type down and overflow); Spark takes places off
  a product of wide types, so there each operand is cast to the digits that it needs;
* LEAST and GREATEST ignore NULL in SQL: they are wrapped;
* ROUND is printed for decimals only, where SQL rounds half away from zero, as we do;
* two DECIMAL(38) of unlike scale meet at the coarser one (SQL rounds without a word): they are brought to one scale;
* a ratio is a product, never a division; a day plus months is a timestamp until it is cast back;
* a day outside the years 1 to 9999 is unknown, as it is in Python;
* a condition that is the constant NULL is never printed;
* `x IS NULL` is printed only for what may be NULL: a column of which the file says that it never is cannot be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ombud.rules.checked import Program
from ombud.rules.declare import Type, Value
from ombud.rules.digits import PLACES, largest_fact
from ombud.rules.sql.dialect import DUCKDB, WIDEST, Dialect
from ombud.rules.sql.sizes import (
    NARROW,
    Sql,
    fits,
    levelled,
    literal_sql,
    name_sql,
    one_of,
    scale_of,
    sized,
)
from ombud.rules.tree import And, Arith, Call, Case, Compare, Const, Fact, In, IsNull, Node, Not, Or, Ratio, Ref

_DAYS_APART = date.max.toordinal()
_MONTHS_APART = 12 * 9999
_MOST_WORKDAYS = 36_600
_CALENDAR = (date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True, slots=True)
class Column:
    """What a file says of its column: no NULL in it, and the least and the most (None: the file does not say)."""

    sure: bool = False
    low: Value | None = None
    high: Value | None = None


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints nodes of one program for one engine.

    `columns` maps a fact to an SQL expression (default: a column of its name), `known` to what its file says of it.
    `given` are definitions that an inner query has computed: they are read as columns; others are printed in place.
    Sums and products of more than `digits` digits are refused (the checker allows 18).
    """

    program: Program
    columns: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Sql] = field(default_factory=dict)
    digits: int = WIDEST
    dialect: Dialect = DUCKDB
    known: Mapping[str, Column] = field(default_factory=dict)

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
                return self.given.get(name) or self.sql(self.program.definitions[name])
            case Not(item):
                return self._logic("(NOT {})", (item,))
            case And(items):
                return self._logic("(" + " AND ".join("{}" for _ in items) + ")", items)
            case Or(items):
                return self._logic("(" + " OR ".join("{}" for _ in items) + ")", items)
            case IsNull(item):
                inner = self.sql(item)
                return Sql("FALSE" if inner.sure else f"({inner.text} IS NULL)", "bool", sure=True)
            case In(item, options):
                return self._logic(f"({{}} IN ({', '.join(self.text(option) for option in options)}))", (item,))
            case Compare(op, left, right):
                return self._compare(op, self.sql(left), self.sql(right))
            case Ratio():
                return self._ratio(node)
            case Arith():
                return self._arith(node)
            case Call(function, args):
                return self._call(function, tuple(map(self.sql, args)), node)
            case Case():
                return self._case(node)

    def having(self, name: str, column: str) -> Printer:
        """The printer inside of a query that has computed the definition as a column."""
        return replace(self, given={**self.given, name: replace(self.sql(Ref(name, "bool")), text=column)})

    def test(self, node: Node, hit: str, unknown: str) -> str:
        """`WHEN` the condition holds `THEN` hit, and where that cannot be known, unknown."""
        printed = self.sql(node)
        then = f"WHEN {printed.text} THEN {hit}"
        return then if printed.sure else f"{then} WHEN {printed.text} IS NULL THEN {unknown}"

    def _logic(self, shape: str, items: Sequence[Node]) -> Sql:
        printed = [self.sql(item) for item in items]
        text = shape
        for one in printed:
            text = text.replace("{}", one.text.replace("{}", "\0"), 1)
        return Sql(text.replace("\0", "{}"), "bool", sure=all(one.sure for one in printed))

    def _const(self, value: Value | None, type_: Type) -> Sql:
        if value is None:
            return Sql(f"CAST(NULL AS {self.dialect.types[type_]})", type_, PLACES.get(type_, 0), plain=True)
        if isinstance(value, date | bool | str):
            span = (value.toordinal(), value.toordinal()) if isinstance(value, date) else _CALENDAR
            return Sql(literal_sql(value, type_), type_, span=span, sure=True, plain=True)
        scale = scale_of(value)
        bound = abs(int(Decimal(value).scaleb(scale)))
        return Sql(literal_sql(value, type_), type_, scale, bound, sure=True, plain=True)

    def _fact(self, name: str, type_: Type) -> Sql:
        text = self.columns.get(name, name_sql(name))
        declared, column = self.program.declared.facts[name], self.known.get(name, Column())
        sure = column.sure
        if type_ in PLACES:
            bound = int(largest_fact(declared).scaleb(PLACES[type_])) + 1
            if column.low is not None and column.high is not None:
                seen = max(abs(Decimal(str(end))) for end in (column.low, column.high))
                bound = min(bound, int(seen.scaleb(PLACES[type_])) + 1)
            return Sql(text, type_, PLACES[type_], bound, sure=sure, plain=True)
        low, high = column.low or declared.low, column.high or declared.high
        span = (low if isinstance(low, date) else date.min, high if isinstance(high, date) else date.max)
        return Sql(text, type_, span=(span[0].toordinal(), span[1].toordinal()), sure=sure, plain=True)

    def _compare(self, op: str, left: Sql, right: Sql) -> Sql:
        first, second = levelled((left, right), self.dialect)
        return Sql(f"({first.text} {op} {second.text})", "bool", sure=left.sure and right.sure)

    def _ratio(self, node: Ratio) -> Sql:
        right = self.sql(node.right)
        compared = self._compare(node.op, self.sql(node.left), self._product(self.sql(node.limit), right, "money"))
        return Sql(f"(CASE WHEN {right.text} > 0 THEN {compared.text} END)", "bool")

    def _arith(self, node: Arith) -> Sql:
        left, right = self.sql(node.left), self.sql(node.right)
        if node.type == "date":
            return self._shifted(left, right, -1 if node.op == "-" else 1)
        if node.op == "*":
            return self._product(left, right, node.type)
        first, second = levelled((left, right), self.dialect)
        bound = first.bound + second.bound
        fits(bound, first.scale, self.digits)
        one, two = (self._sized(item, bound, decimal=first.decimal or second.decimal) for item in (first, second))
        wide = bound >= NARROW or first.wide or second.wide
        return Sql(f"({one} {node.op} {two})", node.type, first.scale, bound, wide, sure=left.sure and right.sure)

    def _product(self, left: Sql, right: Sql, type_: Type, digits: int = 0) -> Sql:
        bound, scale = left.bound * right.bound, left.scale + right.scale
        fits(bound, scale, digits or self.digits)
        decimal, size = left.decimal or right.decimal, max(bound, left.bound, right.bound)
        type_ = type_ if decimal else "int"
        text = f"({self._sized(left, size, decimal=decimal)} * {self._sized(right, size, decimal=decimal)})"
        wide = size >= NARROW or left.wide or right.wide
        return Sql(text, type_, scale, bound, wide, sure=left.sure and right.sure)

    def _sized(self, item: Sql, bound: int, *, decimal: bool) -> str:
        return sized(item, bound, self.dialect, decimal=decimal)

    def _call(self, function: str, args: tuple[Sql, ...], node: Call) -> Sql:
        match function:
            case "days_between":
                sure = args[0].sure and args[1].sure
                return Sql(self.dialect.days_apart(args[0].text, args[1].text), "int", 0, _DAYS_APART, sure=sure)
            case "add_days":
                return self._shifted(args[0], args[1], 1)
            case "add_months":
                return self._months(args[0], args[1])
            case "roll":
                return _day(self.dialect.call("ombud_roll", args[0].text), args[:1], 31)
            case "add_workdays":
                count = _within(args[1], _MOST_WORKDAYS)
                text = self.dialect.call("ombud_add_workdays", args[0].text, count)
                inside = args[1].bound <= _MOST_WORKDAYS
                return _day(text, args, 31 + 2 * args[1].bound if inside else _DAYS_APART)
            case "round":
                return self._round(args, node)
            case "accrue":
                return self._accrue(args, node)
            case _:
                return self._extreme(args, node)

    def _shifted(self, day: Sql, days: Sql, sign: int) -> Sql:
        """`date + int` or `date - int`; by our own function where the calendar may be left."""
        first, last = day.span[0] - days.bound, day.span[1] + days.bound
        count = days.text if sign > 0 else f"(-{days.text})"
        if _CALENDAR[0] <= first and last <= _CALENDAR[1]:
            text = self.dialect.plus_days(day.text, f"CAST({count} AS INTEGER)")
            return Sql(text, "date", span=(first, last), sure=day.sure and days.sure)
        return Sql(self.dialect.call("ombud_shift", day.text, _within(replace(days, text=count), _DAYS_APART)), "date")

    def _months(self, day: Sql, months: Sql) -> Sql:
        first, last = day.span[0] - 31 * months.bound, day.span[1] + 31 * months.bound
        if _CALENDAR[0] <= first and last <= _CALENDAR[1]:
            text = self.dialect.plus_months(day.text, f"CAST({months.text} AS INTEGER)")
            return Sql(text, "date", span=(first, last), sure=day.sure and months.sure)
        return Sql(self.dialect.call("ombud_months", day.text, _within(months, _MONTHS_APART)), "date")

    def _accrue(self, args: tuple[Sql, ...], node: Call) -> Sql:
        """Rounded once, in wide arithmetic."""
        base, rate, days, cap = args
        late = replace(days, text=f"(CASE WHEN {days.text} < 0 THEN 0 ELSE {days.text} END)", plain=False)
        exact = self._product(self._product(base, rate, "money", WIDEST), late, "money", WIDEST)
        return self._extreme((_rounded(exact, 2, "money"), cap), replace(node, function="least"))

    def _extreme(self, args: tuple[Sql, ...], node: Call) -> Sql:
        items = levelled(args, self.dialect)
        doubtful = " AND ".join(f"{item.text} IS NOT NULL" for item in args if not item.sure)
        chosen = f"{node.function}({', '.join(item.text for item in items)})"
        text = f"(CASE WHEN {doubtful} THEN {chosen} END)" if doubtful else chosen
        return one_of(text, node.type, items, sure=not doubtful)

    def _round(self, args: tuple[Sql, ...], node: Call) -> Sql:
        places = node.args[1]
        if not (isinstance(places, Const) and isinstance(places.value, int)):
            raise TypeError("ROUND takes a literal number of places")
        return _rounded(args[0], places.value, node.type)

    def _case(self, node: Case) -> Sql:
        """First hit; an unknown condition above the first hit makes the whole unknown."""
        results = levelled([self.sql(result) for _, result in node.branches], self.dialect)
        nothing = f"CAST(NULL AS {self.dialect.types[node.type]})"
        lines, last, sure = [], nothing, False
        asked = True
        for (condition, _), result in zip(node.branches, results, strict=True):
            if isinstance(condition, Const):
                if condition.value is False:
                    continue
                last, sure = (result.text, result.sure) if condition.value else (last, False)
                break
            asked = asked and self.sql(condition).sure and result.sure
            lines.append(self.test(condition, result.text, nothing))
        sure = sure and asked
        return one_of(f"(CASE {' '.join(lines)} ELSE {last} END)" if lines else last, node.type, results, sure=sure)


def _within(count: Sql, most: int) -> str:
    """A number as INTEGER, unknown where it is beyond `most` and could therefore be beyond what is safe."""
    plain = f"CAST({count.text} AS INTEGER)"
    return plain if count.bound <= most else f"CASE WHEN {count.text} BETWEEN -{most} AND {most} THEN {plain} END"


def _day(text: str, args: tuple[Sql, ...], after: int) -> Sql:
    """A later day from one of our functions, which gives none beyond the calendar."""
    last = args[0].span[1] + after
    sure = all(arg.sure for arg in args) and last <= _CALENDAR[1]
    return Sql(text, "date", span=(args[0].span[0], min(last, _CALENDAR[1])), sure=sure)


def _rounded(item: Sql, places: int, type_: Type) -> Sql:
    if not item.decimal or item.scale <= places:
        return replace(item, type=type_)
    bound = item.bound // 10 ** (item.scale - places) + 1
    return Sql(f"round({item.text}, {places})", type_, places, bound, item.wide, sure=item.sure)
