"""A build that is interrupted, killed or out of room: the former history stays, and nothing half-written is read."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ombud.history.folder import STAGING, Building
from ombud.history.manifest import Manifest, read_manifest
from ombud.kernel.errors import InputError
from ombud.public.history import check_history
from tests.history.generated import SHOP
from tests.history.shops import Records, select

ROOT = Path(__file__).parents[2]
ENDLESS = "(SELECT o.* FROM 'orders.csv' o, range(100000000000) AS t (n) WHERE hash(n) = 1)"
INTERRUPTED = 130


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a history but its lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def begun(records: Records) -> subprocess.Popen[str]:
    """A build that never ends, once it is at work."""
    (records.shop / "history.sql").write_text(select(ENDLESS), encoding="utf-8")
    command = [sys.executable, "-c", "from ombud.cli import main; main()", "history", "build", str(records.records)]
    command += ["--sql", str(records.shop / "history.sql"), "--shop", str(SHOP), "--out", str(records.out)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(400):
        if (records.out / STAGING / "build.duckdb").exists():
            break
        time.sleep(0.05)
    time.sleep(1)
    assert process.poll() is None
    return process


@pytest.mark.parametrize("before", [True, False])
def test_ctrl_c_ends_a_build_at_once_and_leaves_the_former_history_as_it_was(records: Records, before: bool) -> None:
    if before:
        records.build()
    stood = contents(records.out) if before else {}
    process = begun(records)
    process.send_signal(signal.SIGINT)
    try:
        said = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode == INTERRUPTED, said
    assert "Traceback" not in said[1]
    assert (contents(records.out) if records.out.exists() else {}) == stood


def test_a_build_that_was_killed_is_cleared_away_by_the_next_which_says_so(records: Records) -> None:
    records.build()
    stood = contents(records.out)
    process = begun(records)
    process.kill()
    process.communicate(timeout=30)
    assert (records.out / STAGING).exists()
    assert {name: data for name, data in contents(records.out).items() if not name.startswith(STAGING)} == stood
    assert check_history(records.out, SHOP).leftovers
    built = records.build()
    assert built.cleared
    assert not (records.out / STAGING).exists()
    assert check_history(records.out, SHOP).leftovers == 0


def test_a_second_build_in_the_same_folder_is_turned_away(records: Records) -> None:
    process = begun(records)
    try:
        with pytest.raises(InputError, match="another build is at work here"):
            records.build()
    finally:
        process.kill()
        process.communicate(timeout=30)


STEPS = ["replace", "sync", "write_manifest", "drop_unnamed"]


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_while_files_are_put_in_place_leaves_the_old_history_or_the_new_one(
    records: Records, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    records.build()
    rows = read_manifest(records.out).rows

    class Crash(BaseException):
        """The machine stops."""

    def crash(*_args: object, **_more: object) -> None:
        raise Crash

    def stopping(into: Building, manifest: Manifest, staged: dict[str, Path]) -> None:
        """Nothing is tidied up when a machine stops."""
        with monkeypatch.context() as patch:
            patch.setattr("pathlib.Path.replace" if step == "replace" else f"ombud.history.folder.{step}", crash)
            try:
                original(into, manifest, staged)
            finally:
                stopped.append(contents(into.folder))

    stopped: list[dict[str, bytes]] = []
    original = Building.put
    monkeypatch.setattr(Building, "put", stopping)
    with pytest.raises(Crash):
        records.build(f"{select()} WHERE id <> 'A1'")
    monkeypatch.undo()
    for name, data in stopped[0].items():
        (records.out / name).parent.mkdir(parents=True, exist_ok=True)
        (records.out / name).write_bytes(data)
    found = check_history(records.out, SHOP)
    assert found.manifest.rows == (rows - 1 if step == "drop_unnamed" else rows)
    assert records.build().cleared
    assert check_history(records.out, SHOP).leftovers == 0


def test_a_full_disk_is_one_sentence_and_the_former_history_stands(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.build()
    stood = contents(records.out)

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ombud.history.folder.write_manifest", full)
    with pytest.raises(InputError, match="the disk is full"):
        records.build()
    found = contents(records.out)
    assert {name: found[name] for name in stood} == stood
    assert check_history(records.out, SHOP).manifest == read_manifest(records.out)


@pytest.mark.parametrize("limit", [200_000, 700_000])
def test_a_disk_that_fills_up_while_the_engine_writes_is_one_sentence(records: Records, limit: int) -> None:
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); from ombud.cli import main; main()"
    )
    (records.shop / "history.sql").write_text(
        select(
            "(SELECT o.* REPLACE (id || n AS id, price + n AS price) FROM 'orders.csv' o, range(100000) t (n))",
            customer="mail || id",
        )
    )
    command = [sys.executable, "-c", code, "history", "build", str(records.records), "--out", str(records.out)]
    command += ["--sql", str(records.shop / "history.sql"), "--shop", str(SHOP)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert not (records.out / "history.json").exists()


def test_a_folder_that_holds_something_else_is_not_touched(records: Records) -> None:
    records.out.mkdir()
    (records.out / "photo.jpg").write_bytes(b"x")
    with pytest.raises(InputError, match=r"this folder holds something else: photo\.jpg"):
        records.build()
    assert contents(records.out) == {"photo.jpg": b"x"}


def test_a_build_anew_replaces_files_under_new_names_and_leaves_no_old_ones(records: Records) -> None:
    records.build()
    records.build(f"{select()} WHERE id = 'A1'")
    assert sorted(contents(records.out)) == ["history.json", "month=2024-01/orders-1.parquet"]


def test_what_somebody_put_beside_the_files_is_left_alone(records: Records) -> None:
    records.build()
    note = records.out / "month=2024-01" / "note.txt"
    note.write_text("mine")
    records.build(f"{select()} WHERE id <> 'A1'")
    assert note.read_text() == "mine"
