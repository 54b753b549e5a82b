"""Random tables, settlings and burdens over random trees."""

from __future__ import annotations

from dataclasses import replace
from random import Random  # noqa: TID251  (seeded)
from typing import get_args

from ombud.rules.checked import Program, Rule, Settle, Table
from ombud.rules.declare import Hit, RuleDecl, TableDecl, Type
from ombud.rules.digits import MOST_DIGITS
from ombud.rules.tree import And, Case, Const, Node
from tests.rules.random_trees import Trees, random_program

OUTPUTS: tuple[tuple[str, Type], ...] = (("amount", "money"), ("due", "date"), ("party", "text"), ("weight", "int"))


def random_book(dice: Random, depth: int) -> Program:
    """A program with a first-hit table, a collecting table, a settling and a burden."""
    program = random_program(dice, MOST_DIGITS)
    trees = Trees(dice, program, MOST_DIGITS)
    facts = ("m1", "n1", "b1", "d1", "t1")
    tables = {hit: _table(hit, trees, depth) for hit in get_args(Hit)}
    settles = {fact: _settle(fact, trees, depth) for fact in facts}
    burdens = {fact: _burden(fact, trees, depth) for fact in facts}
    return replace(program, tables=tables, settles=settles, burdens=burdens)


def _table(hit: Hit, trees: Trees, depth: int) -> Table:
    rules = tuple(_rule(number, trees, depth) for number in range(1, trees.dice.randint(3, 7)))
    declared = TableDecl(hit, "owed", hit, tuple(rule.declared for rule in rules), guard="t2")
    return Table(hit, rules, OUTPUTS, declared)


def _rule(number: int, trees: Trees, depth: int) -> Rule:
    conjuncts = tuple(_condition(trees, depth) for _ in range(trees.dice.randint(1, 3)))
    texts = tuple(f"condition {place}" for place in range(len(conjuncts)))
    condition = conjuncts[0] if len(conjuncts) == 1 else And(conjuncts)
    outputs = {
        name: trees.tree(type_, depth) if type_ != "text" else trees.literal(type_)
        for name, type_ in OUTPUTS
        if trees.dice.random() < 0.8
    }
    return Rule(number, f"rule_{number}", condition, conjuncts, outputs, RuleDecl(f"rule_{number}", "", {}), texts)


def _condition(trees: Trees, depth: int) -> Node:
    """Now and then a constant: a table's last line, or a number that the law leaves open."""
    if trees.dice.random() < 0.05:
        return Const(trees.dice.choice((True, False, None)), "bool")
    return trees.tree("bool", depth)


def _settle(fact: str, trees: Trees, depth: int) -> Settle:
    type_ = trees.program.declared.facts[fact].type
    return Settle(
        fact,
        tuple(
            (_condition(trees, depth), trees.tree(type_, 1) if trees.dice.random() < 0.7 else None)
            for _ in range(trees.dice.randint(1, 4))
        ),
    )


def _burden(fact: str, trees: Trees, depth: int) -> Case:
    type_ = trees.program.declared.facts[fact].type
    return Case(
        tuple((_condition(trees, depth), trees.tree(type_, 1)) for _ in range(3)),
        type_,
    )
