"""A complaint about an employee: nobody is judged on a recording that nobody has heard."""

from __future__ import annotations

from typing import Any

from ombud.model.ruling import Ruling
from tests.decide.disputes import by_hand, case, only, ruled

FACTS = ("hang_ups", "hang_ups_by_rule", "hang_ups_after_abuse", "staff_insulted", "abuse_in_call")
UNHEARD = [{"id": "c", "at": "2026-05-20T10:00:00+03:00", "heard": False}]


def _quattro(**given: Any) -> Ruling:  # noqa: ANN401  (sections of a case file)
    return ruled(case(law="RU", allegations=[{"reason": "staff_conduct"}], **given), shop="quattro")


def _heard(hang_ups: int, *, by_rule: int, abuse: bool, insult: bool = False) -> Ruling:
    counted = ("hang_ups", hang_ups), ("hang_ups_by_rule", by_rule), ("hang_ups_after_abuse", by_rule)
    return _quattro(answers=by_hand(*counted, ("staff_insulted", insult), ("abuse_in_call", abuse)))


def test_an_unheard_recording_leaves_two_findings_and_no_call_ended_more_often_than_there_were_calls() -> None:
    one = only(_quattro(calls=UNHEARD))
    assert {possible.finding for possible in one.outcomes} == {"substantiated", "not_substantiated"}
    for possible in one.outcomes:
        assert int(str(possible.given["hang_ups_by_rule"])) <= int(str(possible.given["hang_ups"]))


def test_the_facts_of_one_recording_are_asked_for_in_one_sentence() -> None:
    (notice, *_) = _quattro(calls=UNHEARD).notices
    assert len(notice.asks) == 1


def test_after_the_deadline_nobody_says_that_a_recording_was_heard() -> None:
    asked = [{"fact": fact, "of": "lead", "asked_on": "2026-05-21", "by": "2026-05-28"} for fact in FACTS]
    ruling = _quattro(calls=UNHEARD, requests=asked)
    one = only(ruling)
    assert one.finding.verdict == "not_substantiated"
    assert [share.party for share in one.fault.shares] == ["nobody"]
    said = f"{one.finding.because['en']} {one.fault.because['en']}"
    assert "record" not in said.lower()
    assert ruling.headline == "shop_right"


def test_abuse_in_a_call_that_nobody_ended_is_no_reason_for_its_end() -> None:
    one = only(_heard(0, by_rule=0, abuse=True))
    assert one.finding.rule == "finding_staff.nothing_confirmed"
    assert [share.party for share in one.fault.shares] == ["nobody"]


def test_one_call_ended_by_the_rule_and_one_not_is_the_employees_fault() -> None:
    ruling = _heard(2, by_rule=1, abuse=True)
    assert [share.party for share in only(ruling).fault.shares] == ["staff_member"]
    assert ruling.headline == "customer_right"


def test_calls_all_ended_by_the_rule_clear_the_employee() -> None:
    ruling = _heard(2, by_rule=2, abuse=True)
    assert [share.party for share in only(ruling).fault.shares] == ["customer"]
    assert ruling.headline == "shop_right"
