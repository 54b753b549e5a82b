"""A changed book tried on a history: counts, money and examples are those of ruling on every row by hand."""

# ruff: noqa: S608  (the SELECTs of a test)

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ombud
from ombud.book.opening import open_book
from ombud.book.setting import settings_of, with_settings
from ombud.facts.quick import settled
from ombud.kernel.errors import InputError
from ombud.public.replay import Change, Tried, Wanted, by_month, replay_change, replay_stances
from ombud.rules.answer import collect
from tests.cli.warm import ombud as ombud_warm
from tests.history.generated import ASOF
from tests.replay.conftest import COUNT

duckdb = pytest.importorskip("duckdb")
SHOPS = Path(ombud.__file__).parent / "shops"
FOLIO = SHOPS / "demo" / "folio"


@pytest.fixture(scope="module")
def tried(history: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Tried, Path]:
    out = tmp_path_factory.mktemp("out") / "kept"
    return replay_change(Wanted(history, FOLIO, out), Change(settings=("near_miss_tolerance=60",))), out


def rows(history: Path) -> list[dict[str, Any]]:
    found = duckdb.execute(f"SELECT * FROM read_parquet('{history}/*/*.parquet', hive_partitioning = false)")
    names = [one[0] for one in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def waived(history: Path, tolerance: str) -> dict[tuple[str, str], Decimal]:
    """The fee that the house waives by its own tables, ruled row by row."""
    book = open_book("RU", FOLIO, known_on=ASOF)
    book = with_settings(book, settings_of(book, (f"near_miss_tolerance={tolerance}",)))
    found: dict[tuple[str, str], Decimal] = {}
    for row in rows(history):
        whole = settled(book.program, row)
        for one in collect(book.program, book.tables_for("goodwill"), whole):
            if one.sure and one.outputs.get("remedy") == "fee_waiver":
                found[row["order_id"], row["reason"]] = Decimal(str(one.outputs["amount"]))
    return found


def test_goodwill_that_a_changed_number_gives_is_what_ruling_on_each_row_gives(
    history: Path, tried: tuple[Tried, Path]
) -> None:
    before, after = waived(history, "10"), waived(history, "60")
    assert len(after) > len(before) > 0
    effects = tried[0].effects
    changes = duckdb.execute(
        f"SELECT order_id, reason, new_goodwill_money - old_goodwill_money FROM '{tried[1]}/changes/*.parquet' "
        "WHERE kind = 'goodwill' AND NOT doubt AND fee = 'freed'"
    ).fetchall()
    assert changes
    for order, reason, money in changes:
        assert money == after[order, reason] - before.get((order, reason), Decimal(0))
    assert sum(cell.rows for cell in effects.cells) == effects.rows == COUNT
    assert effects.breaches == 0


def test_the_sums_by_month_are_the_sums_of_the_rows_that_change(tried: tuple[Tried, Path]) -> None:
    effects, out = tried[0].effects, tried[1]
    listed = duckdb.execute(
        "SELECT strftime(placed_month, '%Y-%m'), sum(new_goodwill_money - old_goodwill_money) "
        f"FROM '{out}/changes/*.parquet' WHERE NOT doubt GROUP BY 1"
    ).fetchall()
    told = {
        month: sum(cell.after.goodwill - cell.before.goodwill for cell in cells)
        for month, cells in by_month(effects.certain).items()
    }
    assert {month: round(money * 100) for month, money in listed} == {m: money for m, money in told.items() if money}


def test_each_kind_of_change_has_examples_with_the_rules_that_speak(tried: tuple[Tried, Path]) -> None:
    effects = tried[0].effects
    assert {one.kind for one in effects.samples} == {cell.kind for cell in effects.certain if cell.kind}
    sample = next(one for one in effects.samples if one.kind == "goodwill")
    names = [name for name, _ in sample.new.rules]
    assert "goodwill_near_miss.near_miss" in names
    assert "goodwill_near_miss.near_miss" not in [name for name, _ in sample.old.rules]


def test_the_same_book_changes_nothing(history: Path) -> None:
    effects = replay_change(Wanted(history, FOLIO), Change(book=FOLIO)).effects
    assert effects.orders == 0
    assert effects.before == effects.after
    assert effects.samples == ()


def test_what_is_owed_is_the_same_under_every_stance(history: Path) -> None:
    tried = list(replay_stances(Wanted(history, FOLIO)))
    assert len(tried) == 6
    assert all(one.effects.owed_alike for one in tried)
    assert len({one.effects.after.goodwill for one in tried}) > 2


def test_the_kept_folder_has_a_page_a_table_and_the_whole_result(history: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept"
    done = ombud_warm(
        "replay", history, "--old", FOLIO, "--set", "near_miss_tolerance=60", "--out", out, "--lang", "pl"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "near_miss_tolerance" not in done.stdout
    page = (out / "report.html").read_text("utf-8")
    assert "<svg" in page
    assert "http" not in page
    assert json.loads((out / "effects.json").read_text("utf-8"))["rows"] == COUNT
    assert (out / "months.csv").read_text("utf-8").startswith("month,")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kept"]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (("near_mis_tolerance=60",), "the shop has no such parameter"),
        (("ru231_rate=0.01",), "this is a number of the law"),
        (("near_miss_tolerance=sixty",), "is not a number"),
        (("near_miss_tolerance=1.005",), "is not a number"),
        (("near_miss_tolerance",), "a setting is a name and a value"),
        (("near_miss_tolerance=1", "near_miss_tolerance=2"), "set twice"),
    ],
)
def test_a_setting_that_cannot_be_right_is_refused_by_name(history: Path, settings: tuple[str, ...], says: str) -> None:
    with pytest.raises(InputError) as caught:
        replay_change(Wanted(history, FOLIO), Change(settings=settings))
    assert says in caught.value.says
    assert "--set" in str(caught.value.at)


def test_a_folder_that_holds_something_else_is_left_alone(history: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="something else"):
        replay_change(Wanted(history, FOLIO, tmp_path), Change(settings=("near_miss_tolerance=60",)))
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_a_replay_that_fails_leaves_the_former_result_whole(history: Path, tmp_path: Path) -> None:
    out, broken = tmp_path / "kept", tmp_path / "broken"
    replay_change(Wanted(history, FOLIO, out), Change(settings=("near_miss_tolerance=60",)))
    former = (out / "effects.json").read_bytes()
    shutil.copytree(history, broken)
    file = next(broken.glob("*/*.parquet"))
    file.write_bytes(file.read_bytes()[:-9] + b"\0" * 9)
    with pytest.raises(InputError):
        replay_change(Wanted(broken, FOLIO, out), Change(settings=("near_miss_tolerance=99",)))
    assert (out / "effects.json").read_bytes() == former
    assert sorted(one.name for one in tmp_path.iterdir()) == ["broken", "kept"]


def test_nothing_changed_and_two_changes_at_once_are_refused_in_one_sentence(history: Path) -> None:
    for more, says in (((), "nothing is changed"), (("--stance", "--set", "a=1"), "two different changes")):
        done = ombud_warm("replay", history, "--old", FOLIO, *more)
        assert done.returncode == 2
        assert says in done.stderr
