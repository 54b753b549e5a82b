"""Python source in the making: lines, scopes, constants, and the formula of each kind of node.

Generated functions see no builtins, only the names given here. Constants that Python would build anew at each call
(decimals, dates) are globals of the generated function.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from ombud.rules.declare import Declarations, Value
from ombud.rules.reach import Reach
from ombud.rules.tree import Arith, Call, Compare, Const, Fact, In, Node, Not, Ratio, Ref, children

OPERATORS = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
DEEPEST_LADDER = 12
"""Conjuncts that become nested ifs; the rest is one condition (Python allows 100 levels of indentation)."""


class Source(ABC):
    """Lines of a function, the names it uses, and what is already in a local variable.

    `known` maps nodes to locals. A scope forgets what was learnt inside it, as its code may not run.
    """

    def __init__(self, declared: Declarations, reach: Reach) -> None:
        self.declared = declared
        self.reach = reach
        self.lines: list[str] = []
        self.indent = 1
        self.known: dict[Node, str] = {}
        self.globals: dict[str, Any] = {}
        self._constants: dict[tuple[type, str], str] = {}
        self._count = 0

    def line(self, text: str) -> None:
        """One line at the present indentation."""
        self.lines.append(" " * self.indent + text)

    def fresh(self, stem: str = "x") -> str:
        """A new local name."""
        self._count += 1
        return f"{stem}{self._count}"

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """A line with an indented body; what is learnt inside is forgotten after it."""
        self.line(head)
        known = dict(self.known)
        self.indent += 1
        yield
        self.indent -= 1
        self.known = known

    def literal(self, value: Value | timedelta | None) -> str:
        """The value as source: a literal, or a global for what Python has no literal of."""
        if value is None or isinstance(value, bool | str):
            return repr(value)
        if isinstance(value, int):
            return repr(value) if value >= 0 else f"({value!r})"
        key = (type(value), str(value))
        if key not in self._constants:
            self._constants[key] = f"k{len(self._constants)}"
            self.globals[self._constants[key]] = value
        return self._constants[key]

    @abstractmethod
    def value(self, node: Node) -> str:
        """The node as an expression or a local; what it needs is emitted before."""

    def options(self, options: Iterable[Const]) -> str:
        """The list of an IN."""
        return f"({', '.join(self.literal(option.value) for option in options)},)"

    def code(self, name: str, before: str = "", after: str = "") -> str:
        """The whole function."""
        return "\n".join([f"def {name}(row):", *filter(None, [before]), *self.lines, *filter(None, [after])]) + "\n"

    def formula(self, node: Node, operands: tuple[str, ...]) -> str:
        """The node over operands that are known, atomic and not None."""
        match node:
            case Not():
                return f"(not {operands[0]})"
            case Compare(op):
                return f"({operands[0]} {OPERATORS[op]} {operands[1]})"
            case In(_, options):
                return f"({operands[0]} in {self.options(options)})"
            case Ratio(op):
                return f"({operands[0]} {OPERATORS[op]} {operands[2]} * {operands[1]})"
            case Arith():
                return self.arithmetic(node, operands)
            case Call():
                return self.call(node, operands)
            case _:
                pass
        raise TypeError(f"no formula for {type(node).__name__}")

    def arithmetic(self, node: Arith, operands: tuple[str, ...]) -> str:
        """Numbers as Python has them; days by `later`."""
        left, right = operands
        if node.type != "date":
            return f"({left} {node.op} {right})"
        return self.days(left, node.op, node.right, right)

    def days(self, day: str, op: str, count: Node, right: str) -> str:
        """`date + int` by timedelta."""
        if isinstance(count, Const) and count.value is not None:
            return f"({day} {op} {self.literal(timedelta(days=cast(int, count.value)))})"
        return f"({day} {op} days({right}))"

    def call(self, node: Call, operands: tuple[str, ...]) -> str:
        """A function of the closed set."""
        match node.function:
            case "days_between":
                return f"({operands[0]} - {operands[1]}).days"
            case "least" | "greatest":
                return self.extreme(node.function, operands)
            case "round":
                places = cast(int, cast(Const, node.args[1]).value)
                unit = self.literal(Decimal(1).scaleb(-places))
                return f"{operands[0]}.quantize({unit}, half_up)"
            case _:
                return f"{node.function}({', '.join(operands)})"

    def extreme(self, function: str, operands: tuple[str, ...]) -> str:
        """LEAST or GREATEST of operands that are all known."""
        if len(operands) > 2:  # noqa: PLR2004  (two are compared in place)
            return f"{function}({', '.join(operands)})"
        left, right = operands
        return f"({left} if {left} {'<=' if function == 'least' else '>='} {right} else {right})"


def local_of(node: Fact | Ref) -> str:
    """The local variable of a fact or definition; no Python keyword starts so."""
    return f"f_{node.name}" if isinstance(node, Fact) else f"v_{node.name}"


def operands_of(node: Node) -> tuple[Node, ...]:
    """The children that are computed; the options of an IN are literals."""
    return (node.item,) if isinstance(node, In) else children(node)
