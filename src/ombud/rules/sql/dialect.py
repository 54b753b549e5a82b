"""Where DuckDB, Spark (ANSI) and PostgreSQL write the same thing in other words.

What differs in meaning (rounding, NULL in LEAST, overflow) is owned by the printer; here stand spellings only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ombud.rules.declare import Type

WIDEST = 38
"""Decimal digits that all three can hold."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine's spelling.

    `types` are the physical types of fact columns. `define` makes a function of typed arguments, `prefix` stands
    before its name where it is called. `tight`: a decimal is cast to no more digits than its value needs, because the
    engine takes places off a result that could be wider than 38.
    """

    name: str
    types: Mapping[Type, str]
    days_apart: Callable[[str, str], str]
    plus_days: Callable[[str, str], str]
    plus_months: Callable[[str, str], str]
    define: Callable[[str, Mapping[str, str], str, str], str]
    item: Callable[[list[str], str], str]
    divided: str
    prefix: str = ""
    tight: bool = False

    def decimal(self, text: str, bound: int, scale: int) -> str:
        """The expression as a decimal of that many places which holds `bound` units of the last place."""
        digits = max(len(str(bound)), scale, 1) if self.tight else WIDEST
        return f"CAST({text} AS DECIMAL({digits},{scale}))"

    def whole(self, text: str, bound: int) -> str:
        """The expression as a whole number that holds `bound`."""
        if bound < 10**18:
            return f"CAST({text} AS BIGINT)"
        return f"CAST({text} AS HUGEINT)" if self.name == "duckdb" else f"CAST({text} AS DECIMAL({WIDEST},0))"

    def call(self, function: str, *args: str) -> str:
        """A call of one of our own functions."""
        return f"{self.prefix}{function}({', '.join(args)})"


_TYPES: dict[Type, str] = {
    "money": "DECIMAL(12,2)", "rate": "DECIMAL(9,4)", "int": "INTEGER", "date": "DATE", "bool": "BOOLEAN",
    "text": "VARCHAR",
}  # fmt: skip


def _duckdb_function(name: str, args: Mapping[str, str], result: str, body: str) -> str:
    """A macro is pasted, and pasted macros nest into giants: each argument is written once, as a lambda's."""
    for arg in args:
        body = f"list_transform([{arg}_], lambda {arg}: {body})[1]"
    return f"CREATE OR REPLACE TEMP MACRO {name}({', '.join(f'{arg}_' for arg in args)}) AS {body}"


def _spark_function(name: str, args: Mapping[str, str], result: str, body: str) -> str:
    typed = ", ".join(f"{arg} {kind}" for arg, kind in args.items())
    return f"CREATE OR REPLACE TEMPORARY FUNCTION {name}({typed}) RETURNS {result} RETURN {body}"


def _postgres_function(name: str, args: Mapping[str, str], result: str, body: str) -> str:
    typed = ", ".join(f"{arg} {kind}" for arg, kind in args.items())
    return (
        f"CREATE OR REPLACE FUNCTION pg_temp.{name}({typed}) RETURNS {result} LANGUAGE sql IMMUTABLE "
        f"PARALLEL SAFE AS $$ SELECT {body} $$"
    )


DUCKDB = Dialect(
    "duckdb",
    _TYPES,
    days_apart=lambda later, earlier: f"({later} - {earlier})",
    plus_days=lambda day, count: f"({day} + {count})",
    plus_months=lambda day, count: f"CAST({day} + to_months({count}) AS DATE)",
    define=_duckdb_function,
    item=lambda items, at: f"[{', '.join(items)}][{at}]",
    divided="//",
)
SPARK = Dialect(
    "spark",
    {**_TYPES, "text": "STRING"},
    days_apart=lambda later, earlier: f"datediff({later}, {earlier})",
    plus_days=lambda day, count: f"date_add({day}, {count})",
    plus_months=lambda day, count: f"add_months({day}, {count})",
    define=_spark_function,
    item=lambda items, at: f"element_at(array({', '.join(items)}), {at})",
    divided="div",
    tight=True,
)
POSTGRES = Dialect(
    "postgres",
    {**_TYPES, "text": "TEXT"},
    days_apart=lambda later, earlier: f"({later} - {earlier})",
    plus_days=lambda day, count: f"({day} + {count})",
    plus_months=lambda day, count: f"CAST({day} + make_interval(months => {count}) AS DATE)",
    define=_postgres_function,
    item=lambda items, at: f"(ARRAY[{', '.join(items)}])[{at}]",
    divided="/",
    prefix="pg_temp.",
)
DIALECTS: Mapping[str, Dialect] = {one.name: one for one in (DUCKDB, SPARK, POSTGRES)}
