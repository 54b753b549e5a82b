"""`ombud sweep` as a person meets it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import msgspec
import pytest

import ombud
from ombud.kernel.lang import LANGS
from tests.cli.warm import ombud as ombud_warm
from tests.sweep.orders import ASOF, order

ROOT = Path(__file__).parents[2]
FOLIO = Path(ombud.__file__).parent / "shops" / "demo" / "folio"
TABLE = """№ заказа;Дата заказа;Обещано;Передано;Вручено;Стоимость товаров;Скидка;Доставка;Оплачено
Ф-1;15.05.2026;25.06.2026;16.05.2026;;1 107,00;110,70;90;1 086,30
Ф-2;15.05.2026;25.06.2026;16.05.2026;;989,99;;90,00;
Ф-3;01.05.2026;10.05.2026;04.05.2026;;2 400,00;;;2 400,00
Ф-4;;10.05.2026;04.05.2026;;5;;;
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return ombud_warm("sweep", *arguments, LANG="C.UTF-8")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_bytes(TABLE.encode("cp1251"))
    return path


@pytest.mark.parametrize("lang", LANGS)
def test_a_spreadsheet_is_swept_in_every_language(table: Path, lang: str) -> None:
    done = run(table, "--book", FOLIO, "--asof", ASOF.isoformat(), "--yes", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index("Ф-3 ") < done.stdout.index("Ф-1 ")  # today comes before what may be waived
    assert "Ф-2 " not in done.stdout


def test_columns_that_nobody_has_confirmed_are_not_swept(table: Path) -> None:
    done = run(table, "--book", FOLIO)
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert "placed_on" in done.stdout


def test_as_json_every_line_is_an_order_with_its_ruling_and_the_last_one_counts(table: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    done = run(table, "--book", FOLIO, "--asof", ASOF.isoformat(), "--yes", "--json", "--errors", errors)
    *lines, last = [json.loads(line) for line in done.stdout.splitlines()]
    acting = {line["order"]: [act["act"] for act in line["acts"]] for line in lines if "acts" in line}
    assert acting == {"Ф-1": ["waive"], "Ф-3": ["today"]}
    assert [line for line in lines if "error" in line] == [
        {"order": "Ф-4", "line": 5, "code": "unplaced", "error": "the row has no day of the order"}
    ]
    counts = last["counts"]
    assert (counts["orders"], counts["acting"], counts["bad"]) == (3, 2, 1)
    assert "5,Ф-4,the row has no day of the order" in errors.read_text(encoding="utf-8-sig")


def test_a_folder_and_a_file_of_many_orders_are_swept_alike(tmp_path: Path) -> None:
    orders = [order("990.00", fee="90.00", name="near"), order("1000.00", name="far")]
    lines = [msgspec.json.encode(one) for one in orders]
    (tmp_path / "many.jsonl").write_bytes(b"\n".join([*lines, b"{broken"]))
    done = run(tmp_path, "--book", FOLIO, "--asof", ASOF.isoformat(), "--json")
    *found, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [line["order"] for line in found if "acts" in line] == ["near"]
    assert (last["counts"]["orders"], last["counts"]["bad"]) == (2, 1)


@pytest.mark.slow
def test_many_processes_come_to_the_same_as_one(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    head, *rows = TABLE.splitlines()
    many = [row.replace("Ф-", f"Ф-{turn}-") for turn in range(2500) for row in rows[1:3]] + rows[3:]
    others = [rows[1].replace("Ф-", f"П-{turn}-") for turn in range(4000)]
    path.write_text("\n".join([head, *many, *others]), encoding="utf-8")
    arguments = (path, "--book", FOLIO, "--asof", "2026-05-09", "--yes", "--json")
    one, two = run(*arguments, "--jobs", "1"), run(*arguments, "--jobs", "2")
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert json.loads(one.stdout.splitlines()[-1])["counts"]["orders"] == 9000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.csv"], "no such file"),
        (["missing"], "no orders here"),
        (["--from", "nowhere", "."], "no source 'nowhere'"),
        (["--from", "olist", "."], "no orders.parquet"),
        (["--country", "Mars!", "."], "is no country"),
        (["--country", "zz", "."], "RU, UA, PL, UK"),
    ],
)
def test_what_cannot_be_swept_is_said_in_one_sentence(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_order_that_stands_twice_is_taken_once_and_told(table: Path) -> None:
    table.write_bytes((TABLE + TABLE.splitlines()[3]).encode("cp1251"))
    done = run(table, "--book", FOLIO, "--asof", ASOF.isoformat(), "--yes", "--json")
    assert "stands in the table twice" in done.stdout
    assert json.loads(done.stdout.splitlines()[-1])["counts"]["bad"] == 2


def test_a_table_in_which_nothing_can_be_read_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order;order date;total\n1;soon;5\n", encoding="utf-8")
    done = run(path, "--currency", "RUB", "--yes", "--lang", "en")
    assert done.returncode == 2
    assert "No order could be read" in done.stdout
    assert "Nothing needs action" not in done.stdout
    assert "in which currency" in run(path, "--yes").stderr


BAD_ROWS = """Заказ;Дата заказа;Сумма;Страна
1;01.05.2026;сто;RU
2;31.02.2026;5;RU
3;01.05.2026;5;zz
4;;5;RU
"""


@pytest.mark.parametrize("lang", LANGS)
def test_rows_that_are_left_out_are_told_in_the_language_of_the_screen(tmp_path: Path, lang: str) -> None:
    table = tmp_path / "orders.csv"
    table.write_text(BAD_ROWS, encoding="utf-8")
    errors = tmp_path / "errors.csv"
    done = run(table, "--currency", "RUB", "--yes", "--asof", "2026-05-20", "--lang", lang, "--errors", errors)
    words = {
        "en": ("is not an amount", "no day “31.02.2026”", "no country “zz”", "no day of the order"),
        "ru": ("не похоже на сумму", "нет в календаре", "нет страны «zz»", "нет даты заказа"),
        "uk": ("не схоже на суму", "немає в календарі", "немає країни «zz»", "немає дати замовлення"),
        "pl": ("nie wygląda na kwotę", "nie ma w kalendarzu", "nie ma kraju „zz”", "nie ma daty zamówienia"),
    }
    kept = errors.read_text(encoding="utf-8-sig")
    for part in words[lang]:
        assert part in " ".join(done.stdout.split())
        assert part in kept


@pytest.mark.parametrize("lang", LANGS)
def test_a_row_that_is_left_out_is_told_with_all_its_faults(tmp_path: Path, lang: str) -> None:
    table = tmp_path / "orders.csv"
    table.write_text(
        "order;order date;promised;delivered;total;paid;country\n"
        "7;01.05.2026;31.02.2026;28.04.2026;sto;abc;zz\n8;01.05.2026;05.05.2026;;5;5;pl\n",
        encoding="utf-8",
    )
    done = run(table, "--currency", "PLN", "--yes", "--asof", "2026-05-20", "--lang", lang)
    row = " ".join(done.stdout.split()).rpartition("7 · ")[2]
    day = "28 Apr 2026" if lang == "en" else "28.04.2026"
    assert all(part in row for part in ("31.02.2026", day, "sto", "abc", "zz")), row


@pytest.mark.parametrize("lang", LANGS)
def test_each_column_is_told_with_the_day_that_shows_its_own_order(tmp_path: Path, lang: str) -> None:
    table = tmp_path / "orders.csv"
    table.write_text(
        "order;order date;promised;delivered;total\n2;05/04/2026;31/02/2026;07/05/2026;5\n1;25/04/2026;20/05/2026;;5\n",
        encoding="utf-8",
    )
    done = run(table, "--currency", "PLN", "--yes", "--asof", "2026-05-20", "--lang", lang)
    told = done.stdout[: done.stdout.index("--yes")]
    assert told.count("25/04/2026") == told.count("20/05/2026") == 1
    assert "31/02/2026" not in told  # no day at all: it shows nothing


def test_a_column_of_other_days_is_never_named_as_one_of_ours(tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text("order;order date;promised;invoice date\n1;2026-05-01;2026-05-10;2026-05-02\n", encoding="utf-8")
    done = run(table, "--currency", "PLN", "--yes", "--asof", "2026-05-20", "--lang", "en")
    text = " ".join(done.stdout.split())
    assert "if it says one of these, tell us which" in text
    assert "if not, leave it" in text


def test_a_column_of_days_that_nobody_reads_is_shouted_and_yes_says_what_it_left(tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text("order;order date;realisation\n1;2026-05-01;2026-05-10\n", encoding="utf-8")
    done = run(table, "--currency", "RUB", "--yes", "--asof", "2026-05-20", "--lang", "en")
    text = " ".join(done.stdout.split())
    assert text.count("NOT READ") == 2  # beside the columns, and again below the lists
    assert '--column due_on="realisation"' in text
    assert "left unread: “realisation”" in text
    done = run(table, "--currency", "RUB", "--yes", "--json", "--asof", "2026-05-20")
    assert json.loads(done.stdout.splitlines()[-1])["counts"]["unread"] == [{"header": "realisation", "holds": "day"}]


def test_an_overdue_line_says_what_to_do_what_is_owed_and_by_when(table: Path) -> None:
    done = run(table, "--book", FOLIO, "--asof", ASOF.isoformat(), "--yes", "--lang", "en")
    text = " ".join(done.stdout.split())
    assert "ask the carrier where the parcel is and write to the customer · today" in text
    assert (
        "owed on demand: refund 2400.00 RUB (instead, if the customer chooses); penalty by statute 120.00 RUB" in text
    )
    assert (
        "Dates are read as day.month.year, because they cannot be read otherwise (day of the order: “15.05.2026”"
        in text
    )


def test_the_rows_that_are_left_out_are_never_written_over_the_records(table: Path, tmp_path: Path) -> None:
    before, notes = table.read_bytes(), tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    for errors in (table, tmp_path / "." / table.name, notes):
        done = run(table, "--book", FOLIO, "--asof", ASOF.isoformat(), "--yes", "--errors", errors)
        assert (done.returncode, "would be written over" in done.stderr) == (2, True)
    assert (table.read_bytes(), notes.read_text(encoding="utf-8")) == (before, "mine")


def test_the_rows_that_are_left_out_may_be_kept_again_the_next_day(table: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run(table, "--book", FOLIO, "--yes", "--errors", tmp_path / "left-out.csv").returncode == 0
    assert len((tmp_path / "left-out.csv").read_text(encoding="utf-8-sig").splitlines()) == 2


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_from_which_no_term_can_be_counted_is_refused(table: Path, day: str) -> None:
    done = run(table, "--book", FOLIO, "--asof", day, "--yes")
    assert (done.returncode, "no day of a dispute" in done.stderr) == (2, True)
