"""What passed for right and would have failed, or told too much, once a case was ruled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.book.checking import Problem, check_book
from ombud.book.opening import LAW_ROOT
from tests.book.conftest import Desk

Only = Callable[..., Problem]
PROMISE = "folio/promise.toml"
HOUSE = "folio/house.toml"
FOLIO = LAW_ROOT.parent / "shops" / "demo" / "folio"
BLAME = """
[table.blame]
answers = "fault"
hit = "first"
reasons = ["late"]
[[table.blame.rule]]
id = "r"
when = "TRUE"
then = {then}
"""
MEASURE = """
[table.limits]
answers = "measure"
hit = "first"
[[table.limits.rule]]
id = "r"
when = "TRUE"
then = {{ measure = "{measure}", towards = "customer"{given} }}
"""


@pytest.mark.parametrize("half", ["{free_delivery_from", "free_delivery_from}", "{{free_delivery_from}"])
def test_half_a_placeholder_is_refused(desk: Desk, only: Only, half: str) -> None:
    desk.swap(PROMISE, "{free_delivery_from}", half)
    assert "brace" in {problem.says.split()[1] for problem in desk.check()}
    assert {problem.code for problem in desk.check()} == {"words.placeholder"}


@pytest.mark.parametrize(("clause", "codes"), [("free_delivry", ["book.unknown_clause"]), ("free_delivery", [])])
def test_a_rule_on_a_clause_that_the_offer_lacks_is_refused(desk: Desk, clause: str, codes: list[str]) -> None:
    desk.add(HOUSE, BLAME.replace("{then}", "{ shop = 1 }") + f'clause = "{clause}"\n')
    assert [problem.code for problem in desk.check()] == codes


@pytest.mark.parametrize(("then", "codes"), [("{ shop = 0, carrier = 0 }", ["book.weights"]), ("{ nobody = 1 }", [])])
def test_fault_without_any_weight_is_refused(desk: Desk, then: str, codes: list[str]) -> None:
    desk.add(HOUSE, BLAME.replace("{then}", then))
    assert [problem.code for problem in desk.check()] == codes


@pytest.fixture
def folio(tmp_path: Path) -> Callable[[str], list[Problem]]:
    """Checks Folio with the law of its country, its free-delivery clause ending in other words."""

    def checked(ending: str) -> list[Problem]:
        for file in FOLIO.glob("*.toml"):
            text = file.read_text(encoding="utf-8")
            (tmp_path / file.name).write_text(
                text.replace("below that it costs {delivery_fee}.", "below that it costs {delivery_fee}" + ending, 1),
                encoding="utf-8",
            )
        return check_book("", tmp_path)

    return checked


def test_a_public_number_of_days_does_not_make_the_same_sum_public(folio: Callable[[str], list[Problem]]) -> None:
    assert [problem.code for problem in folio("; 10.00 short will do.")] == ["words.house_number"]
    assert folio("; we answer in 10 days.") == []


def test_a_sum_of_the_house_is_told_as_money_and_not_as_so_many_days(folio: Callable[[str], list[Problem]]) -> None:
    assert [problem.code for problem in folio("; up to 500 RUB at once.")] == ["words.house_number"]
    assert [problem.code for problem in folio("; from 500.")] == ["words.house_number"]
    assert folio("; ask within 500 days.") == []


@pytest.mark.parametrize(
    ("measure", "given", "missing"),
    [
        ("writing_only", "", "review_days"),
        ("single_contact_person", ", until_days = 30", "review_days"),
        ("warning", ", review_days = 0", "review_days"),
        ("no_cod_until_date", ", review_days = 90", "until_days"),
        ("contact_paused_until_date", ", review_days = 90", "until_days"),
    ],
)
def test_a_measure_without_an_end_is_refused(desk: Desk, measure: str, given: str, missing: str) -> None:
    desk.add(HOUSE, MEASURE.format(measure=measure, given=given))
    problem = next(each for each in desk.check() if each.code == "book.unending_measure")
    assert measure in problem.says
    assert missing in problem.says


def test_a_note_on_file_needs_no_end(desk: Desk) -> None:
    desk.add(HOUSE, MEASURE.format(measure="note_on_file", given=""))
    assert "book.unending_measure" not in {each.code for each in desk.check()}
