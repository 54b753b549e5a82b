"""Spreadsheets as shops save them: code pages, separators, titles, two rows of headers, merged cells, formulas."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ombud.intake.days import Because, Order
from ombud.intake.layout import Layout, open_table, understand
from ombud.intake.orders import Reader
from ombud.intake.wrong import Bad
from ombud.kernel.errors import InputError
from ombud.model.case_file import CaseFile

ASOF = date(2026, 5, 20)
RU = "№ заказа;Дата заказа;Обещано;Вручено;Сумма, руб.;Доставка;Оплачено"
UK = "Номер замовлення;Дата замовлення;Обіцяно;Вручено;Сума;Доставка;Сплачено"
PL = "Nr zamówienia;Data zamówienia;Obiecano;Doręczono;Wartość zamówienia;Koszt dostawy;Zapłacono"
EN = "Order no;Order date;Promised;Delivered;Total;Delivery fee;Paid"
KEYS = ["order", "placed_on", "due_on", "delivered_on", "total", "delivery_fee", "paid"]
ROW = "F-1;01.05.2026;10.05.2026;;1 234,50;90,00;1 324,50"


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Layout:
    path = tmp_path / "orders.csv"
    path.write_bytes(text.encode(encoding))
    return understand(open_table(path))


def read(layout: Layout, currency: str = "RUB") -> list[CaseFile | Bad]:
    reader = Reader.of(layout, currency, ASOF)
    found = (reader.order(line, cells) for line, cells in layout.body())
    return [one for one in found if one is not None]


def good(layout: Layout, currency: str = "RUB") -> CaseFile:
    [one] = read(layout, currency)
    assert isinstance(one, CaseFile), one
    return one


def workbook(tmp_path: Path, rows: list[list[object]], *merged: str) -> Layout:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(tmp_path / "orders.xlsx")
    return understand(open_table(tmp_path / "orders.xlsx"))


@pytest.mark.parametrize(
    ("header", "encoding"),
    [(RU, "cp1251"), (UK, "cp1251"), (PL, "cp1250"), (EN, "ascii"), (RU, "utf-8"), (PL, "utf-8-sig"), (UK, "utf-16")],
)
def test_columns_are_found_by_their_names_in_four_languages_and_any_code_page(
    tmp_path: Path, header: str, encoding: str
) -> None:
    layout = table(tmp_path, f"{header}\r\n{ROW}\r\n", encoding)
    assert [one.key for one in layout.guesses] == KEYS
    order = good(layout)
    assert order.orders and order.payments and order.orders[0].lines
    assert (order.orders[0].placed_on, order.orders[0].lines[0].unit) == (date(2026, 5, 1), "1234.50")
    assert [(one.covers, one.amount) for one in order.payments] == [("goods", "1234.50"), ("delivery", "90.00")]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_separator_is_found(tmp_path: Path, sign: str) -> None:
    row = [f'"{cell}"' for cell in ROW.split(";")]
    layout = table(tmp_path, sign.join(EN.split(";")) + "\n" + sign.join(row) + "\n")
    assert layout.table.separator == sign
    assert good(layout).id == "F-1"


def test_unknown_columns_are_reported_and_missing_ones_say_what_cannot_be_told(tmp_path: Path) -> None:
    layout = table(tmp_path, "order;order date;favourite colour\n1;2026-05-01;blue\n")
    assert layout.unknown == ("favourite colour",)
    assert {"due_on", "delivered_on", "delivery_fee", "paid", "total"} <= {one.key for one in layout.lacking}
    assert all(len(one.without) == 4 for one in layout.lacking)


def test_a_table_without_the_day_of_the_order_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no column of 'ordered'") as caught:
        table(tmp_path, "order;total;delivered\n1;5;2026-05-01\n")
    assert "--column placed_on=" in caught.value.hint


def test_a_person_may_say_which_column_is_which(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order;when;total\n1;2026-05-01;5\n", encoding="utf-8")
    layout = understand(open_table(path), {"placed_on": "when"})
    assert layout.at["placed_on"] == 1


def test_bad_rows_are_listed_with_line_and_reason_while_the_good_ones_go_on(tmp_path: Path) -> None:
    rows = [
        "F-1;01.05.2026;10.05.2026;;1 234,50;90,00;",
        "F-2;;10.05.2026;;5;;",
        "F-3;01.05.2026;10.05.2026;;many;;",
        "F-4;01.05.2026;10.05.2026;30.04.2026;5;;",
        "F-5;01.05.2026;10.05.2026;;5 €;;",
        "F-6;31.02.2026;10.05.2026;;5;;",
        "F-7;01.05.2026;10.05.2026;;=A1+B1;;",
        "F-8;01.05.2026;10.05.2026;;1;2;3;4",
        "F-9;01.05.2026;10.05.2026;;-5;;",
    ]
    found = read(table(tmp_path, "\n".join([RU, *rows])))
    assert [one.line for one in found if isinstance(one, Bad)] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert [(one.code, one.column) for one in found if isinstance(one, Bad)] == [
        ("unplaced", ""),
        ("no_amount", "total"),
        ("delivered_before_order", ""),
        ("other_currency", "total"),
        ("no_calendar_day", "placed_on"),
        ("formula", "total"),
        ("too_many_cells", ""),
        ("negative", "total"),
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("PL", "PL"), ("pol", "PL"), ("Польша", "PL"), ("Deutschland", "DE"), ("РФ", "RU"), ("gb", "GB"),
     ("Велика Британія", "UK"), ("", "")],
)  # fmt: skip
def test_a_country_is_known_by_code_or_by_name(tmp_path: Path, cell: str, code: str) -> None:
    assert good(table(tmp_path, f"order;order date;country\n1;2026-05-01;{cell}\n")).complainant.residence == code


def test_a_country_that_there_is_none_of_spoils_its_row_alone(tmp_path: Path) -> None:
    one, two = read(table(tmp_path, "order;order date;country\n1;2026-05-01;zz\n2;2026-05-01;PL\n"))
    assert isinstance(one, Bad)
    assert (one.code, one.column, one.values) == ("no_country", "country", {"text": "zz"})
    assert isinstance(two, CaseFile)


def test_a_column_of_days_or_sums_that_nobody_reads_is_told_with_what_it_might_be(tmp_path: Path) -> None:
    text = "order;order date;Termin realizacji;Kwota pobrania;Telefon;Uwagi\n"
    text += "1;01.05.2026;10.05.2026;100,00 zł;601000111;ok\n2;01.05.2026;;5,5 zł;602;10.05.2026 ok\n"
    layout = table(tmp_path, text)
    assert [(one.header, one.kind, one.example) for one in layout.unread] == [
        ("Termin realizacji", "day", "10.05.2026"),
        ("Kwota pobrania", "sum", "100,00 zł"),
    ]
    assert layout.unread[0].perhaps[0] == "due_on"
    assert table(tmp_path, "order;order date;colour\n1;2026-05-01;blue\n").unread == ()


def test_a_column_of_days_in_a_workbook_is_told_too(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Order", "Order date", "When"], ["F-1", date(2026, 5, 1), date(2026, 5, 10)]]
    assert [(one.header, one.example) for one in workbook(tmp_path, rows).unread] == [("When", "2026-05-10")]


@pytest.mark.parametrize(
    ("days", "given", "why"),
    [
        (("25.05.2026", "26.05.2026"), None, Because("shows", "25.05.2026")),
        (("05.05.2026", "06.04.2026"), None, Because("usual")),
        (("04/05/2026", "06/07/2026"), "mdy", Because("said")),
    ],
)
def test_it_is_told_why_days_are_read_in_their_order(
    tmp_path: Path, days: tuple[str, ...], given: Order | None, why: Because
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(["order;order date", *(f"{n};{day}" for n, day in enumerate(days))]), encoding="utf-8")
    layout = understand(open_table(path), dates=given)
    assert list(layout.because["placed_on"].values()) == [why]


def test_a_title_above_and_two_rows_of_headers_are_understood(tmp_path: Path) -> None:
    text = "Заказы за май;;;;\n\nЗаказ;;Доставка;;Сумма\nНомер;Дата заказа;Обещано;Вручено;\n"
    text += "F-1;01.05.2026;10.05.2026;;5\n"
    layout = table(tmp_path, text)
    assert layout.header == 4
    assert [one.key for one in layout.guesses] == ["order", "placed_on", "due_on", "delivered_on", "total"]
    assert good(layout).id == "F-1"


def test_merged_headers_are_read_and_merged_rows_are_refused_with_their_place(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Order", None, "Delivery", None],
        ["Number", "Order date", "Promised", "Delivered"],
        ["F-1", date(2026, 5, 1), date(2026, 5, 10), None],
        ["F-2", date(2026, 5, 1), date(2026, 5, 10), None],
        [None, date(2026, 5, 1), date(2026, 5, 10), None],
    ]
    layout = workbook(tmp_path, rows, "A1:B1", "C1:D1", "A4:A5")
    assert [one.key for one in layout.guesses] == ["order", "placed_on", "due_on", "delivered_on"]
    first, *others = read(layout)
    assert isinstance(first, CaseFile)
    assert [(one.line, one.values["cells"]) for one in others if isinstance(one, Bad)] == [(4, "A4:A5"), (5, "A4:A5")]


def test_a_formula_without_a_saved_value_is_refused_with_its_cell(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Order", "Order date", "Total"],
        ["F-1", datetime(2026, 5, 1, 12), 996.3],  # noqa: DTZ001  (Excel knows no zones)
        ["F-2", datetime(2026, 5, 1), "=1+2"],  # noqa: DTZ001
    ]
    layout = workbook(tmp_path, rows)
    one, two = read(layout)
    assert isinstance(one, CaseFile) and one.orders and one.orders[0].lines
    assert (one.orders[0].placed_on, one.orders[0].lines[0].unit) == (date(2026, 5, 1), "996.30")
    assert isinstance(two, Bad)
    assert (two.code, two.values) == ("formula_unsaved", {"cell": "C3"})


def test_excels_day_numbers_are_days(tmp_path: Path) -> None:
    order = good(table(tmp_path, "order,order date,promised,total\nF-1,46143,46152.5,5\n"))
    assert order.orders
    assert order.orders[0].placed_on == date(2026, 5, 1)
    assert order.orders[0].promises[0].day == date(2026, 5, 10)


def test_a_discount_in_per_cent_is_taken_from_the_list_price(tmp_path: Path) -> None:
    order = good(table(tmp_path, "order;order date;list price;discount\nF-1;2026-05-01;1107.00;5 %\n"))
    assert order.orders
    assert Decimal(order.orders[0].discount) == Decimal("55.35")


def test_an_empty_cell_says_not_yet_and_a_missing_column_says_nothing(tmp_path: Path) -> None:
    there = good(table(tmp_path, "order;order date;shipped;delivered\nF-1;2026-05-01;;\n"))
    assert (there.shipments, there.tracking) == ((), ())
    missing = good(table(tmp_path, "order;order date\nF-1;2026-05-01\n"))
    assert (missing.shipments, missing.tracking, missing.payments, missing.refunds) == (None, None, None, None)


def test_a_cancelled_order_is_left_alone(tmp_path: Path) -> None:
    assert read(table(tmp_path, "Заказ;Дата заказа;Статус\nF-1;01.05.2026;Отменён\n")) == []


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "empty"), (b"\x00\x01\x02", "not a text table"), (b"1;2;3\n4;5;6\n", "no row of headers")],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match=says):
        understand(open_table(path))


def test_a_text_that_calls_itself_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_text("order;date", encoding="utf-8")
    with pytest.raises(InputError, match="not an XLSX file"):
        list(open_table(path).rows())


def test_a_name_that_stands_twice_is_told_and_the_first_column_is_read(tmp_path: Path) -> None:
    layout = table(tmp_path, "order;order date;total;total\n1;2026-05-01;5;7\n")
    assert [(one.header, one.kind) for one in layout.unread] == [("total", "twice")]
    order = good(layout)
    assert order.orders and order.orders[0].lines and order.orders[0].lines[0].unit == "5.00"


def test_one_american_day_with_dots_does_not_turn_a_whole_column_round(tmp_path: Path) -> None:
    text = "order;order date;promised\n1;25.05.2026;10.06.2026\n2;26.05.2026;06.30.2026\n"
    with pytest.raises(InputError, match="which number is the month"):
        table(tmp_path, text)
    path = tmp_path / "orders.csv"
    one, two = read(understand(open_table(path), dates="dmy"))
    assert isinstance(one, CaseFile) and one.orders and one.orders[0].promises[0].day == date(2026, 6, 10)
    assert isinstance(two, Bad)
    assert (two.code, two.column) == ("no_calendar_day", "due_on")


def test_a_refused_row_keeps_the_name_of_its_order(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Order", "Order date", "Total"], ["F-2", date(2026, 5, 1), "=1+2"]]
    [bad] = read(workbook(tmp_path, rows))
    assert isinstance(bad, Bad)
    assert bad.order == "F-2"


def test_a_workbook_is_looked_at_on_the_sheet_that_is_read_though_another_is_hidden_before_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(["codes"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("orders")
    for row in (["Order", "Order date", "Delivered"], ["F-1", date(2026, 5, 1), "=B2+9"]):
        sheet.append(row)
    book.save(tmp_path / "orders.xlsx")
    (found,) = read(understand(open_table(tmp_path / "orders.xlsx")))
    assert isinstance(found, Bad)
    assert (found.code, found.values) == ("formula_unsaved", {"cell": "C2"})
