"""Words: in every language, with placeholders that something fills, and without house numbers where people read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ombud.book.checks.betrayed import Kind, Numbers, betrayed
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

IN_DAYS = {"day": 1, "week": 7, "month": 30}

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
    numbers, of_law = _house_numbers(declared.params.values()), _house_numbers(_of_law(declared))
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
                found += _written(words, numbers if Path(text.at.file).name in FILES else of_law, at)
    return found


def _of_law(declared: Declarations) -> list[ParamDecl]:
    """What a law pack could tell: it knows nothing of a shop's numbers ("article 20" is no coupon)."""
    return [param for param in declared.params.values() if Path(param.at.file).name not in FILES]


def _told(name: str, program: Program, house: Mapping[str, ParamDecl], at: Place) -> list[OmbudError]:
    through = [name] if name in house else sorted(names_below(program, name) & house.keys())
    if not through:
        return []
    says = f"a public text tells the house number {through[0]!r}"
    if through[0] != name:
        says += f" through {name!r}"
    return [BookError(says, at=at, hint="say it without the number", code="words.house_number")]


def _written(words: str, numbers: Numbers, at: Place) -> list[OmbudError]:
    """House numbers that are written out, in figures or in words."""
    return [
        BookError(
            f"a public text tells the house number {name!r}: {written}",
            at=at,
            hint="say it without the number",
            code="words.house_number",
        )
        for written, name in betrayed(PLACEHOLDER.sub(" ", words), numbers)
    ]


def _house_numbers(params: Iterable[ParamDecl]) -> Numbers:
    """The numbers of house parameters that no public parameter of the same kind shares."""
    house: dict[Kind, dict[Decimal, str]] = {}
    public: set[tuple[Kind, Decimal]] = set()
    for param in params:
        for dated in (*param.values, *param.pending):
            number = _number(dated.value)
            for kind, size in _kinds(param) if number else ():
                if param.visibility == "house":
                    house.setdefault(kind, {})[number * size] = param.name
                else:
                    public.add((kind, number * size))
    return {kind: {n: name for n, name in some.items() if (kind, n) not in public} for kind, some in house.items()}


def _kinds(param: ParamDecl) -> Iterator[tuple[Kind, int]]:
    """What a parameter's numbers are, and by what they are made days. One that names no unit may be any."""
    if param.type in ("money", "rate"):
        yield ("money" if param.type == "money" else "rate"), 1
        return
    parts = param.name.split("_")
    size = next((size for part, size in IN_DAYS.items() if part in parts or f"{part}s" in parts), 0)
    if size:
        yield "days", size
    elif not {"hour", "hours", "minutes", "years"} & set(parts):
        yield "days", 1
        yield "times", 1


def _number(value: Value | None) -> Decimal:
    """A number of a parameter; 0, which tells nothing, for what is none."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        return Decimal(0)
    return Decimal(value)
