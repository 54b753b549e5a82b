"""No book of a shop lowers the floor: it is refused, or the law stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.kernel.errors import BookError, RuleError
from ombud.model.entitlement import Entitlement
from ombud.model.ruling import AllegationRuling, Ruling
from ombud.public.rulings import rule
from tests import drawn
from tests.laws.disputes import KNOWN_ON, RESIDENCES, book, case_file, disputes, least
from tests.laws.hostile import FRAGMENTS, write
from tests.laws.oracle import Dispute, floor, status
from tests.laws.test_floor import assert_holds

REFUSED = {
    "claims to be a statute": "statute",
    "owes less than nothing": "amount is less than nothing",
    "has no words for it": "unknown remedy",
    "says nothing": "says nothing of 'remedy'",
    "asks who it is": "person fact 'orders_count'",
    "asks what was earned": "money fact 'margin_12m'",
    "settles delivery": "cannot settle 'delivered'",
    "settles the claim of the carrier": "cannot settle 'carrier_says_delivered'",
    "settles force majeure": "cannot settle 'force_majeure_proven'",
    "settles that a consumer is none": "cannot settle 'consumer'",
    "shifts the burden": "cannot burden 'delivered'",
    "shifts another burden": "cannot burden 'prepaid'",
    "has a rate of its own": "already taken",
    "has a term of its own": "already taken",
    "overrides a number": "a shop cannot override law",
    "has lateness of its own": "already taken",
    "has a due day of its own": "already taken",
    "has the law's table": "already taken",
    "overrides the Russian rule": "cannot override law",
    "overrides the directive": "cannot override law",
}
SUFFERED = tuple(name for name in FRAGMENTS if name not in REFUSED)
"""Books that open: what they try must come to nothing."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_book_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    shop = write(tmp_path / "wolf", FRAGMENTS[name])
    with pytest.raises((BookError, RuleError), match=REFUSED[name]) as caught:
        open_book("RU", shop, known_on=KNOWN_ON)
    assert caught.value.at.file == str(shop / "house.toml")
    assert caught.value.at.line


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wolves")


numbers = count()


@contextmanager
def opened(folder: Path, residence: str, names: tuple[str, ...]) -> Iterator[Book]:
    shop = write(folder / str(next(numbers)), "".join(FRAGMENTS[name] for name in names))
    yield open_book(residence or "generic", shop, known_on=KNOWN_ON)


@pytest.mark.parametrize(("name", "residence"), list(zip(SUFFERED, cycle(("RU", "PL", "")), strict=False)))
def test_a_hostile_book_that_opens_lowers_nothing(name: str, residence: str, folder: Path) -> None:
    with opened(folder, residence, (name,)) as hostile:
        no_less(hostile, residence, 4)


@pytest.mark.parametrize("residence", RESIDENCES)
def test_hostile_rules_together_lower_nothing(residence: str, folder: Path) -> None:
    with opened(folder, residence, SUFFERED) as hostile:
        no_less(hostile, residence, 4)


@pytest.mark.slow
@settings(max_examples=drawn.examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(RESIDENCES), st.lists(st.sampled_from(SUFFERED), min_size=1, max_size=8, unique=True))
def test_any_hostile_rules_together_lower_nothing(folder: Path, residence: str, names: list[str]) -> None:
    with opened(folder, residence, tuple(names)) as hostile:
        no_less(hostile, residence, 60)


def no_less(hostile: Book, residence: str, examples: int) -> None:
    """The floor, and finding, fault and bearer as under the law alone."""

    @settings(
        max_examples=drawn.examples(examples), deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(disputes(residence), st.sampled_from(("not_received", "late")))
    def holds(case: Dispute, reason: str) -> None:
        file = case_file(case, reason=reason)
        ruling = rule(file, hostile, asof=case.asof)
        fair = rule(file, book(residence), asof=case.asof)
        (one,), (other,) = ruling.allegations, fair.allegations
        assert_holds(case, one, shop=True)
        if not blurred(one, other):
            assert one.finding.verdict == other.finding.verdict
            assert one.fault.shares == other.fault.shares
            assert one.fault.loss_bearer == other.fault.loss_bearer
            assert certain(other.entitlement) <= certain(one.entitlement)
        assert not [line for line in one.entitlement.redress if least(line.amount) < 0]
        assert_chosen(case, one, ruling)

    holds()


def blurred(one: AllegationRuling, other: AllegationRuling) -> bool:
    """Did a shop's table that no world can be drawn for (a product of unknowns) leave an open case vaguer?

    By the rulebook an allegation is exact only if every one of its tables is. Nothing is then said against anybody.
    """
    vaguer = one.mode == "mask" and other.mode != "mask"
    assert not vaguer or one.finding == other.finding or one.finding.open
    return vaguer


def certain(entitlement: Entitlement) -> set[str]:
    return {one.remedy for one in entitlement.redress if one.certain}


def assert_chosen(case: Dispute, one: AllegationRuling, ruling: Ruling) -> None:
    """What the law gives and was demanded is what the shop is told to do, at no less."""
    if status(case) == "contested" or not one.decided:
        return
    told = {option.remedy: option for option in ruling.remedies.options if option.recommended}
    back = sum(sum_ for day, sum_ in case.refunds if day <= case.asof)
    for line in floor(case):
        if line.demanded and line.minor > back:
            assert line.remedy in told, f"{line} was demanded and is not advised: {told}"
            assert least(told[line.remedy].amount) >= line.minor - back
