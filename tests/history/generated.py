"""A history of twenty thousand orders that lie on boundaries: on the promised day, a day beside it, on the threshold, a
cent beside it, at the ends of months and years, with unknowns in between. The same rows in every run.

`generated(folder)` builds it by a SELECT, as a shop would, and gives the folder of the history.
"""

# ruff: noqa: S608  (the SELECTs of a test)

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random  # noqa: TID251  (seeded)

from ombud.public.history import Built, Wanted, build_from_select, select_of

COUNT = 20_000
ASOF = date(2026, 5, 31)
SHOP = Path(__file__).parents[2] / "src" / "ombud" / "shops" / "demo" / "folio"
DAY = timedelta(days=1)
CENT = Decimal("0.01")
THRESHOLD, FEE = Decimal("1000.00"), Decimal("90.00")
TURNS = (
    date(2024, 1, 1),
    date(2024, 2, 29),
    date(2024, 12, 31),
    date(2025, 2, 28),
    date(2026, 3, 31),
    date(2026, 4, 1),
)
"""Days at which months, years, or the shop's clauses turn."""
NEAR = (-30, -8, -2, -1, 0, 1, 2, 8, 30)
"""Days from the promised one."""
SUMS = ("0.00", "0.01", "899.99", "900.00", "949.99", "950.00", "999.99", "1000.00", "1000.01", "9999999999.99")
COLUMNS = {
    "order_id": "VARCHAR", "placed_on": "DATE", "asof": "DATE", "reason": "VARCHAR", "customer": "VARCHAR",
    "segment": "VARCHAR", "order_value": "DECIMAL(12,2)", "day_promised": "BOOLEAN", "due_on": "DATE",
    "day_essential": "BOOLEAN", "handed_over": "BOOLEAN", "handed_over_on": "DATE", "delivered": "BOOLEAN",
    "delivered_on": "DATE", "carrier_days": "INTEGER", "goods_total": "DECIMAL(12,2)",
    "discount_total": "DECIMAL(12,2)", "delivery_charged": "DECIMAL(12,2)", "threshold_at_order": "DECIMAL(12,2)",
    "tier_at_order": "VARCHAR", "basis_stated": "VARCHAR", "fee_shown": "BOOLEAN", "fee_accepted": "BOOLEAN",
    "prepaid": "DECIMAL(12,2)", "prepaid_goods": "DECIMAL(12,2)", "prepaid_delivery": "DECIMAL(12,2)",
    "complaint_made": "BOOLEAN", "complaint_on": "DATE", "orders_count": "INTEGER", "complaints_count": "INTEGER",
    "margin_12m": "DECIMAL(12,2)",
}  # fmt: skip
UNKNOWN = (
    "answering buyer call contract delivery demand goods goods_cures payment person price privacy promise quarrel "
    "refusal service sweep transfer withdrawal"
).split()
Row = dict[str, object]


def rows(count: int = COUNT, seed: int = 7) -> Iterator[Row]:
    """The orders, one by one: column -> value, None where nobody knows."""
    dice = Random(seed)  # noqa: S311
    for number in range(count):
        yield _unknowing(_order(dice, number), dice)


def _order(dice: Random, number: int) -> Row:
    placed = dice.choice(TURNS) + dice.randrange(-40, 41) * DAY if number % 3 else dice.choice(TURNS)
    due = placed + dice.choice((0, 1, 3, 10, 30)) * DAY
    came = due + dice.choice(NEAR) * DAY if number % 11 else None
    came = max(came, placed) if came else None
    handed = min(max(placed, due + dice.choice(NEAR) * DAY), came or due) if number % 7 else None
    goods = Decimal(dice.choice(SUMS))
    off = dice.choice((Decimal("0.00"), CENT, Decimal("50.00"), (goods / 10).quantize(CENT)))
    off = min(off, goods)
    fee = dice.choice((FEE, Decimal("0.00"), FEE - CENT))
    complained = number % 5 == 0
    row: Row = {
        "order_id": f"G{number:06}",
        "placed_on": placed,
        "asof": ASOF,
        "reason": "not_received" if came is None else dice.choice(("late", "late", "threshold_near_miss")),
        "customer": f"c{number % 4000}",
        "segment": dice.choice(("new", "regular", None)),
        "order_value": goods - off,
        "day_promised": number % 13 != 0,
        "due_on": due if number % 13 else None,
        "day_essential": number % 17 == 0,
        "handed_over": handed is not None,
        "handed_over_on": handed,
        "delivered": came is not None,
        "delivered_on": came,
        "carrier_days": dice.choice((0, 1, 3, 365)),
        "goods_total": goods,
        "discount_total": off,
        "delivery_charged": fee,
        "threshold_at_order": THRESHOLD,
        "tier_at_order": dice.choice(("none", "regular", "loyal", "premium")),
        "basis_stated": dice.choice(("after_discount", "list", "nothing")),
        "fee_shown": dice.random() < 0.9,
        "fee_accepted": dice.random() < 0.9,
        "prepaid": goods - off,
        "prepaid_goods": goods - off,
        "prepaid_delivery": Decimal("0.00") if dice.random() < 0.5 else fee,
        "complaint_made": complained,
        "complaint_on": (came or due) + dice.choice((0, 1, 14, 15)) * DAY if complained else None,
        "orders_count": dice.choice((0, 1, 2, 10, 100000)),
        "complaints_count": dice.choice((0, 1, 10000)),
        "margin_12m": dice.choice((Decimal("-500.00"), Decimal("0.00"), CENT, Decimal("9999.99"))),
    }
    return row


KNOWN = ("order_id", "placed_on", "asof", "reason", "customer", "segment")
SHARE = 0.04


def _unknowing(row: Row, dice: Random) -> Row:
    """The same order with some facts that nobody knows."""
    return {name: value if name in KNOWN or dice.random() > SHARE else None for name, value in row.items()}


def written(folder: Path, count: int = COUNT, seed: int = 7) -> Path:
    """The orders as CSV, with the SELECT that reads them; gives the SELECT's path."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "orders.csv").open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows(list(row.values()) for row in rows(count, seed))
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    (folder / "history.sql").write_text(
        f"SELECT * FROM read_csv('orders.csv', header = true, nullstr = '', columns = {{{kinds}}})", encoding="utf-8"
    )
    listed = ", ".join(f'"topic:{name}"' for name in UNKNOWN)
    (folder / "history.toml").write_text(f"unknown = [{listed}]\n", encoding="utf-8")
    return folder / "history.sql"


def generated(folder: Path, count: int = COUNT, *, shop: Path = SHOP, law: str = "RU") -> Built:
    """The history of these orders, built in `folder / "history"`."""
    given = select_of(None, written(folder / "records", count))
    assert given is not None
    return build_from_select(given, folder / "records", Wanted(folder / "history", shop, law, ASOF, "salt"))
