"""Rows of a history say what the records say: the facts that a ruling establishes, in Python and in SQL alike."""

# ruff: noqa: S608  (the SELECTs of a test)

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from ombud.facts import establish, read_case
from ombud.facts.quick import settled
from ombud.history.rows import Past, as_csv
from ombud.history.shape import FIXED, columns_of
from ombud.kernel.errors import InputError
from ombud.kernel.scalar import Value
from ombud.model.case_file import Allegation, CaseFile, Complainant, Tracking
from ombud.public.history import Wanted, build_from_feed, build_from_select, check_history, ready, select_of
from ombud.public.orders import feed_of, sheet_of, source, source_sheet, understood
from ombud.rules.answer import first
from tests.cli.warm import ombud as ombud_warm
from tests.history.generated import ASOF as GENERATED_ON
from tests.history.generated import COUNT, generated, rows
from tests.sweep.orders import ASOF, SHOPS, book, order, parcel

DOCKET = sorted((SHOPS / "demo" / "docket").glob("*.toml"))
DATA = Path(__file__).parents[3] / "shared" / "data"
DUE = date(2026, 5, 10)
BOOK = book("RU", "demo/folio")
LAW = book("RU", None)
NAMES = [one.name for one in columns_of(BOOK.declarations.facts)]
FACTS = [one.name for one in columns_of(BOOK.declarations.facts) if one.fact]
SETTLED = [name for name in FACTS if name in BOOK.program.settles and BOOK.declarations.facts[name].source is None]
"""What settle tables alone give."""


def row(file: CaseFile) -> dict[str, Value | None]:
    (found,) = Past(LAW, ASOF, "salt").rows(file)
    return dict(zip(NAMES, found, strict=True))


def came(on: date | None) -> CaseFile:
    """An order promised for the tenth of May."""
    tracking = () if on is None else (Tracking(on=on, status="delivered"),)
    return msgspec.structs.replace(parcel(DUE, handed=date(2026, 5, 3), placed=date(2026, 5, 2)), tracking=tracking)


def finding(found: dict[str, Value | None]) -> Value | None:
    """What the tables of finding say of a row."""
    answer = first(BOOK.program, BOOK.speaking("finding", found), found)
    assert answer is not None
    assert answer.sure
    return answer.outputs["finding"]


@pytest.mark.parametrize(
    ("on", "reason", "found"),
    [
        (date(2026, 5, 11), "late", "substantiated"),
        (DUE, "late", "not_substantiated"),
        (date(2026, 5, 9), "late", "not_substantiated"),
        (None, "not_received", "substantiated"),
    ],
)
def test_an_order_stands_under_the_reason_of_its_delivery_and_its_finding_is_right(
    on: date | None, reason: str, found: str
) -> None:
    it = row(came(on))
    assert it["reason"] == reason
    assert finding(it) == found


def test_an_order_that_paid_for_its_delivery_is_asked_about_the_fee_too() -> None:
    reasons = [one[NAMES.index("reason")] for one in Past(LAW, ASOF, "salt").rows(order("999.00", fee="150.00"))]
    assert reasons[1:] == ["threshold_near_miss"]
    assert [one[NAMES.index("reason")] for one in Past(LAW, ASOF, "salt").rows(order("1500.00"))] == reasons[:1]


def test_what_was_complained_of_stands_under_its_own_reason() -> None:
    file = msgspec.structs.replace(
        came(DUE), allegations=(Allegation(reason="damaged"), Allegation(reason="staff_conduct"))
    )
    found = Past(LAW, ASOF, "salt").rows(file)
    assert [one[NAMES.index("reason")] for one in found] == ["damaged", "staff_conduct"]


def test_the_value_of_an_order_is_its_goods_less_the_discount() -> None:
    assert str(row(order("1500.00", discount="100.00"))["order_value"]) == "1400.00"


def test_who_a_customer_is_cannot_be_read_and_is_the_same_in_each_of_their_orders() -> None:
    ann = Complainant(name="Ann", contacts=("ann@example.com",))
    first_one, again = (row(msgspec.structs.replace(order(name=name), complainant=ann))["customer"] for name in "ab")
    assert first_one == again
    assert "ann" not in str(first_one)
    assert row(order())["customer"] is None


def docket() -> list[tuple[CaseFile, dict[str, Any]]]:
    """Each allegation of the docket as a file of its own, with the row that a ruling reads."""
    found: list[tuple[CaseFile, dict[str, Any]]] = []
    for path in DOCKET:
        file = read_case(path)
        asof = file.asof or ASOF
        for allegation in file.allegations if file.kind == "complaint" else ():
            alone = msgspec.structs.replace(file, id=f"{len(found):03}", allegations=(allegation,))
            row_of = dict(establish(alone, BOOK, allegation, asof=asof).row)
            if row_of["placed_on"] is not None:
                found.append((alone, row_of))
    return found


def test_a_row_has_the_facts_that_a_ruling_on_the_same_file_establishes() -> None:
    """What a shop's own book settles, it settles when it is tried."""
    tried = 0
    for file, expected in docket():
        (made,) = Past(LAW, ASOF, "salt").rows(file)
        found = settled(BOOK.program, dict(zip(NAMES, made, strict=True)))
        assert {name: found[name] for name in FACTS} == {name: expected[name] for name in FACTS}, file.id
        tried += 1
    assert tried > 50


def as_records(folder: Path, dropped: list[str]) -> Path:
    """The docket's rows as a shop's own records, without some columns, and the SELECT over them."""
    folder.mkdir()
    made = [line for file, _ in docket() if not file.answers for line in Past(LAW, ASOF, "salt").rows(file)]
    (folder / "rows.csv").write_bytes(as_csv(made))
    kinds = ", ".join(f"'{one.name}': '{one.sql}'" for one in columns_of(BOOK.declarations.facts))
    without = ", ".join(["placed_month", *dropped])
    (folder / "history.sql").write_text(
        f"SELECT * EXCLUDE ({without}) FROM read_csv('rows.csv', header = false, nullstr = '', columns = {{{kinds}}})"
    )
    return folder / "history.sql"


@pytest.mark.parametrize("dropped", [[], ["settled"]])
def test_defaults_settling_and_guards_in_sql_are_those_in_python(tmp_path: Path, dropped: list[str]) -> None:
    path = as_records(tmp_path / "records", SETTLED if dropped else [])
    given = select_of(None, path)
    assert given is not None
    wanted = Wanted(tmp_path / "history", SHOPS / "demo" / "folio", "RU", ASOF, "salt")
    build_from_select(given, path.parent, wanted)
    facts = ", ".join(f'"{name}"' for name in ("order_id", *FACTS))
    found = duckdb.execute(f"SELECT {facts} FROM '{tmp_path}/history/*/*.parquet' ORDER BY order_id").fetchall()
    made = [(file.id, *(expected[name] for name in FACTS)) for file, expected in docket() if not file.answers]
    assert len(found) > 40
    names = ("order_id", *FACTS)
    whole = [settled(BOOK.program, dict(zip(names, one, strict=True))) | {"order_id": one[0]} for one in found]
    different = [
        (mine[0], name, one, other)
        for mine, theirs in zip(([one[name] for name in names] for one in whole), made, strict=True)
        for name, one, other in zip(names, mine, theirs, strict=True)
        if one != other
    ]
    assert different == []


def test_case_files_become_a_history_and_each_law_has_its_own(tmp_path: Path) -> None:
    wanted = Wanted(tmp_path / "history", SHOPS / "demo" / "folio", "RU", ASOF, "salt")
    manifest = build_from_feed(feed_of(SHOPS / "demo" / "docket"), "docket", wanted).manifest
    assert manifest.reasons["late"] >= 3
    why = {one.why for one in manifest.left_out}
    assert "other_law" in why or "book_currency" in why
    assert check_history(wanted.folder, wanted.shop).manifest == manifest


def sheet(path: Path, count: int) -> None:
    """Orders of two months as a spreadsheet."""
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["order", "ordered", "promised", "delivered", "handed over", "total"])
        for number in range(count):
            day = date(2026, 3 + number % 2, 1 + number % 28)
            writer.writerow([f"S{number}", day, date(2026, 5, 5), date(2026, 5, 4 + number % 3), day, "100.00"])


def test_many_orders_on_all_cores_are_the_same_history_as_on_one(tmp_path: Path) -> None:
    sheet(tmp_path / "orders.csv", 9000)
    found = []
    for jobs in (1, 2):
        wanted = Wanted(tmp_path / f"h{jobs}", SHOPS / "demo" / "folio", "RU", ASOF, "salt", jobs=jobs)
        feed = sheet_of(understood(tmp_path / "orders.csv"), BOOK, ASOF)
        found.append(build_from_feed(feed, "orders.csv", wanted).manifest)
    assert found[0].rows == 9000
    assert [one.month for one in found[0].files] == ["2026-03", "2026-04"]
    assert found[0].reasons == found[1].reasons
    assert found[0].columns == found[1].columns
    assert [one.reasons for one in found[0].files] == [one.reasons for one in found[1].files]


def test_an_order_that_stands_in_two_case_files_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_bytes(
            (SHOPS / "demo" / "docket" / "D05.toml").read_bytes().replace(b"../", b"")
        )
    wanted = Wanted(tmp_path / "history", SHOPS / "demo" / "folio", "RU", ASOF, "salt")
    with pytest.raises(InputError, match="an order stands more than once under one reason: order D05, late"):
        build_from_feed(feed_of(tmp_path), "files", wanted)


def test_a_spreadsheet_is_built_and_checked_from_the_command_line(tmp_path: Path) -> None:
    sheet(tmp_path / "orders.csv", 40)
    out = tmp_path / "history"
    said = ("history", "build", tmp_path / "orders.csv", "--shop", SHOPS / "demo" / "folio", "--out", out)
    assert ombud_warm(*said, "--asof", "2026-05-20").returncode == 2, "nobody has confirmed the columns"
    assert not out.exists()
    for lang, word in (("en", "all"), ("ru", "всего"), ("uk", "усього"), ("pl", "razem")):
        done = ombud_warm(*said, "--asof", "2026-05-20", "--yes", "--lang", lang)
        assert (done.returncode, done.stderr) == (0, "")
        assert word in done.stdout
    assert ombud_warm("history", "check", out, "--shop", SHOPS / "demo" / "folio").returncode == 0
    next(out.rglob("*.parquet")).write_bytes(b"PAR1")
    done = ombud_warm("history", "check", out)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")


def test_the_generated_history_has_rows_on_every_side_of_each_boundary(tmp_path: Path) -> None:
    manifest = generated(tmp_path).manifest
    assert manifest.rows == COUNT
    assert manifest.left_out == ()
    assert manifest.asof == GENERATED_ON
    counted = duckdb.execute(
        "SELECT count(*) FILTER (WHERE delivered_on = due_on), count(*) FILTER (WHERE delivered_on = due_on + 1), "
        "count(*) FILTER (WHERE delivered_on IS NULL AND delivered), count(*) FILTER (WHERE delivered IS NULL), "
        "count(*) FILTER (WHERE goods_total - discount_total = 1000), "
        "count(*) FILTER (WHERE goods_total - discount_total = 999.99) "
        f"FROM '{tmp_path}/history/*/*.parquet'"
    ).fetchall()
    assert all(n > 100 for n in counted[0])
    assert next(iter(rows(1))) == next(iter(rows(1)))


@pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not on this machine")
def test_recorded_orders_of_a_marketplace_become_a_history(tmp_path: Path) -> None:
    given = source("olist")
    wanted = Wanted(tmp_path / "history", given.shop, "", date(2018, 10, 18), "salt")
    manifest = build_from_feed(source_sheet(given, DATA / "olist", wanted.asof), "olist", wanted).manifest
    orders_kept = manifest.reasons["late"] + manifest.reasons["not_received"]
    assert orders_kept + sum(one.rows for one in manifest.left_out) == 5000
    late, missing = duckdb.execute(
        "SELECT count(*) FILTER (WHERE reason = 'late' AND delivered_on > due_on), "
        "count(*) FILTER (WHERE reason = 'not_received') "
        f"FROM '{tmp_path}/history/*/*.parquet'"
    ).fetchall()[0]
    orders = f"'{DATA}/olist/orders.parquet'"
    (counted,) = duckdb.execute(
        f"SELECT count(*) FROM {orders} WHERE CAST(try_strptime("
        "order_delivered_customer_date, '%m/%d/%Y %H:%M') AS DATE) > CAST(strptime(order_estimated_delivery_date, "
        "'%m/%d/%Y %H:%M') AS DATE)"
    ).fetchall()[0]
    assert late == counted
    assert missing == manifest.reasons["not_received"]


@pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not on this machine")
def test_the_invoices_of_a_gift_shop_become_a_history_by_the_select_that_ships(tmp_path: Path) -> None:
    shop = ready("retail")
    given = select_of(shop)
    assert given is not None
    wanted = Wanted(tmp_path / "history", shop, "", date(2011, 12, 31), "salt")
    manifest = build_from_select(given, DATA / "retail", wanted).manifest
    assert (manifest.rows, manifest.law, manifest.currency) == (19959, "UK", "GBP")
    assert len(manifest.files) == 13
    found = duckdb.execute(
        f"SELECT sum(order_value), count(delivered), count(DISTINCT segment) FROM '{tmp_path}/history/*/*.parquet'"
    ).fetchall()[0]
    (total,) = duckdb.execute(
        f"SELECT round(sum(Quantity * UnitPrice), 0) FROM '{DATA}/retail/uci_online_retail.parquet' "
        "WHERE InvoiceNo NOT LIKE 'C%' AND InvoiceNo NOT LIKE 'A%' AND Quantity > 0 AND UnitPrice > 0"
    ).fetchall()[0]
    assert abs(float(found[0]) - total) < 1
    assert found[1:] == (0, 38)
    assert {one.name for one in FIXED} <= {one.name for one in manifest.columns}
