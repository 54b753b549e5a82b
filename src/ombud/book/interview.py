"""The interview's own words: opening questions, countries, labels, and facts that one question finds out together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ombud.book.reading import read_toml
from ombud.kernel.lang import Words
from ombud.model.vocabulary import codes
from ombud.rules.declare import FactDecl

WORDS = Path(__file__).parent / "interview.toml"


@dataclass(frozen=True, slots=True)
class Together:
    """Facts of which at most one is so, asked for in one question; `one` has the words for each."""

    name: str
    ask: Words
    means: Words
    one: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class InterviewWords:
    """What the interview says besides the questions of the catalogue; `besides`: the sums that are asked for last,
    `only_alleged`: events that are not asked for unless the complaint is about them; `ahead`: days that may be to come.
    """

    ask: Mapping[str, Words]
    countries: Mapping[str, Words]
    facts: Mapping[str, Words]
    labels: Mapping[str, Mapping[str, Words]]
    together: Mapping[str, Together]
    besides: frozenset[str]
    only_alleged: frozenset[str]
    ahead: frozenset[str]

    def of_fact(self, fact: str) -> Together | None:
        """The question that finds out this fact with others."""
        return next((group for group in self.together.values() if fact in group.one), None)


@cache
def interview_words() -> InterviewWords:
    """The words, read once."""
    data: dict[str, Any] = dict(read_toml(WORDS))
    groups = {
        name: Together(name, group["ask"], group["means"], group["one"]) for name, group in data["choice"].items()
    }
    order = {name: frozenset(facts) for name, facts in data["order"].items()}
    return InterviewWords(data["ask"], data["country"], data["fact"], data["label"], groups, **order)


def reasons(facts: Mapping[str, FactDecl]) -> tuple[str, ...]:
    """The reasons that may be alleged: those of the vocabulary, as far as the catalogue has them."""
    known = facts["reason"].labels
    return tuple(code for code in codes("issue_reason") if code in known)
