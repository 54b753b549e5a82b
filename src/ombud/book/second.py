"""A second law beside the first: what it owes too, under names of its own.

Where a shop's offer chooses the law of another country than the consumer's, the consumer keeps the protection of their
own law and may have what the chosen one gives beyond it: Rome I (Regulation 593/2008) art. 6(2), GEN-LAW. That is known
from general knowledge only (K), so it may raise what is owed, marked, and lowers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from ombud.rules.declare import Branch, Confidence, Declarations, ExprText, Output, ParamDecl, RuleDecl, TableDecl

NAMES = re.compile(r"'(?:[^']|'')*'|[A-Za-z_]\w*")
STRONGER: frozenset[Confidence] = frozenset(("", "T", "S", "P", "W"))


def beside(first: Declarations, second: Declarations, code: str) -> Declarations:
    """The first law's declarations, and what the second one owes by statute: its owed tables with all they read.

    Finding, fault, bearer, clocks and how facts are settled stay those of the first.
    """
    names = {*second.params, *second.values}
    tables = (table for table in second.tables.values() if table.answers == "owed" and table.level == "statute")
    return replace(
        first,
        params={
            **first.params,
            **{_new(name, code): _param(param, code, names) for name, param in second.params.items()},
        },
        values={
            **first.values,
            **{
                _new(name, code): replace(value, name=_new(name, code), branches=_branches(value.branches, code, names))
                for name, value in second.values.items()
            },
        },
        tables={**first.tables, **{_new(table.name, code): _table(table, code, names) for table in tables}},
    )


def _new(name: str, code: str) -> str:
    return f"{code.lower()}__{name}"


def _text(text: str, code: str, names: Collection[str]) -> str:
    """An expression with the second law's own names; text in quotes and the names of facts stay."""
    return NAMES.sub(lambda found: _new(found[0], code) if found[0] in names else found[0], text)


def _param(param: ParamDecl, code: str, names: Collection[str]) -> ParamDecl:
    anchor = _new(param.anchor, code) if param.anchor in names else param.anchor
    return replace(param, name=_new(param.name, code), anchor=anchor, overrides="")


def _branches(branches: tuple[Branch, ...], code: str, names: Collection[str]) -> tuple[Branch, ...]:
    return tuple(
        replace(branch, when=_text(branch.when, code, names), result=_text(branch.result, code, names))
        for branch in branches
    )


def _table(table: TableDecl, code: str, names: Collection[str]) -> TableDecl:
    rules = tuple(_rule(rule, code, names) for rule in table.rules)
    return replace(table, name=_new(table.name, code), rules=rules)


def _rule(rule: RuleDecl, code: str, names: Collection[str]) -> RuleDecl:
    return replace(
        rule,
        when=_text(rule.when, code, names),
        unless=_text(rule.unless, code, names),
        requires=_text(rule.requires, code, names),
        then=_outputs(rule.then, code, names),
        overrides=(),
        confidence="K" if rule.confidence in STRONGER else rule.confidence,
    )


def _outputs(then: Mapping[str, Output], code: str, names: Collection[str]) -> dict[str, Output]:
    return {
        name: ExprText(_text(output.text, code, names)) if isinstance(output, ExprText) else output
        for name, output in then.items()
    }
