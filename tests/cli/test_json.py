from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from ombud.model.stakes import Input
from ombud.public.present import as_data, to_json
from tests.cli.sample import late_by_both
from tests.cli.sample_open import contested, question

KEYS = """case kind headline allegations conduct measures remedies clocks refused postings replies trace
    book_digest""".split()
ALLEGATION = "reason finding fault loss_bearer entitlement decided outcomes deciding if_due unknown".split()


def test_a_ruling_has_all_the_keys_that_were_promised() -> None:
    data = as_data(late_by_both())
    assert [key for key in KEYS if key not in data] == []
    one = data["allegations"][0]
    assert [key for key in ALLEGATION if key not in one] == []
    assert {"remedy", "amount", "due", "arises", "choose", "cites", "to_be_verified"} <= set(
        one["entitlement"]["redress"][0]
    )
    assert {"fact", "kind", "ask", "of", "by", "if_nothing"} <= set(
        as_data(contested())["allegations"][0]["unknown"][0]
    )


def test_money_is_minor_units_and_a_range_has_two_ends() -> None:
    owed = as_data(late_by_both())["allegations"][0]["entitlement"]["redress"][0]
    assert owed["amount"] == {"minor": 9600, "currency": "RUB"}
    open_sum = as_data(contested())["allegations"][0]["entitlement"]["redress"][0]
    assert open_sum["amount"] == {"min": 0, "max": 26399, "currency": "PLN"}


def test_shares_are_text_of_four_places() -> None:
    fault = as_data(late_by_both())["allegations"][0]["fault"]
    assert [(one["party"], one["share"]) for one in fault] == [("shop", "0.7500"), ("carrier", "0.2500")]


def test_a_remedy_tells_its_value_range_and_the_origin_of_each_input() -> None:
    first = as_data(late_by_both())["remedies"][0]
    assert first["expected_value"] == {"min": -4000, "mean": 21000, "max": 60000, "currency": "RUB"}
    assert [one["origin"] for one in first["inputs"]] == ["measured", "assumed"]


def test_an_input_in_money_is_money_and_any_other_a_number() -> None:
    half = Input("margin", Decimal("0.005"), Decimal("12.30"), Decimal(600), "money", "measured", 4)
    share = Input("response", Decimal("0.10"), Decimal("0.20"), Decimal("0.30"), "share", "assumed")
    ruling = late_by_both()
    (option, *_) = ruling.remedies.options
    plan = replace(ruling.remedies, options=(replace(option, inputs=(half, share)),))
    data = as_data(replace(ruling, remedies=plan, stakes=replace(ruling.stakes, inputs=(half, share))))
    for inputs in (data["stakes"]["inputs"], data["remedies"][0]["inputs"]):
        sums = [inputs[0][end] for end in ("low", "mean", "high")]
        assert sums == [{"minor": minor, "currency": "RUB"} for minor in (0, 1230, 60000)]
        assert (inputs[0]["unit"], inputs[0]["n"]) == ("money", 4)
        assert [inputs[1][end] for end in ("low", "mean", "high")] == ["0.10", "0.20", "0.30"]


def test_a_question_has_an_answer_and_no_headline() -> None:
    data = as_data(question())
    assert data["answer"] == "refused"
    assert "headline" not in data
    assert data["asked"]["to_be_verified"] is True


def test_the_same_ruling_gives_the_same_bytes_on_one_line() -> None:
    assert to_json(late_by_both()) == to_json(late_by_both())
    assert b"\n" not in to_json(late_by_both())
    assert json.loads(to_json(late_by_both()))["replies"]["private"]["text"].startswith("Здравствуйте")
