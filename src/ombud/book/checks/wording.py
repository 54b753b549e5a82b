"""Words: in every language, with placeholders that something fills, and without house numbers where people read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ombud.book.checks.betrayed import betrayed
from ombud.book.checks.fairness import names_below
from ombud.book.entry import nearest
from ombud.book.record import Clause
from ombud.book.shop import FILES
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.kernel.lang import Lang, Words
from ombud.rules.checked import Program
from ombud.rules.declare import Answers, Declarations, ParamDecl, Value

HOUSE_ANSWERS: tuple[Answers, ...] = (
    "fault", "bearer", "conduct", "approval", "priority", "recovery", "rescue", "sweep",
    "signature",
)  # fmt: skip
"""Tables whose reasons stay in the house; the reasons of all others reach a reader."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
STRAY = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their place, and whether a customer may read them. `own` are the results of their rule."""

    words: Words
    at: Place
    public: bool
    own: frozenset[str] = frozenset()


def texts_of(declared: Declarations, clauses: Mapping[str, Clause]) -> Iterator[Text]:
    """All words of a book."""
    for fact in declared.facts.values():
        yield from (Text(words, fact.at.at(key), True) for key, words in (("means", fact.means), ("ask", fact.ask)))
    for param in declared.params.values():
        yield Text(param.means, param.at.at("means"), param.visibility == "public")
    for table in declared.tables.values():
        for rule in table.rules:
            public, own = table.answers not in HOUSE_ANSWERS, frozenset(rule.then)
            yield Text(rule.because, rule.at.at("because"), public, own)
            yield Text(rule.provided, rule.at.at("provided"), public, own)
            yield Text(rule.told, rule.at.at("told"), public, own)
    for clause in clauses.values():
        public = clause.visibility == "public"
        yield Text(clause.purpose, clause.at.at("purpose"), False)
        yield from (Text(version.text, version.at.at("text"), public) for version in clause.versions)
        yield from (Text(amendment.because, amendment.at.at("because"), False) for amendment in clause.amendments)


def untranslated(texts: Iterable[Text], languages: Callable[[str], tuple[Lang, ...]]) -> list[OmbudError]:
    """Words that lack a language. `languages` gives those that the words of a file must have."""
    found: list[OmbudError] = []
    for text in texts:
        missing = [lang for lang in languages(text.at.file) if lang not in text.words]
        if text.words and missing:
            says = f"the words lack {', '.join(missing)}"
            found.append(BookError(says, at=text.at, hint="write them in every language", code="words.missing"))
    return found


def misplaced(texts: Iterable[Text], program: Program) -> list[OmbudError]:
    """Placeholders that no fact, value or parameter fills, and house numbers in a text that customers read."""
    declared = program.declared
    names = declared.facts.keys() | declared.params.keys() | declared.values.keys()
    house = {name: param for name, param in declared.params.items() if param.visibility == "house"}
    numbers, sums = _house_numbers(declared), _house_numbers(declared, "money")
    found: list[OmbudError] = []
    for text in texts:
        for lang, words in text.words.items():
            at = text.at.at(lang)
            if STRAY.search(PLACEHOLDER.sub("", words)):
                says = "a brace without its other half"
                found.append(BookError(says, at=at, hint="write a placeholder as {name}", code="words.placeholder"))
            for name in PLACEHOLDER.findall(words):
                if name not in names and name not in text.own:
                    says, hint = f"nothing fills {{{name}}}", nearest(name, names)
                    found.append(BookError(says, at=at, hint=hint, code="words.placeholder"))
                elif text.public:
                    found += _told(name, program, house, at)
            if text.public:
                told, told_sums = _of_reach(numbers, text, declared), _of_reach(sums, text, declared)
                found += _written(words, told, told_sums, at)
    return found


def _of_reach(numbers: Mapping[Decimal, str], text: Text, declared: Declarations) -> Mapping[Decimal, str]:
    """The house numbers that the text could tell: a law pack knows nothing of a shop's ("article 20" is no coupon)."""
    if Path(text.at.file).name in FILES:
        return numbers
    return {number: name for number, name in numbers.items() if Path(declared.params[name].at.file).name not in FILES}


def _told(name: str, program: Program, house: Mapping[str, ParamDecl], at: Place) -> list[OmbudError]:
    through = [name] if name in house else sorted(names_below(program, name) & house.keys())
    if not through:
        return []
    says = f"a public text tells the house number {through[0]!r}"
    if through[0] != name:
        says += f" through {name!r}"
    return [BookError(says, at=at, hint="say it without the number", code="words.house_number")]


def _written(words: str, numbers: Mapping[Decimal, str], sums: Mapping[Decimal, str], at: Place) -> list[OmbudError]:
    """House numbers that are written out, in figures or in words."""
    return [
        BookError(
            f"a public text tells the house number {name!r}: {written}",
            at=at,
            hint="say it without the number",
            code="words.house_number",
        )
        for written, name in betrayed(PLACEHOLDER.sub(" ", words), numbers, sums)
    ]


def _house_numbers(declared: Declarations, kind: str = "") -> dict[Decimal, str]:
    """The numbers of house parameters (of one type, where `kind` names it) that no public parameter shares."""
    house: dict[Decimal, str] = {}
    public: set[Decimal] = set()
    for param in declared.params.values():
        for dated in (*param.values, *param.pending):
            number = _number(dated.value) if kind in ("", param.type) else None
            if number is not None and param.visibility == "house":
                house[number] = param.name
            elif number is not None:
                public.add(number)
    return {number: name for number, name in house.items() if number not in public and number}


def _number(value: Value | None) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        return None
    return Decimal(value)
