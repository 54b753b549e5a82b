"""What follows from given facts, in SQL as `facts.quick` has it in Python: defaults, what settle tables make of
evidence, and what is absent because its guard is FALSE; then which rows cannot be right.
"""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ombud.facts.plan import plan_of
from ombud.history.engine import Connection
from ombud.history.manifest import LeftOut
from ombud.history.shape import MONTH, ORDER, PLACED_ON, Column
from ombud.rules.checked import Program, Settle
from ombud.rules.declare import FactDecl, Type
from ombud.rules.reads import facts_of
from ombud.rules.sql.dialect import DUCKDB
from ombud.rules.sql.printer import Printer
from ombud.rules.sql.sizes import literal_sql, name_sql
from ombud.rules.sql.workdays import day_functions
from ombud.rules.tree import Case, Const, Node

SAMPLES = 3


def prepared(connection: Connection, program: Program) -> None:
    """Give a session the functions of days that printed rules call."""
    declared = program.declared
    for statement in day_functions(DUCKDB, declared.holidays, declared.working):
        connection.execute(statement)


def completed(program: Program, columns: Sequence[Column], typed: Mapping[str, str], relation: str) -> str:
    """A SELECT of all columns, finished, over a relation. `typed` gives each column's expression by its name."""
    month = f"CAST(date_trunc('month', {typed[PLACED_ON]}) AS DATE)"
    first = ", ".join(f"{month if one.name == MONTH else typed[one.name]} AS {name_sql(one.name)}" for one in columns)
    inner = f"(SELECT {first} FROM {relation})"
    plan, printer = plan_of(program), Printer(program)
    facts = {one.name: one.fact for one in columns if one.fact is not None}
    inner = _over(
        inner,
        {
            name: f"COALESCE({name_sql(name)}, {_default(fact)})"
            for name, fact in facts.items()
            if fact.default is not None and name not in program.settles
        },
    )
    for name in (one for one in plan.settles if one in facts):
        inner = _over(inner, {name: _settled(program.settles[name], facts[name], printer)})
    inner = _over(inner, {name: _guarded(name, dict(plan.guards)) for name, _ in plan.guards if name in facts})
    return f"SELECT {', '.join(name_sql(one.name) for one in columns)} FROM {inner}"


def _over(inner: str, changed: Mapping[str, str]) -> str:
    if not changed:
        return inner
    replaced = ", ".join(f"{text} AS {name_sql(name)}" for name, text in changed.items())
    return f"(SELECT * REPLACE ({replaced}) FROM {inner})"


def _guarded(name: str, guards: Mapping[str, str]) -> str:
    """Nothing where its guard is FALSE, or the guard itself is absent."""
    gone, above = [], guards.get(name)
    while above:
        gone.append(f"{name_sql(above)} IS FALSE")
        above = guards.get(above)
    return f"CASE WHEN {' OR '.join(gone)} THEN NULL ELSE {name_sql(name)} END"


def _default(fact: FactDecl) -> str:
    assert fact.default is not None  # noqa: S101  (asked only of such)
    return f"CAST({literal_sql(fact.default, fact.type)} AS {DUCKDB.types[fact.type]})"


def _settled(settle: Settle, fact: FactDecl, printer: Printer) -> str:
    """What is given, else what the settle table says; contested is unknown, and no default holds then."""
    value = _case(settle, fact, printer, lambda result: result if result is not None else Const(None, fact.type))
    text = f"CAST({value} AS {DUCKDB.types[fact.type]})"
    if fact.default is not None:
        contested = _case(settle, fact, printer, lambda result: Const(result is None, "bool"), "bool")
        text = f"CASE WHEN {contested} THEN NULL ELSE COALESCE({text}, {_default(fact)}) END"
    return f"COALESCE({name_sql(fact.name)}, {text})"


def _case(
    settle: Settle,
    fact: FactDecl,
    printer: Printer,
    result: Callable[[Node | None], Node],
    type_: Type | None = None,
) -> str:
    return printer.text(Case(tuple((when, result(given)) for when, given in settle.branches), type_ or fact.type))


def contradictions(connection: Connection, program: Program, relation: str) -> tuple[tuple[str, LeftOut], ...]:
    """The constraints that rows break: the SQL of each that is broken, and how many rows it costs."""
    printer, found = Printer(program), []
    known = {name for (name, *_) in connection.execute(f"DESCRIBE {relation}").fetchall()}
    for written, node in zip(program.declared.constraints, program.constraints, strict=True):
        if not set(facts_of((node,), program.definitions)) <= known:
            continue
        broken = f"({printer.text(node)}) IS FALSE"
        rows = connection.execute(f"SELECT count(*) FROM {relation} WHERE {broken}").fetchone()[0]
        if rows:
            sample = connection.execute(
                f"SELECT {ORDER} FROM {relation} WHERE {broken} ORDER BY 1 LIMIT {SAMPLES}"
            ).fetchall()
            orders = tuple(str(order) for (order,) in sample)
            found.append((broken, LeftOut(why=written, rows=rows, orders=orders)))
    return tuple(found)
