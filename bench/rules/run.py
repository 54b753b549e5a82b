"""How fast does ombud decide and explain, beside hand-written Python and zen-engine, on one table and the same rows?

usage: python bench/rules/run.py [--write]   ends with one line a figure; --write also keeps them in bench/RESULTS.md
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import measure
import ours
import results
import rivals
import rows
import ruling

from ombud.rules.emit_explain import compile_explain
from ombud.rules.emit_python import compile_chain

CHECKED, ZEN_CHECKED, TIMED = 100_000, 5_000, 20_000
UNKNOWN = 0.12
Row = Mapping[str, Any]


def our_decide() -> Callable[[Row], tuple[Any, ...]]:
    """(rule, amount, fault, remedy, approval rule, level) for a row."""
    return compile_chain(ours.program(), ("decision", "approval"))


def our_explain() -> Callable[[Row], tuple[Any, ...]]:
    """The compact traces of both tables: every condition looked at, its truth, and the values that were read.

    The second table reads the amount that the first one gives, so the amount is decided on the way.
    """
    program = ours.program()
    decide = compile_chain(program, ("decision",))
    first, second = (compile_explain(program, program.tables[name]).explain for name in ("decision", "approval"))

    def explain(row: Row) -> tuple[Any, ...]:
        decided = decide(row)
        return first(row), decided, second({**row, "amount": decided[1]})

    return explain


def check_equal(folder: str) -> None:
    """Refuse to time what does not give the same answers."""
    path = f"{folder}/checked.parquet"
    rows.write(path, CHECKED)
    data = rivals.load(path, CHECKED)
    decide, engine = our_decide(), rivals.zen_loader()
    differ = [row for row in data if shaped(decide(row)) != rivals.handwritten(row)]
    # A share of nothing is unknown to ombud, and FALSE to the hand-written rival: its own choice for goods_total = 0.
    undefined = [row for row in differ if row["goods_total"] == 0]
    if len(differ) > len(undefined):
        raise SystemExit(f"ours and hand-written differ on {len(differ) - len(undefined)} rows, first: {differ[0]}")
    zen = sum(engine.evaluate("p", rivals.flat(row))["result"]["rule"] != decide(row)[0] for row in data[:ZEN_CHECKED])
    if zen > ZEN_CHECKED // 1000:
        raise SystemExit(f"ours and zen differ on {zen} of {ZEN_CHECKED} rows")
    print(
        f"equal answers to hand-written (rule, fault, remedy, amount, approval) on {CHECKED - len(differ)} rows", end=""
    )
    print(f"; {len(undefined)} divide by zero; rule numbers differ from zen (floats) on {zen} of {ZEN_CHECKED}")


def shaped(decided: tuple[Any, ...]) -> tuple[Any, ...]:
    """Our answer in the order of the hand-written one."""
    rule, amount, fault, remedy, approval, _ = decided
    return rule, fault, remedy, amount, approval


def time_all(folder: str) -> dict[str, float]:
    """Calls a second for every contender."""
    rows.write(f"{folder}/known.parquet", TIMED)
    rows.write(f"{folder}/unknown.parquet", TIMED, UNKNOWN)
    known, unknown = (rivals.load(f"{folder}/{name}.parquet", TIMED) for name in ("known", "unknown"))
    plain = [rivals.flat(row) for row in known]
    engine = rivals.zen_loader()
    return measure.rates(
        {
            "decide": (our_decide(), known),
            "hand-written": (rivals.handwritten, known),
            "explain": (our_explain(), known),
            "zen": (lambda row: engine.evaluate("p", row), plain),
            "zen trace": (lambda row: engine.evaluate("p", row, {"trace": True}), plain),
            "decide, 12% unknown": (our_decide(), unknown),
            "explain, 12% unknown": (our_explain(), unknown),
        }
    )


def figures(per_second: Mapping[str, float]) -> dict[str, float]:
    """The ratios that the goals name."""
    return {
        "decide_vs_zen": per_second["decide"] / per_second["zen"],
        "decide_vs_handwritten": per_second["decide"] / per_second["hand-written"],
        "explain_vs_zen_trace": per_second["explain"] / per_second["zen trace"],
        "decide_unknown_per_s": per_second["decide, 12% unknown"],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="keep the figures in bench/RESULTS.md")
    options.add_argument("--rules-only", action="store_true", help="leave out the ruling and the command line")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        check_equal(folder)
        per_second = time_all(folder)
    for name, rate in per_second.items():
        print(f"{name:>22}: {rate:>12,.0f} a second")
    found = figures(per_second) | ({} if given.rules_only else ruling.figures())
    if given.write:
        results.write(Path(__file__).parents[1] / "RESULTS.md", per_second, found)
    for name, value in found.items():
        print(f"figure {name} {value:.3g}" if value < 1000 else f"figure {name} {value:.0f}")


if __name__ == "__main__":
    main()
