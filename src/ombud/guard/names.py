"""Names in their inflected forms: Анна, Анне, Анной; Kowalska, Kowalskiej; Piotr, Piotrze."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from unicodedata import combining, normalize

from ombud.kernel.said.folded import fold

VOWELS = "аеиоуыэюяіїйьaeiouyęąó"
LEAST = 2
CYRILLIC_ENDINGS = frozenset(
    " а я у ю е о ы и і ї ь й ой ою ей ею єю ем єм ом ам ами ях ах ям ями ові еві єві ів ев ов ом ий ый ого ому им ым"
    " ая яя ую юю ої ій ією ьою иє ія ии ию ее ия ией ию ие єві ин ина ину иной их ых ими ыми".split(" ")
)
LATIN_ENDINGS = frozenset(
    " a y u o e i ę ą ie em iem om owi iowi ach iach ami iami ej iej ego iego emu iemu im ym ich ych imi ymi u iu io"
    " ia ii ię ią s 's ze".split(" ")
)
DEAR_CYRILLIC = "к очк ечк оньк еньк ушк юшк уш юш ик чик ус ось усь"
DEAR_LATIN = "k ka usi uś eczk eńk unia uni ek cio"
FAMILIES = tuple(
    "ов ев єв їв ск ськ цьк зьк цк ски ськи цьки зьки цки енк чук вич дзе швили ova ovsk lsk ńsk nsk wsk rsk nick wick"
    " lick dzk wicz enko chuk".split()
)
"""How stems of surnames end that are no ordinary word in small letters."""
SOFTER = {
    "т": ("ц", "ч"), "к": ("ц", "ч"), "г": ("з", "ж"), "х": ("с", "ш"), "t": ("ci", "c"), "r": ("rz",),
    "k": ("c", "cz"),
    "g": ("dz", "ż"), "d": ("dzi", "dz"), "ł": ("l",), "h": ("sz",),
}  # fmt: skip
ORDINARY = frozenset(
    "street road flat house улица ул дом кв квартира корпус проспект город вулиця вул будинок місто буд ulica ul dom"
    " mieszkanie osiedle aleja mr mrs ms pan pani пан пані".split()
)
"""Words of an address or a title that name nobody."""

LATIN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщыьэюя",
        "a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch y _ e iu ia".split(),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """The stems of a name and the endings that may follow them. A `surname` is known in small letters too."""

    stems: tuple[str, ...]
    endings: frozenset[str]
    surname: bool = False


def names(identifier: str) -> list[Name]:
    """The words of an identifier that name somebody or some place; none for a mail address or a number."""
    if "@" in identifier:
        return []
    words = re.findall(r"[^\W\d_]+", fold(identifier).text)
    is_address = any(letter.isdigit() for letter in identifier)
    found = [_name(word, address=is_address) for word in words if len(word) > LEAST and word not in ORDINARY]
    others = ({_in_latin(word), _bare(word)} - {word} for word in words if len(word) > LEAST)
    return found + [_name(other, address=is_address) for spellings in others for other in sorted(spellings)]


def _name(word: str, *, address: bool) -> Name:
    stem = word[:-1] if word[-1] in VOWELS and len(word) > LEAST else word
    stems = {stem, word, *(stem[:-1] + soft for soft in SOFTER.get(stem[-1], ()))}
    if stem == word and len(word) > LEAST + 1 and word[-2] in "еоeoє":
        stems.add(word[:-2] + word[-1])  # a fleeting vowel: Павел, Павла; Marek, Marka
    latin = word[0].isascii() or word[0] in "łśżźć"
    endings, dear = (LATIN_ENDINGS, DEAR_LATIN) if latin else (CYRILLIC_ENDINGS, DEAR_CYRILLIC)
    surname = not address and len(stem) > LEAST + 2 and stem.endswith(FAMILIES)
    return Name(tuple(sorted(stems)), endings if surname else endings | _dear(dear, endings), surname)


@cache
def _dear(suffixes: str, endings: frozenset[str]) -> frozenset[str]:
    """Endings of a name said fondly: Мариночка, Jacuś."""
    return frozenset(suffix + ending for suffix in suffixes.split() for ending in endings)


def initials(identifiers: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """First letters of two words that stand side by side, in one identifier or two, in either order and script."""
    words = [word for one in identifiers if "@" not in one for word in re.findall(r"[^\W\d_]{3,}", fold(one).text)]
    pairs = {(one[0], other[0]) for one, other in pairwise(words) if one not in ORDINARY and other not in ORDINARY}
    pairs |= {(_in_latin(one)[0], _in_latin(other)[0]) for one, other in pairs if not (one + other).isascii()}
    return frozenset(pairs | {(other, one) for one, other in pairs})


def _bare(word: str) -> str:
    """As somebody writes it who has no such keys: Zieliński, Zielinski."""
    return "".join(letter for letter in normalize("NFD", word.replace("ł", "l")) if not combining(letter))


def _in_latin(word: str) -> str:
    return "".join(LATIN.get(letter, letter) for letter in word).replace("_", "")
