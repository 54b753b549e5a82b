"""What a book is: the law packs, the shop's promises and house rules, and the program compiled from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ombud.book.economics import Carrier as Carrier
from ombud.book.economics import Economics as Economics
from ombud.book.economics import Figure as Figure
from ombud.book.economics import Origin as Origin
from ombud.book.economics import Supplier as Supplier
from ombud.kernel.errors import BookError, Place
from ombud.kernel.lang import Lang, Words, word
from ombud.rules.checked import Program, Row, Table
from ombud.rules.declare import Answers, DatedValue, Declarations, ParamDecl, Type, Value
from ombud.rules.interpret import applies

SHOP = "shop"
"""The origin of what stands in a shop's own files."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number or a rule of law was read: `kind` is statute_text, regulator, press, ..."""

    name: str
    what: str
    url: str
    kind: str
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class Article:
    """What a rule cites, by the name that a footnote gives it; `entry` is its line in the table of researched law."""

    cite: str
    entry: str
    name: Words


@dataclass(frozen=True, slots=True)
class Body:
    """An outside body for the final answer."""

    name: Words
    url: str


@dataclass(frozen=True, slots=True)
class Pack:
    """One jurisdiction's law. `extends` are the packs it builds on; `checked_on` the day its sources were read.

    A `base` is no jurisdiction: it is opened and checked only through the packs that extend it. `rests_on` is what a
    refusal names where neither a clause nor an article of its own stands behind it ("": nothing is named).
    """

    code: str
    name: Words
    extends: tuple[str, ...] = ()
    authority: str = ""
    checked_on: date | None = None
    languages: tuple[Lang, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    bodies: tuple[Body, ...] = ()
    holidays: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    years: tuple[int, int] | None = None
    base: bool = False
    rests_on: str = ""
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class ClauseVersion:
    """A clause's text from `since` to `until` (that day included; None: until the next version)."""

    since: date | None
    until: date | None
    text: Words
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the clause that the book itself proposes: parameters and their new values, with the reason."""

    set: Mapping[str, Value]
    because: Words
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the public offer, with what it is for."""

    name: str
    visibility: Literal["public", "house"]
    purpose: Words
    versions: tuple[ClauseVersion, ...]
    amendments: tuple[Amendment, ...] = ()
    at: Place = Place()

    def on(self, day: date) -> ClauseVersion | None:
        """The version in force on that day, None when there is none."""
        found = None
        for version in self.versions:
            if version.since is None or version.since <= day:
                found = version
        return found if found and (found.until is None or day <= found.until) else None


@dataclass(frozen=True, slots=True)
class Shop:
    """Whose book it is. `country` names the law pack of the shop's seat, `answers` who signs the replies.

    `chosen_law` is the pack of the law that the offer chooses ("" : it chooses none).
    """

    name: Words
    country: str
    currency: str
    languages: tuple[Lang, ...]
    serves: Words = field(default_factory=dict)
    answers: Words = field(default_factory=dict)
    callback_minutes: int | None = None
    chosen_law: str = ""
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class Stance:
    """A named way of going beyond what is owed. It replaces the house's tables of the kinds in `replaces`."""

    code: str
    name: Words
    says: Words
    replaces: tuple[Answers, ...]
    at: Place = Place()


@dataclass(frozen=True, slots=True)
class Book:
    """The whole timeline of law and promises, compiled. Parameters choose their values by the days of a case.

    `packs` go from the most specific to the most general; `digest` names the content, catalogue and holidays
    included, whatever the order or layout of files. `known_on` is the day on which the book was read.
    """

    program: Program
    jurisdiction: str
    packs: tuple[Pack, ...]
    shop: Shop | None
    clauses: Mapping[str, Clause]
    economics: Economics
    known_on: date
    digest: str
    stance: Stance | None = None

    @property
    def laws(self) -> str:
        """The jurisdiction, and the second law that the offer chooses: "PL", "PL+RU"."""
        second = self.shop.chosen_law if self.shop else ""
        return self.jurisdiction if second in ("", self.jurisdiction) else f"{self.jurisdiction}+{second}"

    @property
    def declarations(self) -> Declarations:
        """What the book declares, as text with places."""
        return self.program.declared

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The outside bodies, the jurisdiction's own first."""
        return tuple(body for pack in self.packs for body in pack.bodies)

    @property
    def sources(self) -> dict[str, Source]:
        """All sources by name; the most specific pack's come first."""
        return {name: source for pack in reversed(self.packs) for name, source in pack.sources.items()}

    def article(self, cite: str) -> Article:
        """The article behind a citation; one that no pack names stands for itself."""
        for pack in self.packs:
            if cite in pack.articles:
                return pack.articles[cite]
        return Article(cite, "", {"en": cite})

    def tables_for(self, answers: Answers) -> tuple[Table, ...]:
        """The tables that answer this question: the jurisdiction's own, then what it extends, the shop's last."""
        kept = self.program.kept
        found: tuple[Table, ...] | None = kept.get(("tables", answers))
        if found is None:
            tables = self.program.tables.values()
            found = kept["tables", answers] = tuple(table for table in tables if table.declared.answers == answers)
        return found

    def speaking(self, answers: Answers, row: Row) -> tuple[Table, ...]:
        """The tables that speak to a row: the law's, and a shop's own only where no law does or where it yields."""
        tables = [table for table in self.tables_for(answers) if applies(table, row)]
        law = [table for table in tables if table.declared.origin != SHOP]
        return tuple(tables if all(table.declared.yields for table in law) else law)

    def param(self, name: str, day: date | None = None) -> DatedValue | None:
        """The parameter's value on a day (None: the latest); None before its first day.

        Raises:
            KeyError: there is no such parameter.
        """
        return value_on(self.declarations.params[name], day)

    def visibility(self, name: str) -> Literal["public", "house"]:
        """Whether a parameter's number may enter a reply or the promise page. All other names are public."""
        declared = self.declarations.params.get(name)
        return declared.visibility if declared else "public"

    def clause_text(self, name: str, day: date, lang: Lang, fill: Mapping[str, str] | None = None) -> str:
        """The clause's words in force on a day, parameters filled in by their values on that day.

        `fill` gives the texts of facts and values, and replaces the plain form of parameters.

        Raises:
            KeyError: there is no such clause.
            BookError: it is not in force on that day, or a placeholder has no filling.
        """
        clause = self.clauses[name]
        version = clause.on(day)
        if version is None:
            raise BookError(f"clause {name!r} is not in force on {day}", at=clause.at, code="clause.not_in_force")
        return filled(word(version.text, lang), self, day, fill or {}, version.at)


def value_on(param: ParamDecl, day: date | None) -> DatedValue | None:
    """The value whose `since` is the latest on or before `day`; with no day, the last value there is."""
    found = None
    for dated in param.values:
        if day is None or dated.since is None or dated.since <= day:
            found = dated
    return found


def filled(text: str, book: Book, day: date, fill: Mapping[str, str], at: Place) -> str:
    """`text` with every `{name}` replaced."""
    parts = text.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out += [fill[name] if name in fill else _plain(name, book, day, at), rest]
    return "".join(out)


def _plain(name: str, book: Book, day: date, at: Place) -> str:
    dated = book.param(name, day) if name in book.declarations.params else None
    if dated is None or dated.value is None:
        raise BookError(f"nothing fills {{{name}}} on {day}", at=at, code="placeholder.empty")
    return plain(dated.value, book.declarations.params[name].type)


def plain(value: Value | None, kind: Type) -> str:
    """A value as a person reads it: thousands apart by a space, rates as written."""
    if value is None:
        return "?"
    if kind == "money":
        return f"{value:,.2f}".replace(",", " ")
    if kind == "bool":
        return "TRUE" if value else "FALSE"
    return str(value)
