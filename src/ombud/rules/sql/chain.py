"""Pass 1 of a replay: tables in a row as one statement, a flat CASE specialised by the label of their guard.

Each label is a branch of its own that reads only the columns its rules need; where a file is sorted by that label, an
engine skips the other labels' rows unread. An unknown condition is an outcome of its own (the rule's number, negative).
"""

# ruff: noqa: S608  (names are quoted and literals typed by the printer; nothing else enters the text)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ombud.rules.checked import Table
from ombud.rules.emit_python import guard_of
from ombud.rules.fold import TRUE
from ombud.rules.reach import Reach, spread
from ombud.rules.sql.printer import Column, Printer
from ombud.rules.sql.sizes import levelled, literal_sql, name_sql
from ombud.rules.sql.tables import flat
from ombud.rules.tree import Const, Fact, Ref, walk


def chain_sql(names: Sequence[str], printer: Printer, *, keep: Sequence[str] = (), relation: str = "cases") -> str:
    """A statement that gives `keep`, and for each table `<name>_rule` and `<name>_<output>`.

    The rule is the number of the first that holds, 0 for none, and negative where an unknown condition stops the
    search; outputs are NULL but for a hit. A later table reads the outputs of an earlier one as facts of their names.
    """
    tables = tuple(printer.program.tables[name] for name in names)
    return "\nUNION ALL\n".join(
        branch_sql(tables, printer, label, keep=keep, relation=relation) for label in labels_of(tables, printer)
    )


def labels_of(tables: tuple[Table, ...], printer: Printer) -> list[str | None]:
    """The labels by which the statement is split; None stands for a row without one."""
    guard = guard_of(printer.program, tables)
    if guard is None:
        return [None]
    sure = guard.name in printer.known and printer.known[guard.name].sure
    return [*guard.labels, *([] if sure else [None])]


def branch_sql(
    tables: tuple[Table, ...], printer: Printer, label: str | None, *, keep: Sequence[str] = (), relation: str = "cases"
) -> str:
    """The statement for the rows with one label of the guard."""
    guard = guard_of(printer.program, tables)
    where, known = "", {}
    if guard is not None:
        column = printer.columns.get(guard.name, name_sql(guard.name))
        where = f" WHERE {column} IS NULL" if label is None else f" WHERE {column} = {literal_sql(label, 'text')}"
        known = {guard.name: Const(label, "text")}
    reach = spread(printer.program, tables, known)
    return _over(reach, printer, keep, f"{relation}{where}")


def _over(reach: Reach, printer: Printer, keep: Sequence[str], relation: str) -> str:
    """Definitions that are shared become columns, then each table's rule, then its outputs."""
    inner = replace(printer, program=replace(printer.program, definitions=reach.definitions))
    shared = [name for name in reach.definitions if name in reach.shared]
    for name in shared:
        relation = _with(relation, {name_sql(name): inner.text(reach.definitions[name])})
        inner = inner.having(name, name_sql(name))
    found: dict[str, str] = {one: one for one in keep}
    for table in reach.tables:
        rule = name_sql(f"{table.name}_rule")
        relation = _with(relation, {rule: flat(((one.number, one.condition) for one in table.rules), inner)})
        outputs = {name_sql(f"{table.name}_{name}"): _output(table, name, rule, inner) for name, _ in table.outputs}
        later = any(_reads(other, table) for other in reach.tables)
        if later:
            relation = _with(relation, outputs)
            inner = replace(
                inner, columns={**inner.columns, **_given(table)}, known={**inner.known, **_sure(table, inner)}
            )
            outputs = {column: column for column in outputs}
        found |= {rule: rule, **outputs}
    columns = ", ".join(text if text == name else f"{text} AS {name}" for name, text in found.items())
    return f"SELECT {columns} FROM {relation}"


def _with(relation: str, columns: Mapping[str, str]) -> str:
    added = ", ".join(f"{text} AS {name}" for name, text in columns.items())
    return f"(SELECT *, {added} FROM {relation}) AS r"


def _given(table: Table) -> dict[str, str]:
    return {name: name_sql(f"{table.name}_{name}") for name, _ in table.outputs}


def _sure(table: Table, printer: Printer) -> dict[str, Column]:
    """Outputs that are never NULL: some rule always hits, no condition is ever unknown, and each gives the output."""
    total = bool(table.rules) and table.rules[-1].condition == TRUE
    if not total or not all(printer.sql(one.condition).sure for one in table.rules):
        return {}
    return {
        name: Column(sure=True)
        for name, _ in table.outputs
        if all(name in one.outputs and printer.sql(one.outputs[name]).sure for one in table.rules)
    }


def _reads(table: Table, other: Table) -> bool:
    """Does the table read an output of the other one?"""
    given = {name for name, _ in other.outputs}
    if table is other:
        return False
    nodes = [node for rule in table.rules for node in (rule.condition, *rule.outputs.values())]
    return any(isinstance(part, Fact | Ref) and part.name in given for node in nodes for part in walk(node))


def _output(table: Table, name: str, rule: str, printer: Printer) -> str:
    """What the rule that hits gives; results that are one and the same stand once."""
    kind = dict(table.outputs)[name]
    giving = [one for one in table.rules if name in one.outputs]
    results = levelled([printer.sql(one.outputs[name]) for one in giving], printer.dialect)
    numbers: dict[str, list[int]] = {}
    for one, result in zip(giving, results, strict=True):
        numbers.setdefault(result.text, []).append(one.number)
    rest = f"CAST(NULL AS {printer.dialect.types[kind]})"
    if name in _sure(table, printer):
        rest, _ = max(numbers.items(), key=lambda item: len(item[1]))
        del numbers[rest]
    lines = [f"WHEN {_among(rule, of)} THEN {text}" for text, of in numbers.items()]
    return f"CASE {' '.join(lines)} ELSE {rest} END" if lines else rest


def _among(rule: str, numbers: list[int]) -> str:
    return f"{rule} = {numbers[0]}" if len(numbers) == 1 else f"{rule} IN ({', '.join(map(str, numbers))})"
