"""An XLSX file as rows. Formulas count by the value that was saved with them; merged cells are told, not guessed at."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from ombud.intake.delimited import Row
from ombud.intake.wrong import Wrong
from ombud.kernel.errors import InputError, Place

BLOCK = 1 << 20
OVERLAP = 200
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMULA = re.compile(rb"<f[ >/]")
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!")


class Workbook:
    """The first sheet of a workbook that can be seen."""

    encoding = "xlsx"
    separator = ""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._openpyxl = _library(path)
        self._has_formulas = False
        self._merged: list[tuple[str, int, str, int]] = []

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, with its number."""
        book = self._open(values=True)
        try:
            for number, cells in enumerate(self._sheet(book).iter_rows(values_only=True), start=1):
                values = list(cells)
                if any(value is not None and value != "" for value in values):
                    yield number, values
        finally:
            book.close()

    def merged(self) -> list[tuple[int, int, int, int]]:
        """Merged cells as first and last row (from 1), first and last column (from 0)."""
        return [(first, last, _column(left), _column(right)) for left, first, right, last in self._scanned]

    def refused(self) -> dict[int, Wrong]:
        """Rows that cannot be taken as they stand: merged over several rows, or a formula without its saved value."""
        found: dict[int, Wrong] = {}
        for left, first, right, last in self._scanned:
            if last > first or right != left:
                wrong = Wrong("merged", cells=f"{left}{first}:{right}{last}")
                found.update((row, wrong) for row in range(first, last + 1))
        if self._has_formulas:
            found.update(self._formulas())
        return found

    @cached_property
    def _scanned(self) -> list[tuple[str, int, str, int]]:
        """Merged ranges, straight from the sheet's own text: the reader of large files does not tell them."""
        book = self._open(values=True)
        try:
            name = str(self._sheet(book)._worksheet_path)  # the sheet whose rows are read, wherever it stands
        finally:
            book.close()
        with zipfile.ZipFile(self.path) as archive, archive.open(name) as text:
            self._scan(text)
        return list(dict.fromkeys(self._merged))

    def _scan(self, text: IO[bytes]) -> None:
        tail = b""
        while block := text.read(BLOCK):
            seen = tail + block
            self._has_formulas = self._has_formulas or bool(_FORMULA.search(seen))
            self._merged += [(a.decode(), int(b), c.decode(), int(d)) for a, b, c, d in _MERGED.findall(seen)]
            tail = seen[-OVERLAP:]

    def _formulas(self) -> Iterator[tuple[int, Wrong]]:
        texts, values = self._open(values=False), self._open(values=True)
        try:
            pairs = zip(self._sheet(texts).iter_rows(), self._sheet(values).iter_rows(), strict=False)
            for number, (written, saved) in enumerate(pairs, start=1):
                for one, two in zip(written, saved, strict=False):
                    if isinstance(one.value, str) and one.value.startswith("=") and two.value in (None, *ERRORS):
                        code = "formula_error" if two.value else "formula_unsaved"
                        yield number, Wrong(code, cell=one.coordinate)
                        break
        finally:
            texts.close()
            values.close()

    def _sheet(self, book: Any) -> Any:  # noqa: ANN401  (openpyxl's own)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        if not sheets:
            raise InputError("the workbook has no sheet", at=Place(str(self.path)), code="sheet.empty")
        sheets[0].reset_dimensions()
        return sheets[0]

    def _open(self, *, values: bool) -> Any:  # noqa: ANN401
        try:
            return self._openpyxl.load_workbook(self.path, read_only=True, data_only=values, keep_links=False)
        except Exception as error:  # noqa: BLE001  (a spoilt workbook fails in as many ways as there are)
            raise InputError(
                f"the workbook cannot be opened: {type(error).__name__}",
                at=Place(str(self.path)),
                hint="save it anew as XLSX or as CSV",
                code="sheet.workbook",
            ) from None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _library(path: Path) -> Any:  # noqa: ANN401
    try:
        import openpyxl  # noqa: PLC0415  (only XLSX pays for it)
    except ImportError:
        raise InputError(
            "XLSX cannot be read here: openpyxl is not installed",
            at=Place(str(path)),
            hint="pip install openpyxl, or save the table as CSV",
            code="sheet.library",
        ) from None
    if not zipfile.is_zipfile(path):
        raise InputError(
            "this is not an XLSX file", at=Place(str(path)), hint="save it as XLSX or as CSV", code="sheet.workbook"
        )
    return openpyxl
