"""What is left of a table for one label of its guard? Numbers stay those of the full table."""

from __future__ import annotations

from collections.abc import Mapping

from ombud.rules.checked import Rule, Table
from ombud.rules.fold import FALSE, TRUE, fold
from ombud.rules.tree import And, Const


def specialise(table: Table, label: str) -> Table:
    """The table where its guard has that label: rules that cannot hold are gone, conditions that must hold too.

    In a first-hit table nothing follows a rule that always holds.
    """
    return folded(table, {table.declared.guard: Const(label, "text")})


def folded(table: Table, known: Mapping[str, Const]) -> Table:
    """The table with the known facts put in, and their consequences drawn in Kleene logic."""
    rules: list[Rule] = []
    for rule in table.rules:
        left = _folded_rule(rule, known)
        if left is None:
            continue
        rules.append(left)
        if left.condition == TRUE and table.declared.hit == "first":
            break
    return Table(table.name, tuple(rules), table.outputs, table.declared)


def _folded_rule(rule: Rule, known: Mapping[str, Const]) -> Rule | None:
    """What is left of the rule, None when it cannot hold."""
    nodes, texts = [], []
    for node, text in zip(rule.conjuncts, rule.texts or ("",) * len(rule.conjuncts), strict=True):
        left = fold(node, known)
        if left == FALSE:
            return None
        if left != TRUE:
            nodes.append(left)
            texts.append(text)
    condition = And(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else TRUE
    outputs = {name: fold(node, known) for name, node in rule.outputs.items()}
    return Rule(rule.number, rule.id, condition, tuple(nodes), outputs, rule.declared, tuple(texts))
