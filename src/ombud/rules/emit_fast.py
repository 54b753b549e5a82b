"""Two-valued code: straight lines while all is known; at the first None the three-valued code takes over.

Facts and definitions are read just before their first use, so a rule that does not come to its third condition does
not pay for it, and an absent fact behind its guard is never looked at.
"""

from __future__ import annotations

from collections.abc import Callable

from ombud.rules.emit_source import DEEPEST_LADDER, Source, local_of, operands_of
from ombud.rules.fold import TRUE
from ombud.rules.tree import And, Call, Case, Const, Fact, IsNull, Node, Or, Ratio, Ref, walk

MOST_LINES = 10_000
GIVE_UP = "return slow(row)"


class UnfitError(Exception):
    """Two-valued code would grow beyond use: too deep, or a value needed in too many branches."""


class Fast(Source):
    """Emits expressions whose operands are all known."""

    def line(self, text: str) -> None:
        """One line at the present indentation.

        Raises:
            UnfitError: the function grows beyond use.
        """
        if self.reach.deep or len(self.lines) >= MOST_LINES:
            raise UnfitError
        super().line(text)

    def value(self, node: Node) -> str:
        """The node as an expression; what it needs is emitted before."""
        if node in self.known:
            return self.known[node]
        text = self._fresh_value(node)
        if isinstance(node, Fact | Ref):
            self.known[node] = text
        elif node in self.reach.repeated:
            text = self.known[node] = self.named(text)
        return text

    def _fresh_value(self, node: Node) -> str:
        match node:
            case Const() | Fact() | Ref():
                return self._leaf(node)
            case And(items) | Or(items):
                return self._junction(items, "and" if isinstance(node, And) else "or")
            case IsNull(item):
                return self._null_test(item)
            case Case(branches):
                return self.case(branches, self.fresh("c"))
            case Ratio():
                return self._ratio(node)
            case Call("least" | "greatest", args):
                return self.formula(node, tuple(self.atom(arg) for arg in args))
            case _:
                return self.formula(node, tuple(self.value(operand) for operand in operands_of(node)))

    def _leaf(self, node: Const | Fact | Ref) -> str:
        match node:
            case Const(None):
                self.line(GIVE_UP)
                return "None"
            case Const(value):
                return self.literal(value)
            case Fact():
                return self._load(node)
            case Ref():
                return self._definition(node)

    def named(self, text: str) -> str:
        """The expression in a local variable."""
        if text.isidentifier():
            return text
        name = self.fresh()
        self.line(f"{name} = {text}")
        return name

    def atom(self, node: Node) -> str:
        """The node as a name or literal, to be written twice."""
        text = self.value(node)
        return text if isinstance(node, Const) else self.named(text)

    def _load(self, fact: Fact) -> str:
        name = local_of(fact)
        self.line(f"{name} = row[{fact.name!r}]")
        self.line(f"if {name} is None: {GIVE_UP}")
        return name

    def _definition(self, ref: Ref) -> str:
        node = self.reach.definitions[ref.name]
        if isinstance(node, Const):
            return self.value(node)
        if isinstance(node, Case):
            return self.case(node.branches, local_of(ref))
        name = local_of(ref)
        self.line(f"{name} = {self.value(node)}")
        return name

    def _null_test(self, item: Node) -> str:
        if isinstance(item, Fact) and item not in self.known:
            return f"(row[{item.name!r}] is None)"
        self.named(self.value(item))  # computed for its trouble: a day beyond the calendar is unknown
        return "False"

    def _ratio(self, node: Ratio) -> str:
        left, right, limit = self.value(node.left), self.atom(node.right), self.value(node.limit)
        self.line(f"if {right} <= 0: {GIVE_UP}")
        return self.formula(node, (left, right, limit))

    def _junction(self, items: tuple[Node, ...], word: str) -> str:
        """AND or OR inside a condition: in one expression when nothing is left to read, else step by step."""
        first = self.value(items[0])
        if all(self._at_hand(item) for item in items[1:]):
            return f"({f' {word} '.join([first, *(self.value(item) for item in items[1:])])})"
        name = self.fresh("b")
        self.line(f"{name} = {first}")
        for item in items[1:]:
            with self.block(f"if {name}:" if word == "and" else f"if not {name}:"):
                self.line(f"{name} = {self.value(item)}")
        return name

    def _at_hand(self, node: Node) -> bool:
        return all(part in self.known for part in walk(node) if isinstance(part, Fact | Ref))

    def case(self, branches: tuple[tuple[Node, Node], ...], name: str) -> str:
        """First hit into a local. The first condition is read outside, so that what it reads stays known."""
        first = self.value(branches[0][0])
        with self.block("while True:"):
            for index, (when, result) in enumerate(branches):
                if when == TRUE:
                    self.line(f"{name} = {self.value(result)}")
                    self.line("break")
                    return name
                with self.block(f"if {self.value(when) if index else first}:"):
                    self.line(f"{name} = {self.value(result)}")
                    self.line("break")
            self.line(GIVE_UP)
        return name

    def rule(self, conjuncts: tuple[Node, ...], hit: Callable[[], None]) -> None:
        """Nested ifs around what happens on a hit."""
        if len(conjuncts) > DEEPEST_LADDER:
            conjuncts = (*conjuncts[: DEEPEST_LADDER - 1], And(conjuncts[DEEPEST_LADDER - 1 :]))
        if not conjuncts:
            hit()
            return
        with self.block(f"if {self.value(conjuncts[0])}:"):
            self.rule(conjuncts[1:], hit)
