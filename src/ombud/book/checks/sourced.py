"""A law number has a source, and says how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ombud.book.entry import nearest
from ombud.kernel.errors import BookError, OmbudError
from ombud.rules.declare import Confidence, ParamDecl, TableDecl

SOURCED: tuple[Confidence, ...] = ("T", "S", "W", "C")


def unsourced(params: Iterable[ParamDecl], sources: Collection[str]) -> list[OmbudError]:
    """Numbers of a law pack without a confidence mark, or marked T, S, W or C without a known source.

    K (general knowledge) and P (the project's default) may lack one.
    """
    found: list[OmbudError] = []
    for param in params:
        for i, dated in enumerate((*param.values, *param.pending), 1):
            at = param.at.at(f"values[{i}]") if param.anchor else param.at
            if not dated.confidence:
                hint = "conf = T text seen, S secondary, W weak, K known only, P our default, C contested"
                found.append(BookError("a law number without a confidence mark", at=at, hint=hint, code="law.no_mark"))
            elif dated.confidence in SOURCED and not dated.source:
                hint = f"source = … ({nearest('', sources)})" if sources else "add [source.…] to pack.toml"
                found.append(BookError("a law number without a source", at=at, hint=hint, code="law.no_source"))
            elif dated.source and dated.source not in sources:
                says, hint = f"unknown source {dated.source!r}", nearest(dated.source, sources)
                found.append(BookError(says, at=at.at("source"), hint=hint, code="law.unknown_source"))
    return found


def unknown_articles(tables: Iterable[TableDecl], articles: Collection[str]) -> list[OmbudError]:
    """Rules that cite what no pack names; nothing is said where the packs name no articles at all."""
    found: list[OmbudError] = []
    for rule in (rule for table in tables if articles for rule in table.rules):
        for code in rule.cites:
            if code not in articles:
                says, hint = f"no pack names the article {code!r}", nearest(code, articles)
                found.append(BookError(says, at=rule.at.at("cites"), hint=hint, code="law.unknown_article"))
    return found


def unknown_clauses(tables: Iterable[TableDecl], clauses: Collection[str]) -> list[OmbudError]:
    """Rules that stand on a clause which the offer does not have."""
    return [
        BookError(
            f"the offer has no clause {rule.clause!r}",
            at=rule.at.at("clause"),
            hint=nearest(rule.clause, clauses),
            code="book.unknown_clause",
        )
        for table in tables
        for rule in table.rules
        if rule.clause and rule.clause not in clauses
    ]
