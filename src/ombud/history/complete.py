"""What follows from given facts, in SQL as `facts.quick` has it in Python: defaults, what settle tables make of
evidence, and what is absent because its guard is FALSE; then which rows cannot be right.
"""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from ombud.book.checks.fairness import left_to_shops
from ombud.facts.plan import Plan, plan_of
from ombud.history.engine import Connection
from ombud.history.manifest import LeftOut
from ombud.history.shape import MONTH, ORDER, PLACED_ON, Column
from ombud.kernel.scalar import Value
from ombud.rules.checked import Program, Row, Settle
from ombud.rules.declare import FactDecl, Type
from ombud.rules.emit_python import CONTESTED
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


@dataclass(frozen=True, slots=True)
class Completed:
    """The columns of a history over a relation of given values.

    `live` is a SELECT of those that differ from row to row, `fixed` the one value of each other column: most facts of
    the catalogue are recorded by nobody, and need not be carried through.
    """

    live: str
    fixed: Mapping[str, Value | None]

    def whole(self, columns: Sequence[Column], relation: str) -> str:
        """A SELECT of all columns in their order, where the live ones stand in a relation."""
        parts = (
            f"{_literal(self.fixed[one.name], one)} AS {name_sql(one.name)}"
            if one.name in self.fixed
            else name_sql(one.name)
            for one in columns
        )
        return f"SELECT {', '.join(parts)} FROM {relation}"


def completed(program: Program, columns: Sequence[Column], typed: Mapping[str, str | None], relation: str) -> Completed:
    """What follows from given values. `typed` gives each column's expression, None where no row says anything.

    Facts that a shop's book may settle stay as they were given: they are settled, and have their defaults, when a book
    is tried.
    """
    facts = {one.name: one.fact for one in columns if one.fact is not None}
    placed = f"CAST(date_trunc('month', {typed[PLACED_ON]}) AS DATE)"
    given = {name: text for name, text in typed.items() if text is not None} | {MONTH: placed}
    plan, bare = plan_of(program), left_to_shops(program)
    row: dict[str, Value | None] = {one.name: None for one in columns if one.name not in given}
    row |= {name: facts[name].default for name in facts.keys() & row.keys() - plan.settles.keys() - bare}
    inner = f"(SELECT {', '.join(f'{text} AS {name_sql(name)}' for name, text in given.items())} FROM {relation})"
    given_to = {name: fact for name, fact in facts.items() if name not in row and name not in bare}
    inner = _over(inner, {name: _or_default(fact) for name, fact in given_to.items() if _defaults(fact, plan)})
    for name in (one for one in plan.settles if one in facts):
        if name in row and row.keys() >= set(plan.settles[name].reads):
            row[name] = _settled_once(plan, facts[name], row)
            continue
        known = {one: _literal_of(row[one], program.declared.facts[one]) for one in row if one in facts}
        text = _settled(program.settles[name], facts[name], Printer(program, columns=known))
        inner = _with(inner, name, f"COALESCE({name_sql(name)}, {text})" if name not in row else text, name in row)
        row.pop(name, None)
    return _guarded(inner, dict(plan.guards), row, facts)


def _defaults(fact: FactDecl, plan: Plan) -> bool:
    return fact.default is not None and fact.name not in plan.settles


def _or_default(fact: FactDecl) -> str:
    return f"COALESCE({name_sql(fact.name)}, {_literal_of(fact.default, fact)})"


def _settled_once(plan: Plan, fact: FactDecl, row: Row) -> Value | None:
    """What a settle table says where all that it reads is the same in every row."""
    result = plan.settles[fact.name].run(row)
    if result is CONTESTED:
        return None
    return fact.default if result is None else cast(Value, result)


def _guarded(
    inner: str, guards: Mapping[str, str], row: dict[str, Value | None], facts: Mapping[str, FactDecl]
) -> Completed:
    """Nothing where the guard is FALSE, or the guard itself is absent."""
    fixed, replaced, added, dropped = dict(row), dict[str, str](), list[str](), list[str]()
    for name in guards:
        above = _above(name, guards)
        if name not in facts or fixed.get(name, True) is None:
            continue
        if any(row.get(one) is False for one in above):
            fixed[name] = None
            dropped += [name_sql(name)] if name not in row else []
        elif live := [one for one in above if one not in row]:
            gone = f"CASE WHEN {' OR '.join(f'{name_sql(one)} IS FALSE' for one in live)} THEN NULL ELSE"
            if name in row:
                added.append(f"{gone} {_literal_of(fixed.pop(name), facts[name])} END AS {name_sql(name)}")
            else:
                replaced[name] = f"{gone} {name_sql(name)} END"
    return Completed(f"SELECT {', '.join([_star(dropped, replaced), *added])} FROM {inner}", fixed)


def _above(name: str, guards: Mapping[str, str]) -> list[str]:
    """The guard of a fact, and what guards that."""
    found = []
    while name in guards:
        name = guards[name]
        found.append(name)
    return found


def _star(dropped: Sequence[str], replaced: Mapping[str, str]) -> str:
    without = f" EXCLUDE ({', '.join(dropped)})" if dropped else ""
    instead = ", ".join(f"{text} AS {name_sql(name)}" for name, text in replaced.items())
    return f"*{without}{f' REPLACE ({instead})' if instead else ''}"


def _over(inner: str, changed: Mapping[str, str]) -> str:
    return f"(SELECT {_star((), changed)} FROM {inner})" if changed else inner


def _with(inner: str, name: str, text: str, new: bool) -> str:
    if new:
        return f"(SELECT *, {text} AS {name_sql(name)} FROM {inner})"
    return _over(inner, {name: text})


def _literal_of(value: Value | None, fact: FactDecl) -> str:
    kind = DUCKDB.types[fact.type]
    return f"CAST({'NULL' if value is None else literal_sql(value, fact.type)} AS {kind})"


def _literal(value: Value | None, column: Column) -> str:
    return _literal_of(value, column.fact) if column.fact else f"CAST(NULL AS {column.sql})"


def _settled(settle: Settle, fact: FactDecl, printer: Printer) -> str:
    """What the settle table says; contested is unknown, and no default holds then."""
    value = _case(settle, fact, printer, lambda result: result if result is not None else Const(None, fact.type))
    text = f"CAST({value} AS {DUCKDB.types[fact.type]})"
    if fact.default is None:
        return text
    contested = _case(settle, fact, printer, lambda result: Const(result is None, "bool"), "bool")
    return f"CASE WHEN {contested} THEN NULL ELSE COALESCE({text}, {_literal_of(fact.default, fact)}) END"


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
    printer = Printer(program)
    known = {name for (name, *_) in connection.execute(f"DESCRIBE {relation}").fetchall()}
    broken = {
        written: f"({printer.text(node)}) IS FALSE"
        for written, node in zip(program.declared.constraints, program.constraints, strict=True)
        if set(facts_of((node,), program.definitions)) <= known
    }
    asked = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in broken.values())
    counts = connection.execute(f"SELECT {asked} FROM {relation}").fetchone() if broken else ()
    return tuple(
        (condition, LeftOut(why=written, rows=rows, orders=_sample(connection, relation, condition)))
        for (written, condition), rows in zip(broken.items(), counts, strict=True)
        if rows
    )


def _sample(connection: Connection, relation: str, condition: str) -> tuple[str, ...]:
    found = connection.execute(f"SELECT {ORDER} FROM {relation} WHERE {condition} ORDER BY 1 LIMIT {SAMPLES}")
    return tuple(str(order) for (order,) in found.fetchall())
