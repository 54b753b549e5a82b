"""A small shop's records and the SELECT over them, to be spoilt in one place at a time."""

# ruff: noqa: S608  (the SELECTs of a test)

from __future__ import annotations

from datetime import date
from pathlib import Path

from ombud.public.history import Built, Wanted, build_from_select, select_of
from tests.history.generated import SHOP, UNKNOWN

ASOF = date(2024, 12, 31)
ORDERS = """id,placed,due,came,price,mail
A1,2024-01-02,2024-01-10,2024-01-12,10.50,ann@example.com
A2,2024-03-03,2024-03-10,2024-03-09,20.00,bob@example.com
A3,2024-03-05,2024-03-10,,30.25,ann@example.com
"""
COLUMNS = {
    "order_id": "id",
    "placed_on": "placed",
    "customer": "mail",
    "reason": "CASE WHEN came IS NULL THEN 'not_received' ELSE 'late' END",
    "order_value": "price",
    "goods_total": "price",
    "day_promised": "due IS NOT NULL",
    "due_on": "due",
    "delivered": "came IS NOT NULL",
    "delivered_on": "came",
}
SOURCE = "'orders.csv'"


def select(source: str = SOURCE, **changed: str) -> str:
    """The SELECT, with some columns changed, added or (by an empty text) left out."""
    columns = {name: text for name, text in {**COLUMNS, **changed}.items() if text}
    return f"SELECT {', '.join(f'{text} AS {name}' for name, text in columns.items())} FROM {source}"


class Records:
    """A folder of records, and beside it one for the SELECT and one for the history."""

    def __init__(self, folder: Path, orders: str = ORDERS) -> None:
        self.records = folder / "records"
        self.records.mkdir()
        self.orders(orders)
        self.shop = folder / "mapping"
        self.shop.mkdir()
        self.out = folder / "history"
        self.unknown("segment", *(f"topic:{name}" for name in UNKNOWN))

    def orders(self, text: str) -> None:
        """Write the orders anew."""
        (self.records / "orders.csv").write_text(text, encoding="utf-8")

    def unknown(self, *names: str) -> None:
        """List what is left out on purpose."""
        listed = ", ".join(f'"{name}"' for name in names)
        (self.shop / "history.toml").write_text(f"unknown = [{listed}]\n", encoding="utf-8")

    def build(self, query: str = "", salt: str = "salt") -> Built:
        """Build the history of a SELECT."""
        path = self.shop / "history.sql"
        path.write_text(query or select(), encoding="utf-8")
        given = select_of(None, path)
        assert given is not None
        return build_from_select(given, self.records, Wanted(self.out, SHOP, "RU", ASOF, salt))
