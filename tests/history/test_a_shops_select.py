"""A shop's own SELECT: what it may do, which columns it must give, and what is wrong with its values."""

# ruff: noqa: S608, E501  (the SELECTs of a test, and sentences in one piece)

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ombud.kernel.errors import InputError
from ombud.public.history import Wanted, build_from_select, select_of
from tests.cli.warm import ombud
from tests.history.generated import SHOP, UNKNOWN
from tests.history.shops import ASOF, ORDERS, Records, select


def refused(records: Records, query: str) -> InputError:
    with pytest.raises(InputError) as caught:
        records.build(query)
    assert not (records.out / "history.json").exists()
    return caught.value


def read(records: Records, columns: str) -> list[tuple[Any, ...]]:
    return duckdb.execute(f"SELECT {columns} FROM '{records.out}/*/*.parquet' ORDER BY order_id").fetchall()


def test_a_select_becomes_one_file_a_month_with_the_columns_of_the_catalogue(records: Records) -> None:
    manifest = records.build().manifest
    assert [(one.month, one.rows, one.reasons) for one in manifest.files] == [
        ("2024-01", 1, {"late": 1}),
        ("2024-03", 2, {"late": 1, "not_received": 1}),
    ]
    assert {one.name: one.sql for one in manifest.columns}["refunded"] == "DECIMAL(12,2)"
    assert [str(row[0]) for row in read(records, "order_value")] == ["10.50", "20.00", "30.25"]
    assert str(manifest.asof) == "2024-12-31"
    assert manifest.law == "RU"
    assert manifest.currency == "RUB"


def test_a_customer_is_kept_as_a_pseudonym_that_another_salt_changes(records: Records) -> None:
    records.build()
    first, _, again = (row[0] for row in read(records, "customer"))
    assert first == again
    assert all(b"example.com" not in path.read_bytes() for path in records.out.rglob("*") if path.is_file())
    records.build(salt="pepper")
    assert read(records, "customer")[0][0] != first


def test_a_fact_with_a_default_has_it_and_one_without_is_unknown(records: Records) -> None:
    records.build()
    assert read(records, "customer_caused_delay, consumer, refunded")[0] == (False, True, None)


def test_a_fact_that_no_law_reads_stands_as_it_was_given_for_a_shops_book_may_settle_it(records: Records) -> None:
    records.build()
    assert read(records, "hand_over_proven")[0] == (None,)


def test_what_is_absent_is_empty_even_if_the_select_gives_it(records: Records) -> None:
    records.build(select(delivered_on="coalesce(came, due)"))
    assert read(records, "delivered, delivered_on")[2] == (False, None)


def test_a_fact_that_a_settle_table_gives_is_worked_out_where_the_select_leaves_it_out(records: Records) -> None:
    told = {"carrier_says_delivered": "came IS NOT NULL", "carrier_delivery_on": "came", "customer_denies": "false"}
    records.build(select(delivered="", delivered_on="", **told))
    assert [row[0] for row in read(records, "delivered")] == [True, True, False]
    assert str(read(records, "delivered_on")[0][0]) == "2024-01-12"


@pytest.mark.parametrize(
    "end", [";", "; -- all", "\n-- all;\n", ";\n-- all of them\n-- it's so\n", " -- all", " /* ; */ ;"]
)
def test_a_select_may_end_in_a_semicolon_and_in_comments(records: Records, end: str) -> None:
    assert records.build(f"-- first\n{select()}{end}").manifest.rows == 3


def test_a_text_that_looks_like_a_comment_stays(records: Records) -> None:
    records.unknown(*(f"topic:{name}" for name in UNKNOWN))
    records.build(select(segment="'; -- x'"))
    assert read(records, "segment")[0][0] == "; -- x"


def test_a_history_sql_in_json_or_parquet_reads_as_well(records: Records) -> None:
    duckdb.sql(f"COPY (SELECT * FROM '{records.records}/orders.csv') TO '{records.records}/orders.parquet'")
    duckdb.sql(f"COPY (SELECT * FROM '{records.records}/orders.csv') TO '{records.records}/orders.json'")
    assert records.build(select("'orders.parquet'")).manifest.rows == 3
    assert records.build(select("read_json('orders.json')")).manifest.rows == 3


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1; SELECT 2",
        "COPY (SELECT 1) TO 'evil.csv'",
        "CREATE TABLE t AS SELECT 1",
        "ATTACH 'x.db'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "",
        "SELEC order_id",
        "SELECT 1) TO 'evil.csv' --",
    ],
)
def test_anything_but_one_select_is_refused(records: Records, query: str) -> None:
    error = refused(records, query or " ")
    assert str(error.at).endswith("history.sql")
    assert not list(records.records.glob("evil*"))


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../mapping/history.toml",
        "link.csv",
        "https://example.com/orders.csv",
        "records/../../mapping/x.csv",
    ],
)
def test_a_select_reads_nothing_outside_its_folder(records: Records, name: str) -> None:
    (records.records / "link.csv").symlink_to("/etc/passwd")
    error = refused(records, f"SELECT content AS order_id FROM read_text('{name}')")
    assert "ermission" in error.says


def test_a_missing_column_is_named_with_the_nearest_one_and_a_way_to_leave_it_out(records: Records) -> None:
    records.unknown("segment", *(f"topic:{name}" for name in UNKNOWN if name != "delivery"))
    error = refused(records, select(delivered="came IS NOT NULL", handed_over="came IS NOT NULL"))
    assert error.says.startswith("the SELECT has no column 'handed_over_on'")
    assert "the nearest column is 'handed_over' (false; true; true)" in error.hint
    assert 'unknown = ["topic:delivery"]' in error.hint


def test_a_column_that_is_no_fact_is_refused_with_the_nearest_fact(records: Records) -> None:
    error = refused(records, select(deliverd_on="came"))
    assert error.says == (
        "the SELECT gives 'deliverd_on' (2024-01-12; 2024-03-09; empty), which is no fact of the catalogue"
    )
    assert error.hint == "did you mean 'delivered_on'?"


def test_a_column_that_is_listed_as_unknown_and_given_is_refused(records: Records) -> None:
    records.unknown("segment", "due_on", *(f"topic:{name}" for name in UNKNOWN))
    assert "the SELECT gives it" in refused(records, select()).says


def test_an_unknown_name_in_the_list_is_refused(records: Records) -> None:
    records.unknown("topic:delivry")
    error = refused(records, select())
    assert (error.says, error.hint) == ("'topic:delivry' is no fact and no topic", "did you mean 'topic:delivery'?")


def test_an_order_without_its_identity_cannot_be_left_unknown(records: Records) -> None:
    assert "no column 'placed_on'" in refused(records, select(placed_on="")).says


@pytest.mark.parametrize(
    ("column", "written", "says"),
    [
        ("due_on", "CAST(due AS VARCHAR)", "`due_on` is VARCHAR, and must be DATE, in 3 rows: order A1: 2024-01-10; "),
        ("due_on", "CAST(due AS TIMESTAMP)", "`due_on` is TIMESTAMP, and must be DATE, in 3 rows: order A1: 2024-01-10 "),
        ("delivered", "'yes'", "`delivered` is VARCHAR, and must be BOOLEAN, in 3 rows: order A1: yes; order A2: yes; "),
        ("goods_total", "'x'", "`goods_total` is VARCHAR, and must be DECIMAL(12,2), in 3 rows: order A1: x; "),
        ("goods_total", "price + 0.005", "`goods_total` has more than 2 decimal places, in 3 rows: order A1: 10.505; "),
        ("goods_total", "10000000000", "`goods_total` does not fit DECIMAL(12,2), in 3 rows: order A1: 10000000000; "),
        ("goods_total", "-price", "`goods_total` is below 0.00, in 3 rows: order A1: -10.5; order A2: -20.0; "),
        ("goods_total", "CAST('nan' AS DOUBLE)", "`goods_total` does not fit DECIMAL(12,2), in 3 rows: order A1: nan; "),
        ("order_value", "price / 3", "`order_value` has more than 2 decimal places, in "),
        ("carrier_days", "366", "`carrier_days` is above 365, in 3 rows: order A1: 366; "),
        ("carrier_days", "1.5", "`carrier_days` is DECIMAL(2,1), and must be INTEGER, in 3 rows: order A1: 1.5; "),
        ("carrier_days", "9999999999", "`carrier_days` does not fit INTEGER, in 3 rows: order A1: 9999999999; "),
        ("tier_at_order", "'gold'", "`tier_at_order` is none of the labels none, regular, loyal, premium, in 3 rows: "),
        ("reason", "'lost'", "`reason` is none of the labels none, not_received, "),
        ("order_id", "NULL", "`order_id` is empty in 3 rows: order None: empty"),
        ("placed_on", "CASE WHEN id <> 'A2' THEN placed END", "`placed_on` is empty in 1 rows: order A2: empty"),
        ("due_on", "DATE 'infinity'", "`due_on` is no day between 0001-01-01 and 9999-12-31, in 3 rows: order A1: inf"),
        ("placed_on", "DATE '1066-10-14'", "`placed_on` is no day between 1970-01-01 and 2199-12-31, in 3 rows: order A1: 10"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_what_the_catalogue_says_is_shown_with_three_rows(
    records: Records, column: str, written: str, says: str
) -> None:
    assert refused(records, select(**{column: written})).says.startswith(says)


@pytest.mark.parametrize("written", ["TIMESTAMPTZ '2024-01-10 00:30:00+03'", "'2024-01-10T00:30:00+03:00'"])
def test_a_day_with_a_zone_is_refused_with_the_way_to_say_whose_day_it_was(records: Records, written: str) -> None:
    error = refused(records, select(due_on=written))
    assert "a day has no zone" in error.hint
    assert "AT TIME ZONE" in error.hint


def test_a_binary_fraction_of_a_price_is_no_third_decimal(records: Records) -> None:
    records.build(select(order_value="CAST(0.1 AS DOUBLE) + CAST(0.2 AS DOUBLE)"))
    assert str(read(records, "order_value")[0][0]) == "0.30"


def test_an_order_that_stands_twice_under_one_reason_is_refused(records: Records) -> None:
    error = refused(records, f"{select()} UNION ALL {select()}")
    assert error.says.startswith("an order stands more than once under one reason: order A1, late: 2 rows; ")


def test_a_select_without_rows_is_refused(records: Records) -> None:
    assert refused(records, f"{select()} WHERE false").says == "the SELECT gives no row"


def test_rows_that_contradict_themselves_are_left_out_and_told(records: Records) -> None:
    records.orders(ORDERS + "A4,2024-03-05,2024-03-10,2024-03-01,5.00,x@example.com\n")
    (left,) = records.build().manifest.left_out
    assert (left.why, left.rows, left.orders) == ("placed_on <= delivered_on", 1, ("A4",))
    assert [row[0] for row in read(records, "order_id")] == ["A1", "A2", "A3"]


def test_when_every_row_contradicts_itself_nothing_is_built(records: Records) -> None:
    error = refused(records, select(delivered="true", delivered_on="placed - 1"))
    assert error.says == "every row contradicts itself: placed_on <= delivered_on"


@pytest.mark.parametrize("source", ["'part-*.parquet'", "read_parquet(['part-1.parquet', 'part-2.parquet'])"])
def test_a_column_that_changes_its_type_between_files_is_refused(records: Records, source: str) -> None:
    table = f"'{records.records}/orders.csv'"
    duckdb.sql(f"COPY (SELECT * FROM {table}) TO '{records.records}/part-1.parquet'")
    duckdb.sql(
        f"COPY (SELECT * REPLACE (CAST(price AS VARCHAR) AS price, id || 'x' AS id) FROM {table}) TO '{records.records}/part-2.parquet'"
    )
    error = refused(records, select(source))
    assert error.says == "the column 'price' is DOUBLE in part-1.parquet and VARCHAR in part-2.parquet"


def test_a_truncated_parquet_is_one_sentence(records: Records) -> None:
    path = records.records / "orders.parquet"
    duckdb.sql(f"COPY (SELECT * FROM '{records.records}/orders.csv') TO '{path}'")
    path.write_bytes(path.read_bytes()[:-200])
    error = refused(records, select("'orders.parquet'"))
    assert "orders.parquet" in error.says
    assert "\n" not in str(error)


def test_a_missing_file_is_one_sentence(records: Records) -> None:
    assert "absent.csv" in refused(records, select("'absent.csv'")).says


def test_unknown_that_is_no_list_is_refused(records: Records) -> None:
    (records.shop / "history.toml").write_text('unknown = "all"\n')
    assert refused(records, select()).says == "a list of names is needed"


def test_a_history_toml_may_stand_beside_a_book(tmp_path: Path) -> None:
    from datetime import date  # noqa: PLC0415

    from ombud.public.books import open_book  # noqa: PLC0415

    for path in (Path(__file__).parents[2] / "src/ombud/shops/history").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "history.toml").write_text("unknown = []\n")
    assert open_book("", tmp_path, known_on=date(2026, 1, 1)).shop is not None


def test_the_example_of_the_manual_builds(records: Records) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
    blocks = [textwrap.dedent(one).strip() + "\n" for one in re.findall(r"(?:^    .*\n)+", manual, re.MULTILINE)]
    orders, query, unknown = (
        next(one for one in blocks if one.startswith(start)) for start in ("id,placed", "SELECT id", "unknown =")
    )
    records.orders(orders)
    (records.shop / "history.toml").write_text(unknown)
    assert records.build(query).manifest.reasons == {"late": 2}


def test_the_shops_book_says_the_currency_and_nobody_else_differs(records: Records) -> None:
    (records.shop / "history.sql").write_text(select())
    given = select_of(records.shop)
    assert given is not None
    for shop, currency, says in ((SHOP, "EUR", "reckons in RUB, not in EUR"), (None, "", "in which currency")):
        with pytest.raises(InputError, match=says):
            build_from_select(given, records.records, Wanted(records.out, shop, "RU", ASOF, "salt", currency))
    wanted = Wanted(records.out, None, "RU", ASOF, "salt", "KZT")
    assert build_from_select(given, records.records, wanted).manifest.currency == "KZT"


def test_a_folder_of_records_without_a_select_is_told_what_it_needs(records: Records) -> None:
    done = ombud("history", "build", records.records, "--shop", SHOP, "--out", records.out)
    assert done.returncode == 2
    assert "history.sql beside the book" in done.stderr
