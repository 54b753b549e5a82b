"""How long do the whole docket, 5,000 real orders and 1,000,000 generated ones take, from a cold process?

usage: python bench/docket/sweeping.py [--write] [--orders N]   one line a figure; --write keeps them in RESULTS.md
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import generated
import memory

import ombud

COMMAND = str(Path(sys.executable).parent / "ombud")
OLIST = Path(__file__).parents[3] / "shared" / "data" / "olist"
FOLIO = Path(ombud.__file__).parent / "shops" / "demo" / "folio"
RESULTS, LIMITS = Path(__file__).parents[1] / "RESULTS.md", Path(__file__).parent / "limits.md"
HEADING = "## The docket and the sweep"
COLD, REAL = 5, 5_000
GOALS = {
    "docket_s": "< 2", "docket_cases": "reported", "sweep_5000_s": "< 10", "sweep_orders_per_s": "reported",
    "sweep_1m_s": "< 180", "sweep_1m_gib": "< 1",
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="keep the figures in bench/RESULTS.md")
    options.add_argument("--orders", type=int, default=1_000_000, help="how many orders to generate")
    given = options.parse_args()
    found = figures(given.orders)
    if given.write:
        write(found)
    for name, value in found.items():
        print(f"figure {name} {value:.3g}" if value < 1000 else f"figure {name} {value:.0f}")


def figures(orders: int) -> dict[str, float]:
    """All figures; the sweeps' seconds have the reading of the file and the start of Python in them."""
    found = {"docket_s": cold("demo", "--json"), "docket_cases": cases()}
    with tempfile.TemporaryDirectory() as folder:
        real = olist() or few(Path(folder))
        found |= {"sweep_5000_s": real, "sweep_orders_per_s": REAL / real}
        table = Path(folder) / "many.csv"
        generated.write(table, orders)
        seconds, gib = memory.run([COMMAND, *sweep(table)])
    return found | {"sweep_1m_s": seconds, "sweep_1m_gib": gib}


def cases() -> int:
    """How many cases the docket has."""
    return len(list((FOLIO.parent / "docket").glob("*.toml")))


def olist() -> float:
    """Seconds for the 5,000 recorded orders; 0 where they are not on this machine."""
    if not OLIST.is_dir():
        print("the recorded orders are not on this machine: 5,000 generated ones stand in for them")
        return 0.0
    return cold("sweep", "--from", "olist", str(OLIST), "--asof", "2018-10-18")


def few(folder: Path) -> float:
    """Seconds for 5,000 generated orders."""
    table = folder / "few.csv"
    generated.write(table, REAL)
    return cold(*sweep(table))


def sweep(table: Path) -> list[str]:
    """The command's arguments over a generated table."""
    return ["sweep", str(table), "--book", str(FOLIO), "--asof", generated.ASOF.isoformat(), "--yes"]


def cold(*arguments: str) -> float:
    """Median seconds of the command in a new process, after one to warm the disk."""
    times = []
    for turn in range(COLD + 1):
        start = time.perf_counter()
        done = subprocess.run([COMMAND, *arguments], capture_output=True, check=False)  # noqa: S603  (our own command)
        if done.returncode:
            raise SystemExit(done.stderr.decode())
        if turn:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def write(found: Mapping[str, float]) -> None:
    """Replace this benchmark's section of RESULTS.md; other sections stay."""
    before, _, rest = RESULTS.read_text().partition(HEADING)
    _, mark, after = rest.partition("\n## ")
    lines = [HEADING, "", f"`make bench-docket` on {_today()}, commit {_commit()}, {_machine()}.", ""]
    lines += ["| figure | measured | goal |", "|---|---|---|"]
    lines += [f"| {name} | {_number(value)} | {GOALS[name]} |" for name, value in found.items()]
    section = "\n".join([*lines, "", LIMITS.read_text().strip(), ""])
    RESULTS.write_text(before.rstrip() + "\n\n" + section + (mark + after).rstrip() + "\n")


def _number(value: float) -> str:
    return f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251  (a benchmark may read the clock)


def _commit() -> str:
    git = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    return subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or "unknown"  # noqa: S603


def _machine() -> str:
    cpu = Path("/proc/cpuinfo")
    names = [line for line in cpu.read_text().splitlines() if line.startswith("model name")] if cpu.exists() else []
    model = names[0].partition(":")[2].strip() if names else platform.machine()
    return f"{os.cpu_count()} shared cores of {model}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
