"""The privacy gate of a public text: personal data and quotations of private letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ombud.guard.names import Name, initials, names
from ombud.guard.objection import objection
from ombud.kernel.said.amounts import numerals
from ombud.kernel.said.folded import TO_CYRILLIC, TO_LATIN, Folded, fold
from ombud.model.reply import Objection, Shield

QUOTED = 5
"""So many consecutive words of a private letter are a quotation."""

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
INITIALS = re.compile(r"(?<!\w)([^\W\d_])\. ?([^\W\d_])\.(?!\w)")
CALLED = re.compile(
    r"(?<!\w)(?:dear|hello|hi|mrs?|ms|miss|customer|уважаем\w+|здравствуйте|господ\w+|госпож\w+|клиент\w*|покупател\w+"
    r"|шановн\w+|вітаємо|клієнт\w*|покуп\w+|пан(?:е|і|у|ові)?|szanown\w+|pan(?:i|ie|u|ią|em)?|klient\w*),? $"
)
"""After these a name is one in small letters too."""
AT = r"(?: ?@ ?| ?[\[(](?:at|собака|małpa|собачка|равлик)[\])] ?| (?:собака|małpa|собачка|равлик) )"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{AT}[\w-]+(?:(?:\.| \. ?)[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\d(?:[ ().-]{0,2}\d){8,13}(?![\w])")
CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
ACCOUNT = re.compile(r"(?<!\w)[a-z]{2}\d\d(?: ?[\da-z]{4}){3,7}(?: ?[\da-z]{1,4})?(?!\w)")
PARCEL = re.compile(r"(?<!\w)[a-z]{2} ?\d{9} ?[a-z]{2}(?!\w)")
ORDER = re.compile(
    r"(?:(?:№|#)\s?|(?<!\w)(?:order|заказ\w*|замовлен\w*|zamówien\w*|parcel|посылк\w*|посилк\w*|przesyłk\w*|накладн\w*)"
    r"(?:\s?(?:no\.?|nr|№|#|номер\w*|number|:))*\s?)(?=[\w-]*\d\d)[\w-]*\d[\w-]*"
)
ADDRESS = re.compile(r"(?<!\w)(?:ул(?:иц[аеы]|\.)|вул(?:иц[яі]|\.)|ul(?:ic[aęy]|\.))\s?\w+[^.!?\n]{0,20}?\d+")
SHAPES = (("email", EMAIL), ("account", ACCOUNT), ("order", PARCEL), ("order", ORDER), ("address", ADDRESS))
LEAST_DIGITS = 5
REACH = 16
POSTSCRIPT = ("p", "s")
LEAST_MAILBOX = 5
"""A shorter name before the @ may be anybody's word."""


def leaks(folded: Folded, shield: Shield) -> Iterator[Objection]:
    """Everything private in a text that would go public."""
    for kind, pattern in SHAPES:
        for match in pattern.finditer(folded.text):
            yield objection(folded, "privacy", "card" if kind == "account" else kind, match.span())
    yield from _long_numbers(folded)
    for found in _identifiers(folded, shield.identifiers):
        yield objection(folded, "privacy", "identifier", found)
    for found in _quotations(folded, shield.letters):
        yield objection(folded, "privacy", "quotation", found)


@cache
def _spelled() -> re.Pattern[str]:
    """A number told digit by digit."""
    digits = "|".join(word for word, value in numerals().items() if value < len("0123456789") and value % 1 == 0)
    return re.compile(rf"(?<!\w)(?:{digits})(?:[ ,-]+(?:{digits})){{5,}}(?!\w)")


def _long_numbers(folded: Folded) -> Iterator[Objection]:
    cards = [match.span() for match in CARD.finditer(folded.text) if _luhn(match.group())]
    for span in cards:
        yield objection(folded, "privacy", "card", span)
    for match in _spelled().finditer(folded.text):
        yield objection(folded, "privacy", "phone", match.span())
    for match in PHONE.finditer(folded.text):
        if all(match.end() <= start or match.start() >= end for start, end in cards):
            yield objection(folded, "privacy", "phone", match.span())


def _luhn(number: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812-1, annex B)."""
    digits = [int(each) for each in reversed(re.sub(r"\D", "", number))]
    return sum(digits[::2] + [sum(divmod(2 * each, 10)) for each in digits[1::2]]) % 10 == 0


def _identifiers(folded: Folded, identifiers: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    yield from _people(folded, identifiers)
    for identifier in identifiers:
        digits = re.sub(r"\D", "", identifier)
        if len(digits) >= LEAST_DIGITS:
            # A phone is the same with and without its country's prefix.
            core = digits[-9:] if len(digits) > len("123456789") else digits
            pattern = r"(?<!\d)(?:\+?[\d ()-]{0,6})?" + r"[ ().-]{0,2}".join(core) + r"(?!\d)"
            yield from (match.span() for match in re.finditer(pattern, folded.text))
        elif any(letter.isdigit() for letter in identifier) or "@" in identifier:
            parts = re.findall(r"[^\W\d_]+|\d+|[^\w\s-]", fold(identifier).text)
            plain = r"[\s–—-]*".join(_in_either_alphabet(part) for part in parts)
            yield from (match.span() for match in re.finditer(rf"(?<!\w){plain}(?!\w)", folded.text))
        mailbox = fold(identifier).text.partition("@")[0].strip() if "@" in identifier else ""
        if len(mailbox) >= LEAST_MAILBOX:
            pattern = rf"(?<![\w.]){re.escape(mailbox)}(?! ?@|\w)"
            yield from (match.span() for match in re.finditer(pattern, folded.text))


def _people(folded: Folded, identifiers: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Names, in small letters too where nothing else is meant; and initials."""
    people = [name for identifier in identifiers for name in names(identifier)]
    for match in WORD.finditer(folded.text):
        at = match.start()
        named = _capital(folded, at) or CALLED.search(folded.text[max(0, at - REACH) : at])
        if any((named or name.surname) and _is_called(match.group(), name) for name in people):
            yield match.span()
    short = initials(identifiers) - {POSTSCRIPT}
    for match in INITIALS.finditer(folded.text):
        if match.groups() in short and _capital(folded, match.start()) and _capital(folded, match.start(2)):
            yield match.span()


def _in_either_alphabet(part: str) -> str:
    """A pattern of letters or digits as they look: K-118 is written with a Cyrillic К too."""
    twins = ("".join(dict.fromkeys((a, a.translate(TO_CYRILLIC), a.translate(TO_LATIN)))) for a in part)
    return "".join(f"[{each}]" if len(each) > 1 else re.escape(each) for each in twins)


def _capital(folded: Folded, start: int) -> bool:
    return folded.source[folded.at[start]].isupper()


def _is_called(word: str, name: Name) -> bool:
    return any(word.startswith(stem) and word[len(stem) :] in name.endings for stem in name.stems)


def _quotations(folded: Folded, letters: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    known = {run for letter in letters for run in _runs([m.group() for m in WORD.finditer(fold(letter).text)])}
    if not known:
        return
    words = list(WORD.finditer(folded.text))
    start = end = -1
    for i, run in enumerate(_runs([match.group() for match in words])):
        if run not in known:
            continue
        if start < 0 or words[i].start() > end:
            if start >= 0:
                yield start, end
            start = words[i].start()
        end = words[i + QUOTED - 1].end()
    if start >= 0:
        yield start, end


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + QUOTED]) for i in range(len(words) - QUOTED + 1)]
