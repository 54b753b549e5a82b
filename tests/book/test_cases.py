from __future__ import annotations

import pytest

from ombud.book.cases import CaseResult, all_law_cases, law_cases
from tests.book.conftest import Desk

CASE = """
[[case]]
name = "A parcel eight days late earns four percent of the prepayment"
reason = "late"
facts = { prepaid = "2400.00", due_on = 2026-03-01, asof = 2026-03-20, delivered = true, delivered_on = 2026-03-09 }
expect = [ { table = "ru231", rule = "penalty", remedy = "penalty_by_statute", amount = "96.00" } ]
"""


def _tried(desk: Desk, text: str) -> CaseResult:
    desk.write("law/ru/delivery.cases.toml", text)
    (result,) = law_cases(desk.folder / "law/ru", catalogue=desk.folder / "facts.toml")
    return result


def test_a_case_that_holds_is_named_by_its_topic_and_sentence(desk: Desk) -> None:
    result = _tried(desk, CASE)
    assert result.id == "ru/delivery: A parcel eight days late earns four percent of the prepayment"
    assert result.wrong == ()


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('"96.00"', '"97.00"', "ru231.penalty gives amount 96.00, not 97.00"),
        ("2026-03-09", "2026-02-27", "ru231.penalty does not hit"),
        ('reason = "late"', 'reason = "threshold_near_miss"', "ru231.penalty does not hit"),
        ("expect =", 'never = ["penalty"]\nexpect =', "ru231.penalty hits, and should not"),
        (', remedy = "penalty_by_statute"', ', remedy = "repair"', "gives remedy penalty_by_statute, not repair"),
        ('"2400.00"', '"unknown"', "ru231.penalty does not hit; ru231.penalty stays open"),
        ("prepaid", "prepayd", "unknown key 'prepayd'"),
        ('rule = "penalty"', 'rule = "penal"', "no rule 'penal'"),
        ("expect =", 'never = ["refund"]\nexpect =', "no rule 'refund'"),
        ("expect =", "other =", "ru231.penalty hits, and was not expected"),
    ],
)
def test_a_case_that_fails_says_how(desk: Desk, old: str, new: str, wrong: str) -> None:
    assert old in CASE
    text = CASE.replace(old, new)
    text = text.replace("other =", "expect = []\n#")
    assert wrong in "; ".join(_tried(desk, text).wrong)


def test_an_unknown_fact_leaves_a_rule_open_where_the_case_says_so(desk: Desk) -> None:
    head = CASE.replace('"2400.00"', '"unknown"').partition("expect")[0]
    assert _tried(desk, head + 'open = ["penalty"]\n').wrong == ()


def test_a_pack_that_cannot_be_opened_fails_under_its_own_code(desk: Desk) -> None:
    desk.write("law/ru/delivery.toml", "[param.days]\ntype = 'nothing'\n")
    (result,) = all_law_cases(desk.folder / "law", codes=("ru",))
    assert result.id.partition("/")[0] == "ru"
    assert result.wrong
