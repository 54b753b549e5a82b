"""What is different between two books, in readable words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from ombud.book.phrases import say
from ombud.book.record import Book, Clause, Pack, plain, value_on
from ombud.book.showing import result_text
from ombud.kernel.errors import Place
from ombud.kernel.lang import LANGS, Lang, word
from ombud.rules.declare import DatedValue, ParamDecl, RuleDecl, TableDecl

Item = TypeVar("Item")
RULE_PARTS = "requires when unless choose cites confidence clause overrides".split()
TABLE_PARTS = "answers level hit guard labels".split()
PARAM_PARTS = "anchor favours visibility pending".split()


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of what kind of thing, its name, and the sentence that tells it."""

    kind: str
    name: str
    says: str


def diff(old: Book, new: Book, lang: Lang) -> list[Change]:
    """Every difference in content between two books, in one of the four languages; none where digests agree."""
    if old.digest == new.digest:
        return []
    a, b = old.declarations, new.declarations
    teller = _Teller(lang)
    return [
        *teller.pairs("clause", old.clauses, new.clauses, teller.clause),
        *teller.pairs("param", a.params, b.params, teller.param),
        *teller.pairs("table", a.tables, b.tables, teller.table),
        *teller.pairs("value", a.values, b.values, teller.branches),
        *teller.pairs("settle", a.settles, b.settles, teller.branches),
        *teller.pairs("burden", a.burdens, b.burdens, teller.branches),
        *teller.pairs("fact", a.facts, b.facts, teller.details),
        *teller.pairs("pack", _packs(old), _packs(new), teller.details),
        *teller.pairs("source", old.sources, new.sources, teller.details),
        *teller.pairs("figure", _money(old), _money(new), teller.details),
        *teller.pairs("shop", _shop(old), _shop(new), teller.details),
        *teller.pairs("constraint", _set(a.constraints), _set(b.constraints), teller.details),
        *teller.pairs("holiday", _set(a.holidays), _set(b.holidays), teller.details),
        *teller.pairs("workday", _set(a.working), _set(b.working), teller.details),
    ]


@dataclass(frozen=True, slots=True)
class _Teller:
    lang: Lang

    def pairs(
        self,
        kind: str,
        old: Mapping[str, Item],
        new: Mapping[str, Item],
        tell: Callable[[str, str, Item, Item], Iterator[Change]],
    ) -> Iterator[Change]:
        """What was added and removed, and `tell` of what is in both."""
        for name in sorted(old.keys() - new.keys()):
            yield Change(kind, name, say("removed", self.lang, kind=kind, name=name))
        for name, item in new.items():
            if name not in old:
                yield Change(kind, name, say("added", self.lang, kind=kind, name=name))
            else:
                yield from tell(kind, name, old[name], item)

    def part(self, kind: str, name: str, part: str, old: object, new: object) -> Iterator[Change]:
        """One named part, where it differs."""
        lang = _telling(old, new, self.lang)
        one, two = _text(old, lang), _text(new, lang)
        if one != two:
            yield Change(kind, name, say("changed", self.lang, kind=kind, name=name, part=part, old=one, new=two))

    def param(self, kind: str, name: str, old: ParamDecl, new: ParamDecl) -> Iterator[Change]:
        """The days from which the value differs, then anchor, visibility, marks."""
        starts = sorted({d.since for d in (*old.values, *new.values) if d.since})
        days: list[date | None] = [None, *starts] if not starts or _undated(old) or _undated(new) else list(starts)
        told: tuple[str, str] | None = None
        for i, day in enumerate(days):
            one, two = (_value(param, day or date.min) for param in (old, new))
            if one != two and (one, two) != told:
                yield self._segment(name, one, two, day, next(self._ends(old, new, days[i + 1 :]), None))
            told = (one, two)
        for part in PARAM_PARTS:
            yield from self.part(kind, name, part, getattr(old, part), getattr(new, part))
        yield from self.part(kind, name, "means", old.means, new.means)
        yield from self.part(kind, name, "marks", _marks(old), _marks(new))

    def _ends(self, old: ParamDecl, new: ParamDecl, days: list[date | None]) -> Iterator[date]:
        yield from (day for day in days if day and _value(old, day) == _value(new, day))

    def _segment(self, name: str, old: str, new: str, day: date | None, end: date | None) -> Change:
        phrase = "value" if day is None else "value_between" if end else "value_from"
        says = say(phrase, self.lang, name=name, old=old, new=new, day=str(day), end=str(end))
        return Change("param", name, says)

    def table(self, kind: str, name: str, old: TableDecl, new: TableDecl) -> Iterator[Change]:
        """Its own parts, its rules, and their order where the first hit decides."""
        for part in TABLE_PARTS:
            yield from self.part(kind, name, part, getattr(old, part), getattr(new, part))
        one, two = ({f"{name}.{rule.id}": rule for rule in table.rules} for table in (old, new))
        yield from self.pairs("rule", one, two, self.rule)
        if new.hit == "first":
            kept = [[key for key in keys if key in one and key in two] for keys in (one, two)]
            yield from self.part(kind, name, "order", *(", ".join(keys) for keys in kept))

    def rule(self, kind: str, name: str, old: RuleDecl, new: RuleDecl) -> Iterator[Change]:
        """Condition, exception, requirement, result, reason and the rest, each where it differs."""
        for part in RULE_PARTS:
            yield from self.part(kind, name, part, getattr(old, part), getattr(new, part))
        yield from self.part(kind, name, "then", result_text(old.then), result_text(new.then))
        yield from self.part(kind, name, "because", old.because, new.because)
        yield from self.part(kind, name, "provided", old.provided, new.provided)
        yield from self.part(kind, name, "told", old.told, new.told)

    def clause(self, kind: str, name: str, old: Clause, new: Clause) -> Iterator[Change]:
        """The days from which its words differ, then purpose and visibility."""
        days = sorted({v.since or date.min for clause in (old, new) for v in clause.versions})
        told: tuple[str, str] | None = None
        for day in days:
            before, after = (found.text if (found := item.on(day)) else {} for item in (old, new))
            lang = _telling(before, after, self.lang)
            one, two = word(before, lang) or "—", word(after, lang) or "—"
            if one != two and (one, two) != told:
                says = say("text_from", self.lang, name=name, day=str(day), old=one, new=two)
                yield Change(kind, name, says)
            told = (one, two)
        yield from self.part(kind, name, "purpose", old.purpose, new.purpose)
        yield from self.part(kind, name, "visibility", old.visibility, new.visibility)
        yield from self.part(kind, name, "amendments", old.amendments, new.amendments)
        yield from self.part(kind, name, "details", _ends_of(old), _ends_of(new))

    def branches(self, kind: str, name: str, old: Any, new: Any) -> Iterator[Change]:  # noqa: ANN401
        """The branches of a value, settle or burden table."""
        yield from self.part(
            kind, name, "rules", *("; ".join(f"{b.when} → {b.result}" for b in item.branches) for item in (old, new))
        )

    def details(self, kind: str, name: str, old: object, new: object) -> Iterator[Change]:
        """Anything else: the fields that differ."""
        one, two = _fields(old), _fields(new)
        for key in two:
            lang = _telling(one.get(key), two[key], self.lang)
            before, after = (f"{key} {_text(item.get(key), lang)}" for item in (one, two))
            yield from self.part(kind, name, "details", before, after)


def _value(param: ParamDecl, day: date) -> str:
    dated = value_on(param, day)
    return plain(dated.value, param.type) if dated else "—"


def _undated(param: ParamDecl) -> bool:
    return any(dated.since is None for dated in param.values)


def _marks(param: ParamDecl) -> str:
    return ", ".join(_mark(dated) for dated in param.values)


def _mark(dated: DatedValue) -> str:
    return " ".join(part for part in (dated.confidence, dated.source) if part)


def _ends_of(clause: Clause) -> str:
    return ", ".join(f"{v.since or ''}–{v.until or ''}" for v in clause.versions)


def _telling(old: object, new: object, lang: Lang) -> Lang:
    """The language in which two words differ: the reader's, else the first one that does."""
    if not isinstance(old, dict) or not isinstance(new, dict) or old.get(lang) != new.get(lang):
        return lang
    return next((other for other in LANGS if old.get(other) != new.get(other)), lang)


def _fields(item: object) -> dict[str, object]:
    if not is_dataclass(item):
        return {"": item}
    found = {f.name: getattr(item, f.name) for f in fields(item)}
    return {key: value for key, value in found.items() if not isinstance(value, Place)}


def _text(value: object, lang: Lang) -> str:
    """Words in one language; records as their parts, where words stand in every language."""
    if isinstance(value, dict) and value.keys() <= set(LANGS):
        return word(value, lang)
    return _whole(value) or "—"


def _whole(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_whole(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return ", ".join(_whole(item) for item in value)
    if is_dataclass(value):
        return " ".join(text for item in _fields(value).values() if (text := _whole(item)))
    return "" if value is None else str(value)


def _set(items: Any) -> dict[str, None]:  # noqa: ANN401
    return dict.fromkeys(sorted(str(item) for item in items))


def _packs(book: Book) -> dict[str, Pack]:
    """The packs without what is told apart: sources and holidays."""
    told: frozenset[date] = frozenset()
    return {pack.code: replace(pack, sources={}, holidays=told, working=told) for pack in book.packs}


def _money(book: Book) -> dict[str, object]:
    figures = {f.name: getattr(book.economics, f.name) for f in fields(book.economics)}
    carriers = {f"carrier.{code}": terms for code, terms in book.economics.carriers.items()}
    suppliers = {f"supplier.{code}": terms for code, terms in book.economics.suppliers.items()}
    named = {**figures, **carriers, **suppliers, **book.economics.others}
    lists = ("carriers", "suppliers", "others")
    return {key: value for key, value in named.items() if value is not None and key not in lists}


def _shop(book: Book) -> dict[str, object]:
    return {"": book.shop} if book.shop else {}
