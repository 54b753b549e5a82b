"""How a fact comes from records: is its `from` right, and what is its filter as a typed expression?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ombud.kernel.errors import RuleError
from ombud.model.record_tables import RECORD_COLUMNS
from ombud.rules.check import check
from ombud.rules.checked import Program
from ombud.rules.declare import Aggregate, Branch, Declarations, FactDecl, Type, ValueDecl
from ombud.rules.reads import facts_of

EVERY_ROW = "TRUE"


def check_source(fact: FactDecl) -> None:
    """Check a fact's `from`: the table, the column, the filter, and that its result has the fact's type.

    Raises:
        RuleError: it cannot be right.
    """
    if fact.source is not None:
        check_shape(fact, fact.source)
        filters(fact.source.table, (fact,))


def check_shape(fact: FactDecl, source: Aggregate) -> None:
    """The table and the column exist, and the aggregate gives the fact's type.

    Raises:
        RuleError: with the nearest way out.
    """
    columns = RECORD_COLUMNS.get(source.table)
    if columns is None:
        raise _refused(fact, f"there is no record table {source.table!r}", f"one of {', '.join(RECORD_COLUMNS)}")
    column = columns.get(source.of)
    if source.kind in ("exists", "count"):
        gives: Type = "bool" if source.kind == "exists" else "int"
        if source.of:
            raise _refused(
                fact, f"{source.kind} names a table, not a column", f'write {source.kind} = "{source.table}"'
            )
    elif column is None:
        raise _refused(fact, f"table {source.table!r} has no column {source.of!r}", f"one of {', '.join(columns)}")
    else:
        gives = column.type
        _check_column(fact, source, column.type)
    if gives != fact.type:
        raise _refused(fact, f"{fact.name!r} is {fact.type}, its `from` gives {gives}", "change one of the two")


def _check_column(fact: FactDecl, source: Aggregate, kind: Type) -> None:
    allowed = {"sum": ("money", "int"), "min": ("money", "int", "date"), "max": ("money", "int", "date")}
    if kind not in allowed.get(source.kind, (kind,)):
        raise _refused(fact, f"there is no {source.kind} of a {kind} column", "use first or last")


def filters(table: str, facts: Iterable[FactDecl]) -> Program:
    """A program with one value per fact, named like the fact: its filter over the table's columns and `asof`.

    Raises:
        RuleError: a filter cannot be right.
    """
    columns = {
        name: FactDecl(name, column.type, "event", labels=column.labels)
        for name, column in RECORD_COLUMNS[table].items()
    }
    columns["asof"] = FactDecl("asof", "date", "event", always=True)
    values = {name_of(fact): _filter(fact) for fact in facts if fact.source is not None}
    try:
        program = check(Declarations(columns, values=values))
    except RuleError as error:
        at = replace(error.at, key=error.at.key.removesuffix(".is"))
        raise RuleError(error.says, at=at, hint=error.hint, code=error.code) from None
    for fact in facts:
        if fact.source is not None and program.definitions[name_of(fact)].type != "bool":
            raise _refused(fact, "the filter is no condition", "write a comparison")
    return program


def name_of(fact: FactDecl) -> str:
    """The name of a fact's filter in the program of its table: no column is called so."""
    return f"keep_{fact.name}"[:63]


def _filter(fact: FactDecl) -> ValueDecl:
    where = fact.source.where if fact.source is not None else EVERY_ROW
    at = fact.at.at("from.where")
    return ValueDecl(name_of(fact), (Branch(EVERY_ROW, where, at),), at)


def _refused(fact: FactDecl, says: str, hint: str) -> RuleError:
    return RuleError(says, at=fact.at.at("from"), hint=hint, code="fact.from")


def columns_read(program: Program, fact: FactDecl) -> tuple[str, ...]:
    """The columns that a fact's filter reads, in order."""
    return tuple(facts_of((program.definitions[name_of(fact)],), program.definitions))
