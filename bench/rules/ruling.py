"""How long does one ruling take: from a case file to JSON with the book open, and as a command in a cold process?"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

import measure

RULINGS, COLD = 200, 9
COMMAND = Path(sys.executable).parent / "ombud"


def demo_case() -> Path:
    """A case of the demo docket."""
    import ombud  # noqa: PLC0415  (what `--help` costs is measured in other processes)

    return Path(ombud.__file__).parent / "shops" / "demo" / "docket" / "D05.toml"


def ruling_ms_median() -> float:
    """The median over the docket's complaints of each one's median: a complaint of the middling kind."""
    docket = demo_case().parent.glob("*.toml")
    complaints = [case for case in sorted(docket) if not case.stem.startswith("D13")]
    return statistics.median(ruling_ms(case) for case in complaints)


def ruling_ms(case: Path) -> float:
    """Milliseconds from the case file's path to the ruling's JSON text, the book already open."""
    from ombud.public import books, present, rulings  # noqa: PLC0415

    file = rulings.read_case(case)
    asof = file.asof or file.opened_on
    book = books.open_book(rulings.law_of(file), rulings.shop_of(file, case), known_on=asof)

    def rule() -> bytes:
        return present.to_json(rulings.rule(rulings.read_case(case), book, asof=asof))

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
        "ruling_ms_median": ruling_ms_median(),
        "cli_rule_s": cold("rule", str(case), "--json"),
        "cli_help_s": cold("--help"),
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("case", nargs="?", type=Path)
    for name, value in figures(options.parse_args().case).items():
        print(f"figure {name} {value:.3g}")
