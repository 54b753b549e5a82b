"""One book's rules for one reason, printed upon shared columns: settled facts and derived values first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ombud.replay.layers import Layers
from ombud.replay.relation import Relation
from ombud.rules.checked import Program, Table
from ombud.rules.order import in_order
from ombud.rules.reach import spread
from ombud.rules.reads import facts_of, nodes_of
from ombud.rules.sql.printer import Column, Printer
from ombud.rules.sql.sizes import Sql, levelled, literal_sql, name_sql
from ombud.rules.tree import Const, Fact, Node, Ref, walk


class Printed:
    """The tables specialised by the reason, and the SQL of their nodes."""

    def __init__(self, program: Program, tables: Iterable[Table], reason: str, layers: Layers, on: Relation) -> None:
        tables = tuple(tables)
        settled = _settled(program, tables)
        parts = [node for name in settled for branch in program.settles[name].branches for node in branch if node]
        reach = spread(program, tables, {"reason": Const(reason, "text")}, parts)
        self.tables = {table.name: table for table in reach.tables}
        self._layers = layers
        declared = program.declared.facts
        unsaid = on.unsaid(declared)
        self.printer = Printer(
            replace(program, definitions=reach.definitions),
            columns={**_by_default(program, on), **unsaid},
            dialect=on.dialect,
            known={**on.known, **_sure(program, on, unsaid)},
        )
        left = iter(reach.nodes)
        for name in settled:
            branches = [
                (next(left), None if node is None else next(left)) for _, node in program.settles[name].branches
            ]
            self._settle(name, branches)

    def sql(self, node: Node) -> Sql:
        """The SQL of a node, with all that it reads put into columns."""
        self._define(node)
        return self.printer.sql(node)

    def put(self, node: Node) -> Sql:
        """The node as a column of its own."""
        found = self.sql(node)
        return found if found.plain else replace(found, text=self._layers.put(found.text))

    def column(self, text: str) -> str:
        """A column that holds an expression over what was put before."""
        return self._layers.put(text)

    def fact(self, name: str, column: str) -> None:
        """Let a fact be read from a column."""
        self.printer = replace(self.printer, columns={**self.printer.columns, name: column})

    def _define(self, node: Node) -> None:
        definitions, given = self.printer.program.definitions, self.printer.given
        for part in walk(node):
            if isinstance(part, Ref) and part.name not in given:
                found = self.put(definitions[part.name])
                self.printer = replace(self.printer, given={**self.printer.given, part.name: found})
                given = self.printer.given

    def _settle(self, name: str, branches: list[tuple[Node, Node | None]]) -> None:
        """What the records say; where they are silent, what evidence settles; nothing where it contradicts itself."""
        fact = self.printer.program.declared.facts[name]
        for when, result in branches:
            for node in (when, result) if result else (when,):
                self._define(node)
        nothing = Const(fact.default, fact.type)
        results = [self.printer.sql(result or Const(None, fact.type)) for _, result in branches]
        *given, default, own = levelled(
            [*results, self.printer.sql(nothing), self.printer.sql(Fact(name, fact.type))], self.printer.dialect
        )
        lines = [f"WHEN {own.text} IS NOT NULL THEN {own.text}"]
        for (when, result), value in zip(branches, given, strict=True):
            told = value.text if result is None or value.sure else f"COALESCE({value.text}, {default.text})"
            if isinstance(when, Const):
                if when.value is False:
                    continue
                lines.append(f"WHEN TRUE THEN {told if when.value else default.text}")
                break
            lines.append(self.printer.test(when, told, default.text))
        column = self._layers.put(f"CASE {' '.join(lines)} ELSE {default.text} END")
        self.fact(name, column)


def _by_default(program: Program, on: Relation) -> dict[str, str]:
    """Facts with a default, as what holds where nobody says anything; what evidence settles has it from there."""
    found = {}
    for name, fact in program.declared.facts.items():
        if fact.default is None or name in program.settles or on.known.get(name, Column()).sure:
            continue
        found[name] = f"COALESCE({name_sql(name)}, {literal_sql(fact.default, fact.type)})"
    return found


def _sure(program: Program, on: Relation, unsaid: Collection[str]) -> dict[str, Column]:
    """What is known of the columns that have a default."""
    facts = program.declared.facts
    named = {*_by_default(program, on), *unsaid}
    return {name: replace(on.known.get(name, Column()), sure=facts[name].default is not None) for name in named}


def _settled(program: Program, tables: Iterable[Table]) -> list[str]:
    """The facts that the book settles and the tables read, each after those that its evidence rests on."""
    settles, declared = program.settles, program.declared.facts
    reads = {
        name: [*facts_of((node for branch in one.branches for node in branch if node), program.definitions)]
        for name, one in settles.items()
    }
    wanted = set(facts_of([node for table in tables for node in nodes_of(table)], program.definitions))
    waiting = list(wanted)
    while waiting:
        for name in reads.get(waiting.pop(), ()):
            if name not in wanted:
                wanted.add(name)
                waiting.append(name)
    return [name for name in in_order(reads) if isinstance(name, str) and name in wanted and name in declared]
