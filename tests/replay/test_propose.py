"""A dispute in which a rule is at fault ends in proposals, each with its price on the shop's own history."""

from __future__ import annotations

from pathlib import Path

import ombud
from ombud.cli.ruling import Wanted as Asked
from ombud.cli.ruling import opened, ruled
from ombud.public.proposals import Proposal, proposals
from ombud.public.replay import Change, Wanted, replay_change
from tests.cli.warm import ombud as ombud_warm

SHOPS = Path(ombud.__file__).parent / "shops" / "demo"
AT_FAULT, CUSTOMER_RIGHT = SHOPS / "docket" / "D01.toml", SHOPS / "docket" / "D01b.toml"
WANTED = SHOPS / "folio"


def proposed(file: Path, history: Path) -> list[Proposal]:
    _, book = opened(file, Asked())
    return list(proposals(ruled(file, Asked())[1], book, Wanted(history, WANTED)))


def test_a_rule_at_fault_has_amendments_with_the_price_that_a_replay_of_each_gives(history: Path) -> None:
    changed, kept = proposed(AT_FAULT, history)
    assert changed.tried is not None
    alone = replay_change(Wanted(history, WANTED), Change(settings=("free_delivery_basis=list",))).effects
    assert (changed.tried.effects.before, changed.tried.effects.after) == (alone.before, alone.after)
    assert alone.before != alone.after
    assert 0 < changed.held < changed.turned_away
    assert changed.amendment.would_owe is True
    assert kept.tried is None


def test_where_no_rule_is_at_fault_nothing_is_proposed(history: Path) -> None:
    assert proposed(CUSTOMER_RIGHT, history) == []
    done = ombud_warm("propose", CUSTOMER_RIGHT, "--history", history, "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to propose" in done.stdout


def test_proposals_are_read_at_the_terminal_in_the_readers_language(history: Path) -> None:
    done = ombud_warm("propose", AT_FAULT, "--history", history, "--lang", "uk")
    assert done.returncode == 0
    assert "ціна на цій історії" in done.stdout
    assert "щоб дрібних замовлень було менше" in done.stdout


def test_a_case_without_a_shop_has_no_rule_to_change(history: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('version = 1\nid = "x"\ncurrency = "RUB"\nopened_on = 2026-05-01\n')
    done = ombud_warm("propose", case, "--history", history)
    assert done.returncode == 2
    assert "error:" in done.stderr
