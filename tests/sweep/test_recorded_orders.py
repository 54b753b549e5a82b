"""5,000 recorded orders of a real marketplace: fault agrees with the timeline of every late one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ombud.book.opening import open_book
from ombud.model.case_file import CaseFile
from ombud.model.facts import Moment
from ombud.public.orders import source, source_sheet
from ombud.public.sweep import sweep

OLIST = Path(__file__).parents[3] / "shared" / "data" / "olist"
ASOF = date(2018, 10, 18)
pytestmark = pytest.mark.skipif(not OLIST.is_dir(), reason="../shared/data/olist is not on this machine")


def timelines() -> dict[str, dict[str, date | None]]:
    """Calendar days of each order, read and reckoned without ombud."""
    found: dict[str, dict[str, date | None]] = {}
    orders = duckdb.read_parquet(str(OLIST / "orders.parquet"))
    columns = "order_id, order_delivered_carrier_date, order_delivered_customer_date, order_estimated_delivery_date"
    for name, *days in orders.project(columns).fetchall():
        found[name] = dict(zip(("handed", "came", "due"), map(_day, days), strict=True)) | {"limit": None}
    items = duckdb.read_parquet(str(OLIST / "order_items.parquet"))
    for name, text in items.project("order_id, shipping_limit_date").fetchall():
        limit, before = _day(text), found[name]["limit"]
        found[name]["limit"] = max(limit, before) if limit and before else limit
    return found


def _day(text: str | None) -> date | None:
    return datetime.strptime(text, "%m/%d/%Y %H:%M").date() if text else None  # noqa: DTZ007  (calendar days)


def fault(days: dict[str, date | None]) -> dict[str, Decimal]:
    """Whose delay, by days: the shop's beyond its shipping limit, the carrier's beyond the days it was left."""
    handed, came, due, limit = (days[name] for name in ("handed", "came", "due", "limit"))
    assert handed and came and due and limit
    limit = min(limit, due)
    shop = max(0, (handed - limit).days)
    carrier = max(0, (came - handed).days - (due - limit).days)
    whole = Decimal(shop + carrier)
    return {party: Decimal(part) / whole for party, part in (("shop", shop), ("carrier", carrier)) if part}


@pytest.fixture(scope="module")
def orders() -> list[CaseFile]:
    sheet = source_sheet(source("olist"), OLIST, ASOF)
    read = (sheet.reads.order(line, cells) for line, cells in sheet.items())
    return [one for one in read if isinstance(one, CaseFile)]


def test_fault_agrees_with_the_timeline_of_every_order_that_came_late(orders: list[CaseFile]) -> None:
    expected = {
        name: fault(days)
        for name, days in timelines().items()
        if days["came"] is not None and days["due"] is not None and days["came"] > days["due"]
    }
    found = sweep(orders, open_book("", source("olist").shop, known_on=ASOF), asof=ASOF)
    late = {ruling.case: ruling.allegations[0] for ruling in found if _delivered(ruling.timeline)}
    assert late.keys() == expected.keys()
    assert len(expected) == 333
    kinds = Counter[str]()
    for name, shares in expected.items():
        weights = {part.party: part.share for part in late[name].fault.shares}
        assert weights.keys() == shares.keys(), name
        assert all(abs(weights[party] - share) <= Decimal("0.0001") for party, share in shares.items()), name
        kinds["shared" if len(shares) > 1 else next(iter(shares))] += 1
    tally = found.tally
    kinds |= {"in time": tally.rest["sweep_delivery.came_in_time"], "undelivered": tally.acting - len(late)}
    assert (kinds["in time"], kinds["undelivered"]) == (4525, 93)
    assert {party: n for (rule, party), n in tally.faults.items() if rule.endswith(".came_late")} == {
        party: kinds[party] for party in ("shop", "carrier", "shared")
    }


def _delivered(timeline: Iterable[Moment]) -> bool:
    return any(moment.what == "delivered" for moment in timeline)
