from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ombud.kernel.errors import LedgerError
from ombud.kernel.money import Money
from ombud.ledger import fold, open_chain, post, records, verify
from ombud.ledger.disk import beside
from ombud.ledger.head import Head, read_head, write_head
from ombud.ledger.line import written
from ombud.model.posting import Entry
from tests.ledger.make import NOON, booking, ledger


def test_an_empty_ledger_is_whole_and_folds_to_nothing(tmp_path: Path) -> None:
    chain = open_chain(tmp_path / "shop.ledger")
    assert (chain.sequence, dict(fold(chain))) == (0, {})


def test_what_was_posted_is_read_back_as_it_was(tmp_path: Path) -> None:
    event = booking()
    chain = post(open_chain(tmp_path / "shop.ledger"), event)
    assert [posted.event for posted in records(chain.path)] == [event]
    assert verify(chain.path) == []


def test_the_ledger_folds_to_zero_in_each_currency(tmp_path: Path) -> None:
    chain = ledger(tmp_path, 5)
    chain = post(chain, booking(26_399, currency="PLN"))
    balances = fold(chain)
    assert balances["liability:customer", "PLN"] == -26_399
    assert balances["expense:redress:statute", "RUB"] == 510
    for currency in ("RUB", "PLN"):
        assert sum(minor for (_, of), minor in balances.items() if of == currency) == 0


def test_a_second_writer_goes_after_the_first_even_with_an_old_view_of_the_chain(tmp_path: Path) -> None:
    old = ledger(tmp_path, 1)
    post(old, booking(case="first"))
    assert post(old, booking(case="second")).sequence == 3
    assert verify(old.path) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"entries": (Entry("expense:goodwill", Money(1, "RUB")),)}, "do not sum to zero"),
        ({"entries": (Entry("goodwill", Money(0, "RUB")),)}, "is no account"),
        ({"kind": "remedy.invented"}, "is no kind of event"),
        ({"at": NOON.replace(tzinfo=None)}, "needs an offset"),
        ({"case": "two\nlines"}, "case is"),
        ({"notes": {"rule": "\ud800"}}, "rule is"),
        ({"notes": {str(n): "x" * 400 for n in range(200)}}, "no booking"),
    ],
)
def test_an_event_that_cannot_be_booked_is_refused_and_nothing_is_written(
    tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    chain = ledger(tmp_path, 2)
    before = chain.path.read_bytes(), beside(chain.path, ".head").read_bytes()
    with pytest.raises(LedgerError, match=says):
        post(chain, replace(booking(), **change))
    assert (chain.path.read_bytes(), beside(chain.path, ".head").read_bytes()) == before


def test_several_events_are_there_all_or_none(tmp_path: Path) -> None:
    chain = ledger(tmp_path, 1)
    assert post(chain, booking(case="A"), booking(case="B")).sequence == 3
    with pytest.raises(LedgerError):
        post(chain, booking(case="C"), booking(case="two\nlines"))
    assert [posted.event.case for posted in records(chain.path)] == ["C0", "A", "B"]


def test_who_posts_on_what_was_seen_is_refused_when_something_came_in_between(tmp_path: Path) -> None:
    seen = ledger(tmp_path, 1)
    post(seen, booking(case="other"))
    with pytest.raises(LedgerError, match="in between"):
        post(seen, booking(case="mine"), strict=True)
    assert post(open_chain(seen.path), booking(case="mine"), strict=True).sequence == 3


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_an_append_cut_off_anywhere_is_seen_then_completed_and_told(tmp_path: Path, share: float) -> None:
    chain = ledger(tmp_path, 2)
    head = read_head(chain.path)
    assert head
    line, _ = written(booking(case="cut"), sequence=3, previous=head.hash)
    write_head(chain.path, Head(head.sequence, head.hash, head.size, line.decode()))
    with chain.path.open("ab") as file:
        file.write(line[: int(len(line) * share)])
    assert [found.kind for found in verify(chain.path)] == ["interrupted"]
    again = open_chain(chain.path)
    assert again.sequence == 3
    assert "entry 3 (remedy.approved, cut) had been interrupted" in again.told
    assert verify(chain.path) == []
    assert [posted.event.case for posted in records(chain.path)] == ["C0", "C1", "cut"]


def test_an_interrupted_append_does_not_excuse_other_bytes_at_the_end(tmp_path: Path) -> None:
    chain = ledger(tmp_path, 2)
    head = read_head(chain.path)
    assert head
    line, _ = written(booking(case="cut"), sequence=3, previous=head.hash)
    write_head(chain.path, Head(head.sequence, head.hash, head.size, line.decode()))
    with chain.path.open("ab") as file:
        file.write(line[:10] + b"?")
    assert [found.kind for found in verify(chain.path)] == ["altered"]
    with pytest.raises(LedgerError, match="does not end where"):
        open_chain(chain.path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LedgerError, match="cannot lock"):
        open_chain(tmp_path / "shop.ledger")


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot lock"):
        open_chain(tmp_path / "nowhere" / "shop.ledger")


def test_six_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ombud.ledger import open_chain, post\n"
        "from tests.ledger.make import booking\n"
        "for n in range(10): post(open_chain(Path(sys.argv[1])), booking(n + 1, case=sys.argv[2]))\n"
    )
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    path = tmp_path / "shop.ledger"
    writers = [subprocess.Popen([sys.executable, "-c", code, path, f"W{n}"], env=env) for n in range(6)]
    assert [writer.wait(60) for writer in writers] == [0] * 6
    assert verify(path) == []
    assert len(list(records(path))) == 60
