"""What a person probably meant where a line is not TOML: the slips that shopkeepers make, each with its way out."""

from __future__ import annotations

import re

_SLIPS = (
    (re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./]\d|\d{4}-\d\d-\d\d"), "write a day year first: 2026-05-31"),
    (re.compile(r"-?\d[\d\s]*,\d"), 'write an amount in quotes and with a point: "90.00"'),
    (re.compile("[„“”«»]"), 'write text in straight quotes: "…"'),
    (re.compile(r'(?:[^"]*"[^"]*")*[^"]*"[^"]*$'), 'close the quotes: "…"'),
    (re.compile(r"(?!true\b|false\b)[^\W\d_]"), 'write text in quotes: "…"; yes and no are true and false'),
)


def way_out(text: str, line: int) -> str:
    """A hint for the line (from 1) at which a reader of TOML stopped."""
    lines = text.split("\n")
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    value = written.partition("=")[2].strip()
    return next((hint for slip, hint in _SLIPS if slip.match(value)), "correct it there or above")
