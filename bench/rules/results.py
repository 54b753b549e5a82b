"""Keeps measured figures in bench/RESULTS.md, with machine, commit and what limits them."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

GOALS = {
    "decide_vs_zen": ">= 15", "decide_vs_handwritten": ">= 0.8", "explain_vs_zen_trace": ">= 15",
    "decide_unknown_per_s": "reported", "ruling_ms_median": "<= 2", "cli_rule_s": "<= 0.6", "cli_help_s": "<= 0.25",
}  # fmt: skip
LIMITS = Path(__file__).parent / "limits.md"
HEADING = "## Rules: decide and explain one case"


def write(path: Path, per_second: Mapping[str, float], figures: Mapping[str, float]) -> None:
    """Replace this benchmark's section; other sections stay."""
    old = path.read_text() if path.exists() else "# Measured\n"
    before, _, rest = old.partition(HEADING)
    _, mark, after = rest.partition("\n## ")
    path.write_text(before.rstrip() + "\n\n" + _section(per_second, figures) + (mark + after).rstrip() + "\n")


def _section(per_second: Mapping[str, float], figures: Mapping[str, float]) -> str:
    lines = [HEADING, "", f"`make bench-rules` on {_today()}, commit {_commit()}, {_machine()}.", ""]
    lines += ["| figure | measured | goal |", "|---|---|---|"]
    lines += [f"| {name} | {value:,.3g} | {GOALS.get(name, '')} |" for name, value in figures.items() if value < 1000]
    lines += [f"| {name} | {value:,.0f} | {GOALS.get(name, '')} |" for name, value in figures.items() if value >= 1000]
    lines += ["", "| in one process, interleaved, median | a second |", "|---|---|"]
    lines += [f"| {name} | {rate:,.0f} |" for name, rate in per_second.items()]
    return "\n".join([*lines, "", LIMITS.read_text().strip(), ""])


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251  (a benchmark may read the clock)


def _commit() -> str:
    git = ["git", "-C", str(Path(__file__).parent)]
    head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S603
    return head.stdout.strip() or "unknown"


def _machine() -> str:
    cpu = Path("/proc/cpuinfo")
    names = [line for line in cpu.read_text().splitlines() if line.startswith("model name")] if cpu.exists() else []
    model = names[0].partition(":")[2].strip() if names else platform.machine()
    tools = f"Python {platform.python_version()}, zen-engine {version('zen-engine')}"
    return f"{os.cpu_count()} shared cores of {model}, {tools}"
