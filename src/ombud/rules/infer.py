"""From the tree as written to the checked tree: names resolved, types strict, literals in the type asked for.

An int literal serves as money or rate where the other side is one; a decimal literal is money with up to two places
and a rate with up to four, as its place asks. Nothing else is converted. A product of money and a rate is money with
six places until ROUND; a sum or product that could exceed 18 digits is refused.
"""

from __future__ import annotations

from decimal import Decimal
from difflib import get_close_matches
from typing import NoReturn, cast

from ombud.kernel.errors import Place, RuleError
from ombud.rules.declare import Type, Value
from ombud.rules.digits import MOST_DIGITS, PLACES, places, width
from ombud.rules.functions import call
from ombud.rules.literals import NUMBERS, adapted, constant, named
from ombud.rules.scope import Scope
from ombud.rules.syntax import COMPARISONS, Invocation, Literal, Name, Operation, Syntax
from ombud.rules.tree import And, Arith, ArithOp, Compare, CompareOp, Const, In, IsNull, Node, Not, Or, Ratio

ORDERED: frozenset[Type] = frozenset(("money", "rate", "int", "date"))
_FLIPPED: dict[str, CompareOp] = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Infer:
    """Checks one expression in a scope."""

    __slots__ = ("place", "scope")

    def __init__(self, scope: Scope, place: Place) -> None:
        self.scope = scope
        self.place = place

    def refuse(self, at: Syntax, says: str, hint: str = "", code: str = "rule.type") -> NoReturn:
        """One sentence at the expression's place."""
        raise RuleError(
            says, at=Place(self.place.file, self.place.key, self.place.line, at.at + 1), hint=hint, code=code
        )

    def checked(self, tree: Syntax, want: Type | None = None) -> Node:
        """The checked tree of a syntax tree; ready to be read whole (no product left unrounded)."""
        node = self.node(tree)
        if want is not None:
            node = self.as_type(node, want, tree)
        self.rounded(node, tree)
        return node

    def rounded(self, node: Node, tree: Syntax) -> Node:
        """The node, when it has no more places than its type."""
        if node.type in NUMBERS and places(node) > PLACES[node.type]:
            self.refuse(tree, "a product of money and a rate has six places", "write ROUND(…, 2), or use accrue")
        return node

    def as_type(self, node: Node, want: Type, tree: Syntax) -> Node:
        """The node as `want`: literals adapt, nothing else does."""
        if node.type == want:
            return node
        literal = adapted(node, want)
        if literal is None:
            self.refuse(tree, f"expected {named(want)}, found {named(node.type)}", _hint(node, want))
        return literal

    def alike(self, items: list[Node], trees: tuple[Syntax, ...]) -> list[Node]:
        """The items in one type: the type of the first that is no literal, else of the finest literal."""
        plain = [item.type for item in items if not isinstance(item, Const)]
        finest = [item.type for item in items if item.type != "int"]
        fixed = [*plain, *finest, items[0].type][0]
        return [self.as_type(item, fixed, tree) for item, tree in zip(items, trees, strict=True)]

    def node(self, tree: Syntax) -> Node:
        """The checked tree; products may still have six places."""
        match tree:
            case Literal(value):
                return self._literal(value, tree)
            case Name(text):
                return self._name(text, tree)
            case Invocation(function, args):
                return call(self, function, args, tree)
            case Operation():
                return self._operation(tree)

    def _name(self, text: str, tree: Syntax) -> Node:
        found = self.scope.look_up(text)
        if found is None:
            if text in self.scope.broken:
                self.refuse(tree, f"{text!r} was refused", code="rule.broken")
            self.refuse(tree, f"unknown name {text!r}", self.scope.nearest(text), "rule.unknown_name")
        return found

    def _literal(self, value: Value, tree: Syntax) -> Node:
        node = constant(value)
        if node is None:
            self.refuse(tree, f"{value} does not fit a number here", "money has 10 digits and 2 places, a rate 5 and 4")
        return node

    def _operation(self, tree: Operation) -> Node:
        op, items = tree.op, tree.items
        if op in ("AND", "OR"):
            parts = tuple(self.as_type(self.node(item), "bool", item) for item in items)
            return And(parts) if op == "AND" else Or(parts)
        if op == "NOT":
            return Not(self.as_type(self.node(items[0]), "bool", items[0]))
        if op in COMPARISONS:
            return self._comparison(cast(CompareOp, op), items[0], items[1])
        if op == "IS NULL":
            return IsNull(self.rounded(self.node(items[0]), items[0]))
        if op == "IN":
            return self._membership(items)
        if op == "BETWEEN":
            return And((self._comparison(">=", items[0], items[1]), self._comparison("<=", items[0], items[2])))
        return self._arithmetic(op, items, tree)

    def _comparison(self, op: CompareOp, left: Syntax, right: Syntax) -> Node:
        if _is_ratio(left):
            return self._ratio(op, cast(Operation, left), right)
        if _is_ratio(right):
            return self._ratio(_FLIPPED[op], cast(Operation, right), left)
        sides = self.alike([self.node(left), self.node(right)], (left, right))
        first, second = (self.rounded(side, tree) for side, tree in zip(sides, (left, right), strict=True))
        if first.type not in ORDERED and op not in ("=", "<>"):
            self.refuse(left, f"{named(first.type)} has no order", "only = and <> compare it")
        if first.type == "text":
            self.share_a_label(first, second, right)
        return _truth(op, first, second) if first.type == "bool" else Compare(op, first, second)

    def share_a_label(self, first: Node, second: Node, tree: Syntax) -> None:
        """Two texts that can never be equal are a mistake; most often a label is misspelt."""
        ours, theirs = self.scope.labels(first), self.scope.labels(second)
        if isinstance(first, Const):
            ours, theirs, second = theirs, ours, first
        if not ours or not theirs or ours & theirs:
            return
        if not isinstance(second, Const):
            self.refuse(tree, "these two have no label in common", code="rule.label")
        close = get_close_matches(str(second.value), ours, n=1, cutoff=0.5)
        hint = f"did you mean '{close[0]}'?" if close else f"the labels are {', '.join(sorted(ours))}"
        self.refuse(tree, f"unknown label '{second.value}'", hint, "rule.label")

    def _membership(self, items: tuple[Syntax, ...]) -> Node:
        item = self.rounded(self.node(items[0]), items[0])
        options = []
        for tree in items[1:]:
            option = self.as_type(self.node(tree), item.type, tree)
            if item.type == "text":
                self.share_a_label(item, option, tree)
            options.append(cast(Const, option))
        return In(item, tuple(options))

    def _ratio(self, op: CompareOp, division: Operation, limit: Syntax) -> Node:
        """`a / b <op> c` as `a <op> c * b` where b > 0: no engine divides."""
        trees = division.items
        left, right = self.alike([self.node(tree) for tree in trees], trees)
        if left.type not in NUMBERS:
            self.refuse(trees[0], f"{named(left.type)} cannot be divided")
        for side, tree in ((left, trees[0]), (right, trees[1])):
            self.rounded(side, tree)
        bound = self.node(limit)
        if isinstance(bound, Const) or bound.type not in ("rate", "int"):
            bound = self.as_type(bound, "rate", limit)
        self._narrow(Arith("*", self.rounded(bound, limit), right, "rate"), limit)
        return Ratio(op, left, right, bound)

    def _arithmetic(self, op: str, items: tuple[Syntax, ...], tree: Syntax) -> Node:
        if op == "/":
            self.refuse(tree, "a quotient can only be compared", "write a / b <= c, or multiply by a rate and ROUND")
        if op == "NEG":
            return self._negative(items[0])
        left, right = self.node(items[0]), self.node(items[1])
        if op == "*":
            return self._narrow(self._product(left, right, items), tree)
        if left.type == "date":
            return self._later(cast(ArithOp, op), left, right, items)
        left, right = self.alike([left, right], items)
        if left.type not in NUMBERS:
            self.refuse(items[0], f"{named(left.type)} cannot be added or subtracted", _date_hint(left, right))
        return self._narrow(Arith(cast(ArithOp, op), left, right, left.type), tree)

    def _negative(self, item: Syntax) -> Node:
        node = self.node(item)
        if node.type not in NUMBERS:
            self.refuse(item, f"{named(node.type)} has no negative")
        if isinstance(node, Const):
            return Const(-cast(Decimal, node.value), node.type)
        return Arith("-", cast(Const, adapted(Const(0, "int"), node.type)), node, node.type)

    def _later(self, op: ArithOp, day: Node, days: Node, items: tuple[Syntax, ...]) -> Node:
        if op == "-" and days.type == "date":
            self.refuse(items[1], "two dates are not subtracted", "write days_between(later, earlier)")
        return Arith(op, day, self.as_type(days, "int", items[1]), "date")

    def _product(self, left: Node, right: Node, items: tuple[Syntax, ...]) -> Arith:
        for side, tree in ((left, items[0]), (right, items[1])):
            if side.type not in NUMBERS:
                self.refuse(tree, f"{named(side.type)} cannot be multiplied")
        # A decimal literal beside money is a rate: money times money means nothing.
        left, right = _factor(left, right), _factor(right, left)
        kinds = {left.type, right.type}
        if left.type == right.type and left.type != "int":
            self.refuse(items[1], f"{named(left.type)} cannot be multiplied by {named(right.type)}")
        kind: Type = "money" if "money" in kinds else "rate" if "rate" in kinds else "int"
        return Arith("*", left, right, kind)

    def _narrow(self, node: Arith, tree: Syntax) -> Arith:
        """The node, when 18 digits hold it."""
        needs = width(node, self.scope.bounds)
        if needs > MOST_DIGITS:
            says = f"the result may need {needs} digits, more than {MOST_DIGITS}"
            self.refuse(tree, says, "give the facts bounds (low and high), or use accrue", "rule.digits")
        return node


def _factor(node: Node, other: Node) -> Node:
    if isinstance(node, Const) and node.type == "money" and other.type == "money":
        return adapted(node, "rate") or node
    return node


def _truth(op: CompareOp, left: Node, right: Node) -> Node:
    """`x = TRUE` is x and `x = FALSE` is NOT x, so that a guard written so is still a guard."""
    if isinstance(left, Const):
        left, right = right, left
    if not isinstance(right, Const):
        return Compare(op, left, right)
    return left if right.value is (op == "=") else Not(left)


def _is_ratio(tree: Syntax) -> bool:
    return isinstance(tree, Operation) and tree.op == "/"


def _hint(node: Node, want: Type) -> str:
    if want == "date" and node.type == "text":
        return "write DATE '2026-01-31'"
    if want == "bool":
        return "compare it with something"
    if want == "text":
        return "labels stand in single quotes"
    if isinstance(node, Const) and node.type in NUMBERS and want in NUMBERS:
        return "money has two places, a rate four, a whole number none"
    return ""


def _date_hint(left: Node, right: Node) -> str:
    return "write the date first" if "date" in (left.type, right.type) else ""
