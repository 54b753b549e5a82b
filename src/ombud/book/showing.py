"""A book laid out for a reader: plain records, nothing left to compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ombud.book.marks import mark, to_be_verified
from ombud.book.record import Book, Clause, Pack, Source, plain
from ombud.kernel.lang import Lang, word
from ombud.rules.checked import Rule, Table
from ombud.rules.declare import DatedValue, ExprText, Output, ParamDecl


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A parameter's value from a day on. `since` is empty for all days, and "pending" where it waits for a date."""

    since: str
    value: str
    mark: str
    source: str
    to_be_verified: bool


@dataclass(frozen=True, slots=True)
class ShownParam:
    """A dated number: what it means, which day chooses it, whether customers may read it."""

    name: str
    means: str
    anchor: str
    visibility: str
    values: tuple[ShownValue, ...]


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule in its own words, with the weakest mark of what it rests on."""

    id: str
    when: str
    then: str
    because: str
    cites: tuple[str, ...]
    choose: str
    mark: str
    to_be_verified: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A decision table and whose it is."""

    name: str
    answers: str
    level: str
    origin: str
    labels: tuple[str, ...]
    rules: tuple[ShownRule, ...]


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause on the day shown: its words, empty where it is not in force, and what it is for."""

    name: str
    visibility: str
    text: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ShownPack:
    """A law pack: who makes this law, when its sources were read, and the sources."""

    code: str
    name: str
    authority: str
    checked_on: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ShownBook:
    """A whole book on one day."""

    jurisdiction: str
    shop: str
    digest: str
    packs: tuple[ShownPack, ...]
    clauses: tuple[ShownClause, ...]
    params: tuple[ShownParam, ...]
    tables: tuple[ShownTable, ...]


def describe(book: Book, lang: Lang, *, day: date | None = None) -> ShownBook:
    """The book in one language; clauses as in force on `day` (None: the day on which the book was read)."""
    day = day or book.known_on
    return ShownBook(
        jurisdiction=book.jurisdiction,
        shop=word(book.shop.name, lang) if book.shop else "",
        digest=book.digest,
        packs=tuple(_pack(pack, lang) for pack in book.packs),
        clauses=tuple(_clause(clause, book, lang, day) for clause in book.clauses.values()),
        params=tuple(_param(param, book, lang) for param in book.declarations.params.values()),
        tables=tuple(_table(table, book, lang) for table in book.program.tables.values()),
    )


def _pack(pack: Pack, lang: Lang) -> ShownPack:
    return ShownPack(pack.code, word(pack.name, lang), pack.authority, pack.checked_on, tuple(pack.sources.values()))


def _clause(clause: Clause, book: Book, lang: Lang, day: date) -> ShownClause:
    fill = {name: f"{{{name}}}" for name in (*book.declarations.facts, *book.declarations.values)}
    text = book.clause_text(clause.name, day, lang, fill) if clause.on(day) else ""
    return ShownClause(clause.name, clause.visibility, text, word(clause.purpose, lang))


def _param(param: ParamDecl, book: Book, lang: Lang) -> ShownParam:
    values = (
        *(_value(d, param, book, "") for d in param.values),
        *(_value(d, param, book, "pending") for d in param.pending),
    )
    return ShownParam(param.name, word(param.means, lang), param.anchor, param.visibility, values)


def _value(dated: DatedValue, param: ParamDecl, book: Book, pending: str) -> ShownValue:
    source = book.sources.get(dated.source)
    return ShownValue(
        since=pending or (dated.since.isoformat() if dated.since else ""),
        value=plain(dated.value, param.type),
        mark=dated.confidence,
        source=source.what if source else dated.source,
        to_be_verified=dated.confidence in ("W", "K", "C"),
    )


def _table(table: Table, book: Book, lang: Lang) -> ShownTable:
    declared = table.declared
    rules = tuple(_rule(rule, book, lang) for rule in table.rules)
    return ShownTable(table.name, declared.answers, declared.level, declared.origin, declared.labels, rules)


def _rule(rule: Rule, book: Book, lang: Lang) -> ShownRule:
    declared = rule.declared
    return ShownRule(
        id=declared.id,
        when=condition_text(declared.requires, declared.when, declared.unless),
        then=result_text(declared.then),
        because=word(declared.because, lang),
        cites=declared.cites,
        choose=declared.choose,
        mark=mark(book, rule),
        to_be_verified=to_be_verified(book, rule),
    )


def condition_text(requires: str, when: str, unless: str) -> str:
    """The whole condition in the rule language."""
    parts = [f"({part})" for part in (requires, when) if part and part != "TRUE"]
    return " AND ".join([*parts, *([f"NOT ({unless})"] if unless else [])]) or "TRUE"


def result_text(then: Mapping[str, Output]) -> str:
    """The results, by name: `remedy = refund; amount = prepaid`."""
    return "; ".join(f"{key} = {out.text if isinstance(out, ExprText) else out}" for key, out in sorted(then.items()))
