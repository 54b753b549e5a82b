"""Random typed trees over every kind of node and every function, and rows with boundaries and unknowns.

Seeded dice, not hypothesis: thousands of trees a second, and a failing seed can be run again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random  # noqa: TID251  (seeded)
from typing import get_args

from ombud.rules.checked import Program
from ombud.rules.declare import Declarations, FactDecl, Type, Value
from ombud.rules.digits import MOST_DIGITS
from ombud.rules.sql.printer import Printer
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
)  # fmt: skip

LABELS = ("none", "watch", "Watch", "watch ", "it's", "ß", "ss")
FACTS: dict[str, Type] = {
    "m1": "money", "m2": "money", "m3": "money", "r1": "rate", "r2": "rate", "n1": "int", "n2": "int", "big": "int",
    "d1": "date", "d2": "date", "d3": "date", "b1": "bool", "b2": "bool", "b3": "bool", "t1": "text", "t2": "text",
}  # fmt: skip
_BOUNDS: dict[str, tuple[Value, Value]] = {
    "m2": (Decimal("-100.00"), Decimal("100.00")),
    "m3": (Decimal("-100.00"), Decimal("100.00")),
    "r2": (Decimal("-1.0000"), Decimal("1.0000")),
    "n1": (-2, 365),
    "n2": (-2, 365),
    "d3": (date(1990, 1, 1), date(2100, 12, 31)),
}
"""Catalogue bounds: products within them fit 18 digits, and such a date stays in the calendar."""
HOLIDAYS = frozenset(
    {date(2024, 1, day) for day in (1, 2, 3, 4, 5, 6, 7, 8)}
    | {date(2024, 2, 23), date(2024, 3, 8), date(2024, 12, 25), date(2025, 1, 1), date(2024, 4, 27), date(2024, 6, 12)}
)
WORKING = frozenset({date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28), date(2024, 6, 12), date(2024, 6, 13)})
_MONEY = tuple(
    map(Decimal, ("0.00", "0.01", "0.05", "0.10", "1.00", "2.50", "2.67", "99.99", "100.00", "9999999999.99"))
)
_RATES = tuple(map(Decimal, ("0.0000", "0.0050", "0.1000", "0.5000", "0.0125", "1.0000", "0.3333", "99999.9999")))
_DAYS = (
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 1, 31), date(2024, 3, 31), date(2023, 12, 29),
    date(2024, 1, 1), date(2024, 1, 7), date(2024, 1, 9), date(2024, 4, 26), date(2024, 4, 27), date(2024, 4, 28),
    date(2024, 11, 2), date(2024, 12, 28), date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 2), date(2023, 2, 28),
    date(2000, 2, 29), date(2100, 2, 28), date(2024, 6, 12), date(2024, 3, 8), date.min, date.max,
)  # fmt: skip
_VALUES: dict[Type, tuple[Value, ...]] = {
    "money": (*_MONEY, *(-value for value in _MONEY)), "rate": (*_RATES, Decimal("-0.0050")),
    "int": (-2, -1, 0, 1, 2, 3, 7, 14, 31, 365), "date": _DAYS, "bool": (True, False), "text": LABELS,
}  # fmt: skip
_BIG = (999_999_999, -999_999_999, 10**6, 40_000, 0, 1)


def random_rows(dice: Random, count: int, unknown: float = 0.12) -> list[dict[str, Value | None]]:
    """Rows in which each fact is unknown with the given chance."""
    return [
        {
            name: None if dice.random() < unknown else dice.choice(_values_of(name, type_))
            for name, type_ in FACTS.items()
        }
        for _ in range(count)
    ]


def _values_of(name: str, type_: Type) -> list[Value]:
    values = _BIG if name == "big" else _VALUES[type_]
    if name not in _BOUNDS:
        return list(values)
    low, high = _BOUNDS[name]
    return [value for value in values if low <= value <= high]  # type: ignore[operator]  # a fact's bounds and values are of its type


def declarations() -> Declarations:
    """The catalogue of the facts that rows have."""
    facts = {
        name: FactDecl(name, type_, "event", LABELS if type_ == "text" else (), *_BOUNDS.get(name, (None, None)))
        for name, type_ in FACTS.items()
    }
    return Declarations(facts=facts, holidays=HOLIDAYS, working=WORKING)


@dataclass(slots=True)
class Trees:
    """Draws trees of a given type that read a program's facts and definitions.

    Sums and products have at most so many `digits`: the checker allows 18, the widest SQL type 38.
    """

    dice: Random
    program: Program
    digits: int

    def tree(self, type_: Type, depth: int) -> Node:
        """A tree that every back end can compute, rounded when it is money of more than two places."""
        while True:
            node = self.draw(type_, depth)
            try:
                printed = Printer(self.program, digits=self.digits).sql(node)
            except OverflowError:
                continue
            return Call("round", (node, Const(2, "int")), "money") if type_ == "money" and printed.scale > 2 else node

    def draw(self, type_: Type, depth: int) -> Node:
        """A tree of at most this depth."""
        if depth <= 0 or self.dice.random() < 0.08:
            return self._leaf(type_)
        return self.dice.choice(_MAKERS[type_])(self, depth - 1)

    def _leaf(self, type_: Type) -> Node:
        dice = self.dice.random()
        refs = [name for name, node in self.program.definitions.items() if node.type == type_]
        if dice < 0.25 and refs:
            return Ref(self.dice.choice(refs), type_)
        if dice < 0.5:
            return self.literal(type_)
        if dice < 0.52:
            return Const(None, type_)
        return Fact(self.dice.choice([name for name, of in FACTS.items() if of == type_]), type_)

    def literal(self, type_: Type) -> Const:
        return Const(self.dice.choice(_VALUES[type_]), type_)

    def days(self) -> Node:
        """A number of days or months; most keep dates within the calendar."""
        if self.dice.random() < 0.1:
            return Fact("big", "int")
        between = Call("days_between", (Fact("d1", "date"), Fact("d2", "date")), "int")
        numbers: tuple[Node, ...] = (self.literal("int"), Fact("n1", "int"), Fact("n2", "int"), between)
        return self.dice.choice(numbers)

    def case(self, type_: Type, depth: int) -> Node:
        branches = [(self.draw("bool", depth), self.draw(type_, depth)) for _ in range(self.dice.randint(1, 3))]
        if self.dice.random() < 0.5:
            branches.append((Const(True, "bool"), self.draw(type_, depth)))
        return Case(tuple(branches), type_)

    def compare(self, depth: int) -> Node:
        type_ = self.dice.choice(get_args(Type))
        ops = ("=", "<>") if type_ in ("text", "bool") else get_args(CompareOp)
        return Compare(self.dice.choice(ops), self.draw(type_, depth), self.draw(type_, depth))

    def ratio(self, depth: int) -> Node:
        divisible: tuple[Type, ...] = ("money", "int")
        type_ = self.dice.choice(divisible)
        left, right = self.draw(type_, depth), self.draw(type_, depth)
        return Ratio(self.dice.choice(get_args(CompareOp)), left, right, self.literal("rate"))

    def among(self, depth: int) -> Node:
        listed: tuple[Type, ...] = ("money", "int", "date", "text")
        type_ = self.dice.choice(listed)
        return In(self.draw(type_, depth), tuple(self.literal(type_) for _ in range(self.dice.randint(1, 3))))

    def joined(self, kind: type[And] | type[Or], depth: int) -> Node:
        return kind(tuple(self.draw("bool", depth) for _ in range(self.dice.randint(2, 3))))

    def sum(self, type_: Type, depth: int) -> Node:
        return Arith(self.dice.choice(("+", "-")), self.draw(type_, depth), self.draw(type_, depth), type_)

    def product(self, type_: Type, other: Type, depth: int) -> Node:
        return Arith("*", self.draw(type_, depth), self.draw(other, depth), type_)

    def extreme(self, type_: Type, depth: int) -> Node:
        args = tuple(self.draw(type_, depth) for _ in range(self.dice.randint(2, 3)))
        return Call(self.dice.choice(("least", "greatest")), args, type_)

    def rounded(self, depth: int) -> Node:
        return Call("round", (self.draw("money", depth), Const(2, "int")), "money")

    def accrued(self, depth: int) -> Node:
        base, cap = self.rounded(depth - 1), self.rounded(depth - 1)
        return Call("accrue", (base, self.draw("rate", depth - 2), self.days(), cap), "money")

    def shifted(self, depth: int) -> Node:
        return Arith(self.dice.choice(("+", "-")), self.draw("date", depth), self.days(), "date")

    def dated(self, function: Function, depth: int) -> Node:
        day = self.draw("date", depth)
        if function == "add_days" and self.digits == MOST_DIGITS:
            return Arith("+", day, self.days(), "date")  # as the checker writes it
        if function == "roll":
            return Call(function, (day,), "date")
        numbers: tuple[Node, ...] = (self.literal("int"), Fact("n1", "int"), Fact("n2", "int"))
        few = self.dice.choice(numbers)
        return Call(function, (day, few if function == "add_workdays" else self.days()), "date")


_MAKERS: dict[Type, tuple[Callable[[Trees, int], Node], ...]] = {
    "bool": (
        lambda t, d: Not(t.draw("bool", d)),
        lambda t, d: t.joined(And, d),
        lambda t, d: t.joined(Or, d),
        lambda t, d: t.compare(d),
        lambda t, d: t.compare(d),
        lambda t, d: t.ratio(d),
        lambda t, d: t.among(d),
        lambda t, d: IsNull(t.draw(t.dice.choice(get_args(Type)), d)),
        lambda t, d: t.case("bool", d),
    ),
    "money": (
        lambda t, d: t.sum("money", d),
        lambda t, d: t.product("money", "rate", d),
        lambda t, d: t.product("money", "int", d),
        lambda t, d: t.rounded(d),
        lambda t, d: t.accrued(d),
        lambda t, d: t.extreme("money", d),
        lambda t, d: t.case("money", d),
    ),
    "rate": (lambda t, d: t.sum("rate", d), lambda t, d: t.extreme("rate", d), lambda t, d: t.case("rate", d)),
    "int": (
        lambda t, d: t.sum("int", d),
        lambda t, d: t.product("int", "int", d),
        lambda t, d: Call("days_between", (t.draw("date", d), t.draw("date", d)), "int"),
        lambda t, d: t.extreme("int", d),
        lambda t, d: t.case("int", d),
    ),
    "date": (
        lambda t, d: t.shifted(d),
        lambda t, d: t.dated("add_days", d),
        lambda t, d: t.dated("add_months", d),
        lambda t, d: t.dated("roll", d),
        lambda t, d: t.dated("add_workdays", d),
        lambda t, d: t.extreme("date", d),
        lambda t, d: t.case("date", d),
    ),
    "text": (lambda t, d: t.case("text", d), lambda t, d: t._leaf("text")),
}


def random_program(dice: Random, digits: int) -> Program:
    """A program whose definitions read facts and earlier definitions."""
    program = Program(declarations(), {}, {}, {}, {}, ())
    for number in range(6):
        node = Trees(dice, program, digits).tree(dice.choice(get_args(Type)), 2)
        program = replace(program, definitions={**program.definitions, f"v{number}": node})
    return program
