"""Stances: laid over any book they change what is given, never what is owed; below the floor they are refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.book.checking import check_book
from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.book.stance import stance_files
from ombud.kernel.errors import BookError
from ombud.model.ruling import Ruling
from ombud.model.vocabulary import codes
from ombud.public.docket import docket_files
from ombud.public.rulings import law_of, read_case, rule
from ombud.public.stances import owed_by
from tests import drawn
from tests.laws.disputes import KNOWN_ON, SHOPS, case_file, disputes
from tests.laws.oracle import Dispute
from tests.laws.test_fairness import as_told_by, strangers

LAWS = ("RU", "UA", "PL", "EU", "UK", "generic")
DEMO = ("", "folio", "kram", "lektor", "malachite", "quattro")
STANCES = {path.stem: path for path in stance_files()}
NAMED = 'name = { en = "x", ru = "x", uk = "x", pl = "x" }\n'
HEAD = f"[stance]\n{NAMED}says = {NAMED[7:]}"


@cache
def opened(law: str, shop: str, stance: str = "") -> Book:
    return open_book(law, SHOPS / shop if shop else None, known_on=KNOWN_ON, stance=STANCES.get(stance))


def given_beyond(ruling: Ruling) -> list[tuple[str, object]]:
    return [(one.remedy, one.amount) for one in ruling.remedies.options if one.kind == "goodwill" and one.recommended]


def test_the_five_sources_have_six_stances() -> None:
    assert len(STANCES) == len(("000", "001", "002", "003", "004's author", "004's readers"))


@pytest.mark.slow
@pytest.mark.parametrize("stance", STANCES)
@pytest.mark.parametrize("law", LAWS)
def test_a_stance_stands_over_any_law_and_any_shop(stance: str, law: str) -> None:
    for shop in DEMO:
        found = check_book(law, SHOPS / shop if shop else None, stance=STANCES[stance])
        assert [str(problem) for problem in found] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", docket_files(), ids=lambda path: path.stem)
def test_the_docket_is_owed_the_same_under_every_stance(path: Path) -> None:
    file = read_case(path)
    law, shop, asof = law_of(file) or "generic", Path(file.book).name if file.book else "", file.asof or file.opened_on
    own = owed_by(rule(file, opened(law, shop), asof=asof))
    for stance in STANCES:
        assert owed_by(rule(file, opened(law, shop, stance), asof=asof)) == own, stance


def test_goodwill_differs_between_stances() -> None:
    file = read_case(next(path for path in docket_files() if path.stem == "D01"))
    assert file.asof
    found = {name: given_beyond(rule(file, opened("RU", "folio", name), asof=file.asof)) for name in STANCES}
    assert ("fee_waiver" in dict(found["gives_way"]), "fee_waiver" in dict(found["at_a_distance"])) == (True, False)
    assert len({tuple(map(str, one)) for one in found.values()}) > 1


@settings(max_examples=drawn.examples(40), deadline=None)
@given(
    disputes(), strangers(), st.sampled_from(DEMO), st.sampled_from(sorted(set(codes("issue_reason")))),
    st.sampled_from(sorted(STANCES)),
)  # fmt: skip
def test_any_case_is_owed_the_same_under_any_stance(
    case: Dispute, who: dict[str, object], shop: str, reason: str, stance: str
) -> None:
    file, law = as_told_by(case_file(case, reason=reason), who), case.residence or "generic"
    own, other = (rule(file, opened(law, shop, name), asof=case.asof) for name in ("", stance))
    assert owed_by(own) == owed_by(other)


@pytest.mark.slow
@pytest.mark.parametrize("question", codes("question"))
@pytest.mark.parametrize("law", LAWS)
def test_a_question_has_the_same_answer_under_every_stance(question: str, law: str) -> None:
    file = read_case(next(path for path in docket_files() if path.stem == "D13"))
    asked = msgspec.structs.replace(file, question=question, book="")
    answers = [rule(asked, opened(law, "", name), asof=KNOWN_ON).answer for name in ("", *STANCES)]
    assert all(answer == answers[0] for answer in answers)


def refused(folder: Path, text: str, law: str = "RU", shop: str = "folio") -> BookError:
    path = folder / "mine.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(BookError) as told:
        open_book(law, SHOPS / shop, known_on=KNOWN_ON, stance=path)
    assert told.value.at.file == str(path)
    return told.value


OWED = """
[table.mine]
answers = "{answers}"
level = "promise"
hit = "first"
reasons = ["late"]
[[table.mine.rule]]
id = "less"
when = "TRUE"
then = {then}
"""


@pytest.mark.parametrize(
    ("answers", "then"),
    [
        ("owed", '{ remedy = "apology" }'),
        ("finding", '{ finding = "not_substantiated" }'),
        ("fault", "{ customer = 1 }"),
        ("bearer", '{ bearer = "customer" }'),
        ("clock", '{ regime = "x", due = { expr = "asof" }, waiting_on = "shop" }'),
        ("headline", '{ headline = "shop_right" }'),
        ("question", '{ answer = "permitted" }'),
    ],
)
def test_a_stance_that_speaks_of_what_is_owed_is_refused_with_the_article(
    tmp_path: Path, answers: str, then: str
) -> None:
    error = refused(tmp_path, OWED.format(answers=answers, then=then))
    assert (error.code, "RU ZoZPP 23.1" in error.hint) == ("stance.floor", True)


@pytest.mark.parametrize("section", ["settle", "burden"])
def test_a_stance_settles_no_fact(tmp_path: Path, section: str) -> None:
    error = refused(tmp_path, f'[[{section}.delivered.rule]]\nwhen = "TRUE"\nis = "TRUE"\n')
    assert (error.code, "RU ZoZPP 23.1" in error.hint) == ("stance.floor", True)


@pytest.mark.parametrize("overrides", ["", 'overrides = "ru"\n'])
def test_a_stance_cannot_touch_a_number_of_law(tmp_path: Path, overrides: str) -> None:
    error = refused(tmp_path, f'[param.ru231_rate]\n{overrides}type = "rate"\nis = "0.0001"\n')
    assert "RU ZoZPP 23.1" in error.hint


@pytest.mark.parametrize(
    "when",
    [
        "customer_abusive",
        "customer_abusive OR sale_may_be_refused",
        "customer_abusive AND NOT sale_may_be_refused",
        "sale_may_be_refused OR TRUE",
    ],
)
def test_a_stance_that_refuses_sales_asks_the_law_first(tmp_path: Path, when: str) -> None:
    text = f"""
[table.mine]
answers = "measure"
hit = "first"
[[table.mine.rule]]
id = "out"
when = "{when}"
then = {{ measure = "relationship_ended_with_notice", towards = "customer", review_days = 365 }}
"""
    assert refused(tmp_path, text).code == "stance.floor"


def test_goodwill_that_takes_is_refused(tmp_path: Path) -> None:
    text = OWED.format(answers="goodwill", then='{ remedy = "fee_waiver", amount = "-5.00" }').replace(
        'level = "promise"\n', ""
    )
    assert refused(tmp_path, text).code == "house.floor"


def test_a_house_that_lowers_a_number_of_law_is_refused_with_the_article(tmp_path: Path) -> None:
    for file in (SHOPS / "folio").iterdir():
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "house.toml").open("a", encoding="utf-8") as house:
        house.write('\n[param.ru231_rate]\noverrides = "ru"\ntype = "rate"\nis = "0.0001"\n')
    problems = check_book("", tmp_path)
    assert any("RU ZoZPP 23.1" in problem.hint for problem in problems)
