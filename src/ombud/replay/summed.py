"""The effect of one month as few rows: what the report tells apart, with counts and sums."""

# ruff: noqa: S608  (names are quoted and literals typed; nothing else enters the text)

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ombud.model.replay import KINDS, Cell, Kind, Sums
from ombud.replay.side import Kept
from ombud.replay.statement import TRUTHS

FEE = "fee_waiver"
NO_ONE = "none"
"""The approval that nobody has to give."""
KEEP = ("order_id", "customer", "segment", "placed_month")
OF_KIND: dict[Kind, tuple[str, ...]] = {
    "verdict": ("finding",),
    "owed": ("owed", "owed_money", "owed_now"),
    "goodwill": ("goodwill", "goodwill_money"),
    "fault": ("fault", "fault_days", "bearer"),
    "approval": ("approval",),
}
"""The answers by whose change a row counts under a kind."""


def told_apart(statement: str, kept: Kept) -> str:
    """The statement with `kind` (its number; 0: nothing changes) and `fee` (1 freed, -1 charged) for each row."""
    lines = ["WHEN breach THEN 1"]
    for number, kind in enumerate(KINDS, 1):
        differs = " OR ".join(f"old_{name} IS DISTINCT FROM new_{name}" for name in OF_KIND.get(kind, ()))
        lines += [f"WHEN {differs} THEN {number}"] if differs else []
    bit = 1 << (kept.remedy.of(FEE) - 1)
    free = {which: f"((({which}_owed | {which}_goodwill) & {bit}) <> 0)" for which in ("old", "new")}
    fee = f"CASE WHEN {free['old']} = {free['new']} THEN 0 WHEN {free['new']} THEN 1 ELSE -1 END"
    return (
        f"SELECT *, CASE WHEN NOT (changed OR breach) THEN 0 {' '.join(lines)} ELSE 0 END AS kind, {fee} AS fee "
        f"FROM ({statement}) AS answers"
    )


def summed(told: str, kept: Kept) -> str:
    """Rows alike, counted and summed."""
    asks = f"NOT IN (0, {kept.approval.of(NO_ONE)})"
    return (
        "SELECT placed_month, reason, COALESCE(segment, '') AS segment, old_finding, new_finding, kind, fee, doubt, "
        "count(*), "
        "sum(old_owed_money), sum(old_owed_now), sum(old_goodwill_money), "
        "sum(new_owed_money), sum(new_owed_now), sum(new_goodwill_money), "
        f"sum(CASE WHEN old_approval {asks} THEN 1 ELSE 0 END), sum(CASE WHEN new_approval {asks} THEN 1 ELSE 0 END) "
        f"FROM ({told}) AS told GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
    )


def cells(rows: Sequence[Sequence[Any]], kept: Kept) -> list[Cell]:
    """The rows that `summed` gave."""
    return [_cell(row, kept) for row in rows]


def _cell(row: Sequence[Any], kept: Kept) -> Cell:
    month, reason, segment, old, new, kind, fee, doubt, count, *rest = row
    owed, now, good, owed2, now2, good2 = (round(one * 100) for one in rest[:6])
    return Cell(
        month=f"{month:%Y-%m}",
        reason=reason,
        segment=segment,
        old=kept.finding.name(old),
        new=kept.finding.name(new),
        kind=KINDS[kind - 1] if kind else "",
        fee="freed" if fee > 0 else "charged" if fee < 0 else "",
        doubt=bool(doubt),
        rows=int(count),
        before=Sums(owed, now, good),
        after=Sums(owed2, now2, good2),
        approvals=(int(rest[6]), int(rest[7])),
    )


def differing(told: str, kept: Kept) -> str:
    """Every row that changes, in names instead of numbers."""
    columns = [
        "order_id", "customer", "segment", "placed_month", "reason", "doubt",
        f"{_named('kind', KINDS)} AS kind",
        "CASE fee WHEN 1 THEN 'freed' WHEN -1 THEN 'charged' ELSE '' END AS fee",
    ]  # fmt: skip
    for which in ("old", "new"):
        columns += [_told(which, name, kept) for name in TRUTHS]
        columns += [f"{which}_{name}" for name in ("owed_money", "owed_now", "goodwill_money")]
    return f"SELECT {', '.join(columns)} FROM ({told}) AS told WHERE kind > 0"


def _told(which: str, name: str, kept: Kept) -> str:
    column = f"{which}_{name}"
    codes = {"finding": kept.finding, "bearer": kept.party, "fault": kept.fault, "approval": kept.approval}
    if name in codes:
        return f"{_named(column, codes[name].names())} AS {column}"
    if name in ("owed", "goodwill"):
        return f"{_remedies(column, kept.remedy.names())} AS {column}"
    return column


def _named(column: str, names: Sequence[str]) -> str:
    lines = " ".join(f"WHEN {number} THEN '{name}'" for number, name in enumerate(names, 1))
    return f"CASE {column} {lines} ELSE '' END" if names else "''"


def _remedies(mask: str, names: Sequence[str]) -> str:
    parts = [f"CASE WHEN ({mask} & {1 << bit}) <> 0 THEN '{name} ' ELSE '' END" for bit, name in enumerate(names)]
    return f"trim({' || '.join(parts)})" if parts else "''"
