"""Freeze public holidays into the law packs, from the kept library `holidays`.

Run it when a country changes its calendar: `python scripts/freeze_holidays.py`. The tables are part of a book's
digest, so that a ruling never moves because a library was updated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

LAW = Path(__file__).parent.parent / "src" / "ombud" / "law"
FIRST, LAST = 2024, 2030
PACKS = {"ru": ("RU", None), "ua": ("UA", None), "pl": ("PL", None), "uk": ("GB", "ENG")}
NOTES = {
    "ru": "Days off moved by government decree, and Saturdays made working days, are known for decreed years only.",
    "ua": "Under martial law (since 2022-03-15) public holidays are working days: the list is empty while it lasts.",
    "uk": "England (GB-ENG); Scotland and Northern Ireland differ by a few days.",
}


def frozen(folder: str) -> str:
    """The file's text for one pack."""
    country, part = PACKS[folder]
    calendar = holidays.country_holidays(country, subdiv=part, years=range(FIRST, LAST + 1))
    days = sorted(calendar)
    working = sorted(day for day in getattr(calendar, "weekend_workdays", ()) if FIRST <= day.year <= LAST)
    head = [f"# Public holidays of {country}{'-' + part if part else ''}, frozen from holidays {version('holidays')}."]
    if folder in NOTES:
        head.append(f"# {NOTES[folder]}")
    return "\n".join(
        [*head, f"years = [{FIRST}, {LAST}]", f"days = {_listed(days)}", f"working = {_listed(working)}", ""]
    )


def _listed(days: Iterable[date]) -> str:
    by_year: dict[int, list[str]] = {}
    for day in days:
        by_year.setdefault(day.year, []).append(day.isoformat())
    lines = ["  " + ", ".join(year[i : i + 8]) + "," for year in by_year.values() for i in range(0, len(year), 8)]
    return "[\n" + "\n".join(lines) + "\n]" if lines else "[]"


if __name__ == "__main__":
    for name in PACKS:
        (LAW / name).mkdir(parents=True, exist_ok=True)
        (LAW / name / "holidays.toml").write_text(frozen(name), encoding="utf-8")
