"""Replies: drafted from a notice, checked before they go out."""

from __future__ import annotations

from ombud.kernel.lang import Lang
from ombud.model.reply import Notice, Reply
from ombud.reply import compose

__all__ = ["answer"]


def answer(notice: Notice, *, lang: Lang | None = None) -> Reply:
    """The reply to a notice, in `lang` (the complainant's own when None)."""
    return compose(notice, lang=lang)
