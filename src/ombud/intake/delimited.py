"""A CSV file as rows: its encoding and its separator are found, never asked for."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from ombud.intake.wrong import Wrong
from ombud.kernel.errors import InputError, Place

Row: TypeAlias = tuple[int, list[object]]
"""The number of a row in its file, from 1, and its cells."""

SAMPLE = 64 * 1024
SEPARATORS = (";", "\t", ",", "|")
LONGEST_CELL = 100_000
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]+")
RUN = 0.5
"""Share of letters outside ASCII that stand side by side: Cyrillic words do, single Polish letters do not."""


class Delimited:
    """A text file of rows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.encoding = _encoding(path)
        head = self._head()
        self._says = bool(_SAID.match(head))
        self.separator = head[len("sep=")] if self._says else _separator(head)

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, with the line on which it ends.

        Raises:
            InputError: the text cannot be read as a table from some line on.
        """
        with self.path.open(encoding=self.encoding, newline="") as text:
            reader = csv.reader(text, delimiter=self.separator, skipinitialspace=True, strict=False)
            csv.field_size_limit(LONGEST_CELL)
            try:
                for cells in reader:
                    if any(cells) and not (self._says and reader.line_num == 1):
                        yield reader.line_num, list(cells)
            except (csv.Error, UnicodeDecodeError) as error:
                raise self._broken(error, reader.line_num + 1) from None

    def refused(self) -> dict[int, Wrong]:
        """Rows that the file itself spoils: none here."""
        return {}

    def _head(self) -> str:
        try:
            with self.path.open(encoding=self.encoding, newline="") as text:
                return text.read(SAMPLE)
        except UnicodeDecodeError as error:
            raise self._broken(error, 1) from None

    def _broken(self, error: Exception, line: int) -> InputError:
        at = Place(str(self.path), "", line)
        if isinstance(error, UnicodeDecodeError):
            return InputError(
                "the text is neither UTF-8 nor a Windows code page", at=at, hint="save it as UTF-8", code="sheet.text"
            )
        hint = "look for a quotation mark that is not closed there or above"
        return InputError("the table cannot be read from here on", at=at, hint=hint, code="sheet.text")


def _encoding(path: Path) -> str:
    """UTF-8 or UTF-16 by their marks, UTF-8 where the whole file is, else the Windows page of its letters."""
    with path.open("rb") as data:
        head = data.read(SAMPLE)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if b"\x00" in head:
            raise InputError(
                "this is not a text table", at=Place(str(path)), hint="give CSV, XLSX or Parquet", code="sheet.binary"
            )
        decoder = codecs.getincrementaldecoder("utf-8")()
        block = head
        try:
            while block:
                decoder.decode(block)
                block = data.read(SAMPLE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            letters = _runs(head + block)
            return "cp1251" if letters[True] > RUN * letters.total() else "cp1250"
    return "utf-8-sig"


def _runs(data: bytes) -> Counter[bool]:
    """How many bytes outside ASCII stand in runs, and how many alone."""
    found = Counter[bool]()
    for run in _OUTSIDE_ASCII.findall(data):
        found[len(run) > 1] += len(run)
    return found


def _separator(head: str) -> str:
    """The sign that cuts most rows of the sample into the same number of cells, more than one."""
    lines = head.splitlines()[:50]
    best, most = ",", (0, 0)
    for sign in SEPARATORS:
        widths = _widths(lines, sign)
        if widths:
            width, rows = widths.most_common(1)[0]
            if width > 1 and (rows, width) > most:
                best, most = sign, (rows, width)
    return best


def _widths(lines: Sequence[str], sign: str) -> Counter[int]:
    try:
        return Counter(len(row) for row in csv.reader(lines, delimiter=sign, skipinitialspace=True) if any(row))
    except csv.Error:
        return Counter()
