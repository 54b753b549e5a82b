"""How long does one ruling take: from a case file to JSON with the book open, and as a command in a cold process?"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import measure

RULINGS, COLD = 50, 9
COMMAND = Path(sys.executable).parent / "ombud"
ASOF = date(2026, 3, 2)


def demo_case() -> Path:
    """A case of the demo docket."""
    import ombud  # noqa: PLC0415  (what `--help` costs is measured in other processes)

    docket = Path(ombud.__file__).parent / "shops" / "demo"
    return sorted(docket.rglob("*.case.toml"))[0]


def ruling_ms_median(case: Path) -> float:
    """Milliseconds from the case file's path to the ruling's JSON text, the book already open."""
    from ombud import public  # noqa: PLC0415

    book = public.open_book_for(case, known_on=ASOF)

    def rule() -> str:
        return json.dumps(public.as_json(public.rule(public.read_case(case), book, asof=ASOF)))

    return measure.median_seconds(rule, RULINGS) * 1000


def cold(*arguments: str) -> float:
    """Median seconds of the command in a new process. It may end with 0 (ruled) or 3 (a deciding fact is missing)."""

    def run() -> None:
        done = subprocess.run([COMMAND, *arguments], capture_output=True, check=False)  # noqa: S603  (our own command)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr.decode())

    return measure.median_seconds(run, COLD)


def figures(case: Path | None = None) -> dict[str, float]:
    """The three figures of a ruling."""
    case = case or demo_case()
    return {
        "ruling_ms_median": ruling_ms_median(case),
        "cli_rule_s": cold("rule", str(case), "--json"),
        "cli_help_s": cold("--help"),
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("case", nargs="?", type=Path)
    for name, value in figures(options.parse_args().case).items():
        print(f"figure {name} {value:.3g}")
