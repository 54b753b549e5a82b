"""What stays of a replay: the page, and the money by month as a table."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from ombud.cli.report.page import Report
from ombud.cli.words import Tongue
from ombud.kernel.money import MINOR_DIGITS
from ombud.public.replay import Cell, Sums, Tried, by_month

HEAD = (
    "month", "rows", "changed", "doubtful", "owed_now_before", "owed_now_after", "owed_before", "owed_after",
    "goodwill_before", "goodwill_after", "currency",
)  # fmt: skip


def write_report(folder: Path, tried: Tried, tongue: Tongue) -> None:
    """Write `report.html` and `months.csv` into a folder."""
    (folder / "report.html").write_text(Report(tongue, tried).html(), encoding="utf-8")
    with (folder / "months.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        for month, cells in by_month(tried.effects.cells).items():
            rows.writerow((month, *_numbers(cells), tried.effects.currency))


def _numbers(cells: list[Cell]) -> tuple[object, ...]:
    """Counts, and sums in major units of rows whose answers are known."""
    known = [one for one in cells if not one.doubt]
    before, after = (sum((getattr(one, side) for one in known), Sums()) for side in ("before", "after"))
    sums = (before.now, after.now, before.owed, after.owed, before.goodwill, after.goodwill)
    changed = sum(one.rows for one in known if one.kind)
    counts = (sum(one.rows for one in cells), changed, sum(one.rows for one in cells if one.doubt))
    return (*counts, *(f"{Decimal(minor).scaleb(-MINOR_DIGITS):.{MINOR_DIGITS}f}" for minor in sums))
