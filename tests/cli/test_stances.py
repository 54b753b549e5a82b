"""The commands on stances: listed, ruled under, compared; a wrong one is refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ombud.kernel.lang import LANGS
from tests.cli.test_commands import DOCKET, run

D05 = str(DOCKET / "D05.toml")


@pytest.mark.parametrize("lang", LANGS)
def test_stances_are_listed_with_what_they_are(lang: str) -> None:
    done = run("book", "stances", "--lang", lang)
    assert done.returncode == 0
    assert "all_for_the_customer: " in done.stdout
    assert len(done.stdout.splitlines()) >= 12


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_is_compared_under_all_stances(lang: str) -> None:
    done = run("rule", "--stances", "--lang", lang, D05)
    assert done.returncode == 0
    assert "96" in done.stdout


def test_the_comparison_is_one_line_of_json_a_case() -> None:
    done = run("rule", "--stances", "--json", D05, str(DOCKET / "D01.toml"))
    late, near = (json.loads(line) for line in done.stdout.splitlines())
    assert (late["owed_is_the_same"], near["owed_is_the_same"]) == (True, True)
    costs = {one["stance"]: one["cost"]["minor"] for one in near["stances"]}
    assert (costs[""], costs["at_a_distance"]) == (9000, 0)


def test_a_ruling_names_the_stance_under_which_it_was_made() -> None:
    done = run("rule", "--json", "--stance", "gives_way", D05)
    assert json.loads(done.stdout)["stance"] == "gives_way"


def test_json_shows_the_runner_up_the_break_even_and_what_flips_the_advice() -> None:
    (offer,) = json.loads(run("rule", "--json", str(DOCKET / "D02.toml")).stdout)["remedies"]
    assert offer["runner_up"] == {"remedy": "nothing_more", "ahead": offer["expected_value"]["mean"]}
    assert offer["break_even"]["name"] == "like_cases_90_days"
    assert {one["name"] for one in offer["flips"]} >= {"leave_if_refused", "followers", "customer_margin"}


@pytest.mark.parametrize("name", ["nobody", "../folio", ""])
def test_a_stance_that_is_not_there_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    done = run("rule", "--stance", name or str(tmp_path), D05)
    assert (done.returncode, done.stderr.startswith("error: --stance: there is no stance")) == (2, True)
