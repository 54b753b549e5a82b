"""Like cases, by signature: what was given, to whom, and what such customers did next."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile, PastCase
from ombud.model.stakes import Precedents, Signature, Spread

TERMS = Path(__file__).parent / "precedents.toml"
OPEN = "inconclusive"
ABOUT = {"ban_unclaimed_cod": "unclaimed_parcel", "require_prepayment": "unclaimed_parcel"}
"""The reason of cases that are like a question of the shop."""


@cache
def terms() -> tuple[timedelta, int]:
    """For how many days a like case is recent, and how many of goodwill make a practice."""
    read = tomllib.loads(TERMS.read_text(encoding="utf-8"))
    return timedelta(days=read["recent_days"]), read["practice_from"]


def alike(question: str) -> tuple[Signature, ...]:
    """What makes other cases like a question of the shop."""
    return (Signature(ABOUT[question], OPEN),) if question in ABOUT else ()


def precedents(file: CaseFile, signatures: Iterable[Signature], asof: date) -> Precedents:
    """The earlier cases with one of the signatures. Once is not a practice, but refusing it now needs a reason."""
    recent, practice = terms()
    alike = tuple(dict.fromkeys(signatures))
    cases = file.history.cases if file.history else ()
    like = [case for case in cases if case.on <= asof and any(_like(case, one) for one in alike)]
    own, rest = ([case for case in like if case.same_customer is side] for side in (True, False))
    granted = sum(case.goodwill for case in own)
    return Precedents(
        same_customer=len(own),
        others=len(rest),
        last_90_days=sum(asof - case.on <= recent for case in like),
        given=_given(like, file.currency),
        ids=tuple(case.id for case in like),
        signatures=alike,
        own=_spread(own, file.currency),
        rest=_spread(rest, file.currency),
        granted_before=granted,
        practice=sum(case.goodwill for case in like) >= practice,
        refusal_needs_reason=granted > 0,
        settled=sum(case.ended == "settled" for case in like),
        argued=sum(case.ended == "argued" for case in like),
    )


def _like(case: PastCase, signature: Signature) -> bool:
    """The same reason; the same finding and the same clause wherever both sides say them."""
    same_finding = case.finding is None or signature.finding in (OPEN, case.finding)
    same_clause = not case.clause or not signature.clause or case.clause == signature.clause
    return case.reason == signature.reason and same_finding and same_clause


def _given(cases: Iterable[PastCase], currency: str) -> tuple[Money, ...]:
    given = (Money.of(case.amount, currency) for case in cases if case.amount is not None)
    return tuple(sorted(given, key=lambda money: money.minor))


def _spread(cases: Sequence[PastCase], currency: str) -> Spread:
    given = _given(cases, currency)
    counted = [case.bought_again for case in cases if case.bought_again is not None]
    middle = (len(given) - 1) // 2  # of an even number the lower one: a sum that was really given
    return Spread(
        n=len(cases),
        sums=len(given),
        least=given[0] if given else None,
        median=given[middle] if given else None,
        most=given[-1] if given else None,
        counted=len(counted),
        again=sum(counted),
    )
