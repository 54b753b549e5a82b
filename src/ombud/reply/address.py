"""How the reader is called: by name where the language can do it without guessing.

Ukrainian and Polish call people in the vocative; its endings are regular enough for first names. Polish formal
address needs Pani or Pan, so it is used only where the name brings it along.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from ombud.kernel.lang import Lang

LONGEST = 60

UK_NAMES = {
    "Ігор": "Ігорю", "Олег": "Олеже", "Ілля": "Ілле", "Любов": "Любове", "Федір": "Федоре", "Антін": "Антоне",
    "Яків": "Якове", "Нінель": "Нінель", "Адель": "Адель", "Павел": "Павле",
}  # fmt: skip
UK_ENDINGS = (
    ("ія", "іє"), ("ая", "ає"), ("оя", "оє"), ("ея", "еє"), ("я", "ю"), ("а", "о"), ("й", "ю"), ("ло", "ле"),
    ("ро", "ре"), ("ко", "ку"), ("ь", "ю"), ("к", "ку"), ("г", "гу"), ("х", "ху"), ("ич", "ичу"),
    *((letter, letter + "е") for letter in "бвджзлмнпрстфш"),
)  # fmt: skip
RUSSIAN_LETTERS = frozenset("ёыэъ")
PATRONYMICS = ("івна", "ївна", "овна", "евна", "ична", "ович", "йович", "евич", "ьич")
SURNAMES = (
    "ова", "ева", "ёва", "єва", "ская", "цкая", "ський", "цький", "ська", "цька", "ский", "цкий", "ов", "ев", "єв",
    "енко", "чук",
)  # fmt: skip
LONGEST_LIKE_SURNAME = 4
"""Up to so many letters a word that ends like a surname is a first name all the same (Ева, Лев, Яков)."""

PL_SHORT = (
    ("sia", "siu"), ("zia", "ziu"), ("cia", "ciu"), ("nia", "niu"), ("la", "lu"), ("aja", "aju"),
)  # fmt: skip
PL_ENDINGS = (
    ("ia", "io"), ("a", "o"), ("eł", "le"), ("ł", "le"), ("ciek", "ćku"), ("siek", "śku"), ("ek", "ku"),
    ("der", "drze"), ("st", "ście"), ("ch", "chu"), ("sz", "szu"), ("rz", "rzu"), ("cz", "czu"), ("ń", "niu"),
    ("r", "rze"), ("t", "cie"), ("d", "dzie"), *((letter, letter + "u") for letter in "jlkghc"),
    *((letter, letter + "ie") for letter in "mnbpwfsz"),
)  # fmt: skip
PL_SHORT_NAME = 5
"""Up to so many letters a name in -nia or -la is a pet form (Ania, Ola) with its own vocative."""


TITLES: dict[str, Literal["madam", "sir"]] = {
    "pani": "madam", "пані": "madam", "госпожа": "madam", "г-жа": "madam", "ms": "madam", "mrs": "madam",
    "miss": "madam", "pan": "sir", "пан": "sir", "господин": "sir", "г-н": "sir", "mr": "sir",
}  # fmt: skip
"""Titles that a name may bring along, in lower case, and the greeting that goes with them."""


def title_of(name: str) -> Literal["madam", "sir", ""]:
    """The greeting that a name with a title asks for; "" for a name without one."""
    first, _, rest = name.strip().partition(" ")
    return TITLES.get(first.lower().rstrip("."), "") if rest else ""


def called(name: str, lang: Lang, register: Literal["formal", "warm"]) -> str:
    """The form of address that goes into the greeting; "" where none can be formed without guessing."""
    words = name.split()
    if not words or len(name) > LONGEST:
        return ""
    if lang == "uk":
        return _ukrainian(words)
    if lang == "pl":
        return _polish(words, register)
    if title_of(name) or (lang == "en" and register == "formal"):
        return " ".join(words)
    return " ".join(_given(words)) if lang == "ru" else words[0]


def _ukrainian(words: list[str]) -> str:
    title = {"пані": "пані", "пан": "пане"}.get(words[0].lower())
    if title and len(words) > 1:
        return f"{title} {uk_vocative(words[1])}"
    return " ".join(uk_vocative(word) for word in _given(words))


def _given(words: list[str]) -> list[str]:
    """First name and patronymic, wherever the surname stands; the first word where nothing tells them apart."""
    for first, second in pairwise(words):
        if second.endswith(PATRONYMICS):
            return [first, second]
    surname_first = len(words) > 1 and _is_surname(words[0]) and not _is_surname(words[1])
    return words[1:2] if surname_first else words[:1]


def _is_surname(word: str) -> bool:
    return len(word) > LONGEST_LIKE_SURNAME and word.endswith(SURNAMES)


def _polish(words: list[str], register: Literal["formal", "warm"]) -> str:
    title = {"pani": "Pani", "pan": "Panie"}.get(words[0].lower())
    if title and len(words) > 1:
        return f"{title} {pl_vocative(words[1])}"
    return pl_vocative(words[0]) if register == "warm" else ""


def uk_vocative(name: str) -> str:
    """The vocative of a Ukrainian name or patronymic: Олена -> Олено. A name in Russian spelling stays as it is."""
    if RUSSIAN_LETTERS & set(name) or name.endswith("ия"):
        return name
    return UK_NAMES.get(name) or _with_ending(name, UK_ENDINGS)


def pl_vocative(name: str) -> str:
    """The vocative of a Polish first name: Anna -> Anno, Ania -> Aniu, Piotr -> Piotrze."""
    short = PL_SHORT if len(name) <= PL_SHORT_NAME else ()
    return _with_ending(name, short + PL_ENDINGS)


def _with_ending(name: str, endings: tuple[tuple[str, str], ...]) -> str:
    for old, new in endings:
        if name.endswith(old):
            return name.removesuffix(old) + new
    return name
