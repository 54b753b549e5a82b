"""What a shop's book says and can never mean is told: a mistake is refused, a doubt is named with its table."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ombud.book.checking import Problem, check_book, doubts_about
from tests.decide.disputes import SHOPS

WORDS = 'because = { en = "x", ru = "x", uk = "x", pl = "x" }\n'


def with_table(folder: Path, head: str, *rules: str) -> Path:
    """Folio with one more table."""
    shop = folder / "folio"
    shutil.copytree(SHOPS / "folio", shop)
    parts = [f"\n[[table.mine.rule]]\nid = 'r{number}'\n{rule}\n{WORDS}" for number, rule in enumerate(rules)]
    house = shop / "house.toml"
    house.write_text(house.read_text(encoding="utf-8") + f"\n[table.mine]\n{head}\n{''.join(parts)}", encoding="utf-8")
    return shop


def goodwill(folder: Path, when: str) -> Path:
    head = "answers = 'goodwill'\nhit = 'collect'\nreasons = ['damaged']"
    return with_table(folder, head, f'when = "{when}"\nthen = {{ remedy = "apology" }}')


def codes(found: list[Problem]) -> list[str]:
    return [one.code for one in found]


@pytest.mark.parametrize(
    "when",
    [
        "1 > 2",
        "DATE '2026-01-02' < DATE '2026-01-01'",
        "FALSE",
        "delivered AND NOT delivered",
        "reason = 'late'",
        "prepaid < 0.00",
        "prepaid > agent_limit AND prepaid < agent_limit",
        "prepaid >= agent_limit AND agent_limit > prepaid",
        "prepaid <> prepaid",
        "NOT (prepaid = prepaid)",
        "prepaid + 1.00 < prepaid",
        "prepaid >= prepaid + 0.01",
        "LEAST(prepaid, 5.00) > 6.00",
        "GREATEST(prepaid, 0.00) < 0.00",
    ],
)
def test_a_condition_that_is_always_false_is_refused(tmp_path: Path, when: str) -> None:
    assert codes(check_book("", goodwill(tmp_path, when))) == ["rule.never"]


@pytest.mark.parametrize(
    "when",
    [
        "prepaid - 1.00 < prepaid",
        "prepaid = prepaid",
        "LEAST(prepaid, 5.00) > 4.00",
        "GREATEST(prepaid, 7.00) > 6.00",
        "2 > 1",
        "prepaid <= 0.00",
        "prepaid >= agent_limit AND prepaid <= agent_limit",
        "agent_limit < lead_limit",
    ],
)
def test_a_condition_that_may_hold_is_accepted_without_a_word(tmp_path: Path, when: str) -> None:
    shop = goodwill(tmp_path, when)
    assert (check_book("", shop), doubts_about("", shop)) == ([], [])


@pytest.mark.parametrize("when", ["agent_limit < 0.00", "agent_limit > lead_limit"])
def test_what_the_parameters_as_they_stand_switch_off_is_a_doubt(tmp_path: Path, when: str) -> None:
    shop = goodwill(tmp_path, when)
    assert check_book("", shop) == []
    (doubt,) = doubts_about("", shop)
    assert "table 'mine', as its parameters stand: rule 'r0'" in doubt.says


def test_a_rule_that_a_number_of_the_house_switches_off_on_purpose_is_no_doubt(tmp_path: Path) -> None:
    assert doubts_about("", goodwill(tmp_path, "agent_limit < 0.00 AND prepaid > 0.00")) == []


FINDING = 'when = "delivered"\nthen = { finding = "substantiated" }'


@pytest.mark.parametrize(
    ("reasons", "says"),
    [
        ("['late', 'damaged']", "table 'mine' never speaks: the law"),
        ("['late', 'support_out_of_scope']", "table 'mine' never speaks under late: the law"),
    ],
)
def test_a_table_that_the_law_speaks_over_is_a_doubt_with_its_name_and_why(
    tmp_path: Path, reasons: str, says: str
) -> None:
    shop = with_table(tmp_path, f"answers = 'finding'\nhit = 'first'\nreasons = {reasons}", FINDING)
    assert check_book("", shop) == []
    (doubt,) = doubts_about("", shop)
    assert says in doubt.says
    assert "finding_delivery" in doubt.hint
    assert doubt.at.line


@pytest.mark.parametrize(
    ("head", "then", "says"),
    [
        ("answers = 'approval'", 'then = { approval = "owner" }', "'mine' never speaks: a rule of 'approval'"),
        ("answers = 'headline'", 'then = { headline = "shop_right" }', "'mine' never speaks: a rule of 'headline'"),
    ],
)
def test_a_second_table_behind_one_that_always_answers_is_a_doubt(
    tmp_path: Path, head: str, then: str, says: str
) -> None:
    shop = with_table(tmp_path, f"{head}\nhit = 'first'", f'when = "TRUE"\n{then}')
    assert check_book("", shop) == []
    (doubt,) = doubts_about("", shop)
    assert says in doubt.says


@pytest.mark.parametrize("shop", sorted(path.parent.name for path in SHOPS.glob("*/shop.toml")))
def test_no_demo_shop_leaves_a_doubt(shop: str) -> None:
    assert doubts_about("", SHOPS / shop) == []


@pytest.mark.parametrize(
    ("name", "days"), [("until_days", "9999"), ("review_days", "367"), ("until_days", "{ expr = 'long' }")]
)
def test_a_measure_does_not_go_on_for_ever(tmp_path: Path, name: str, days: str) -> None:
    given = {"review_days": "30", "until_days": "30"} | {name: days}
    then = ", ".join(f"{key} = {value}" for key, value in given.items())
    rule = f'when = "TRUE"\nthen = {{ measure = "contact_paused_until_date", towards = "customer", {then} }}'
    shop = with_table(tmp_path, "answers = 'measure'\nhit = 'collect'", rule)
    house = shop / "house.toml"
    means = 'means = { en = "x", ru = "x", uk = "x", pl = "x" }'
    house.write_text(house.read_text(encoding="utf-8") + f"\n[param.long]\ntype = 'int'\nis = 9999\n{means}\n")
    (problem,) = check_book("", shop)
    assert (problem.code, name in problem.says) == ("book.unending_measure", True)
