"""Dates in order: the values of a parameter and the versions of a clause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from ombud.book.record import Clause
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.rules.declare import ParamDecl


def unordered_params(params: Iterable[ParamDecl]) -> list[OmbudError]:
    """Parameters whose days do not rise."""
    found: list[OmbudError] = []
    for param in params:
        for i, (one, two) in enumerate(pairwise(param.values), 2):
            if one.since and two.since and two.since <= one.since:
                found.append(_disorder(param.at.at(f"values[{i}].since"), one.since, two.since))
    return found


def unordered_clauses(clauses: Iterable[Clause]) -> list[OmbudError]:
    """Clause versions that overlap, do not rise, or end before they begin."""
    found: list[OmbudError] = []
    for clause in clauses:
        for version in clause.versions:
            if version.since and version.until and version.until < version.since:
                says = f"the version ends on {version.until}, before it begins"
                found.append(BookError(says, at=version.at.at("until"), code="dates.order"))
        for one, two in pairwise(clause.versions):
            if two.since is None:
                says = "only the first version may begin without a day"
                found.append(BookError(says, at=two.at, hint="since = 2026-03-01", code="dates.order"))
            elif one.since and two.since <= one.since:
                found.append(_disorder(two.at.at("since"), one.since, two.since))
            elif one.until and two.since <= one.until:
                says = f"two versions overlap: one runs until {one.until}, the next begins on {two.since}"
                hint = "end the first on an earlier day"
                found.append(BookError(says, at=two.at.at("since"), hint=hint, code="dates.overlap"))
    return found


def _disorder(at: Place, one: date, two: date) -> BookError:
    if one == two:
        return BookError(f"two values begin on {two}", at=at, hint="one day has one value", code="dates.overlap")
    return BookError(f"{two} stands after {one}", at=at, hint="earlier days first", code="dates.order")
