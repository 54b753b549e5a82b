from __future__ import annotations

from itertools import permutations

import pytest

from ombud.kernel.errors import RuleError
from ombud.rules.burden import burden_order, default
from ombud.rules.explorer import Kind, Unknown
from ombud.rules.tree import Case, Const, Node
from tests.rules.books import NAMES, SMALL, TRUE, both, cmp, const, day, no, program

N = NAMES
FALSE = Const(False, "bool")


def first(*branches: tuple[Node, Node]) -> Case:
    return Case(branches, branches[0][1].type)


BURDENS = {
    "p": first((N["q"], FALSE), (TRUE, TRUE)),
    "q": first((cmp(N["a"], ">", const(3)), TRUE), (TRUE, FALSE)),
    "a": first((TRUE, const(6))),
    "g": first((cmp(N["d"], ">", N["e"]), N["d"]), (TRUE, N["e"])),
    "s": first((no(N["q"]), const("y"))),
}
BOOK = program(SMALL, burdens=BURDENS)
ROW = {"a": None, "p": None, "q": None, "g": None, "s": None, "d": day(1), "e": day(2)}
ALL = ("a", "p", "q", "g", "s")
MISSING = dict.fromkeys(ALL, Unknown())


def test_after_the_deadline_a_fact_is_what_its_burden_says_and_others_stay_unknown() -> None:
    row, left, fallen = default(BOOK, ROW, MISSING, {"a"})
    assert fallen == {"a": 6}
    assert row["a"] == 6
    assert set(left) == {"p", "q", "g", "s"}


def test_burdens_fall_in_strata_so_that_the_order_of_facts_does_not_matter() -> None:
    results = []
    for order in permutations(ALL):
        row, left, fallen = default(BOOK, dict(reversed(ROW.items())), {name: Unknown() for name in order}, order)
        results.append((row, left, fallen))
    assert all(result == results[0] for result in results)
    row, left, fallen = results[0]
    assert (row["a"], row["q"], row["p"]) == (6, True, False)
    assert list(fallen) == ["a", "q", "p"]


def test_a_default_that_makes_a_fact_absent_takes_it_from_the_unknown_ones() -> None:
    row, left, fallen = default(BOOK, ROW, MISSING, ALL)
    assert "g" not in left
    assert "g" not in fallen
    assert row["g"] is None


def test_no_hit_and_a_burden_that_reads_an_unknown_fact_leave_the_fact_unknown() -> None:
    _, left, _ = default(BOOK, ROW, MISSING, ALL)
    assert "s" in left
    _, left, fallen = default(BOOK, ROW, MISSING, ["p"])
    assert "p" in left
    assert fallen == {}


@pytest.mark.parametrize("kind", ["pending", "unsettled", "judgement"])
def test_what_is_pending_open_in_law_or_a_matter_of_judgement_never_defaults(kind: Kind) -> None:
    why = {"a": Unknown(kind)}
    assert default(BOOK, ROW, why, ["a"])[2] == {}


def test_a_contested_fact_falls_to_its_burden_too() -> None:
    assert default(BOOK, ROW, {"a": Unknown("contested", (1, 2))}, ["a"])[2] == {"a": 6}


def test_a_contested_fact_that_is_not_overdue_is_not_read_as_one_of_its_claims() -> None:
    why = {"q": Unknown("contested", (True, False)), "p": Unknown()}
    assert default(BOOK, {**ROW, "q": True}, why, ["p"])[2] == {}


def test_burdens_that_read_one_another_are_refused_with_the_circle_shown() -> None:
    book = program(SMALL, burdens={"p": first((N["q"], TRUE)), "q": first((both(N["a"], N["p"]), TRUE))})
    with pytest.raises(RuleError, match="p -> q -> p"):
        burden_order(book)


def test_a_burden_that_reads_its_own_fact_is_refused() -> None:
    with pytest.raises(RuleError, match="a -> a"):
        burden_order(program(SMALL, burdens={"a": first((cmp(N["a"], ">", const(1)), const(2)))}))
