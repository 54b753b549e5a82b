"""Declarations in few words, for tests of the rule language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias, TypedDict, Unpack

from ombud.kernel.errors import Place, RuleError
from ombud.rules.check import check, problems
from ombud.rules.checked import Program, Row
from ombud.rules.declare import (
    Answers,
    Branch,
    BurdenDecl,
    DatedValue,
    Declarations,
    ExprText,
    FactDecl,
    Hit,
    Output,
    ParamDecl,
    RuleDecl,
    SettleDecl,
    TableDecl,
    Type,
    Value,
    ValueDecl,
)
from ombud.rules.emit_python import compile_value
from ombud.rules.tree import Node
from tests.rules.books import FactParts

Branches: TypeAlias = Sequence[tuple[str, str]]
Values: TypeAlias = Mapping[str, str | Branches]


class Parts(TypedDict, total=False):
    """What a book declares beside its tables and values."""

    facts: Mapping[str, FactDecl]
    params: Sequence[ParamDecl]
    settles: Mapping[str, SettleDecl]
    burdens: Mapping[str, BurdenDecl]
    constraints: tuple[str, ...]
    holidays: frozenset[date]
    working: frozenset[date]


class RuleParts(TypedDict, total=False):
    """What a rule may have beside its condition and outputs."""

    requires: str
    unless: str


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


def param(
    name: str, kind: Type, anchor: str, *values: tuple[date | None, Value | None], labels: tuple[str, ...] = ()
) -> ParamDecl:
    """A parameter with values `(since, value)`."""
    return ParamDecl(name, kind, anchor, tuple(DatedValue(since, is_) for since, is_ in values), labels=labels)


def rule(name: str, when: str, then: Mapping[str, Output] | None = None, **more: Unpack[RuleParts]) -> RuleDecl:
    """A rule that stands on line 12 of its book."""
    return RuleDecl(name, when, then or {}, at=Place("book.toml", f"table.t.rule.{name}", 12), **more)


def table(
    *rules: RuleDecl, name: str = "t", answers: Answers = "owed", hit: Hit = "first", labels: tuple[str, ...] = ()
) -> TableDecl:
    """A table guarded by the reason."""
    return TableDecl(name, answers, hit, rules, labels=labels, at=Place("book.toml", f"table.{name}", 10))


def book(*tables: TableDecl, values: Values | None = None, **more: Unpack[Parts]) -> Declarations:
    """Declarations over the facts above and more."""
    return Declarations(
        facts={**FACTS, **more.get("facts", {})},
        params={each.name: each for each in more.get("params", ())},
        values={name: value(name, branches) for name, branches in (values or {}).items()},
        settles=more.get("settles", {}),
        burdens=more.get("burdens", {}),
        tables={each.name: each for each in tables},
        constraints=more.get("constraints", ()),
        holidays=more.get("holidays", frozenset()),
        working=more.get("working", frozenset()),
    )


def settle(fact: str, *branches: tuple[str, str]) -> dict[str, SettleDecl]:
    """One settle table."""
    return {fact: SettleDecl(fact, tuple(Branch(*pair) for pair in branches))}


def burden(fact: str, *branches: tuple[str, str]) -> dict[str, BurdenDecl]:
    """One burden table."""
    return {fact: BurdenDecl(fact, tuple(Branch(*pair) for pair in branches))}


def program(text: str, values: Values | None = None, **more: Unpack[Parts]) -> Program:
    """A program with one value `v` of that expression."""
    return check(book(values={"v": text, **(values or {})}, **more))


def tree(text: str, values: Values | None = None, **more: Unpack[Parts]) -> Node:
    """The checked tree of an expression."""
    return program(text, values, **more).definitions["v"]


def result(text: str, row: Row | None = None, values: Values | None = None, **more: Unpack[Parts]) -> Value | None:
    """What the compiled expression comes to."""
    return compile_value(program(text, values, **more), "v")(row or {})


def refused(text: str, values: Values | None = None, **more: Unpack[Parts]) -> RuleError:
    """The one error of an expression."""
    (error,) = problems(book(values={"v": text, **(values or {})}, **more))
    return error


def named(fact: FactDecl, **changes: Unpack[FactParts]) -> dict[str, FactDecl]:
    """A fact for `facts=`."""
    changed = replace(fact, **changes)
    return {changed.name: changed}
