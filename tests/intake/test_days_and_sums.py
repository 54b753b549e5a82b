"""Days and sums as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import process_time

import pytest

from ombud.intake.days import Order, Seen, day_of, orders_of
from ombud.intake.sums import Marks, share_of, sum_of
from ombud.intake.wrong import Wrong
from ombud.kernel.errors import InputError


def learnt(*cells: str, given: Order | None = None) -> dict[str, Order]:
    seen = Seen()
    for cell in cells:
        seen.look(cell)
    return orders_of({"day": seen}, {"day": "Day"}, given)["day"]


@pytest.mark.parametrize(
    "text",
    ["2026-05-04", "2026/05/04", "04.05.2026", "4.5.26", "4 мая 2026", "4 травня 2026 р.", "4 maja 2026", "May 4, 2026",
     "04.05.2026 13:30", "2026-05-04T13:30:00+03:00", "46146"],
)  # fmt: skip
def test_a_day_is_read_in_many_forms(text: str) -> None:
    assert day_of(text, {}) == date(2026, 5, 4)


def test_the_whole_column_tells_the_day_from_the_month() -> None:
    assert learnt("04/05/2026", "13/05/2026") == {"/": "dmy"}
    assert learnt("04/05/2026", "05/13/2026") == {"/": "mdy"}
    assert day_of("04/05/2026", {"/": "mdy"}) == date(2026, 4, 5)
    assert learnt("04.05.2026") == {".": "dmy"}


@pytest.mark.parametrize("cells", [("04/05/2026", "06/07/2026"), ("13/05/2026", "05/13/2026")])
def test_a_column_that_can_be_read_both_ways_is_a_question(cells: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        learnt(*cells)
    assert "--dates dmy" in caught.value.hint
    assert learnt(*cells, given="mdy") == {"/": "mdy"}


def test_three_forms_in_one_column_are_each_read_by_their_own_sign() -> None:
    orders = learnt("04.05.2026", "05/13/2026", "2026-05-04")
    assert [day_of(text, orders) for text in ("04.05.2026", "05/04/2026", "2026-05-04")] == [date(2026, 5, 4)] * 3


def test_another_column_helps_one_that_cannot_tell() -> None:
    open_, clear = Seen(), Seen()
    open_.look("04/05/2026")
    clear.look("05/13/2026")
    assert orders_of({"a": open_, "b": clear}, {"a": "A", "b": "B"}, None)["a"] == {"/": "mdy"}


@pytest.mark.parametrize("text", ["31.02.2026", "soon", "99", "2026", "0/0/2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        day_of(text, {})


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1 234,50 ₽", "1234.50"), ("1\u00a0234,50\u00a0руб.", "1234.50"), ("1\u202f234,5", "1234.50"),
     ("1.234,50", "1234.50"),
     ("1,234.50", "1234.50"), ("1'234.50", "1234.50"), ("90", "90.00"), ("90р.", "90.00"), ("₽90,00", "90.00"),
     ("(5,00)", "-5.00"), ("−5", "-5.00"), (",50", "0.50"), ("1.234.567", "1234567.00"), ("1 234 567,5", "1234567.50"),
     ("500,-", "500.00"), ("500.-", "500.00"), ("500-00", "500.00"), ("1 500-50 р.", "1500.50"),
     ("5 тыс.", "5000.00"), ("5 тысяч рублей", "5000.00"), ("1,5 тис. руб.", "1500.00"), ("5k", "5000.00")],
)  # fmt: skip
def test_a_sum_is_read_in_many_forms(text: str, amount: str) -> None:
    assert sum_of(text, "RUB") == Decimal(amount)


def test_thousands_and_decimals_are_told_apart_by_the_whole_column() -> None:
    marks = Marks()
    for cell in ("1.234", "12,50"):
        marks.look(cell)
    assert marks.decimal == ","
    assert sum_of("1.234", "PLN", marks.decimal) == Decimal("1234.00")
    with pytest.raises(ValueError, match="amount_two_ways"):
        sum_of("1.234", "PLN")


def test_numbers_of_a_workbook_are_rounded_only_from_dust() -> None:
    assert sum_of(996.3000000000001, "RUB") == Decimal("996.30")
    with pytest.raises(ValueError, match="amount_places"):
        sum_of(996.305, "RUB")


@pytest.mark.parametrize(
    "text",
    ["5 €", "five", "=A1", "12 kg", "1,2,3", "1 234 50", "12 34", "1 23,45", "1 2 3", "12 , 50", "90-95", "500-600",
     "5 тысяч евро", "2026-05-04"],
)  # fmt: skip
def test_what_is_no_sum_in_this_money_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|other_currency"):
        sum_of(text, "RUB")


def test_a_share_is_a_share() -> None:
    assert share_of("5 %") == Decimal("0.05")
    assert share_of("7,5%") == Decimal("0.075")
    assert share_of("5") is None


@pytest.mark.parametrize("text", ["1" + " " * 50_000 + "b", " T" * 25_000 + "x", "T" * 50_000])
def test_a_long_cell_that_is_no_day_is_refused_in_good_time(text: str) -> None:
    start = process_time()
    with pytest.raises(Wrong):
        day_of(text, {})
    assert process_time() - start < 2


@pytest.mark.parametrize("cell", ["0001-01-01", "31.12.9999", date(1, 1, 2), date(9999, 12, 31)])
def test_a_day_from_which_no_term_can_be_counted_is_no_day_of_an_order(cell: str | date) -> None:
    with pytest.raises(Wrong):
        day_of(cell, {})
