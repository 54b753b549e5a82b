"""The interview: what was answered so far, and what is asked next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ombud.kernel.lang import Lang, Words

QuestionKind: TypeAlias = Literal["country", "messages", "reason", "yes_no", "day", "sum", "number", "rate", "choice"]
Change: TypeAlias = Literal["headline", "finding", "owed", "sum", "fault", "clock"]
"""What an answer may change, the weightiest first."""
Told: TypeAlias = bool | int | str
"""An answer as a case file writes it: days in ISO, sums as "90.00", labels as their code."""

UNKNOWN = "unknown"
NONE = "there_was_none"
"""There was none: what the question asks about did not happen (no delivery, no promised day)."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: the question's name, and what was told (`UNKNOWN`: nobody knows, `NONE`: there was none)."""

    question: str
    told: Told


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was answered so far.

    `country` is where the customer lives (ISO 3166, "UK", "EU"; empty: not asked yet, `UNKNOWN`: not known). `messages`
    None has not been asked. `lang` is the customer's language, `currency` empty is the book's. `enough` asks for the
    ruling on what there is.
    """

    country: str = ""
    messages: str | None = None
    reason: str = ""
    given: tuple[Given, ...] = ()
    currency: str = ""
    lang: Lang = "en"
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One answer to choose: its code, and its words (empty where the screen has its own)."""

    code: str
    says: Words


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next.

    `ask` is addressed to `of`; `means` names the thing itself. `none` tells that "there was none" is an answer too.
    `changes` says why it is asked; `settled` that the answers so far decide the case unless this one overturns it.
    `number` counts the questions about facts from 1, of `most`. `clash` holds the answers that cannot all be right.
    `ahead`: a day that may still be to come.
    """

    name: str
    kind: QuestionKind
    ask: Words
    means: Words
    of: str = ""
    evidence: str = ""
    labels: tuple[Label, ...] = ()
    none: bool = False
    changes: tuple[Change, ...] = ()
    settled: bool = False
    number: int = 0
    most: int = 0
    clash: tuple[Given, ...] = ()
    ahead: bool = False
