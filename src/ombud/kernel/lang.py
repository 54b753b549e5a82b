"""The four languages, and words in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

Lang: TypeAlias = Literal["en", "ru", "uk", "pl"]
LANGS: tuple[Lang, ...] = get_args(Lang)
Words: TypeAlias = Mapping[Lang, str]


def word(words: Words, lang: Lang) -> str:
    """The text in `lang`, else in English, else in whatever language there is; empty when there is none."""
    return words.get(lang) or words.get("en") or next(iter(words.values()), "")
