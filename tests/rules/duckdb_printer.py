"""Prints the checked tree as DuckDB SQL with exactly the meaning that it has in Python. For development only.

Every difference between SQL and Python is owned here, at the node where it would bite:

* a sum or product that does not fit 18 digits is computed in DECIMAL(38) (DuckDB would abort the whole query), whole
  numbers in BIGINT or HUGEINT (a literal would follow a small column's type down and overflow);
* LEAST and GREATEST ignore NULL in SQL: they are wrapped;
* ROUND is printed for decimals only, where SQL rounds half away from zero, as we do;
* a ratio is a product, never a division; a day plus months is a timestamp until it is cast back;
* a condition that is the constant NULL is never printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ombud.rules.checked import Program
from ombud.rules.declare import Type, Value
from ombud.rules.tree import And, Arith, Call, Case, Compare, Const, Fact, In, IsNull, Node, Not, Or, Ratio, Ref

COLUMN_TYPES: dict[Type, str] = {
    "money": "DECIMAL(12,2)", "rate": "DECIMAL(9,4)", "int": "INTEGER", "date": "DATE", "bool": "BOOLEAN",
    "text": "VARCHAR",
}  # fmt: skip
"""The physical type of a fact's column. Bounds of intermediate results follow from these."""
_BOUNDS: dict[Type, tuple[int, int]] = {"money": (2, 10**12), "rate": (4, 10**9), "int": (0, 2**31)}
_DAYS_APART = 3_652_059
WIDEST = 38
NARROW = 10**18
_ROUND_PLACES = 2


@dataclass(frozen=True, slots=True)
class Sql:
    """A printed expression. `scale` counts decimal places, `bound` limits its size in units of that scale."""

    text: str
    type: Type
    scale: int = 0
    bound: int = 0

    @property
    def decimal(self) -> bool:
        """Is it computed as DECIMAL?"""
        return self.type in ("money", "rate")


def name_sql(name: str) -> str:
    """A quoted identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal_sql(value: Value, type_: Type) -> str:
    """A literal, typed so that SQL reads the same value."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case date():
            return f"DATE '{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _ if type_ in ("money", "rate"):
            return f"CAST({Decimal(value):f} AS DECIMAL({max(_digits(value), 1)},{_scale(value)}))"
        case _:
            return str(value) if value >= 0 else f"({value})"


def _scale(value: Decimal | int) -> int:
    return max(0, -int(Decimal(value).as_tuple().exponent))


def _digits(value: Decimal | int) -> int:
    return max(len(str(abs(int(Decimal(value).scaleb(_scale(value)))))), _scale(value))


def _wide(item: Sql, bound: int) -> str:
    """The operand as it must be for a result of at most `bound` units to fit."""
    if item.decimal:
        return item.text if bound < NARROW else f"CAST({item.text} AS DECIMAL({WIDEST},{item.scale}))"
    return f"CAST({item.text} AS {'BIGINT' if bound < NARROW else 'HUGEINT'})"


def _fits(bound: int, scale: int) -> None:
    if len(str(bound)) > WIDEST:
        raise OverflowError(f"a number of {len(str(bound))} digits, {scale} after the point, fits no SQL type")


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints nodes of one program.

    `columns` maps a fact to an SQL expression (default: a column of its name). Names in `computed` are read as columns
    that an inner query has computed; other definitions are printed in place.
    """

    program: Program
    columns: Mapping[str, str] = field(default_factory=dict)
    computed: frozenset[str] = frozenset()

    def text(self, node: Node) -> str:
        """The SQL of a node."""
        return self.sql(node).text

    def sql(self, node: Node) -> Sql:  # noqa: C901  (one line a kind of node)
        """The SQL of a node with what is known of its size.

        Raises:
            OverflowError: an intermediate result could need more than 38 digits.
        """
        match node:
            case Const(value, type_):
                return self._const(value, type_)
            case Fact(name, type_):
                return Sql(self.columns.get(name, name_sql(name)), type_, *_BOUNDS.get(type_, (0, 0)))
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
                return _FUNCTIONS[function](self, tuple(map(self.sql, args)), node)
            case Case():
                return self._case(node)

    def _const(self, value: Value | None, type_: Type) -> Sql:
        if value is None:
            return Sql(f"CAST(NULL AS {COLUMN_TYPES[type_]})", type_, _BOUNDS.get(type_, (0, 0))[0])
        if isinstance(value, date | bool | str):
            return Sql(literal_sql(value, type_), type_)
        scale = _scale(value)
        return Sql(literal_sql(value, type_), type_, scale, abs(int(Decimal(value).scaleb(scale))))

    def _compare(self, op: str, left: Sql, right: Sql) -> Sql:
        _aligned(left, right)
        return Sql(f"({left.text} {op} {right.text})", "bool")

    def _arith(self, node: Arith) -> Sql:
        left, right = self.sql(node.left), self.sql(node.right)
        if node.type == "date":
            return _shift_days(left, right, node.op)
        if node.op == "*":
            return self._product(left, right, node.type)
        scale, first, second = _aligned(left, right)
        bound = first + second
        _fits(bound, scale)
        return Sql(f"({_wide(left, bound)} {node.op} {_wide(right, bound)})", node.type, scale, bound)

    def _product(self, left: Sql, right: Sql, type_: Type) -> Sql:
        bound, scale = left.bound * right.bound, left.scale + right.scale
        _fits(bound, scale)
        if not (left.decimal or right.decimal):
            type_ = "int"
        return Sql(f"({_wide(left, bound)} * {_wide(right, bound)})", type_, scale, bound)

    def _case(self, node: Case) -> Sql:
        """First hit; an unknown condition above the first hit makes the whole unknown."""
        lines, last = [], f"CAST(NULL AS {COLUMN_TYPES[node.type]})"
        scale = bound = 0
        for condition, result in node.branches:
            printed = self.sql(result)
            widest = max(scale, printed.scale)
            bound = max(bound * 10 ** (widest - scale), printed.bound * 10 ** (widest - printed.scale))
            scale = widest
            if isinstance(condition, Const):
                if condition.value is False:
                    continue
                last = printed.text if condition.value else last
                break
            test = self.text(condition)
            lines.append(f"WHEN {test} THEN {printed.text} WHEN {test} IS NULL THEN NULL")
        _fits(bound, scale)
        text = f"(CASE {' '.join(lines)} ELSE {last} END)" if lines else last
        return Sql(text, node.type, scale, bound)


def _aligned(left: Sql, right: Sql) -> tuple[int, int, int]:
    """The common scale, and both bounds in its units."""
    scale = max(left.scale, right.scale)
    first, second = left.bound * 10 ** (scale - left.scale), right.bound * 10 ** (scale - right.scale)
    _fits(max(first, second), scale)
    return scale, first, second


def _shift_days(day: Sql, days: Sql, op: str) -> Sql:
    return Sql(f"({day.text} {op} CAST({days.text} AS INTEGER))", "date")


def _days_between(printer: Printer, args: tuple[Sql, ...], node: Call) -> Sql:
    return Sql(f"({args[0].text} - {args[1].text})", "int", 0, _DAYS_APART)


def _add_months(printer: Printer, args: tuple[Sql, ...], node: Call) -> Sql:
    day, months = args
    return Sql(f"CAST({day.text} + to_months(CAST({months.text} AS INTEGER)) AS DATE)", "date")


def _extreme(printer: Printer, args: tuple[Sql, ...], node: Call) -> Sql:
    known = " AND ".join(f"{item.text} IS NOT NULL" for item in args)
    scale = max(item.scale for item in args)
    bound = max(item.bound * 10 ** (scale - item.scale) for item in args)
    _fits(bound, scale)
    chosen = f"{node.function}({', '.join(item.text for item in args)})"
    return Sql(f"(CASE WHEN {known} THEN {chosen} END)", node.type, scale, bound)


def _round(printer: Printer, args: tuple[Sql, ...], node: Call) -> Sql:
    item, places = args[0], _ROUND_PLACES
    if len(node.args) > 1:
        given = node.args[1]
        if not (isinstance(given, Const) and isinstance(given.value, int)):
            raise TypeError("ROUND takes a literal number of places")
        places = given.value
    return _rounded(item, places, node.type)


def _rounded(item: Sql, places: int, type_: Type) -> Sql:
    if not item.decimal or item.scale <= places:
        return replace(item, type=type_)
    bound = item.bound // 10 ** (item.scale - places) + 1
    return Sql(f"round({item.text}, {places})", type_, places, bound)


def _accrue(printer: Printer, args: tuple[Sql, ...], node: Call) -> Sql:
    base, rate, days, cap = args
    product = printer._product(printer._product(base, rate, "money"), days, "money")
    return _extreme(printer, (_rounded(product, _ROUND_PLACES, "money"), cap), replace(node, function="least"))


_FUNCTIONS: dict[str, Callable[[Printer, tuple[Sql, ...], Call], Sql]] = {
    "days_between": _days_between,
    "add_days": lambda printer, args, node: _shift_days(args[0], args[1], "+"),
    "add_months": _add_months,
    "roll": lambda printer, args, node: Sql(f"ombud_roll({args[0].text})", "date"),
    "add_workdays": lambda printer, args, node: Sql(f"ombud_add_workdays({args[0].text}, {args[1].text})", "date"),
    "least": _extreme,
    "greatest": _extreme,
    "round": _round,
    "accrue": _accrue,
}
