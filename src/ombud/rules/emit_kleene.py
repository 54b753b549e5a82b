"""Three-valued code: every intermediate result stands in a local variable and may be None."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ombud.rules.declare import Declarations
from ombud.rules.emit_source import DEEPEST_LADDER, Source, local_of, operands_of
from ombud.rules.fold import TRUE
from ombud.rules.reach import Reach
from ombud.rules.tree import And, Case, Const, Fact, IsNull, Node, Or, Ratio, Ref


class Kleene(Source):
    """Emits statements; `value` gives the local or literal that holds the result."""

    def __init__(self, declared: Declarations, reach: Reach) -> None:
        super().__init__(declared, reach)
        self.sure: set[str] = set()
        """Locals that are never None."""

    def value(self, node: Node) -> str:
        """The local or literal that holds the node's value; None where it is unknown."""
        if node in self.known:
            return self.known[node]
        if isinstance(node, Const):
            return self.literal(node.value)
        name = local_of(node) if isinstance(node, Fact | Ref) else self.fresh()
        self.into(name, node)
        if isinstance(node, Fact | Ref) or node in self.reach.repeated:
            self.known[node] = name
        return name

    def into(self, name: str, node: Node) -> None:
        """Statements that leave the node's value in a local."""
        match node:
            case Fact(fact):
                self.line(f"{name} = get({fact!r})")
            case Ref(ref):
                self.into(name, self.reach.definitions[ref])
            case And(items) | Or(items):
                self.junction(name, items, conjunction=isinstance(node, And))
            case IsNull(item):
                self.line(f"{name} = {self.value(item)} is None")
                self.sure.add(name)
            case Case(branches):
                self.case(name, branches)
            case Const(value):
                self.line(f"{name} = {self.literal(value)}")
            case _:
                self.computed(name, node)

    def computed(self, name: str, node: Node) -> None:
        """A formula, unknown when an operand is."""
        operands = tuple(self.value(operand) for operand in operands_of(node))
        doubts = [f"{text} is None" for text in dict.fromkeys(operands) if self.doubtful(text)]
        if isinstance(node, Ratio):
            doubts.append(f"{operands[1]} <= 0")
        text = self.formula(node, operands)
        self.line(f"{name} = None if {' or '.join(doubts)} else {text}" if doubts else f"{name} = {text}")
        # Days beyond the calendar are unknown, whatever they were computed from.
        if not doubts and node.type != "date":
            self.sure.add(name)

    def doubtful(self, text: str) -> bool:
        """May the local be None? Numbers and strings are no identifiers, constants are globals."""
        known = text in self.sure or text in self.globals or text in ("True", "False")
        return text.isidentifier() and not known

    def days(self, day: str, op: str, count: Node, right: str) -> str:
        """`date + int`, None beyond the calendar."""
        return f"later({day}, {'' if op == '+' else '-'}{right})"

    def junction(self, name: str, items: tuple[Node, ...], *, conjunction: bool) -> None:
        """AND: False once one is False, else None once one is None. OR the other way round."""
        neutral, final = ("True", "False") if conjunction else ("False", "True")
        self.line(f"{name} = {self.value(items[0])}")
        for item in items[1:]:
            with self.block(f"if {name} is not {final}:"):
                text = self.value(item)
                self.line(f"if {text} is not {neutral}: {name} = {text}")

    def case(self, name: str, branches: tuple[tuple[Node, Node], ...]) -> None:
        """First hit; an unknown condition makes the whole unknown."""
        first = self.value(branches[0][0])
        self.line(f"{name} = None")
        with self.block("while True:"):
            for index, (when, result) in enumerate(branches):
                condition = self.value(when) if index else first
                if when != TRUE:
                    self.line(f"if {condition} is None: break")
                with self.block(f"if {condition}:"):
                    self.line(f"{name} = {self.value(result)}")
                    self.line("break")
            self.line("break")

    def share(self, nodes: Iterable[Node]) -> None:
        """Compute what the nodes share with others, here where all of them see it."""
        for ref in self.reach.under(nodes):
            self.value(ref)

    def rule(self, conjuncts: tuple[Node, ...], hit: Callable[[bool], None]) -> None:
        """Nested ifs while nothing is False; `hit(True)` where all are True, `hit(False)` where one is unknown."""
        if len(conjuncts) > DEEPEST_LADDER:
            conjuncts = (*conjuncts[: DEEPEST_LADDER - 1], And(conjuncts[DEEPEST_LADDER - 1 :]))
        self.ladder(conjuncts, [], hit)

    def ladder(self, conjuncts: tuple[Node, ...], passed: list[str], hit: Callable[[bool], None]) -> None:
        """The ifs from here on; `passed` are the conjuncts above that may be unknown."""
        if conjuncts:
            text = self.value(conjuncts[0])
            with self.block(f"if {text} is not False:"):
                self.ladder(conjuncts[1:], [*passed, text] if self.doubtful(text) else passed, hit)
            return
        if not passed:
            hit(True)
            return
        with self.block(f"if {' and '.join(passed)}:"):
            hit(True)
        with self.block("else:"):
            hit(False)
