"""The bodies of decision tables: first hit, chains of first hits, and collect, in two and in three values."""

from __future__ import annotations

from collections.abc import Sequence

from ombud.rules.checked import Rule, Table
from ombud.rules.emit_fast import GIVE_UP, Fast
from ombud.rules.emit_kleene import Kleene
from ombud.rules.emit_source import Source
from ombud.rules.fold import TRUE
from ombud.rules.tree import Fact, Node


def first_fast(source: Fast) -> None:
    """First hit of each table in turn, in two values."""
    carried: list[str] = []
    for index, table in enumerate(source.reach.tables[:-1]):
        with source.block("while True:"):
            for rule in table.rules:
                source.rule(_written(rule), lambda i=index, t=table, r=rule: _carry(source, i, t, r))  # type: ignore[misc]
            if not _total(table):
                source.line(GIVE_UP)
        carried += _receive(source, index, table)
        for name, _ in table.outputs:
            if any(name not in rule.outputs for rule in table.rules):
                source.line(f"if {_output(index, name)} is None: {GIVE_UP}")
    last = source.reach.tables[-1]
    for rule in last.rules:
        source.rule(_written(rule), lambda r=rule: _give(source, carried, last, r))  # type: ignore[misc]
    if not _total(last):
        source.line(f"return {_tuple([*carried, '0', *['None'] * len(last.outputs)])}")


def first_kleene(source: Kleene) -> None:
    """First hit of each table in turn, in three values; an unknown condition stops a table at its rule."""
    carried: list[str] = []
    for index, table in enumerate(source.reach.tables[:-1]):
        source.line(f"n{index} = 0")
        for name, _ in table.outputs:
            source.line(f"{_output(index, name)} = None")
        with source.block("while True:"):
            for rule in table.rules:
                source.share((*rule.conjuncts, *rule.outputs.values()))

                def hit(sure: bool, i: int = index, t: Table = table, r: Rule = rule) -> None:
                    _carry(source, i, t, r) if sure else _stop(source, i, -r.number)

                source.rule(_written(rule), hit)
            source.line("break")
        carried += _receive(source, index, table)
    last = source.reach.tables[-1]
    for rule in last.rules:
        source.share((*rule.conjuncts, *rule.outputs.values()))

        def end(sure: bool, r: Rule = rule) -> None:
            _give(source, carried, last, r) if sure else _open(source, carried, last, r)

        source.rule(_written(rule), end)
    if not _total(last):
        source.line(f"return {_tuple([*carried, '0', *['None'] * len(last.outputs)])}")


def collect_fast(source: Fast) -> None:
    """Every rule that holds, in two values."""
    (table,) = source.reach.tables
    source.line("out = ()")
    for rule in table.rules:
        source.rule(_written(rule), lambda r=rule: _add(source, table, r, "True"))  # type: ignore[misc]
    source.line("return out")


def collect_kleene(source: Kleene) -> None:
    """Every rule that is not False, in three values."""
    (table,) = source.reach.tables
    source.line("out = ()")
    for rule in table.rules:
        source.share((*rule.conjuncts, *rule.outputs.values()))

        def hit(sure: bool, r: Rule = rule) -> None:
            _add(source, table, r, "True" if sure else "None")

        source.rule(_written(rule), hit)
    source.line("return out")


def _written(rule: Rule) -> tuple[Node, ...]:
    return () if rule.condition == TRUE else rule.conjuncts


def _total(table: Table) -> bool:
    """Ends with a rule that always holds."""
    return bool(table.rules) and table.rules[-1].condition == TRUE


def _output(index: int, name: str) -> str:
    """The local of an earlier table's output in a chain."""
    return f"o{index}_{name}"


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)},)"


def _outputs(source: Source, table: Table, rule: Rule) -> list[str]:
    return [source.value(rule.outputs[name]) if name in rule.outputs else "None" for name, _ in table.outputs]


def _carry(source: Source, index: int, table: Table, rule: Rule) -> None:
    for (name, _), text in zip(table.outputs, _outputs(source, table, rule), strict=True):
        source.line(f"{_output(index, name)} = {text}")
    _stop(source, index, rule.number)


def _stop(source: Source, index: int, number: int) -> None:
    source.line(f"n{index} = {number}")
    source.line("break")


def _receive(source: Source, index: int, table: Table) -> list[str]:
    """Outputs as facts of the tables that follow."""
    for name, kind in table.outputs:
        source.known[Fact(name, kind)] = _output(index, name)
    return [f"n{index}", *(_output(index, name) for name, _ in table.outputs)]


def _give(source: Source, carried: list[str], table: Table, rule: Rule) -> None:
    source.line(f"return {_tuple([*carried, str(rule.number), *_outputs(source, table, rule)])}")


def _open(source: Source, carried: list[str], table: Table, rule: Rule) -> None:
    source.line(f"return {_tuple([*carried, str(-rule.number), *['None'] * len(table.outputs)])}")


def _add(source: Source, table: Table, rule: Rule, truth: str) -> None:
    source.line(f"out += {_tuple([_tuple([str(rule.number), truth, *_outputs(source, table, rule)])])}")
