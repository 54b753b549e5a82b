"""The columns of a history: what identifies a row, then every fact of the catalogue that a rule may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ombud.kernel.digest import digest
from ombud.rules.declare import FactDecl, Type
from ombud.rules.sql.dialect import DUCKDB

TOPIC = "topic:"
"""`topic:delivery` stands for all facts of `book/facts/delivery.toml`."""
NOT_KEPT, FOUND_OUT = ("case", "question"), "swept_"
"""Topics that a history has not (what a ruling itself finds, what a shop asks itself), and how the names of facts begin
that a sweep finds out while it looks."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the type that rules know, its type in the file; `fact` where it is a fact."""

    name: str
    type: Type
    sql: str
    fact: FactDecl | None = None


def _fixed(name: str, type_: Type) -> Column:
    return Column(name, type_, DUCKDB.types[type_])


PLACED_ON, REASON, ASOF, MONTH = "placed_on", "reason", "asof", "placed_month"
ORDER, CUSTOMER, SEGMENT, VALUE = "order_id", "customer", "segment", "order_value"
FIXED: tuple[Column, ...] = (
    _fixed(ORDER, "text"),
    _fixed(CUSTOMER, "text"),
    _fixed(SEGMENT, "text"),
    _fixed(VALUE, "money"),
    _fixed(MONTH, "date"),
)
"""What is no fact. `customer` is a pseudonym, `segment` a group whose treatment is compared, `placed_month` the first
day of the month in which the order was placed."""
ALWAYS = (ASOF, REASON)
"""Facts that every row has; they stand before the others."""


def topic(fact: FactDecl) -> str:
    """The topic of a fact: the name of its file in the catalogue."""
    return Path(fact.at.file).stem


def kept(facts: Mapping[str, FactDecl]) -> dict[str, FactDecl]:
    """The facts that are columns, those of every row first."""
    first = {name: facts[name] for name in ALWAYS}
    rest = {name: fact for name, fact in facts.items() if name not in ALWAYS and not fact.always and _lasting(fact)}
    return first | rest


def _lasting(fact: FactDecl) -> bool:
    return topic(fact) not in NOT_KEPT and not fact.name.startswith(FOUND_OUT)


def columns_of(facts: Mapping[str, FactDecl]) -> tuple[Column, ...]:
    """All columns in their order."""
    return (*FIXED, *(Column(name, fact.type, DUCKDB.types[fact.type], fact) for name, fact in kept(facts).items()))


def catalogue_digest(facts: Mapping[str, FactDecl]) -> str:
    """Names the catalogue: facts, their types and the labels of enumerations, whatever their words and files."""
    return digest({name: [fact.type, list(fact.labels)] for name, fact in facts.items()})
