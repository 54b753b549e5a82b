"""What books are tried on: rows with a column for each fact that a history keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ombud.rules.declare import FactDecl
from ombud.rules.sql.dialect import DUCKDB, Dialect
from ombud.rules.sql.printer import Column
from ombud.rules.sql.sizes import literal_sql


@dataclass(frozen=True, slots=True)
class Relation:
    """An SQL relation, what its files say of their columns, and the engine's spelling.

    Facts that are not among `facts` have no column: nobody said anything of them (None: every fact has one).
    """

    sql: str
    known: Mapping[str, Column] = field(default_factory=dict)
    facts: frozenset[str] | None = None
    dialect: Dialect = DUCKDB

    def unsaid(self, declared: Mapping[str, FactDecl]) -> dict[str, str]:
        """Facts without a column, each as the literal of what holds where nobody says anything."""
        missing: Iterable[str] = () if self.facts is None else declared.keys() - self.facts
        return {name: self._default(declared[name]) for name in missing}

    def _default(self, fact: FactDecl) -> str:
        type_ = self.dialect.types[fact.type]
        return f"CAST({'NULL' if fact.default is None else literal_sql(fact.default, fact.type)} AS {type_})"
