"""Each thing that cannot be right is one problem, with its file, its line and a code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.book.checking import Problem
from ombud.book.opening import load
from ombud.kernel.errors import BookError
from tests.book.conftest import FOUR, Desk

Only = Callable[..., Problem]
LAW = "law/ru/delivery.toml"
PROMISE = "folio/promise.toml"
HOUSE = "folio/house.toml"


def test_an_unknown_key_is_refused_with_the_nearest_name(desk: Desk, only: Only) -> None:
    desk.add("folio/shop.toml", 'anwsers = "Bob"\n')
    problem = only("book.unknown_key", "folio/shop.toml", "anwsers")
    assert problem.hint == "did you mean 'answers'?"


def test_an_unknown_country_is_refused_where_the_shop_names_it(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text('name = "Kram"\ncountry = "Polska"\ncurrency = "PLN"\nlanguages = ["pl"]\n')
    found = [fault for fault in load("", tmp_path).faults if fault.code == "pack.unknown"]
    assert [str(fault.at) for fault in found] == [f"{tmp_path / 'shop.toml'}: country"]


def test_an_unknown_fact_in_a_condition_is_refused_at_its_column(desk: Desk, only: Only) -> None:
    desk.swap(LAW, "prepaid > 0 AND", "prepayd > 0 AND")
    problem = only("rule.unknown_name", LAW, "prepayd")
    assert problem.at.key == "table.ru231.rule[1].when"
    assert problem.at.column == 1
    assert "prepaid" in problem.hint


def test_a_type_error_is_refused(desk: Desk, only: Only) -> None:
    desk.swap(LAW, "prepaid > 0 AND", "prepaid > due_on AND")
    only("rule.type", LAW, "prepaid > due_on")


def test_an_absent_fact_needs_its_guard(desk: Desk, only: Only) -> None:
    desk.swap(LAW, "late_end > due_on", "delivered_on > due_on")
    assert "delivered" in only("rule.guard", LAW, "delivered_on > due_on").hint


def test_burdens_that_wait_for_each_other_are_refused(desk: Desk, only: Only) -> None:
    desk.add(
        "law/common/evidence.toml",
        """
        [[burden.parcels.rule]]
        when = "delivered"
        is = "1"
        """,
    )
    desk.swap("law/common/evidence.toml", 'when = "TRUE"', 'when = "parcels > 1"')
    only("rule.cycle", "facts.toml")


def test_a_condition_that_is_always_false_is_refused(desk: Desk, only: Only) -> None:
    desk.swap(LAW, "prepaid > 0 AND", "prepaid > 5 AND prepaid < 3 AND")
    only("rule.never", LAW, "prepaid > 5")


def test_a_rule_behind_a_wider_one_is_refused(desk: Desk, only: Only) -> None:
    desk.add(
        HOUSE,
        """
        [[table.near_miss.rule]]
        id = "narrow"
        when = "prepaid >= 1000.00 - near_miss_tolerance AND parcels = 2"
        then = { remedy = "gift" }
        """,
    )
    problem = only("rule.hidden", HOUSE, 'parcels = 2"')
    assert "'waive'" in problem.says


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (LAW, '"penalty_by_statute"', '"penalty_by_statue"'),
        (LAW, '"on_demand"', '"on_demande"'),
        (HOUSE, '"fee_waiver"', '"fee_waver"'),
    ],
)
def test_codes_come_from_the_vocabulary(desk: Desk, only: Only, name: str, old: str, new: str) -> None:
    desk.swap(name, old, new)
    assert "did you mean" in only("book.unknown_code", name, new).hint


def test_reasons_come_from_the_vocabulary(desk: Desk) -> None:
    desk.swap(LAW, '"not_received"]', '"not_recieved"]')
    assert "book.unknown_code" in [p.code for p in desk.check()]


def test_a_name_means_one_thing_in_a_book(desk: Desk, only: Only) -> None:
    desk.add("law/common/evidence.toml", '[value.late_end]\nis = "asof"\n')
    problem = only("book.clash", "law/common/evidence.toml", "late_end")
    line = desk.line(LAW, "[[value.late_end.rule]]")
    assert f"delivery.toml:{line}" in problem.says


def test_packs_that_extend_each_other_are_refused(desk: Desk) -> None:
    desk.add("law/common/pack.toml", 'extends = "ru"\n')
    assert [p.code for p in desk.check()] == ["pack.cycle"]


def test_an_unknown_pack_is_refused_with_the_nearest(desk: Desk) -> None:
    desk.swap("law/ru/pack.toml", '["common"]', '["comon"]')
    (problem,) = [p for p in desk.check() if p.code == "pack.unknown"]
    assert problem.hint == "did you mean 'common'?"
    assert problem.at.line == desk.line("law/ru/pack.toml", "extends")


def test_a_shops_table_is_never_a_statute(desk: Desk, only: Only) -> None:
    desk.add(
        HOUSE,
        """
        [table.mine]
        answers = "owed"
        level = "statute"
        hit = "collect"
        [[table.mine.rule]]
        id = "x"
        when = "delivered"
        then = { remedy = "apology" }
        """,
    )
    only("shop.statute", HOUSE)


def test_a_shops_rule_never_overrides_law(desk: Desk, only: Only) -> None:
    desk.swap(HOUSE, 'id = "waive"', 'id = "waive"\noverrides = "ru.ru231.penalty"')
    only("rule.overrides", HOUSE, "overrides")


def test_a_pack_replaces_a_parameter_of_what_it_extends(desk: Desk) -> None:
    value = '{ since = 2000-01-01, is = "0.0100", conf = "K" }'
    rate = f'[param.ru231_rate]\ntype = "rate"\nanchor = "due_on"\nvalues = [{value}]\n'
    desk.add("law/common/evidence.toml", rate)
    assert [p.code for p in desk.check()] == ["book.clash"]
    desk.swap(LAW, 'favours = "high"', 'favours = "high"\noverrides = "common"')
    assert desk.check() == []
    assert str(desk.open().declarations.params["ru231_rate"].values[0].value) == "0.0050"


@pytest.mark.parametrize("pack", ["ru", "common", "shop"])
def test_a_shop_never_replaces_a_parameter_of_the_law(desk: Desk, pack: str) -> None:
    rate = f'[param.ru231_rate]\noverrides = "{pack}"\ntype = "rate"\nis = "0.0000"\n'
    desk.add(HOUSE, rate)
    assert "rule.overrides" in [p.code for p in desk.check()]


def test_a_base_is_no_jurisdiction(desk: Desk) -> None:
    desk.swap("law/common/pack.toml", 'code = "common"', 'code = "common"\nbase = true')
    assert desk.check() == []
    desk.swap("law/ru/pack.toml", 'code = "RU"', 'code = "RU"\nbase = true')
    assert [p.code for p in desk.check()] == ["pack.base"]


def test_a_parameter_that_shuts_a_branch_out_today_is_no_fault(desk: Desk) -> None:
    desk.add(
        HOUSE,
        """
        [param.strict]
        type = "bool"
        is = true
        [[value.counted.rule]]
        when = "strict"
        is = "parcels"
        [[value.counted.rule]]
        when = "TRUE"
        is = "parcels + 1"
        """,
    )
    assert desk.check() == []


def test_rules_cite_articles_that_a_pack_names(desk: Desk, only: Only) -> None:
    desk.add("law/ru/pack.toml", f'[article."RU ZoZPP 23.2"]\nentry = "RU-X"\nname = {FOUR}\n')
    assert "RU ZoZPP 23.2" in only("law.unknown_article", LAW, "cites").hint


def test_an_override_names_a_rule_that_is_there(desk: Desk, only: Only) -> None:
    desk.swap(LAW, 'id = "penalty"', 'id = "penalty"\noverrides = "common.ru231.refund"')
    only("rule.overrides", LAW, "overrides")


def test_an_amendment_sets_a_known_parameter(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, "{ free_delivery_basis =", "{ free_delivery_bases =")
    assert "free_delivery_basis" in only("book.unknown_name", PROMISE, "free_delivery_bases").hint


def test_an_amendment_sets_a_label_of_the_parameter(desk: Desk, only: Only) -> None:
    desk.swap(PROMISE, 'basis = "list"', 'basis = "lists"')
    only("book.unknown_code", PROMISE, '"lists"')


def test_a_table_of_what_is_owed_names_its_level(desk: Desk, only: Only) -> None:
    desk.swap(LAW, 'level = "statute"\n', "")
    only("book.shape", LAW, "[table.ru231]")


def test_a_stray_file_in_a_shop_is_refused(desk: Desk) -> None:
    desk.write("folio/promises.toml", "")
    (problem,) = desk.check()
    assert problem.hint == "did you mean 'promise.toml'?"


@pytest.mark.parametrize(
    ("answers", "then", "code"),
    [
        ("owed", 'arises = "automatic"', "book.missing_output"),
        ("owed", 'remedy = { expr = "reason" }', "book.computed_code"),
        ("owed", 'remedy = "gift", amount = "-1.00"', "book.negative"),
        ("owed", 'remedy = "gift", arises = "never"', "book.unknown_code"),
        ("fault", "shop = -1, customer = 2", "book.negative"),
        ("approval", 'role = "owner"', "book.missing_output"),
        ("clock", 'regime = "ours", waiting_on = "shop"', "book.missing_output"),
    ],
)
def test_a_rule_that_no_room_could_read_is_refused_before_a_case_is(
    desk: Desk, answers: str, then: str, code: str
) -> None:
    desk.add(
        HOUSE,
        f"""
        [table.odd]
        answers = "{answers}"
        hit = "first"
        level = "promise"
        [[table.odd.rule]]
        id = "x"
        when = "TRUE"
        then = {{ {then} }}
        """,
    )
    with pytest.raises(BookError) as caught:
        desk.open()
    assert caught.value.code == code
    assert code in [problem.code for problem in desk.check()]
