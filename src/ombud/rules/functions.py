"""The closed set of functions: what they take and what they give. Unknown if any argument is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ombud.rules.declare import Type
from ombud.rules.digits import MOST_WORKDAYS, largest, width
from ombud.rules.syntax import Syntax
from ombud.rules.tree import Arith, Call, Const, Function, Node

if TYPE_CHECKING:
    from ombud.rules.infer import Infer

SIGNATURES: dict[str, tuple[tuple[Type, ...], Type]] = {
    "days_between": (("date", "date"), "int"),
    "add_days": (("date", "int"), "date"),
    "add_months": (("date", "int"), "date"),
    "roll": (("date",), "date"),
    "add_workdays": (("date", "int"), "date"),
    "accrue": (("money", "rate", "int", "money"), "money"),
}
_MOST_PLACES: dict[Type, int] = {"money": 2, "rate": 4}


def call(infer: Infer, function: str, args: tuple[Syntax, ...], tree: Syntax) -> Node:
    """A checked call.

    Raises:
        RuleError: wrong number or type of arguments.
    """
    if function in ("least", "greatest"):
        return _extreme(infer, cast(Function, function), args, tree)
    if function == "round":
        return _round(infer, args, tree)
    takes, gives = SIGNATURES[function]
    if len(args) != len(takes):
        infer.refuse(tree, f"{function} takes {len(takes)} arguments, found {len(args)}")
    nodes = tuple(
        infer.rounded(infer.as_type(infer.node(arg), want, arg), arg) for arg, want in zip(args, takes, strict=True)
    )
    if function == "add_days":
        return Arith("+", nodes[0], nodes[1], "date")
    if function == "add_workdays" and largest(nodes[1], infer.scope.bounds) > MOST_WORKDAYS:
        infer.refuse(args[1], "add_workdays counts day by day", f"give the fact a high of at most {MOST_WORKDAYS}")
    return Call(cast(Function, function), nodes, gives)


def _extreme(infer: Infer, function: Function, args: tuple[Syntax, ...], tree: Syntax) -> Node:
    if len(args) < 2:  # noqa: PLR2004  (two make a choice)
        infer.refuse(tree, f"{function.upper()} takes two arguments or more")
    nodes = infer.alike([infer.node(arg) for arg in args], args)
    if nodes[0].type in ("text", "bool"):
        infer.refuse(args[0], f"{nodes[0].type} has no order")
    return Call(function, tuple(infer.rounded(node, arg) for node, arg in zip(nodes, args, strict=True)), nodes[0].type)


def _round(infer: Infer, args: tuple[Syntax, ...], tree: Syntax) -> Node:
    if len(args) != 2:  # noqa: PLR2004  (a number and its places)
        infer.refuse(tree, "ROUND takes a number and its decimal places")
    number, digits = infer.node(args[0]), infer.node(args[1])
    most = _MOST_PLACES.get(number.type)
    if most is None:
        infer.refuse(args[0], f"{number.type} is not rounded")
    if not isinstance(digits, Const) or digits.type != "int" or not 0 <= cast(int, digits.value) <= most:
        infer.refuse(args[1], f"the places of ROUND are a literal from 0 to {most}")
    node = Call("round", (number, digits), number.type)
    if width(number, infer.scope.bounds) > 18:  # noqa: PLR2004
        infer.refuse(args[0], "too many digits to round", code="rule.digits")
    return node
