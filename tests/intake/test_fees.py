"""What a table says of the delivery fee, its empty cells included."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.intake.test_tables import good, table


@pytest.mark.parametrize(
    ("fee", "paid", "told"), [("", "900", "0.00"), ("", "990", None), ("", "", None), ("90", "990", "90.00")]
)
def test_an_empty_fee_is_none_where_exactly_the_goods_were_paid_for(
    tmp_path: Path, fee: str, paid: str, told: str | None
) -> None:
    text = f"Order no;Order date;Goods;Discount;Delivery fee;Paid\n1;2026-05-02;1000;100;{fee};{paid}\n"
    (order,) = good(table(tmp_path, text)).orders or ()
    assert order.delivery_fee is None if told is None else Decimal(str(order.delivery_fee)) == Decimal(told)
