from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from ombud.facts import establish, read_case
from ombud.facts.read import in_file
from ombud.kernel.errors import InputError
from ombud.model.case_file import Answer, CaseFile, Party, Refund, Tracking
from ombud.model.facts import Facts
from ombud.rules.declare import Aggregate
from tests.facts.books import BOOK, book, case, fact
from tests.facts.writing import GOOD, written

ASOF = date(2026, 5, 25)


def established(file: CaseFile, asof: date = ASOF, index: int = 0) -> Facts:
    allegation = file.allegations[index] if file.allegations else None
    return establish(file, BOOK, allegation, asof=asof)


def with_answers(file: CaseFile, *answers: tuple[str, bool | int | str, Party]) -> CaseFile:
    given = tuple(Answer(fact=name, value=value, witness=witness) for name, value, witness in answers)
    return msgspec.structs.replace(file, answers=given)


def test_records_become_facts_with_pointers_to_what_they_rest_on() -> None:
    facts = established(case("kettle.toml"))
    assert facts.row["goods_total"] == Decimal("240.00")
    assert facts.row["discount_total"] == Decimal("11.00")
    assert facts.row["prepaid"] == Decimal("243.99")
    assert [e.pointer for e in facts.states["prepaid"].evidence] == ["payments[0]", "payments[1]"]
    assert facts.row["due_on"] == date(2026, 5, 5)
    assert facts.row["goodwill_before"] == 1


def test_every_fact_of_the_catalogue_has_a_state_and_a_cell() -> None:
    facts = established(case("kettle.toml"))
    assert facts.states.keys() == facts.row.keys() == BOOK.program.declared.facts.keys()
    assert (facts.row["asof"], facts.row["reason"], facts.row["question"]) == (ASOF, "not_received", "none")


def test_every_known_fact_has_evidence() -> None:
    facts = established(case("kettle.toml"))
    assert [name for name, state in facts.states.items() if state.value is not None and not state.evidence] == []


def test_delivery_that_the_carrier_records_and_the_customer_denies_is_contested() -> None:
    state = established(case("kettle.toml")).states["delivered"]
    assert (state.kind, state.value, state.claimed) == ("contested", None, (True, False))
    assert [e.pointer for e in state.evidence] == ["tracking[0]", "allegations[0]"]


def test_another_allegation_of_the_same_case_is_read_with_its_own_words() -> None:
    facts = established(case("kettle.toml"), index=1)
    assert facts.reason == "staff_conduct"
    assert facts.row["customer_denies"] is False
    assert established(case("kettle.toml")).row["customer_denies"] is True


def test_a_contested_guard_leaves_its_fact_known() -> None:
    assert established(case("kettle.toml")).row["delivered_on"] == date(2026, 5, 4)


def test_a_call_that_nobody_heard_leaves_the_count_of_hang_ups_unknown() -> None:
    facts = established(case("kettle.toml"))
    assert facts.states["hang_ups"].kind == "missing"
    assert facts.row["abuse_in_call"] is True


def test_a_missing_section_is_unknown_and_an_empty_one_is_none() -> None:
    kettle, lamp = established(case("kettle.toml")), established(case("lamp.json"), date(2026, 6, 15))
    assert kettle.states["fee_shown"].kind == "missing"
    assert lamp.states["complaint_answered"].kind == "missing"
    assert lamp.row["refund_demanded"] is False
    assert lamp.row["refunded"] == Decimal("0.00")
    assert [e.weight for e in lamp.states["refunded"].evidence] == ["record"]
    assert [e.weight for e in kettle.states["refunded"].evidence] == ["default"]


def test_cash_on_delivery_is_no_prepayment() -> None:
    assert established(case("lamp.json")).row["prepaid"] == Decimal("0")


def test_what_is_not_delivered_before_its_day_is_pending_until_that_day() -> None:
    early, late = (established(case("lamp.json"), day) for day in (date(2026, 6, 10), date(2026, 6, 11)))
    assert (early.states["delivered"].kind, early.states["delivered"].due) == ("pending", date(2026, 6, 10))
    assert early.row["delivered"] is False
    assert (late.states["delivered"].kind, late.row["delivered"]) == ("", False)


def test_records_after_the_day_of_the_ruling_are_not_yet_known() -> None:
    lamp = case("lamp.json")
    before, after = (established(lamp, day) for day in (date(2026, 6, 11), date(2026, 6, 12)))
    assert before.row["handed_over"] is False
    assert before.states["handed_over_on"].absent
    assert after.row["handed_over_on"] == date(2026, 6, 12)
    kettle = case("kettle.toml")
    assert established(kettle, date(2026, 5, 27)).row["complaint_answered"] is False
    assert established(kettle, date(2026, 5, 28)).row["complaint_answered"] is True


def test_an_event_recorded_later_than_it_happened_is_known_from_its_record_on() -> None:
    event = msgspec.json.decode(
        b'{"on": "2026-06-08", "recorded_at": "2026-06-14T09:00:00+00:00", "status": "delivered"}', type=Tracking
    )
    lamp = case("lamp.json")
    assert lamp.shipments
    shipment = msgspec.structs.replace(lamp.shipments[0], handed_over_on=date(2026, 6, 1))
    file = msgspec.structs.replace(lamp, tracking=(event,), shipments=(shipment,))
    assert established(file, date(2026, 6, 13)).row["delivered"] is False
    assert established(file, date(2026, 6, 14)).row["carrier_says_delivered"] is True


def test_a_fact_whose_guard_is_false_is_absent_not_unknown() -> None:
    state = established(case("lamp.json"), date(2026, 6, 15)).states["delivered_on"]
    assert (state.absent, state.kind, state.value) == (True, "", None)


def test_a_fact_whose_guard_is_unknown_is_missing() -> None:
    bare = msgspec.structs.replace(case("lamp.json"), tracking=None)
    state = established(bare, date(2026, 6, 15)).states["delivered_on"]
    assert (state.absent, state.kind) == (False, "missing")


def test_a_judgement_that_nobody_has_made_says_so() -> None:
    assert established(case("lamp.json")).states["reasonable_term_passed"].kind == "judgement"


def test_an_answer_by_hand_counts_where_records_are_silent() -> None:
    facts = established(case("owner_asks.toml"), date(2026, 3, 2))
    assert facts.reason == "none"
    assert facts.row["question"] == "deduct_for_conduct"
    assert facts.row["placed_on"] == date(2026, 2, 14)
    (found,) = facts.states["placed_on"].evidence
    assert (found.pointer, found.weight, found.witness) == ("answer of the customer", "answer", "customer")


def test_an_answered_day_implies_its_event() -> None:
    facts = established(case("owner_asks.toml"), date(2026, 3, 2))
    assert facts.row["delivered"] is True
    assert facts.row["delivered_on"] == date(2026, 2, 20)
    assert facts.states["delivered"].evidence[0].weight == "answer"


def test_two_witnesses_who_differ_make_a_fact_contested_with_exactly_their_claims() -> None:
    file = with_answers(case("lamp.json"), ("colour", "red", "shop"), ("colour", "blue", "customer"))
    state = established(file).states["colour"]
    assert (state.kind, state.claimed) == ("contested", ("red", "blue"))


def test_a_witness_who_corrects_himself_is_not_contested() -> None:
    file = with_answers(case("lamp.json"), ("colour", "red", "shop"), ("colour", "blue", "shop"))
    assert established(file).row["colour"] == "blue"


def test_a_witness_who_does_not_know_decides_nothing() -> None:
    file = with_answers(case("lamp.json"), ("colour", "unknown", "shop"))
    assert established(file).states["colour"].kind == "missing"
    file = with_answers(case("lamp.json"), ("colour", "unknown", "shop"), ("colour", "red", "customer"))
    assert established(file).row["colour"] == "red"


def test_a_record_stands_against_an_answer_which_is_kept_as_evidence() -> None:
    file = with_answers(case("kettle.toml"), ("refund_demanded", False, "shop"))
    state = established(file).states["refund_demanded"]
    assert state.value is True
    assert [e.weight for e in state.evidence] == ["record", "answer"]


def test_what_settles_on_answers_alone_stays_marked_as_answered() -> None:
    file = with_answers(case("owner_asks.toml"), ("signed", True, "shop"))
    state = established(file, date(2026, 3, 2)).states["delivered"]
    assert state.value is True
    assert [e.weight for e in state.evidence] == ["answer"]


def test_answers_given_after_the_day_of_the_ruling_are_not_yet_known() -> None:
    answer = Answer(fact="colour", value="red", on=date(2026, 5, 26))
    file = msgspec.structs.replace(case("kettle.toml"), answers=(answer,))
    assert established(file, date(2026, 5, 25)).states["colour"].kind == "missing"
    assert established(file, date(2026, 5, 26)).row["colour"] == "red"


def test_answers_that_exclude_each_other_are_refused_by_name() -> None:
    file = with_answers(case("owner_asks.toml"), ("delivered", False, "shop"), ("delivered_on", "2026-02-20", "shop"))
    with pytest.raises(InputError, match="`delivered` is answered with false, and yet `delivered_on`"):
        established(file, date(2026, 3, 2))


def test_facts_that_contradict_each_other_are_refused_by_name() -> None:
    refund = Refund(id="r1", on=date(2026, 5, 20), amount="999.00")
    file = msgspec.structs.replace(case("kettle.toml"), refunds=(refund,))
    with pytest.raises(InputError, match=r"`refunded` \(999.00\) and `prepaid` \(243.99\)"):
        established(file)


def test_what_comes_up_after_reading_is_placed_in_the_file_too(tmp_path: Path) -> None:
    path = tmp_path / "lamp.toml"
    path.write_bytes(written(GOOD | {"refunds": [{"id": "r1", "on": "2026-05-20", "amount": "999.00"}]}, "toml"))
    file = read_case(path)
    with pytest.raises(InputError) as caught:
        established(file)
    error = in_file(caught.value, path)
    assert (error.at.file, error.at.key, error.at.line) == (str(path), "refunds[0]", 9)
    assert error.says == caught.value.says


def test_a_settle_table_reads_what_another_settled() -> None:
    small = book(
        fact("a", "bool", Aggregate("exists", "order")),
        fact("late_one", "bool"),
        fact("early_one", "bool"),
        settles={"late_one": [("early_one", "TRUE")], "early_one": [("a", "TRUE")]},
    )
    assert establish(case("lamp.json"), small, None, asof=ASOF).row["late_one"] is True


def test_what_was_asked_for_comes_with_its_day() -> None:
    assert established(case("kettle.toml")).asked == {"delivered": date(2026, 5, 27)}
    assert established(case("kettle.toml"), date(2026, 5, 19)).asked == {}


def test_the_timeline_goes_by_days_and_ends_today_but_for_what_was_promised() -> None:
    days = [(str(m.on)[5:], m.what) for m in established(case("lamp.json"), date(2026, 6, 1)).timeline]
    assert days == [("05-20", "ordered"), ("05-20", "promised"), ("05-20", "paid"), ("06-10", "promised_day")]


def test_the_same_file_gives_the_same_facts() -> None:
    assert established(case("kettle.toml")) == established(case("kettle.toml"))
