"""Whole tables as SQL: first hit as one flat CASE, collect, settling and burden, and Kleene aggregates.

Names are quoted and literals are typed by the printer; nothing else enters the text.
"""

# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterable

from ombud.rules.checked import Program, Rule, Settle, Table
from ombud.rules.declare import Aggregate
from ombud.rules.sql.printer import Printer
from ombud.rules.sql.sizes import levelled, name_sql
from ombud.rules.tree import Const, Node, Ref, walk


def reached(nodes: Iterable[Node], program: Program) -> tuple[str, ...]:
    """The computed definitions that the nodes read, each after those that it reads itself."""
    order: dict[str, None] = {}

    def visit(node: Node) -> None:
        for part in walk(node):
            if isinstance(part, Ref) and part.name not in order:
                definition = program.definitions[part.name]
                visit(definition)
                if not isinstance(definition, Const):
                    order.setdefault(part.name)

    for node in nodes:
        visit(node)
    return tuple(order)


def _with_definitions(nodes: Iterable[Node], printer: Printer, relation: str) -> tuple[Printer, str]:
    """A printer that reads definitions as columns, and the relation that computes them one upon another."""
    for name in reached(nodes, printer.program):
        definition = printer.text(printer.program.definitions[name])
        relation = f"(SELECT *, {definition} AS {name_sql(name)} FROM {relation}) AS defined"
        printer = printer.having(name, name_sql(name))
    return printer, relation


def flat(conditions: Iterable[tuple[int, Node]], printer: Printer) -> str:
    """The number of the first that holds, its negative where that cannot be known, else 0."""
    lines, last = [], "0"
    for number, condition in conditions:
        if isinstance(condition, Const):
            if condition.value is False:
                continue
            last = str(number if condition.value else -number)
            break
        lines.append(printer.test(condition, str(number), str(-number)))
    return f"CASE {' '.join(lines)} ELSE {last} END" if lines else last


def table_first_sql(table: Table, printer: Printer, *, keep: str = "id", relation: str = "cases") -> str:
    """A statement that gives `keep`, `rule` (negative: unknown there; 0: no hit) and the outputs of a hit."""
    nodes = [node for rule in table.rules for node in (rule.condition, *rule.outputs.values())]
    printer, inner = _with_definitions(nodes, printer, relation)
    rule = flat(((rule.number, rule.condition) for rule in table.rules), printer)
    outputs = [f"{_output(name, table.rules, printer, printer.dialect.types[type_])}" for name, type_ in table.outputs]
    return f"SELECT {', '.join([keep, 'rule', *outputs])} FROM (SELECT *, {rule} AS rule FROM {inner}) AS ruled"


def _output(name: str, rules: tuple[Rule, ...], printer: Printer, type_: str) -> str:
    giving = [rule for rule in rules if name in rule.outputs]
    results = levelled([printer.sql(rule.outputs[name]) for rule in giving], printer.dialect)
    lines = [f"WHEN {rule.number} THEN {result.text}" for rule, result in zip(giving, results, strict=True)]
    value = f"CASE rule {' '.join(lines)} END" if lines else f"CAST(NULL AS {type_})"
    return f"{value} AS {name_sql('out_' + name)}"


def table_collect_sql(table: Table, printer: Printer, *, keep: str = "id", relation: str = "cases") -> str:
    """A statement that gives `keep`, and for each rule its truth `rule_1` and its outputs `rule_1_amount`, ..."""
    nodes = [node for rule in table.rules for node in (rule.condition, *rule.outputs.values())]
    printer, inner = _with_definitions(nodes, printer, relation)
    parts = [keep]
    for rule in table.rules:
        parts.append(f"{printer.text(rule.condition)} AS rule_{rule.number}")
        parts += [
            f"{printer.text(node)} AS {name_sql(f'rule_{rule.number}_{name}')}"
            for name, node in sorted(rule.outputs.items())
        ]
    return f"SELECT {', '.join(parts)} FROM {inner}"


def settle_sql(settle: Settle, printer: Printer, *, keep: str = "id", relation: str = "cases") -> str:
    """A statement that gives `keep`, `branch` (negative: unknown there; 0: no hit), `contested` and the `value`."""
    nodes = [node for branch in settle.branches for node in branch if node is not None]
    printer, inner = _with_definitions(nodes, printer, relation)
    branch = flat(((n, condition) for n, (condition, _) in enumerate(settle.branches, 1)), printer)
    open_ = ", ".join(str(n) for n, (_, result) in enumerate(settle.branches, 1) if result is None) or "NULL"
    given = [(n, result) for n, (_, result) in enumerate(settle.branches, 1) if result is not None]
    results = levelled([printer.sql(result) for _, result in given], printer.dialect)
    lines = [f"WHEN {n} THEN {result.text}" for (n, _), result in zip(given, results, strict=True)]
    value = f"CASE branch {' '.join(lines)} END" if lines else "NULL"
    return (
        f"SELECT {keep}, branch, COALESCE(branch IN ({open_}), FALSE) AS contested, {value} AS value "
        f"FROM (SELECT *, {branch} AS branch FROM {inner}) AS branched"
    )


def burden_sql(fact: str, printer: Printer, *, keep: str = "id", relation: str = "cases") -> str:
    """A statement that gives `keep` and what the fact is taken to be after its deadline."""
    case = printer.program.burdens[fact]
    printer, inner = _with_definitions([case], printer, relation)
    return f"SELECT {keep}, {printer.text(case)} AS value FROM {inner}"


def aggregate_sql(aggregate: Aggregate, where: str, link: str, present: str = "TRUE") -> str:
    """A scalar subquery that gives one fact from the records of a case.

    `where` is the printed filter over the records' columns (and `asof` of the case), `link` joins records to their
    case, `position` ranks records for first and last, and `present` tells whether the case has such a section at all.
    A record whose filter is unknown makes the fact unknown, except where another record already decides `exists`; so
    does a record that counts and has no value.
    """
    value = _aggregated(aggregate, where)
    return f"(SELECT CASE WHEN {present} THEN {value} END FROM {name_sql(aggregate.table)} WHERE {link})"


def _aggregated(aggregate: Aggregate, where: str) -> str:
    of = name_sql(aggregate.of)
    chosen = f"FILTER (WHERE {where})"
    unknown = f"count(*) FILTER (WHERE ({where}) IS NULL) > 0"
    lost = f"{unknown} OR count(*) FILTER (WHERE ({where}) AND {of} IS NULL) > 0"
    match aggregate.kind:
        case "exists":
            return f"CASE WHEN count(*) {chosen} > 0 THEN TRUE WHEN {unknown} THEN NULL ELSE FALSE END"
        case "count":
            return f"CASE WHEN NOT ({unknown}) THEN count(*) {chosen} END"
        case "sum":
            return f"CASE WHEN NOT ({lost}) THEN COALESCE(sum({of}) {chosen}, 0) END"
        case "min" | "max":
            return f"CASE WHEN NOT ({lost}) THEN {aggregate.kind}({of}) {chosen} END"
        case "first" | "last":
            pick = "arg_min_null" if aggregate.kind == "first" else "arg_max_null"
            return f"CASE WHEN NOT ({unknown}) THEN {pick}({of}, position) {chosen} END"
