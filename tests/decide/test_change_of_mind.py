"""A change of mind from the case file to the letter and the books."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from ombud.kernel.errors import InputError
from ombud.model.ruling import Ruling
from ombud.public.docket import DOCKET
from ombud.public.replies import answer
from ombud.public.rulings import read_case_text, rule
from tests.decide.disputes import book_of, case, ruled


def told(name: str, **changes: object) -> dict[str, Any]:
    """A docket case with some of its sections changed."""
    return tomllib.loads((DOCKET / f"{name}.toml").read_text("utf-8")) | changes


def ruling_on(tree: dict[str, Any]) -> Ruling:
    text = json.dumps(tree, default=lambda day: day.isoformat(), ensure_ascii=False)
    file = read_case_text(text.encode(), "case.json", "json")
    assert file.asof
    return rule(file, book_of(file.complainant.residence, file.book.removeprefix("../")), asof=file.asof)


def test_who_still_has_the_goods_is_asked_to_send_them_back() -> None:
    (notice,) = ruling_on(told("D19", returns=[])).notices
    assert notice.needs == ("return_item",)
    assert "Please send the item back to us." in answer(notice, lang="en").text


def test_whose_goods_are_back_has_nothing_left_to_do() -> None:
    (notice,) = ruling_on(told("D19")).notices
    assert notice.needs == ()


def test_a_fee_that_was_never_taken_costs_nothing_to_forgo() -> None:
    ruling = ruling_on(told("D10"))
    assert [option.forgone for option in ruling.remedies.options] == [True]
    assert ruling.postings == ()


@pytest.mark.parametrize("reason", ["changed_mind", "cancelled_not_honoured", "wrong_price", "undisclosed_fee"])
@pytest.mark.parametrize("law", ["RU", "UA", "PL", "UK"])
def test_a_complaint_of_which_nothing_is_known_is_not_decided(reason: str, law: str) -> None:
    ruling = ruled(case(law=law, allegations=[{"reason": reason}]))
    assert ruling.headline == "cannot_tell_yet"
    assert ruling.allegations[0].unknown


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"returns": [{"lines": ["9"]}]}, "no order line `9`"),
        ({"returns": [{"sent_on": "2026-08-01"}]}, "before they were ordered"),
        ({"returns": [{"sent_on": "2026-09-18", "received_on": "2026-09-17"}]}, "before they were sent"),
        ({"fees": [{"amount": "1.00", "announced_on": "2026-09-03", "charged_on": "2026-09-02"}]}, "before it was ann"),
        ({"fees": [{"id": "a", "amount": "1.00"}, {"id": "a", "amount": "2.00"}]}, "taken already"),
        ({"subscription": {"started_on": "2026-09-02", "ended_on": "2026-09-01"}}, "before the subscription began"),
        ({"platform_case": {"opened_on": "2026-09-02", "answer_by": "2026-09-01"}}, "before the case was opened"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_place(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        ruling_on(told("D19", **changes))
    assert refused.value.at.key.split("[")[0].split(".")[0] in changes


def test_what_is_kept_of_several_things_is_paid_for() -> None:
    tree = told("D19", returns=[{"received_on": "2026-09-18", "lines": ["1"]}])
    tree["orders"][0]["lines"].append({"id": "2", "title": "Карта", "unit": "100.00"})
    tree["payments"][0]["amount"] = "900.00"
    (line,) = ruling_on(tree).allegations[0].entitlement.redress
    assert str(line.amount) == "800.00 RUB"
