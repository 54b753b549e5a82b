"""Declarations in few words, for tests of the rule language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ombud.kernel.errors import Place, RuleError
from ombud.rules.check import check, problems
from ombud.rules.checked import Program
from ombud.rules.declare import (
    Answers,
    Branch,
    BurdenDecl,
    DatedValue,
    Declarations,
    ExprText,
    FactDecl,
    Hit,
    ParamDecl,
    RuleDecl,
    SettleDecl,
    TableDecl,
    ValueDecl,
)
from ombud.rules.emit_python import compile_value
from ombud.rules.tree import Node

Branches = Sequence[tuple[str, str]]
REASONS = ("late", "lost", "damaged")
FACTS = {
    fact.name: fact
    for fact in (
        FactDecl("reason", "text", "event", labels=REASONS),
        FactDecl("country", "text", "contract", labels=("RU", "PL", "UA")),
        FactDecl("price", "money", "contract"),
        FactDecl("paid", "money", "event"),
        FactDecl("discount", "rate", "contract", low=0, high=1),
        FactDecl("count", "int", "event", low=0, high=1000),
        FactDecl("wait", "int", "event"),
        FactDecl("due_on", "date", "contract"),
        FactDecl("asof", "date", "event", always=True),
        FactDecl("delivered", "bool", "event"),
        FactDecl("delivered_on", "date", "event", present_if="delivered"),
        FactDecl("returned", "bool", "event", present_if="delivered"),
        FactDecl("returned_on", "date", "event", present_if="returned"),
        FactDecl("denied", "bool", "event"),
        FactDecl("signed", "bool", "event"),
        FactDecl("angry", "bool", "person"),
        FactDecl("margin", "money", "money"),
    )
}


def expr(text: str) -> ExprText:
    """An expression in `then`."""
    return ExprText(text)


def value(name: str, branches: str | Branches) -> ValueDecl:
    """A value of one expression, or of branches `(when, is)`."""
    pairs = [("TRUE", branches)] if isinstance(branches, str) else branches
    at = Place("book.toml", f"value.{name}", 7)
    return ValueDecl(name, tuple(Branch(when, result, at) for when, result in pairs), at)


def param(name: str, kind: Any, anchor: str, *values: tuple[Any, Any], **more: Any) -> ParamDecl:
    """A parameter with values `(since, value)`."""
    return ParamDecl(name, kind, anchor, tuple(DatedValue(since, is_) for since, is_ in values), **more)


def rule(name: str, when: str, then: Mapping[str, Any] | None = None, **more: Any) -> RuleDecl:
    """A rule that stands on line 12 of its book."""
    return RuleDecl(name, when, then or {}, at=Place("book.toml", f"table.t.rule.{name}", 12), **more)


def table(
    *rules: RuleDecl, name: str = "t", answers: Answers = "owed", hit: Hit = "first", labels: tuple[str, ...] = ()
) -> TableDecl:
    """A table guarded by the reason."""
    return TableDecl(name, answers, hit, rules, labels=labels, at=Place("book.toml", f"table.{name}", 10))


def book(
    *tables: TableDecl,
    facts: Mapping[str, FactDecl] | None = None,
    params: Sequence[ParamDecl] = (),
    values: Mapping[str, str | Branches] | None = None,
    **more: Any,
) -> Declarations:
    """Declarations over the facts above and more."""
    return Declarations(
        facts={**FACTS, **(facts or {})},
        params={each.name: each for each in params},
        values={name: value(name, branches) for name, branches in (values or {}).items()},
        tables={each.name: each for each in tables},
        **more,
    )


def settle(fact: str, *branches: tuple[str, str]) -> dict[str, SettleDecl]:
    """One settle table."""
    return {fact: SettleDecl(fact, tuple(Branch(*pair) for pair in branches))}


def burden(fact: str, *branches: tuple[str, str]) -> dict[str, BurdenDecl]:
    """One burden table."""
    return {fact: BurdenDecl(fact, tuple(Branch(*pair) for pair in branches))}


def program(text: str, **more: Any) -> Program:
    """A program with one value `v` of that expression."""
    return check(book(values={"v": text, **more.pop("values", {})}, **more))


def tree(text: str, **more: Any) -> Node:
    """The checked tree of an expression."""
    return program(text, **more).definitions["v"]


def result(text: str, row: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """What the compiled expression comes to."""
    return compile_value(program(text, **more), "v")(row or {})


def refused(text: str, **more: Any) -> RuleError:
    """The one error of an expression."""
    (error,) = problems(book(values={"v": text, **more.pop("values", {})}, **more))
    return error


def named(fact: FactDecl, **changes: Any) -> dict[str, FactDecl]:
    """A fact for `facts=`."""
    changed = replace(fact, **changes)
    return {changed.name: changed}
