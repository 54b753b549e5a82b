"""What every view is made of: headings, lines of label and text, quoted drafts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ombud.cli.words import Tongue, clean

HELD = {"\u00a0": "\ue000", "\u202f": "\ue001", " ": "\ue002"}
"""Spaces at which no line may break, and what stands for them while lines are broken."""
HOLD, RELEASE = (
    str.maketrans(dict(list(HELD.items())[:2])),
    str.maketrans({sign: space for space, sign in HELD.items()}),
)
BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|[A-Z]{3}\b)")
TRAILING = re.compile(r" +$", re.MULTILINE)
NARROW, WIDE = 80, 110
QUIET, LOUD, GOOD, WARN, BAD = "dim", "bold", "green", "yellow", "red"


class Page:
    """A terminal, a file or a pipe that a view is written to, in one language."""

    def __init__(self, tongue: Tongue, out: TextIO | None = None) -> None:
        self.tongue = tongue
        self.out = out or sys.stdout
        self.console = Console(file=self.out, highlight=False, markup=False, emoji=False)
        self.console.width = max(NARROW, min(WIDE, self.console.width))

    def put(self, *shown: RenderableType, indent: int = 2) -> None:
        """Write below what is there; a pipe gets no spaces at the ends of lines."""
        with self.console.capture() as written:
            for one in shown:
                self.console.print(Padding(one, (0, 0, 0, indent)))
        text = written.get().translate(RELEASE)
        self.out.write(text if self.console.is_terminal else TRAILING.sub("", text))

    def line(self, text: str = "", style: str = "", indent: int = 2) -> None:
        """One line, or a paragraph."""
        self.put(Text(held(text), style=style), indent=indent)

    def heading(self, text: str) -> None:
        """Open a section."""
        self.put("", Rule(Text(held(text), style=LOUD), align="left", style=QUIET), indent=0)

    def fields(self, rows: Iterable[tuple[str, Text | str]], indent: int = 2, width: int = 18) -> None:
        """Lines of a label and a text."""
        table = Table.grid(padding=(0, 2, 0, 0), expand=False)
        table.add_column(style=QUIET, min_width=width, max_width=width)
        table.add_column(ratio=1)
        for label, text in rows:
            table.add_row(label, Text(held(text)) if isinstance(text, str) else text)
        self.put(table, indent=indent)

    def quote(self, text: str) -> None:
        """A draft, set off by a bar."""
        shown = Text()
        for line in Text(held(text)).wrap(self.console, self.console.width - 2 * len("│ ")):
            shown.append("│ ", QUIET).append_text(line).append("\n")
        shown.right_crop()
        self.put(shown)


def held(text: str) -> str:
    """Text to show, cleaned; a sum or a share stays on one line, from its first digit to its unit."""
    return BEFORE_UNIT.sub(HELD[" "], clean(text).translate(HOLD))


def joined(*parts: str | tuple[str, str] | None, by: str = " · ") -> Text:
    """Texts in a row (a pair is a text with its style), empty ones left out."""
    text = Text()
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part or "", "")
        if words:
            text.append(by if text else "", QUIET)
            text.append(held(words), style)
    return text
