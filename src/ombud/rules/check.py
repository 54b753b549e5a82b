"""Is the book's rule language right? All of it, or every place where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from ombud.kernel.errors import Place, RuleError
from ombud.rules.check_rule import Checking, check_table
from ombud.rules.checked import Program, Settle
from ombud.rules.declare import Branch, BurdenDecl, Declarations, FactDecl, SettleDecl
from ombud.rules.define import Parsed, define_param, define_value, parsed_value
from ombud.rules.guards import Guards, guards_of
from ombud.rules.infer import Infer
from ombud.rules.order import in_order, shown
from ombud.rules.reads import facts_of
from ombud.rules.scope import Scope, check_name
from ombud.rules.syntax import Name, parts
from ombud.rules.tree import Case, Fact, Node

_T = TypeVar("_T")
_D = TypeVar("_D")
CONTESTED = "CONTESTED"
HIDDEN_FROM_SETTLING = ("person", "money")


def check(declarations: Declarations) -> Program:
    """The checked program of a book.

    Raises:
        RuleError: the first problem, with its place and a hint.
    """
    program, errors = _Checker(declarations).run()
    if errors:
        raise errors[0]
    return program


def problems(declarations: Declarations) -> list[RuleError]:
    """Everything that `check` would refuse, one error an expression."""
    return _Checker(declarations).run()[1]


class _Checker:
    def __init__(self, declared: Declarations) -> None:
        self.declared = declared
        self.errors: list[RuleError] = []
        self.scope = Scope(declared)
        self.guards = Guards(declared.facts, self.scope.trees)
        self.checking = Checking(self.scope, self.guards, self.attempt)

    def attempt(self, step: Callable[[], _T]) -> _T | None:
        """The step's result, or None when it was refused; what only follows from an earlier error is not told."""
        try:
            return step()
        except RuleError as error:
            if error.code != "rule.broken":
                self.errors.append(error)
            return None

    def each(self, declared: Mapping[str, _D], step: Callable[[_D], _T | None]) -> dict[str, _T]:
        """The step's results by name, refused ones left out."""
        found = {}
        for name, declaration in declared.items():
            result = self.attempt(partial(step, declaration))
            if result is not None:
                found[name] = result
        return found

    def run(self) -> tuple[Program, list[RuleError]]:
        """The program as far as it is right, and all that is not."""
        self.names()
        self.each(self.declared.facts, self.fact)
        self.rings("present_if goes", {fact.name: [fact.present_if] for fact in self.declared.facts.values()})
        self.define()
        settles = self.each(self.declared.settles, self.settle)
        burdens = self.each(self.declared.burdens, self.burden)
        nodes = {name: [n for pair in s.branches for n in pair if n is not None] for name, s in settles.items()}
        self.rings("settling goes", {name: facts_of(found, self.scope.trees) for name, found in nodes.items()})
        self.rings("burdens go", {name: facts_of((case,), self.scope.trees) for name, case in burdens.items()})
        tables = self.each(self.declared.tables, partial(check_table, checking=self.checking))
        constraints: dict[str, Node] = self.each(
            {str(i): text for i, text in enumerate(self.declared.constraints)}, self.constraint
        )
        program = Program(self.declared, dict(self.scope.trees), settles, burdens, tables, tuple(constraints.values()))
        return program, self.errors

    def names(self) -> None:
        """One flat scope: a name means one thing in a book."""
        seen: set[str] = set()
        for kind in (self.declared.facts, self.declared.params, self.declared.values):
            for name, declaration in kind.items():
                self.attempt(partial(check_name, name, declaration.at))
                if name in seen:
                    says = f"{name!r} is declared twice"
                    hint = "facts, values and parameters share one scope"
                    self.errors.append(RuleError(says, at=declaration.at, hint=hint, code="rule.twice"))
                seen.add(name)

    def fact(self, fact: FactDecl) -> None:
        guard = self.declared.facts.get(fact.present_if)
        if fact.present_if and (guard is None or guard.type != "bool"):
            says = f"present_if of {fact.name!r} names {fact.present_if!r}, which is no boolean fact"
            raise RuleError(says, at=fact.at, hint=self.scope.nearest(fact.present_if), code="rule.guard")
        if fact.labels and fact.type != "text":
            raise RuleError(f"only a text fact has labels, {fact.name!r} is {fact.type}", at=fact.at, code="rule.type")

    def rings(self, says: str, uses: Mapping[str, Iterable[str]]) -> None:
        for ring in in_order(uses):
            if isinstance(ring, tuple):
                at = self.declared.facts[ring[0]].at
                self.errors.append(RuleError(f"{says} in a circle: {shown(ring)}", at=at, code="rule.cycle"))

    def define(self) -> None:
        """Parameters first, then values, each after those it uses."""
        scope = self.scope
        good = self.each(self.declared.params, partial(define_param, scope=scope))
        parsed = self.each(self.declared.values, parsed_value)
        scope.broken |= (self.declared.params.keys() | self.declared.values.keys()) - good.keys() - parsed.keys()
        for name in in_order({name: _used(found) for name, found in parsed.items()}):
            if isinstance(name, tuple):
                self.broken_ring(name)
            else:
                self.define_one(name, parsed[name])

    def define_one(self, name: str, parsed: Parsed) -> None:
        value = self.declared.values[name]
        if self.attempt(partial(define_value, value, parsed, self.scope)) is None:
            self.scope.broken.add(name)

    def broken_ring(self, ring: tuple[str, ...]) -> None:
        self.scope.broken.update(ring)
        says, hint = f"values go in a circle: {shown(ring)}", "one of them must not need the next"
        self.errors.append(RuleError(says, at=self.declared.values[ring[0]].at, hint=hint, code="rule.cycle"))

    def settle(self, settle: SettleDecl) -> Settle:
        fact = self.known_fact(settle.fact, settle.at)
        pairs = [self.branch(branch, fact, may_contest=True) for branch in settle.branches]
        nodes = [node for pair in pairs for node in pair if node is not None]
        for name in facts_of(nodes, self.scope.trees):
            if self.declared.facts[name].side in HIDDEN_FROM_SETTLING:
                says = f"settling {settle.fact!r} reads {name!r}, a {self.declared.facts[name].side} fact"
                hint = "evidence is weighed without looking at who speaks"
                raise RuleError(says, at=settle.at, hint=hint, code="rule.side")
        return Settle(settle.fact, tuple(pairs))

    def burden(self, burden: BurdenDecl) -> Case:
        fact = self.known_fact(burden.fact, burden.at)
        pairs = [self.branch(branch, fact, may_contest=False) for branch in burden.branches]
        return Case(tuple((when, result) for when, result in pairs if result is not None), fact.type)

    def known_fact(self, name: str, at: Place) -> FactDecl:
        fact = self.declared.facts.get(name)
        if fact is None:
            raise RuleError(f"unknown fact {name!r}", at=at, hint=self.scope.nearest(name), code="rule.unknown_name")
        return fact

    def branch(self, branch: Branch, fact: FactDecl, *, may_contest: bool) -> tuple[Node, Node | None]:
        """A line of a settle or burden table; None stands for CONTESTED."""
        when = self.checking.read(branch.when, branch.at.at("when"), "bool")
        self.checking.lawful(when, guards_of((when.node,)), may_ask_null=False)
        if may_contest and branch.result.strip() == CONTESTED:
            return when.node, None
        result = self.checking.read(branch.result, branch.at.at("is"), fact.type)
        self.checking.lawful(result, guards_of((when.node,)), may_ask_null=False)
        if fact.type == "text":
            Infer(self.scope, result.place).share_a_label(Fact(fact.name, "text"), result.node, result.tree)
        return when.node, result.node

    def constraint(self, text: str) -> Node:
        """Constraints may read absent facts unguarded: what is unknown excludes nothing."""
        return self.checking.read(text, Place(key="constraint"), "bool").node


def _used(parsed: Parsed) -> list[str]:
    return [part.text for pair in parsed for tree in pair for part in parts(tree) if isinstance(part, Name)]
