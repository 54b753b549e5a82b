"""Ask a table: the first rule that holds, or all that do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ombud.rules.checked import Program, Row, Rule, Table
from ombud.rules.declare import Value
from ombud.rules.interpret import Evaluation, applies, outputs
from ombud.rules.warm import ask_collect, ask_first


@dataclass(frozen=True, slots=True)
class Answer:
    """A rule and what it says. `sure` is False when an unknown fact stands between it and its truth."""

    table: Table
    rule: Rule
    outputs: Mapping[str, Value | None]
    sure: bool = True

    @property
    def name(self) -> str:
        """The rule's name in a book: `table.rule`."""
        return f"{self.table.name}.{self.rule.id}"


def first(program: Program, tables: tuple[Table, ...], row: Row) -> Answer | None:
    """The first rule that holds in the first table that has one; unsure when an unknown fact stops the search."""
    for table in tables:
        if applies(table, row):
            number, given = ask_first(program, table, row)
            if number:
                return Answer(table, table.rules[abs(number) - 1], given, sure=number > 0)
    return None


def possible_first(program: Program, tables: tuple[Table, ...], row: Row) -> list[Answer | None]:
    """Every rule that may be the first to hold, up to and including the first that surely does; None for no rule.

    Outputs that an unknown fact leaves open are None.
    """
    on, found = Evaluation(row, program), list[Answer | None]()
    for table in tables:
        for rule in table.rules if applies(table, row) else ():
            holds = on.value(rule.condition)
            if holds is not False:
                found.append(Answer(table, rule, outputs(rule, on)))
            if holds:
                return found
    return [*found, None]


def collect(program: Program, tables: tuple[Table, ...], row: Row) -> Iterator[Answer]:
    """Every rule that holds or, unsure, may hold. A table of hit policy first gives one, or all that may be the one.

    Outputs that an unknown fact leaves open are None.
    """
    for table in tables:
        if not applies(table, row):
            continue
        if table.declared.hit == "first":
            yield from _first_of(program, table, row)
            continue
        certain, unsure = ask_collect(program, table, row)
        for number, given in certain:
            yield Answer(table, table.rules[number - 1], given)
        for number in unsure:
            rule = table.rules[number - 1]
            yield Answer(table, rule, outputs(rule, Evaluation(row, program)), sure=False)


def _first_of(program: Program, table: Table, row: Row) -> Iterator[Answer]:
    found = first(program, (table,), row)
    if found is None or found.sure:
        yield from [found] if found else ()
        return
    for answer in possible_first(program, (table,), row):
        if answer is not None:
            yield replace(answer, sure=False)
