"""Worked cases of law: data beside a topic that says, for given facts, which rules hit and what they give."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ombud.book.entry import Entry, nearest
from ombud.book.opening import CATALOGUE, LAW_ROOT, jurisdictions, open_book
from ombud.book.pack import CASES, entry_of
from ombud.book.reading import with_line
from ombud.book.record import Book, plain
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.rules.checked import Row, Table
from ombud.rules.declare import Type, Value
from ombud.rules.emit_python import compile_collect, compile_first

CASE_KEYS = "name reason facts expect never tables open note".split()


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that hits, with its results as text, by name."""

    table: str
    rule: str
    results: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One case: a row of facts, exactly the rules expected to hit in `tables`, and those that must not.

    `open` names rules whose condition the facts leave unknown.
    """

    name: str
    row: Row
    tables: tuple[str, ...]
    expect: tuple[Hit, ...]
    never: tuple[str, ...]
    open: tuple[str, ...]
    at: Place


@dataclass(frozen=True, slots=True)
class CaseResult:
    """`id` is "ru/nondelivery: <sentence>". `wrong` says what came out otherwise; empty: the case holds."""

    id: str
    at: Place
    wrong: tuple[str, ...]


def law_cases(folder: Path, *, catalogue: Path = CATALOGUE) -> list[CaseResult]:
    """Every worked case in a law folder, tried on that jurisdiction's law.

    Raises:
        BookError: the law cannot be opened.
    """
    book = open_book(folder.name, known_on=date.max, law_root=folder.parent, catalogue=catalogue)
    bench = _Bench(book, {})
    results: list[CaseResult] = []
    for path in sorted(folder.glob("*" + CASES)):
        faults: list[BookError] = []
        file = entry_of(path, faults).only("case")
        cases = [_case(entry.only(*CASE_KEYS), book) for entry in file.each("case")]
        topic = f"{folder.name}/{path.name.removesuffix(CASES)}"
        results += [CaseResult(f"{topic}: {path.name}", f.at, (str(with_line(f)),)) for f in faults]
        results += [CaseResult(f"{topic}: {case.name}", case.at, bench.tried(case)) for case in cases if not faults]
    return results


def all_law_cases(law_root: Path = LAW_ROOT, codes: Collection[str] = ()) -> list[CaseResult]:
    """The worked cases of all packs, or of those with these codes; one that cannot be opened is a failed result."""
    found: list[CaseResult] = []
    for folder in jurisdictions(law_root):
        if codes and folder.name not in codes:
            continue
        try:
            found += law_cases(folder)
        except OmbudError as error:
            found.append(CaseResult(f"{folder.name}/pack: it can be opened", error.at, (str(error),)))
    return found


def _case(entry: Entry, book: Book) -> WorkedCase:
    row = _row(entry.child("facts"), book)
    if entry.has("reason"):
        reason = book.declarations.facts.get("reason")
        row["reason"] = entry.value("reason", "text", reason.labels if reason else ())
    never, undecided = entry.texts("never"), entry.texts("open")
    tables = _tables(entry, book, row)
    known = {rule.id for name in tables for rule in book.program.tables[name].rules}
    for key, names in (("never", never), ("open", undecided)):
        for name in names:
            if name not in known:
                entry.refuse(key, f"no rule {name!r} in {', '.join(tables)}", nearest(name, known), "case.unknown")
    expect = tuple(_hit(item, book) for item in entry.each("expect"))
    return WorkedCase(entry.text("name", None), row, tables, expect, never, undecided, entry.at)


def _row(facts: Entry, book: Book) -> dict[str, Value | None]:
    """Facts not named hold their default, else are FALSE where boolean and absent otherwise."""
    known = book.declarations.facts
    facts.only(*known)
    row: dict[str, Value | None] = {
        name: False if fact.type == "bool" and fact.default is None else fact.default for name, fact in known.items()
    }
    for name in facts.data:
        if name in known and facts.data[name] != "unknown":
            row[name] = facts.value(name, known[name].type, known[name].labels)
        elif name in known:
            row[name] = None
    return row


def _tables(entry: Entry, book: Book, row: Row) -> tuple[str, ...]:
    if not entry.has("tables"):
        return tuple(table.name for table in book.tables_for("owed"))
    for name in entry.texts("tables"):
        if name not in book.program.tables:
            hint = nearest(name, book.program.tables)
            entry.refuse("tables", f"unknown table {name!r}", hint, "case.unknown")
    return tuple(name for name in entry.texts("tables") if name in book.program.tables)


def _hit(entry: Entry, book: Book) -> Hit:
    table, rule = entry.text("table", None), entry.text("rule", None)
    found = book.program.tables.get(table)
    outputs: dict[str, Type] = dict(found.outputs) if found else {}
    if found is None:
        entry.refuse("table", f"unknown table {table!r}", nearest(table, book.program.tables), "case.unknown")
    elif rule not in (item.id for item in found.rules):
        entry.refuse("rule", f"no rule {rule!r}", nearest(rule, (r.id for r in found.rules)), "case.unknown")
    entry.only("table", "rule", *outputs)
    results = {
        name: "unknown" if entry.data[name] == "unknown" else plain(entry.value(name, kind), kind)
        for name, kind in outputs.items()
        if entry.has(name)
    }
    return Hit(table, rule, results)


@dataclass(frozen=True, slots=True)
class _Bench:
    """A book with its tables compiled once."""

    book: Book
    compiled: dict[str, Callable[[Row], tuple[Any, ...]]]

    def tried(self, case: WorkedCase) -> tuple[str, ...]:
        hits, undecided = self.outcome(case)
        names = {(hit.table, hit.rule) for hit in hits}
        wrong = [f"{hit.table}.{hit.rule} hits, and should not" for hit in hits if hit.rule in case.never]
        for expected in case.expect:
            if (expected.table, expected.rule) not in names:
                wrong.append(f"{expected.table}.{expected.rule} does not hit")
        for hit in hits:
            same = [e for e in case.expect if (e.table, e.rule) == (hit.table, hit.rule)]
            if not same:
                wrong.append(f"{hit.table}.{hit.rule} hits, and was not expected")
            wrong += [text for expected in same for text in _differences(hit, expected)]
        wrong += [f"{name} stays open" for name in undecided if name.partition(".")[2] not in case.open]
        wrong += [f"{name} is not open" for name in case.open if name not in {u.partition(".")[2] for u in undecided}]
        return tuple(wrong)

    def outcome(self, case: WorkedCase) -> tuple[list[Hit], list[str]]:
        """The rules that hit, and the names of those that stay open."""
        hits: list[Hit] = []
        undecided: list[str] = []
        for name in case.tables:
            table = self.book.program.tables[name]
            for number, truth, outputs in self.rows(table, case.row):
                rule = table.rules[number - 1]
                if truth:
                    pairs = zip(table.outputs, outputs, strict=True)
                    texts = {key: "unknown" if v is None else plain(v, kind) for (key, kind), v in pairs}
                    hits.append(Hit(name, rule.id, {key: text for key, text in texts.items() if key in rule.outputs}))
                else:
                    undecided.append(f"{name}.{rule.id}")
        return hits, undecided

    def rows(self, table: Table, row: Row) -> list[tuple[int, bool, tuple[Any, ...]]]:
        """(rule number, certain or open, outputs) of each rule that is not false; one at most under `first`."""
        first = table.declared.hit == "first"
        if table.name not in self.compiled:
            self.compiled[table.name] = (compile_first if first else compile_collect)(self.book.program, table)
        found = self.compiled[table.name](row)
        if not first:
            return [(number, truth is True, tuple(outputs)) for number, truth, *outputs in found]
        number, *outputs = found
        return [(abs(number), number > 0, tuple(outputs))] if number else []


def _differences(hit: Hit, expected: Hit) -> list[str]:
    return [
        f"{hit.table}.{hit.rule} gives {name} {hit.results.get(name, 'nothing')}, not {value}"
        for name, value in expected.results.items()
        if hit.results.get(name) != value
    ]
