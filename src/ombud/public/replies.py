"""Replies: drafted from a notice, checked before they go out."""

from __future__ import annotations

from ombud.guard import check as gates
from ombud.kernel.lang import Lang
from ombud.model.reply import Notice, Objection, Reply, Shield
from ombud.reply import compose

__all__ = ["answer", "check"]


def answer(notice: Notice, *, lang: Lang | None = None) -> Reply:
    """The reply to a notice, in `lang` (the complainant's own when None)."""
    return compose(notice, lang=lang)


def check(text: str, notice: Notice, shield: Shield, *, lang: Lang | None = None) -> list[Objection]:
    """Everything that keeps a text from going out as the answer to a notice, in the order of the text.

    `text` may be the drafted reply or what somebody made of it; `shield` is the ruling's; `lang` is the language of
    the text (the complainant's own when None). An empty list lets it go.
    """
    return gates(text, notice, shield, lang=lang)
