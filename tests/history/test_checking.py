"""`ombud history check`: every fault of a history is one clear sentence, and what is whole is counted."""

# ruff: noqa: S608  (the SELECTs of a test)

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import msgspec
import pytest

from ombud.history import reading
from ombud.history.manifest import Manifest, read_manifest, sha256, write_manifest
from ombud.history.reading import open_history
from ombud.kernel.errors import InputError
from ombud.public.books import open_book
from ombud.public.history import check_history
from tests.history.generated import SHOP
from tests.history.shops import ASOF, Records, select

FIRST = "month=2024-01/orders-0.parquet"
FACTS = open_book("RU", SHOP, known_on=ASOF).declarations.facts


@pytest.fixture
def history(records: Records) -> Path:
    records.build()
    return records.out


def refused(history: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        check_history(history, SHOP)
    return caught.value


def changed(history: Path, change: Callable[[Manifest], Manifest]) -> None:
    write_manifest(history, change(read_manifest(history)))


def vouched(history: Path) -> None:
    """Write a manifest that vouches for the first file as it is now."""
    path = history / FIRST

    def change(manifest: Manifest) -> Manifest:
        first, *rest = manifest.files
        now = msgspec.structs.replace(first, bytes=path.stat().st_size, sha256=sha256(path))
        return msgspec.structs.replace(manifest, files=(now, *rest))

    changed(history, change)


def rewritten(history: Path, query: str) -> None:
    """Write the first file anew by a query over it, and vouch for it."""
    path, other = history / FIRST, history / "other.parquet"
    duckdb.execute(f"COPY ({query.format(file=path)}) TO '{other}' (FORMAT parquet)")
    other.replace(path)
    vouched(history)


def test_a_whole_history_is_counted_and_what_nobody_knows_is_told(history: Path) -> None:
    found = check_history(history, SHOP)
    assert found.manifest.rows == 3
    assert found.gaps == ("2024-02",)
    assert found.unknown["refunded"] == 3
    assert found.unknown["delivered"] == 0
    assert found.unknown["delivered_on"] == 0, "absent is not unknown"
    assert found.leftovers == 0


def test_a_truncated_file_is_told_with_its_size(history: Path) -> None:
    path = history / FIRST
    path.write_bytes(path.read_bytes()[:-1])
    error = refused(history)
    assert error.says.startswith("the file of 2024-01 is cut off: ")
    assert str(error.at) == str(path)


def test_one_changed_byte_is_seen(history: Path) -> None:
    path = history / FIRST
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert refused(history).says == "the file was changed or damaged since it was built"


def test_a_truncated_file_that_the_manifest_vouches_for_is_still_one_sentence(history: Path) -> None:
    path = history / FIRST
    path.write_bytes(path.read_bytes()[:-300])
    vouched(history)
    assert "\n" not in str(refused(history))


def test_a_missing_file_is_told(history: Path) -> None:
    (history / FIRST).unlink()
    assert refused(history).says == "the file of 2024-01 is missing"


def test_an_empty_month_is_no_month(history: Path) -> None:
    rewritten(history, "SELECT * FROM '{file}' WHERE false")
    assert refused(history).says == "the file has 0 rows, and the manifest says 1"
    changed(
        history,
        lambda one: msgspec.structs.replace(
            one, files=(msgspec.structs.replace(one.files[0], rows=0, reasons={}), *one.files[1:])
        ),
    )
    assert refused(history).says == "the month 2024-01 is empty"


def test_a_column_that_changes_its_type_between_files_is_told(history: Path) -> None:
    rewritten(history, "SELECT * REPLACE (CAST(goods_total AS VARCHAR) AS goods_total) FROM '{file}'")
    assert refused(history).says == "the column 'goods_total' is VARCHAR, and must be DECIMAL(12,2)"


def test_a_column_that_one_file_lacks_is_told(history: Path) -> None:
    rewritten(history, "SELECT * EXCLUDE (goods_total) FROM '{file}'")
    assert refused(history).says == "the column 'goods_total' is missing, and must be DECIMAL(12,2)"


def test_an_order_of_another_month_is_told(history: Path) -> None:
    rewritten(history, "SELECT * REPLACE (DATE '2024-05-01' AS placed_month) FROM '{file}'")
    assert refused(history).says == "an order of 2024-05 stands in the file of 2024-01"


def test_a_file_that_nobody_built_is_told_and_never_read(history: Path) -> None:
    shutil.copy(history / FIRST, history / "month=2024-01" / "more.parquet")
    error = refused(history)
    assert error.says == "this file is no part of the history, and is not read"
    assert [path.name for path in open_history(history, FACTS).files] == ["orders-0.parquet", "orders-0.parquet"]


def test_another_catalogue_is_refused(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(history, lambda one: msgspec.structs.replace(one, catalogue="0" * 64))
    assert refused(history).says == "this history was made by another catalogue of facts"
    with pytest.raises(InputError, match="another catalogue"):
        open_history(history, FACTS)
    monkeypatch.setattr(reading, "catalogue_digest", lambda _facts: "0" * 64)
    assert len(open_history(history, FACTS).files) == 2


def test_each_file_carries_the_digest_of_the_catalogue(history: Path) -> None:
    rows = duckdb.execute(
        f"SELECT decode(value) FROM parquet_kv_metadata('{history / FIRST}') WHERE decode(key) = 'ombud_catalogue'"
    ).fetchall()
    assert rows == [(read_manifest(history).catalogue,)]


@pytest.mark.parametrize("text", ["", "{", '{"format": 1}', "\xff", "[]"])
def test_a_manifest_that_cannot_be_read_is_told(history: Path, text: str) -> None:
    (history / "history.json").write_bytes(text.encode("latin-1"))
    assert refused(history).says.startswith("the manifest cannot be read: ")


def test_a_history_of_another_format_is_refused(history: Path) -> None:
    changed(history, lambda one: msgspec.structs.replace(one, format=2))
    assert refused(history).says == "this history has the format 2, and this ombud reads format 1"


def test_a_folder_without_a_manifest_is_no_history(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing").says == "this is no history: it has no history.json"


def test_a_manifest_cannot_name_a_file_outside_its_folder(history: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.parquet").write_bytes((history / FIRST).read_bytes())
    changed(
        history,
        lambda one: msgspec.structs.replace(
            one, files=(msgspec.structs.replace(one.files[0], name="../secret.parquet"), *one.files[1:])
        ),
    )
    assert "names a file of another place" in refused(history).says


def test_rows_of_a_month_are_sorted_by_reason_so_that_a_rule_skips_what_is_not_its_own(records: Records) -> None:
    many = "(SELECT o.* REPLACE (id || n AS id) FROM 'orders.csv' o, range(50000) t (n) WHERE id <> 'A1')"
    records.build(select(many))
    groups = duckdb.execute(
        f"SELECT stats_min, stats_max FROM parquet_metadata('{records.out}/*/*.parquet') "
        "WHERE path_in_schema = 'reason' ORDER BY row_group_id"
    ).fetchall()
    assert len(groups) >= 3
    assert sum(low != high for low, high in groups) == 1
    assert sorted(groups) == groups
