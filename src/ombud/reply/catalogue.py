"""The sentences of one language, read from its gettext catalogue (`locale/<lang>/LC_MESSAGES/reply.po`).

The `.po` files are read as they stand: translators edit them with any gettext tool, and nothing has to be compiled.
`msgctxt` names the situation and is the key; `msgid` is the English sentence, for the translator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ombud.kernel.errors import InputError
from ombud.kernel.lang import Lang

LOCALE = Path(__file__).parent / "locale"
TEEN = 10
ONE_TO_FOUR = (1, 2, 3, 4)
TWO_ENDS = re.compile(r"(?<!\.)(\.{3}|[.!?…])(?:\.(?=[»”]?$)|(?<=[.!?…])([»”])\.$)")
"""A sentence's own full stop after an end mark that its last value brought along ("… 2018 r..", “… why?.”)."""

ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sentences of a language by situation; more than one where a count decides the form."""

    lang: Lang
    sentences: Mapping[str, tuple[str, ...]]

    def __contains__(self, key: str) -> bool:
        return key in self.sentences

    def say(self, key: str, **values: str) -> str:
        """The sentence for a situation with its placeholders filled and one end mark.

        Raises:
            InputError: there is no sentence for it.
        """
        return TWO_ENDS.sub(r"\1\2", self._forms(key)[0].format(**values))

    def count(self, key: str, n: int) -> str:
        """The sentence for a situation in the form that the count `n` asks for."""
        return self._forms(key)[plural_form(n, self.lang)].format(n=n)

    def _forms(self, key: str) -> tuple[str, ...]:
        try:
            return self.sentences[key]
        except KeyError:
            raise InputError(
                f"no words for {key!r} in {self.lang}",
                hint=f"add it to the reply catalogue of each language, or use one of: {self._siblings(key)}",
                code="reply.no_words",
            ) from None

    def _siblings(self, key: str) -> str:
        family = key.partition(".")[0] + "."
        return ", ".join(sorted(each.removeprefix(family) for each in self.sentences if each.startswith(family)))


def plural_form(n: int, lang: Lang) -> int:
    """Which plural form a count takes (CLDR's cardinal rules for integers, in the order of gettext's forms)."""
    if lang == "en" or n == 1:
        return int(n != 1)
    tens, ones = n % 100 - n % 10, n % 10
    if tens == TEEN or ones not in ONE_TO_FOUR:
        return 2
    return 0 if ones == 1 and lang != "pl" else 1 + (ones == 1)


@cache
def open_catalogue(lang: Lang) -> Catalogue:
    """The catalogue of a language, read once a process."""
    text = (LOCALE / lang / "LC_MESSAGES" / "reply.po").read_text(encoding="utf-8")
    entries = (dict(entry(block)) for block in text.split("\n\n"))
    return Catalogue(lang, {each["msgctxt"]: forms(each) for each in entries if "msgctxt" in each})


def forms(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The translations of one entry: one, or one a plural form."""
    return tuple(value for name, value in fields.items() if name.startswith("msgstr"))


def entry(block: str) -> Iterator[tuple[str, str]]:
    """The fields of one entry of a `.po` file: keyword and text, continued lines joined."""
    keyword, parts = "", [""]
    for line in block.splitlines():
        if line.startswith('"'):
            parts.append(unquoted(line))
        elif line.startswith("msg"):
            if keyword:
                yield keyword, "".join(parts)
            keyword, _, quoted = line.partition(" ")
            parts = [unquoted(quoted)]
    if keyword:
        yield keyword, "".join(parts)


def unquoted(quoted: str) -> str:
    """A quoted string of a `.po` file as text."""
    inner = quoted.strip()[1:-1]
    if "\\" not in inner:
        return inner
    head, *rest = inner.split("\\")
    text, skip = head, False
    for part in rest:
        if skip:
            text, skip = text + part, False
        elif part:
            text += ESCAPES.get(part[0], part[0]) + part[1:]
        else:
            text, skip = text + "\\", True
    return text
