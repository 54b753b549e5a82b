"""What must not go public, put into the shape in which it is compared."""

from __future__ import annotations

from collections.abc import Iterable

from ombud.model.reply import Shield


def build_shield(identifiers: Iterable[str], letters: Iterable[str]) -> Shield:
    """A shield of names, addresses, phones, mails and numbers, and of the texts of private letters.

    Blanks are squeezed, empty and repeated entries dropped. `letters` should hold what the customer wrote: the shop's
    own earlier replies share their polite sentences with the next one, and would stop it.
    """
    return Shield(_squeezed(identifiers), _squeezed(letters))


def _squeezed(texts: Iterable[str]) -> tuple[str, ...]:
    squeezed = (" ".join(text.split()) for text in texts)
    return tuple(dict.fromkeys(text for text in squeezed if text))
